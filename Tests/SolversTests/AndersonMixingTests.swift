import Fields
import Foundation
import Solvers
import Testing

@Suite struct AndersonMixingTests {
  /// x ← M x + b with M of m distinct rates that would let the iteration diverge: the minimal residual is zero after m + 1 changes,
  /// as in GMRES (Walker & Ni, SIAM J. Numer. Anal. 49 (2011) 1715).
  @Test func solvesALinearProblemInAsManyPassesAsItHasRates() {
    let grid = Grid(width: 12, growth: 5, widthSpacing: 1)
    let rates = [0.9, -0.7, 1.3]
    let x = [ScalarField(grid), ScalarField(grid)], y = [ScalarField(grid), ScalarField(grid)]
    func rate(_ i: Int, _ k: Int) -> Double { rates[(i + k) % rates.count] }
    func load(_ i: Int, _ k: Int) -> Double { 1 + sin(Double(3 * i + 7 * k)) }
    func residual() -> Double {
      var largest = 0.0
      for f in 0..<2 {
        for k in 0..<5 {
          for i in 0..<12 {
            y[f][i, 0, k] = rate(i, k) * x[f][i, 0, k] + load(i, k) * Double(f + 1)
            largest = max(largest, abs(y[f][i, 0, k] - x[f][i, 0, k]))
          }
        }
      }
      return largest
    }
    let mixing = AndersonMixing(grid, weights: [1, 3], depth: 4)
    #expect(residual() > 1)
    for _ in 0..<4 {
      mixing.mix(x, y)
      _ = residual()
    }
    #expect(residual() < 1e-9)
    // A new iteration must not know the old one.
    mixing.reset()
    for field in x { field.fill(0) }
    _ = residual()
    mixing.mix(x, y)
    #expect(x[1][3, 0, 2] == load(3, 2) * 2)
  }
}

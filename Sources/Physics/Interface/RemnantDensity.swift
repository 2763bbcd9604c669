public import Fields
import Foundation

/// Interface density of what dissolution leaves of metal thinner than its interface, 1/m: added to that of the front where the reaction
/// strips.
///
/// A needle that is stripped off leaves a ridge ξ = A sech²(d/δ). It should go like two fronts that meet, with an interface of twice its
/// length; but the density of a front vanishes with A², so that the ridge would fade only as 1/travel, and plating would grow the
/// needle again out of what is left. On a front the slope of the profile, s = (2/δ) ξ(1 − ξ), is |∇ξ|; on a ridge or a speck s is
/// larger. There
///   w = 6 (1 − 2ξ) (s − 3/2 |∇ξ|), where positive,
/// dissolves it by e⁻⁴ for every half-width that a front recedes, to nothing, with an interface of at most twice its length. 3/2 leaves
/// out fronts, also those that are flattened by their motion. Where the reaction plates this would nucleate metal, and is zero.
public struct RemnantDensity: Sendable {
  /// δ, m.
  public let halfWidth: Double

  private static let rate = 6.0

  public init(halfWidth: Double) { self.halfWidth = halfWidth }

  /// Adds to `density` where η = φ_m − φ̃ − (RT/F) ln(c/c₀) − E_eq > 0.
  public func add(
    to density: ScalarField, _ xi: ScalarField, _ phi: ScalarField, _ c: ScalarField, metalPotential: Double,
    equilibriumPotential: ScalarField, electrolyte: Electrolyte
  ) {
    let thermal = electrolyte.thermalVoltage, reference = electrolyte.referenceConcentration
    let grid = xi.grid
    let n = grid.width
    // Beyond a grid one cell deep there is nothing to differ from.
    let a = 0.75 / grid.widthSpacing, b = grid.depth > 1 ? 0.75 / grid.depthSpacing : 0, g = 0.75 / grid.growthSpacing
    let factor = 2 / halfWidth
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let squares = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        for r in rows {
          let next = grid.neighbours(of: r)
          let x = unsafe xi.row(r, n).span
          guard OrderParameter.hasFront(x) else { continue }
          let below = unsafe xi.row(next.below, n).span, above = unsafe xi.row(next.above, n).span
          let before = unsafe xi.row(next.before, n).span, behind = unsafe xi.row(next.behind, n).span
          let p = unsafe phi.row(r, n).span, y = unsafe c.row(r, n).span, e = unsafe equilibriumPotential.row(r, n).span
          // Squares of 3/2 |∇ξ|.
          var square = unsafe squares.mutableSpan
          for i in 1..<n + 1 {
            let across = a * (x[i + 1] - x[i - 1]), along = g * (above[i] - below[i]), deep = b * (behind[i] - before[i])
            square[i] = across * across + along * along + deep * deep
          }
          let hasRemnant = isNegativeAnywhere(1..<n + 1) { i in
            let product = x[i] * (1 - x[i]), slope = factor * product
            return max(max(OrderParameter.tail - product, x[i] - 0.5), square[i] - slope * slope)
          }
          // Few cells: what follows asks one by one.
          if !hasRemnant { continue }
          var w = unsafe density.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            let product = x[i] * (1 - x[i])
            guard product > OrderParameter.tail, x[i] < 0.5 else { continue }
            let excess = factor * product - square[i].squareRoot()
            guard excess > 0, metalPotential - p[i] - thermal * log(y[i] / reference) - e[i] > 0 else { continue }
            w[i] += Self.rate * (1 - 2 * x[i]) * excess
          }
          density.seal(r)
        }
      }
    }
  }
}

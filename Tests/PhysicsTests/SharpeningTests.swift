import Fields
import Foundation
import Physics
import Testing

@Suite struct SharpeningTests {
  /// Largest, smallest and mean radius of the ξ = ½ contour, from crossings of grid lines with ln[ξ/(1 − ξ)] interpolated.
  static func radii(_ xi: ScalarField, _ cx: Double, _ cz: Double) -> (least: Double, mean: Double, greatest: Double) {
    let grid = xi.grid
    var least = Double.infinity, greatest = 0.0, sum = 0.0, count = 0.0
    func logit(_ i: Int, _ k: Int) -> Double { log(xi[i, 0, k] / (1 - xi[i, 0, k])) }
    for k in 0..<grid.growth - 1 {
      for i in 0..<grid.width - 1 {
        for (a, b) in [(1, 0), (0, 1)] where (xi[i, 0, k] > 0.5) != (xi[i + a, 0, k + b] > 0.5) {
          let p = logit(i, k), q = logit(i + a, k + b)
          let t = p / (p - q)
          let x = (Double(i) + 0.5 + t * Double(a)) * grid.widthSpacing - cx
          let z = (Double(k) + 0.5 + t * Double(b)) * grid.growthSpacing - cz
          let r = (x * x + z * z).squareRoot()
          least = min(least, r)
          greatest = max(greatest, r)
          sum += r
          count += 1
        }
      }
    }
    return (least, sum / count, greatest)
  }

  /// The step of a front at a Courant number of 0.2 with Γ four times its speed, and a quarter of it.
  @Test(arguments: [2.0, 3.0], [(0.8, 1.0), (0.2, 1), (0.8, -1)])
  func circleAtRestKeepsItsRadius(_ ratio: Double, _ run: (courant: Double, sign: Double)) {
    let (courant, sign) = run
    let h = 1 / ratio
    let n = Int(28 * ratio)
    let grid = Grid(width: n, growth: n, widthSpacing: h)
    let xi = ScalarField(grid)
    let c = 0.5 * Double(n) * h
    xi.fill { x, _, z in OrderParameter.profile(sign * (((x - c) * (x - c) + (z - c) * (z - c)).squareRoot() - 8), halfWidth: 1) }
    let total = xi.sum()
    let sharpening = ConservativeSharpening(grid, halfWidth: 1)
    var inBounds = true
    for _ in 0..<2000 {
      sharpening.apply(xi, rate: courant * h, timeStep: 1)
      inBounds = inBounds && xi.minimum() >= 0 && xi.maximum() <= 1
    }
    let r = Self.radii(xi, c, c)
    #expect(abs(r.mean / 8 - 1) <= 5e-3)
    #expect(abs(xi.sum() / total - 1) <= 1e-13)
    #expect(inBounds)
  }

  /// The flux vanishes on the sampled profile of a front along an axis.
  @Test(arguments: [2.0, 3.0]) func planarFrontAtRestStays(_ ratio: Double) {
    // Half a period of 24 δ: closer fronts would feel each other's tails.
    let strip = NormalAverageTests.Strip(width: 12, growth: Int(48 * ratio), across: 0, along: 1, ratio: ratio)
    let grid = strip.grid
    let xi = ScalarField(grid)
    func profile(_ x: Double, _ z: Double) -> Double { OrderParameter.profile(strip.distance(x, z), halfWidth: 1) }
    xi.fill { x, _, z in profile(x, z) }
    let sharpening = ConservativeSharpening(grid, halfWidth: 1)
    for _ in 0..<2000 { sharpening.apply(xi, rate: 0.2 * grid.widthSpacing, timeStep: 1) }
    var worst = 0.0
    for k in 0..<grid.growth {
      for i in 0..<grid.width {
        worst = max(worst, abs(xi[i, 0, k] - profile(grid.center(i, .width), grid.center(k, .growth))))
      }
    }
    #expect(worst <= 1e-6)
  }
}

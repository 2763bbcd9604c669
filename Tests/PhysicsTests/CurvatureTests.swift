import Fields
import Foundation
import Physics
import Testing

@Suite struct CurvatureTests {
  /// Mean and largest error of 𝒦 R over the cells that carry the current, against 1/r at their own radius, w-weighted; and along the contour.
  static func circle(radius: Double, ratio: Double, sign: Double = 1) -> (mean: Double, worst: Double, rms: Double) {
    let h = 1 / ratio
    let n = Int(2 * (radius + 9) * ratio)
    let grid = Grid(width: n, growth: n, widthSpacing: h, widthClosure: .mirrored)
    let xi = ScalarField(grid), k = ScalarField(grid), w = ScalarField(grid)
    let cx = 0.5 * Double(n) * h + 0.13 * h, cz = 0.5 * Double(n) * h - 0.21 * h
    func r(_ x: Double, _ z: Double) -> Double { ((x - cx) * (x - cx) + (z - cz) * (z - cz)).squareRoot() }
    xi.fill { x, _, z in OrderParameter.profile(sign * (r(x, z) - radius), halfWidth: 1) }
    Curvature(grid, halfWidth: 1).assign(xi, into: k)
    InterfaceDensity(halfWidth: 1).assign(xi, into: w)
    let top = w.maximum()
    var sum = 0.0, total = 0.0, worst = 0.0, square = 0.0
    for j in 0..<n {
      for i in 0..<n where w[i, 0, j] > 0.02 * top {
        let local = sign / r(grid.center(i, .width), grid.center(j, .growth))
        let error = (k[i, 0, j] - local) * radius
        sum += w[i, 0, j] * error
        square += w[i, 0, j] * error * error
        total += w[i, 0, j]
        worst = max(worst, abs(error))
      }
    }
    return (sum / total, worst, (square / total).squareRoot())
  }

  @Test(arguments: [5.0, 10, 20], [1.0, -1]) func circleIsSecondOrderInTheGrid(_ radius: Double, _ sign: Double) {
    let a = Self.circle(radius: radius, ratio: 2, sign: sign), b = Self.circle(radius: radius, ratio: 4, sign: sign)
    #expect(log2(a.rms / b.rms) >= 1.8)
  }
}

import Fields
import Foundation
import Physics
import Testing

@Suite struct NormalAverageTests {
  /// A strip of metal in a box periodic on both axes, its fronts at a rational slope, so that nothing is cut.
  struct Strip: Sendable, CustomStringConvertible {
    let width: Int, growth: Int
    /// Normal of the strip, as periods of the box.
    let across: Double, along: Double
    let ratio: Double
    var description: String { "\(across):\(along) at h = δ/\(ratio)" }
    var spacing: Double { 1 / ratio }
    var grid: Grid { Grid(width: width, growth: growth, widthSpacing: spacing, growthClosure: .periodic) }
    private var normal: (Double, Double) {
      let x = across / (Double(width) * spacing), z = along / (Double(growth) * spacing)
      let size = (x * x + z * z).squareRoot()
      return (x / size, z / size)
    }
    private var period: Double {
      let x = across / (Double(width) * spacing), z = along / (Double(growth) * spacing)
      return 1 / (x * x + z * z).squareRoot()
    }
    /// Signed distance to the nearest front, positive in the electrolyte.
    func distance(_ x: Double, _ z: Double) -> Double {
      let s = x * normal.0 + z * normal.1
      let wrapped = s - period * (s / period).rounded()
      return abs(wrapped) - 0.25 * period
    }
    /// Period along the fronts that the box holds, of about 7 δ: of the sizes that growth selects.
    var tangentialPeriod: Double {
      let a = Double(width) * spacing, b = Double(growth) * spacing
      if across == 0 { return a }
      if along == 0 { return b }
      let whole = a * a / (a * a + b * b).squareRoot()
      return whole / (whole / 7).rounded()
    }
    /// Position along the fronts.
    func tangent(_ x: Double, _ z: Double) -> Double { -x * normal.1 + z * normal.0 }
  }

  static let strips = [2.0, 3.0].flatMap { r in
    [
      Strip(width: 12, growth: Int(32 * r), across: 0, along: 1, ratio: r),
      Strip(width: Int(32 * r), growth: 12, across: 1, along: 0, ratio: r),
      Strip(width: Int(32 * r), growth: Int(32 * r), across: 1, along: 1, ratio: r),
      // b² = 3 a² within 3e-4, so that waves along the fronts fit the box.
      r == 2
        ? Strip(width: 56, growth: 97, across: 1, along: 1, ratio: r) : Strip(width: 97, growth: 168, across: 1, along: 1, ratio: r),
    ]
  }

  private static func prepared(_ strip: Strip) -> (NormalAverage, ScalarField, ScalarField) {
    let grid = strip.grid
    let xi = ScalarField(grid), w = ScalarField(grid)
    xi.fill { x, _, z in OrderParameter.profile(strip.distance(x, z), halfWidth: 1) }
    InterfaceDensity(halfWidth: 1).assign(xi, into: w)
    let average = NormalAverage(grid, halfWidth: 1, slowestRate: 3)
    average.prepare(xi, density: w)
    return (average, xi, w)
  }

  @Test(arguments: strips) func conservesTheCurrent(_ strip: Strip) {
    let (average, _, w) = Self.prepared(strip)
    let v = ScalarField(strip.grid)
    v.fill { x, _, z in exp(strip.distance(x, z)) * (1.5 + sin(1.7 * x) * cos(0.9 * z)) }
    let before = w.dot(v)
    average.apply(v)
    #expect(abs(w.dot(v) / before - 1) <= 1e-13)
  }

  @Test(arguments: strips) func leavesAConstantAlone(_ strip: Strip) {
    let (average, _, _) = Self.prepared(strip)
    let v = ScalarField(strip.grid)
    v.fill(1)
    average.apply(v)
    #expect(max(v.maximum() - 1, 1 - v.minimum()) <= 1e-14)
  }

  @Test(arguments: strips) func leavesVariationAlongTheFrontAlone(_ strip: Strip) {
    let (average, _, w) = Self.prepared(strip)
    let v = ScalarField(strip.grid), start = ScalarField(strip.grid)
    let wave = strip.tangentialPeriod
    start.fill { x, _, z in sin(2 * Double.pi * strip.tangent(x, z) / wave) }
    v.assign(start)
    average.apply(v)
    let top = w.maximum()
    var worst = 0.0
    for k in 0..<strip.grid.growth {
      for i in 0..<strip.grid.width where w[i, 0, k] > 0.02 * top {
        worst = max(worst, abs(v[i, 0, k] - start[i, 0, k]))
      }
    }
    // Exact where the corners see the same slope on both axes; else to the fourth order of h.
    #expect(worst <= (strip.growth == strip.width || strip.across * strip.along == 0 ? 1e-13 : 0.015))
  }

  @Test(arguments: strips.filter { $0.ratio > 2 }) func makesTheVelocityConstantAcrossTheFront(_ strip: Strip) {
    let (average, _, w) = Self.prepared(strip)
    let v = ScalarField(strip.grid)
    func spread() -> Double {
      let top = w.maximum()
      var least = Double.infinity, greatest = -Double.infinity
      for k in 0..<strip.grid.growth {
        for i in 0..<strip.grid.width where w[i, 0, k] > 0.02 * top {
          least = min(least, v[i, 0, k])
          greatest = max(greatest, v[i, 0, k])
        }
      }
      return greatest - least
    }
    // e-fold over 2/3 δ: what a depleted front shows.
    v.fill { x, _, z in exp(1.5 * strip.distance(x, z)) }
    let before = spread()
    average.apply(v)
    #expect(before / spread() >= 50)
  }
}

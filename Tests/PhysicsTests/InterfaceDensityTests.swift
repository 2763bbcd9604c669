import Fields
import Physics
import Testing

@Suite struct InterfaceDensityTests {
  static func columnSum(ratio: Double, offset: Double, on axis: Axis) -> Double {
    let h = 1 / ratio
    let n = Int(40 * ratio)
    let grid =
      axis == .growth
      ? Grid(width: 4, growth: n, widthSpacing: h) : Grid(width: n, growth: 4, widthSpacing: h, widthClosure: .mirrored)
    let xi = ScalarField(grid), w = ScalarField(grid)
    let middle = 20 + offset * h
    xi.fill { x, _, z in OrderParameter.profile((axis == .growth ? z : x) - middle, halfWidth: 1) }
    InterfaceDensity(halfWidth: 1).assign(xi, into: w)
    return w.sum() * h / 4
  }

  /// The sum telescopes only while the bound is slack, wherever the front lies between the cells; cut tails hold some 1e-12.
  @Test(arguments: [2.0, 3.0]) func integratesToOneAcrossAPlanarFront(_ ratio: Double) {
    var worst = 0.0
    for k in 0..<64 {
      for axis in [Axis.growth, .width] {
        worst = max(worst, abs(Self.columnSum(ratio: ratio, offset: Double(k) / 64, on: axis) - 1))
      }
    }
    #expect(worst <= 1e-11, "off by \(worst)")
  }

  /// A density linear in ξ would let a remnant ahead of the front grow exponentially.
  @Test func vanishesQuadraticallyInTheTails() {
    let grid = Grid(width: 8, growth: 8, widthSpacing: 0.5)
    let xi = ScalarField(grid), w = ScalarField(grid)
    for size in [1e-3, 1e-6, 1e-12] {
      xi.fill { x, _, z in size * (Int(x * 2) + Int(z * 2)).isMultiple(of: 3).asNumber }
      InterfaceDensity(halfWidth: 1).assign(xi, into: w)
      #expect(w.maximum() <= 24 * size * size)
      xi.fill { x, _, z in 1 - size * (Int(x * 2) + Int(z * 2)).isMultiple(of: 3).asNumber }
      InterfaceDensity(halfWidth: 1).assign(xi, into: w)
      #expect(w.maximum() <= 24.001 * size * size)
    }
  }
}

extension Bool {
  fileprivate var asNumber: Double { self ? 1 : 0 }
}

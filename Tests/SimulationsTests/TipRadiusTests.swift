import Fields
import Foundation
import Physics
import Testing

@testable import Simulations

@Suite struct TipRadiusTests {
  private let delta = 0.5e-6

  private func radius(_ sides: Closure = .periodic, _ distance: (Double, Double) -> Double) -> Double {
    let grid = Grid(width: 128, growth: 96, widthSpacing: 0.25e-6, widthClosure: sides)
    let xi = ScalarField(grid), density = ScalarField(grid)
    xi.fill { x, _, z in OrderParameter.profile(distance(x, z), halfWidth: delta) }
    InterfaceDensity(halfWidth: delta).assign(xi, into: density)
    return Morphology(orderParameter: xi, density: density, halfWidth: delta).tipRadius
  }

  @Test(arguments: [1.5e-6, 3e-6, 6e-6], [15.8e-6, 16.03e-6]) func circles(radius expected: Double, center: Double) {
    #expect(abs(radius { x, z in hypot(x - center, z - 8e-6) - expected } / expected - 1) < 1.5e-2)
  }

  /// On a parabola the circle through points within 2δ is wider than that of the apex; its radius is found from exact points here.
  @Test(arguments: [2e-6, 4e-6]) func parabolas(apex: Double) {
    // The nearest point of z = z₀ − x²/2R, by Newton's method.
    let found = radius { x, z in
      let u = x - 16e-6, v = z - 18e-6
      var s = u
      for _ in 0..<60 { s -= (s - u + (s * s / (2 * apex) + v) * s / apex) / (1 + (1.5 * s * s / apex + v) / apex) }
      let length = hypot(u - s, v + s * s / (2 * apex))
      return v + u * u / (2 * apex) > 0 ? length : -length
    }
    #expect(found / apex > 1 && found / apex < 1 + 0.6 * (delta * 2 / apex) * (delta * 2 / apex), "\(found / apex)")
  }

  @Test func tipsAtTheSides() {
    #expect(abs(radius { x, z in hypot(min(x, 32e-6 - x), z - 8e-6) - 3e-6 } / 3e-6 - 1) < 5e-3)
    #expect(abs(radius(.mirrored) { x, z in hypot(x, z - 8e-6) - 3e-6 } / 3e-6 - 1) < 5e-3)
  }

  @Test func aFlatFrontHasNoRadius() { #expect(radius { _, z in z - 8.07e-6 } == .infinity) }
}

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

  private func deepRadius(_ sides: Closure = .periodic, _ distance: (Double, Double, Double) -> Double) -> Double {
    let grid = Grid(width: 48, depth: 40, growth: 44, widthSpacing: 0.25e-6, widthClosure: sides, depthClosure: sides)
    let xi = ScalarField(grid), density = ScalarField(grid)
    xi.fill { x, y, z in OrderParameter.profile(distance(x, y, z), halfWidth: delta) }
    InterfaceDensity(halfWidth: delta).assign(xi, into: density)
    return Morphology(orderParameter: xi, density: density, halfWidth: delta).tipRadius
  }

  @Test(arguments: [1.5e-6, 3e-6], [5.9e-6, 6.03e-6]) func balls(radius expected: Double, center: Double) {
    let found = deepRadius { x, y, z in hypot(hypot(x - center, y - 5.1e-6), z - 5e-6) - expected }
    #expect(abs(found / expected - 1) < 1.5e-2, "\(found / expected)")
  }

  /// Of z = z₀ − x²/2R₁ − y²/2R₂ the radius is the harmonic mean of R₁ and R₂, to the square of the reach over it.
  @Test(arguments: [(3e-6, 3e-6), (3e-6, 6e-6), (8e-6, 4e-6), (2.5e-6, 5e-6), (3e-6, .infinity)]) func paraboloids(
    _ first: Double, _ second: Double
  ) {
    let expected = 2 / (1 / first + 1 / second)
    let found = deepRadius { x, y, z in
      let (u, v, w) = (x - 6.05e-6, y - 4.95e-6, z - 8e-6)
      // The nearest point is (u/(1 + s/R₁), v/(1 + s/R₂)), s above it along the growth axis, by Newton's method.
      var s = w + u * u / (2 * first) + v * v / (2 * second)
      if s < -2e-6 { return s }
      for _ in 0..<80 {
        let (a, b) = (1 + s / first, 1 + s / second)
        let excess = w + u * u / (2 * first * a * a) + v * v / (2 * second * b * b) - s
        let slope = -u * u / (first * first * a * a * a) - v * v / (second * second * b * b * b) - 1
        s -= excess / slope
      }
      let (a, b) = (u - u / (1 + s / first), v - v / (1 + s / second))
      let length = (a * a + b * b + s * s).squareRoot()
      return s < 0 ? -length : length
    }
    let finest = min(first, second)
    #expect(abs(found / expected - 1) < 0.4 * (2 * delta / finest) * (2 * delta / finest), "\(found / expected)")
  }

  @Test func tipsAtTheSidesOfADeepCell() {
    func square(_ x: Double) -> Double { x * x }
    let periodic = deepRadius { x, y, z in
      (square(min(x, 12e-6 - x)) + square(min(y, 10e-6 - y)) + square(z - 5e-6)).squareRoot() - 3e-6
    }
    #expect(abs(periodic / 3e-6 - 1) < 1e-2, "\(periodic)")
    let mirrored = deepRadius(.mirrored) { x, y, z in (x * x + square(y - 10e-6) + square(z - 5e-6)).squareRoot() - 3e-6 }
    #expect(abs(mirrored / 3e-6 - 1) < 1e-2, "\(mirrored)")
  }

  @Test func aFlatFrontOfADeepCellHasNoRadius() { #expect(deepRadius { _, _, z in z - 5.07e-6 } == .infinity) }

  @Test func aFlatFrontHasNoRadius() { #expect(radius { _, z in z - 8.07e-6 } == .infinity) }
}

import Fields
import Foundation
import Physics
import Testing

@Suite struct RemnantDensityTests {
  /// Σ of the density that is added to none, over the area of a grid with h = δ/`ratio`, δ = 1; stripping unless told otherwise.
  private static func total(
    width: Double = 6, growth: Double = 40, ratio: Double = 2, overpotential: Double = 0.01, concentration: Double = 1000,
    _ xi: (_ x: Double, _ z: Double) -> Double
  ) -> Double {
    let h = 1 / ratio
    let grid = Grid(width: Int(width * ratio), growth: Int(growth * ratio), widthSpacing: h, widthClosure: .mirrored)
    let field = ScalarField(grid), w = ScalarField(grid), none = ScalarField(grid)
    field.fill { x, _, z in xi(x, z) }
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 1, conductivity: ConstantConductivity(1), cationTransferenceNumber: 0)
    RemnantDensity(halfWidth: 1).add(
      to: w, field, none, ScalarField(grid, concentration), metalPotential: overpotential, equilibriumPotential: none,
      electrolyte: electrolyte)
    return w.sum() * h * h
  }

  /// Flat fronts, also half as steep again as they should be or a quarter flatter, and round ones, which have every direction, are left
  /// alone.
  @Test(arguments: [2.0, 3]) func frontsAreLeftAlone(_ ratio: Double) {
    #expect(Self.total(ratio: ratio) { _, z in OrderParameter.profile(z - 20.3, halfWidth: 1) } == 0)
    for steepness in [1.5, 0.75] {
      #expect(Self.total(ratio: ratio) { _, z in OrderParameter.profile(steepness * (z - 20.3), halfWidth: 1) } == 0)
    }
    for radius in [3.0, 12] {
      #expect(Self.total(width: 40, ratio: ratio) { x, z in OrderParameter.profile(hypot(x - 20, z - 20) - radius, halfWidth: 1) } == 0)
    }
  }

  /// A ridge A sech²(d), A = ¼ down to 1/1000, has the interface per length of the integral; with a front's density at most 2.
  @Test(arguments: [0.25, 0.1, 0.01, 0.001], [(4.0, 0.12), (8, 0.03)])
  func ridgeHasAnInterfaceOfAtMostTwiceItsLength(_ height: Double, _ grid: (ratio: Double, bound: Double)) {
    let sum = Self.total(width: 6, growth: 40, ratio: grid.ratio) { _, z in height / pow(cosh(z - 20.1), 2) } / 6
    var exact = 0.0
    let count = 4000
    for j in 0..<count {
      let z = 20 * (Double(j) + 0.5) / Double(count)
      let xi = height / pow(cosh(z), 2)
      exact += 2 * 20 / Double(count) * 6 * (1 - 2 * xi) * max(0, 2 * xi * (1 - xi) - 3 * xi * tanh(z))
    }
    #expect(abs(sum / exact - 1) <= grid.bound, "\(sum) \(exact)")
    #expect(sum + 2 * OrderParameter.metalFraction(height) <= 2)
  }

  @Test func nothingIsAddedWhereTheReactionPlates() {
    // At twice the concentration the reduced potential holds (RT/F) ln 2, 17.8 mV, of the overpotential.
    for (overpotential, concentration) in [(0, 1000.0), (-0.01, 1000), (0.017, 2000), (-0.02, 500)] {
      #expect(
        Self.total(overpotential: overpotential, concentration: concentration) { _, z in 0.1 / pow(cosh(z - 20), 2) } == 0)
    }
    #expect(Self.total(overpotential: -0.017, concentration: 500) { _, z in 0.1 / pow(cosh(z - 20), 2) } > 0)
  }
}

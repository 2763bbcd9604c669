import Fields
import Foundation
import Solvers
import Testing

@testable import Physics

@Suite struct PlasticityTests {
  static let lithium = Stiffness(youngsModulus: 7.8e9, poissonsRatio: 0.38)
  static let yield = 0.8e6

  /// A bar that is stretched far beyond its yield strain and let go again: σ = E ε up to σ_y, then σ_y, then back along E.
  @Test func aBarIsStretchedAndLetGo() {
    let grid = Grid(width: 4, depth: 3, growth: 5, widthSpacing: 1e-6)
    var parameters = MechanicalEquilibrium.Parameters(metal: Self.lithium, electrolyte: Self.lithium, interfaceHalfWidth: 2e-6)
    parameters.plasticity = PerfectPlasticity(yieldStrength: Self.yield)
    parameters.areSidesFree = true
    parameters.tolerance = 1e-12
    parameters.yieldTolerance = 1e-10
    let xi = ScalarField(grid, 1), stress = ScalarField(grid)
    let yieldStrain = Self.yield / 7.8e9
    var plastic = 0.0
    let mechanics = MechanicalEquilibrium(grid, parameters)
    mechanics.start(xi)
    for step in [0.5, 0.9, 2, 7, 6.5, 5.5, 4, 9] {
      let report = mechanics.update(xi, growthLoad: .strain(step * yieldStrain))
      #expect(report.isConverged, "\(step) \(report)")
      // Return mapping of the bar.
      let trial = step - plastic
      let expected = max(-1, min(1, trial))
      plastic += trial - expected
      for quantity in [StressQuantity.growth, .vonMises] {
        mechanics.assignStress(quantity, into: stress)
        let value = quantity == .growth ? expected : abs(expected)
        #expect(abs(stress[1, 1, 2] / Self.yield - value) < 1e-8, "\(step)")
      }
    }
  }

  /// A core that swells by e in a medium that yields, both hardly compressible: around it lithium flows up to a radius ρ, beyond it is
  /// elastic. With k = σ_y/√3 the pressure on the core is k (1 + ln(ρ²/a²)) (R. Hill, The Mathematical Theory of Plasticity, 1950,
  /// chapter V); the area of what swells, less what the pressure takes of it, gives ρ²/a² = (2 G e/k)/(1 + G/(K + G/3)).
  @Test func aSwellingCoreInAMediumThatYields() {
    let h = 1e-7, cells = 336, radius = 10 * h
    let grid = Grid(width: cells, growth: cells, widthSpacing: h, growthClosure: .periodic)
    let material = Stiffness(youngsModulus: 7.8e9, poissonsRatio: 0.49)
    let phases = TwoPhaseMedium(metal: material, electrolyte: material, depositionStrain: 0)
    let law = PerfectPlasticity(yieldStrength: Self.yield)
    let k = Self.yield / 3.0.squareRoot(), e = 4 * k / (2 * material.shearModulus)
    let medium = ElasticMedium(grid, eigenstrain: .general)
    let fraction = ScalarField(grid), work = ScalarField(grid)
    let middle = (0.5 * Double(cells) + 0.3) * h
    @Sendable func distance(_ x: Double, _ z: Double) -> Double { ((x - middle) * (x - middle) + (z - middle) * (z - middle)).squareRoot() }
    fraction.fill { x, _, z in min(1, max(0, 0.5 + 2 * (distance(x, z) - radius) / h)) }
    fraction.sealAll()
    phases.assignModuli(fraction, into: medium)
    for axis in [0, 2] {
      medium.normalEigenstrain[axis].fill { x, _, z in e * (1 - min(1, max(0, 0.5 + 2 * (distance(x, z) - radius) / h))) }
    }
    let u = FaceVector(grid), matrix = ElasticOperator(medium), solver = EquilibriumSolver(grid)
    var strain = SIMD3<Double>.zero
    _ = solver.solve(medium, u, meanStrain: &strain, loads: [.stress(0), .strain(0), .stress(0)], tolerance: 1e-4) { u, strain in
      law.follow(phases, fraction, matrix, u, strain, work: work) <= 1e-3
    }
    let pressures = RowPartials(grid.rowCount), counts = RowPartials(grid.rowCount)
    matrix.forEachRow(u, meanStrain: strain) { r, stress in
      for i in 1...grid.width where distance(grid.center(i - 1, .width), grid.center(r, .growth)) < radius - 2 * h {
        pressures[r] -= 0.5 * (stress.width[i] + stress.growth[i])
        counts[r] += 1
      }
    }
    let pressure = pressures.sum() / counts.sum()
    #expect(abs(pressure / (k * (1 + log(4.0))) - 1) < 0.02, "\(pressure / k) \(1 + log(4.0))")
    // The radius up to which it flows, from its area.
    var area = 0.0
    let elastic = 1 / material.shearModulus
    for cell in 0..<cells * cells {
      let i = cell % cells, z = cell / cells
      if medium.shearCompliance[i, 0, z] > elastic * 1.01 { area += h * h }
    }
    let flowing = (area / .pi + radius * radius).squareRoot()
    let expected = (4 / (1 + material.shearModulus / (material.bulkModulus + material.shearModulus / 3))).squareRoot()
    #expect(abs(flowing / (radius * expected) - 1) < 0.05, "\(flowing / radius) \(expected)")
  }
}

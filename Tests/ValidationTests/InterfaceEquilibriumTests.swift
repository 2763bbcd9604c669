import Fields
import Foundation
import Physics
import Testing

/// Equilibrium: no current flows and nothing moves.
@Suite struct InterfaceEquilibriumTests {
  @Test(arguments: [0.1, 1, 2], [false, true]) func flatFrontRestsAtAnyConcentration(_ relative: Double, _ salt: Bool) throws {
    let delta = 1e-6
    let grid = Grid(width: 6, growth: 60, widthSpacing: 0.5e-6)
    let model = ButlerVolmerModel(
      grid, Front.parameters(halfWidth: delta, salt: salt, electrolyte: Front.electrolyte(concentration: 1000 * relative)))
    model.start { _, _, z in z - 12.2 * delta }
    let start = ScalarField(grid)
    start.assign(model.state.orderParameter)
    try model.balance(.potentiostatic(voltage: 0))
    func largest() -> Double {
      var worst = 0.0
      for k in 0..<grid.growth {
        for i in 0..<grid.width where model.front.density[i, 0, k] > 0 {
          worst = max(worst, abs(model.front.currentDensity[i, 0, k]))
        }
      }
      return worst / model.parameters.exchangeCurrentDensity
    }
    let first = largest()
    // Each step lasts as long as one that moves a front under 1 A/m² by a cell's fifth.
    let step = 0.2 * 0.5e-6 / model.parameters.volumePerCharge
    for _ in 0..<20 { _ = try model.advance(step, .potentiostatic(voltage: 0)) }
    var moved = 0.0, concentration = 0.0
    for k in 0..<grid.growth {
      for i in 0..<grid.width {
        moved = max(moved, abs(model.state.orderParameter[i, 0, k] - start[i, 0, k]))
        concentration = max(concentration, abs(model.state.ionConcentration[i, 0, k] / (1000 * relative) - 1))
      }
    }
    #expect(first <= 1e-12)
    #expect(largest() <= 1e-12)
    #expect(moved <= 1e-12)
    #expect(concentration <= 1e-9)
  }

  @Test(arguments: [2.0, 3.0], [1.0, -1]) func discAtItsGibbsThomsonPotentialCarriesNoCurrent(_ ratio: Double, _ sign: Double) throws {
    let delta = 1e-6, radius = 10e-6
    let h = delta / ratio
    let n = Int(36 * ratio)
    let grid = Grid(width: n, growth: n, widthSpacing: h)
    let model = ButlerVolmerModel(grid, Front.parameters(halfWidth: delta))
    let c = 0.5 * Double(n) * h
    func r(_ x: Double, _ z: Double) -> Double { ((x - c) * (x - c) + (z - c) * (z - c)).squareRoot() }
    model.start { x, _, z in sign * (r(x, z) - radius) }
    let m = model.parameters.volumePerCharge
    let shift = m * model.parameters.interfacialEnergy / radius
    try model.balance(.potentiostatic(voltage: sign * shift))
    let unit = model.parameters.exchangeCurrentDensity * shift / model.parameters.electrolyte.thermalVoltage
    let w = model.front.density
    let top = w.maximum()
    // Across the front 1/r varies by 2δ/R, and i with it: what moves the front is the mean along the normal, taken where w is above
    // a hundredth of its maximum.
    var averaged = 0.0
    for k in 0..<n {
      for i in 0..<n where w[i, 0, k] > 0.01 * top {
        averaged = max(averaged, abs(model.velocity[i, 0, k]) / m)
      }
    }
    #expect(averaged / unit <= 0.02)
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// What a step may not lose, on rough fronts well into their growth: lithium, charge and salt.
@Suite struct BalanceTests {
  static let transference = 0.38

  /// A front of three waves, steep enough to bring overhanging fronts within a hundred steps.
  static func roughCell(width: Int, growth: Int, height: Double, roughness: Double, spacing h: Double, timeStep: Double)
    -> ElectrochemistryCell
  {
    let grid = Grid(width: width, growth: growth, widthSpacing: h)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ValoenReimers2005.Conductivity(temperature: 298.15),
      cationTransferenceNumber: transference, thermodynamicFactor: 1)
    let parameters = ButlerVolmerModel.Parameters(
      electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    let model = ButlerVolmerModel(grid, parameters)
    let k = 2 * Double.pi / grid.length(.width)
    model.start { x, _, z in
      let wave = cos(k * x) + 0.6 * cos(3 * k * x + 1) + 0.4 * cos(5 * k * x + 2)
      let slope = -k * roughness * h * (sin(k * x) + 1.8 * sin(3 * k * x + 1) + 2 * sin(5 * k * x + 2))
      return (z - (height + roughness * wave) * h) / (1 + slope * slope).squareRoot()
    }
    return ElectrochemistryCell(model, timeStep: timeStep)
  }

  /// Current density through the plane three rows below the top, from the potential and the concentration of the state: the total
  /// at the top faces is closed by a uniform shift of the potential, which this flux does not feel.
  static func currentBelowTop(_ model: ButlerVolmerModel) -> Double {
    let grid = model.grid, state = model.state, electrolyte = model.parameters.electrolyte
    let upper = grid.growth - 3, lower = grid.growth - 4
    let factor = electrolyte.thermalVoltage * electrolyte.diffusionPotentialFactor(1000)
    var sum = 0.0
    for i in 0..<grid.width {
      let ca = state.ionConcentration[i, 0, upper], cb = state.ionConcentration[i, 0, lower]
      let la = electrolyte.conductivity.molarConductivity(ca), lb = electrolyte.conductivity.molarConductivity(cb)
      let ohmic = 0.5 * (la * ca + lb * cb) * (state.reducedPotential[i, 0, upper] - state.reducedPotential[i, 0, lower])
      sum += ohmic - factor * 0.5 * (la + lb) * (ca - cb)
    }
    return sum / grid.growthSpacing / Double(grid.width)
  }

  /// Checks every balance of one state against the start.
  struct Ledger {
    let thickness: Double, salt: Double
    var worstPlane = 0.0
    var worstLithium = 0.0, worstCharge = 0.0, worstSalt = 0.0, least = Double.infinity, lowest = 1.0, highest = 0.0

    init(_ state: CellState) {
      thickness = state.metalThickness
      salt = state.saltPerArea
    }

    mutating func enter(_ model: ButlerVolmerModel, _ report: StepReport) {
      let state = model.state
      let deposit = model.parameters.volumePerCharge * state.charge
      // The deposit is the difference of two thicknesses, each known to round-off of its own.
      let readOff = 4 * state.metalThickness.ulp
      let lithium = max(0, abs((state.metalThickness - thickness) - deposit) - readOff) / abs(deposit)
      let charge = abs(report.topCurrent / report.current - 1)
      let taken = (1 - BalanceTests.transference) / PhysicalConstants.faraday * state.charge
      let lost = abs(state.saltPerArea - salt - state.saltInflow + taken) / salt
      let plane = abs(BalanceTests.currentBelowTop(model) / report.current - 1)
      worstPlane = max(worstPlane, plane)
      worstLithium = max(worstLithium, lithium)
      worstCharge = max(worstCharge, charge)
      worstSalt = max(worstSalt, lost)
      lowest = min(lowest, state.orderParameter.minimum())
      highest = max(highest, state.orderParameter.maximum())
      least = min(least, state.ionConcentration.minimum())
      let place = "step \(state.step)"
      #expect(lithium <= 1e-12, "lithium \(lithium), \(place)")
      #expect(charge <= 1e-8, "charge \(charge), \(place)")
      #expect(plane <= 1e-6, "current through a plane \(plane), \(place)")
      #expect(lost <= 1e-10, "salt \(lost), \(place)")
      #expect(state.orderParameter.minimum() >= 0 && state.orderParameter.maximum() <= 1, "\(place)")
      #expect(state.ionConcentration.minimum() > 0, "\(place)")
    }
  }

  static func run(_ cell: ElectrochemistryCell, _ control: ChargingControl, steps: Int) throws {
    var ledger = Ledger(cell.model.state)
    for _ in 0..<steps {
      let report = try cell.advance(control)
      ledger.enter(cell.model, report)
    }
  }

  /// The front has moved by many cells, so that the balances are those of growth, not of rest.
  @Test(arguments: [ChargingControl.potentiostatic(voltage: 0.3), .galvanostatic(currentDensity: 800)])
  func growthLosesNothing(_ control: ChargingControl) throws {
    let cell = Self.roughCell(width: 64, growth: 96, height: 24, roughness: 4, spacing: 0.5e-6, timeStep: 0.1)
    let start = cell.model.state.metalThickness
    try Self.run(cell, control, steps: 150)
    #expect(cell.model.state.metalThickness - start > 4 * cell.model.grid.growthSpacing)
  }

  @Test(arguments: [ChargingControl.potentiostatic(voltage: -0.3), .galvanostatic(currentDensity: -800)])
  func strippingLosesNothing(_ control: ChargingControl) throws {
    let cell = Self.roughCell(width: 64, growth: 96, height: 36, roughness: 4, spacing: 0.5e-6, timeStep: 0.1)
    let start = cell.model.state.metalThickness
    try Self.run(cell, control, steps: 100)
    #expect(start - cell.model.state.metalThickness > 4 * cell.model.grid.growthSpacing)
    #expect(cell.model.state.ionConcentration.maximum() > 1000)
  }

  /// A voltage that could drive many times what diffusion brings: the front runs dry and stays so, with c above zero throughout.
  @Test func saltStaysPositiveOnADepletedFront() throws {
    let spacing = 0.5e-6, voltage = 0.6
    let cell = Self.roughCell(width: 32, growth: 112, height: 24, roughness: 0.5, spacing: spacing, timeStep: 0.02)
    let thickness = cell.top - cell.model.state.metalThickness
    let electrolyte = cell.model.parameters.electrolyte
    let limit = electrolyte.limitingCurrentDensity(thickness: thickness)
    #expect(electrolyte.conductivity.conductivity(1000) * voltage / thickness >= 3 * limit)
    var ledger = Ledger(cell.model.state)
    var dry = Double.infinity
    var least = Double.infinity
    while cell.model.state.time < 2 * dry && cell.model.state.step < 600 {
      let report = try cell.advance(.potentiostatic(voltage: voltage))
      ledger.enter(cell.model, report)
      let surface = cell.frontMean(cell.model.state.ionConcentration)
      least = min(least, surface)
      if surface < 10 && dry == .infinity {
        dry = cell.model.state.time
      }
    }
    #expect(dry < .infinity, "the surface kept \(least) mol/m³")
    #expect(cell.model.state.time >= 2 * dry)
  }
}

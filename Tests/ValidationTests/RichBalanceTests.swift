import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// What a step may not lose when everything is on: concentration-dependent properties, a film, anisotropy, noise, lithium opposite.
@Suite struct RichBalanceTests {
  /// What one state should be by the balances of the whole cell, from its start, the charge and the salt that came in.
  struct Ledger {
    let thickness: Double, salt: Double
    var lithium = 0.0, charge = 0.0, saltLost = 0.0, plane = 0.0

    init(_ state: CellState) {
      thickness = state.metalThickness
      salt = state.saltPerArea
    }

    mutating func enter(_ model: ButlerVolmerModel, _ report: StepReport) {
      let state = model.state
      let deposit = model.parameters.volumePerCharge * state.charge
      let readOff = 4 * state.metalThickness.ulp
      lithium = max(lithium, max(0, abs(state.metalThickness - thickness - deposit) - readOff) / abs(deposit))
      charge = max(charge, abs(report.topCurrent / report.current - 1))
      // What is displaced moves salt after the potential was found that carries the current.
      if model.displacement == nil { plane = max(plane, abs(Self.currentBelowTop(model) / report.current - 1)) }
      if model.parameters.electrolyte.counterSide == .lithium {
        // What leaves with the deposit enters opposite: the electrolyte keeps its salt.
        saltLost = max(saltLost, abs(state.saltPerArea / salt - 1))
      } else {
        let taken = model.parameters.electrolyte.saltPerCharge * state.charge
        saltLost = max(saltLost, abs(state.saltPerArea - salt - state.saltInflow + taken) / salt)
      }
    }

    /// Through the plane three rows below the top: −κ∇φ̃ + (RT/F) κ β ∇ln c with β = 2(1 − t₊)·TDF − 1 of each cell.
    static func currentBelowTop(_ model: ButlerVolmerModel) -> Double {
      let grid = model.grid, state = model.state, electrolyte = model.parameters.electrolyte
      let upper = grid.growth - 3, lower = grid.growth - 4
      var sum = 0.0
      for i in 0..<grid.width {
        let ca = state.ionConcentration[i, 0, upper], cb = state.ionConcentration[i, 0, lower]
        func beta(_ c: Double) -> Double { 2 * (1 - electrolyte.transference.value(c)) * electrolyte.thermodynamics.value(c) - 1 }
        let la = electrolyte.conductivity.molarConductivity(ca), lb = electrolyte.conductivity.molarConductivity(cb)
        let ohmic = 0.5 * (la * ca + lb * cb) * (state.reducedPotential[i, 0, upper] - state.reducedPotential[i, 0, lower])
        sum += ohmic - electrolyte.thermalVoltage * 0.5 * (la * beta(ca) + lb * beta(cb)) * (ca - cb)
      }
      return sum / grid.growthSpacing / Double(grid.width)
    }
  }

  static func expect(_ ledger: Ledger) {
    #expect(ledger.lithium <= 1e-12, "lithium \(ledger.lithium)")
    #expect(ledger.charge <= 1e-8, "charge \(ledger.charge)")
    #expect(ledger.plane <= 1e-6, "current through a plane \(ledger.plane)")
    #expect(ledger.saltLost <= 1e-10, "salt \(ledger.saltLost)")
  }

  /// Growth over several cells.
  @Test(arguments: [ChargingControl.potentiostatic(voltage: 0.35), .galvanostatic(currentDensity: 500)])
  func everythingLosesNothing(_ control: ChargingControl) throws {
    let cell = RichCell.everything.cell(width: 32, growth: 64, height: 20, roughness: 3)
    let start = cell.model.state.metalThickness
    var ledger = Ledger(cell.model.state)
    for _ in 0..<100 {
      let report = try cell.advance(control)
      ledger.enter(cell.model, report)
      #expect(cell.model.state.orderParameter.minimum() >= 0 && cell.model.state.orderParameter.maximum() <= 1)
      #expect(cell.model.state.ionConcentration.minimum() > 0)
    }
    Self.expect(ledger)
    #expect(cell.model.state.metalThickness - start > 3 * cell.model.grid.growthSpacing)
  }

  /// Each by itself and together, plating and stripping. The plane is far enough up that the start's profile, too wide on the flanks of
  /// the waves, has ended there.
  @Test(arguments: RichCell.all, [0.3, -0.3]) func nothingIsLost(_ rich: RichCell, _ voltage: Double) throws {
    let cell = rich.cell(width: 16, growth: 64, height: 20, roughness: 3)
    var ledger = Ledger(cell.model.state)
    for _ in 0..<20 {
      let report = try cell.advance(.potentiostatic(voltage: voltage))
      ledger.enter(cell.model, report)
    }
    Self.expect(ledger)
  }

  /// Charge that goes there and back leaves thickness and salt where they were, to the same round-off.
  @Test func platedAndStrippedLeavesWhatWas() throws {
    let cell = RichCell.everything.cell(width: 16, growth: 48, height: 20, roughness: 3)
    let state = cell.model.state
    let thickness = state.metalThickness, salt = state.saltPerArea
    cell.longestStep = 0.1
    cell.growth = 1
    cell.timeStep = 0.1
    for current in [300.0, -300] {
      for _ in 0..<20 { _ = try cell.advance(.galvanostatic(currentDensity: current)) }
    }
    #expect(cell.failures.isEmpty)
    #expect(abs(state.metalThickness / thickness - 1) <= 1e-13)
    #expect(abs(state.saltPerArea / salt - 1) <= 1e-10)
    #expect(abs(state.charge) <= 1e-6)
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// The parts of the cell voltage: together −φ_m, each what it is named after.
@Suite struct VoltageSplitTests {
  static let controls: [ChargingControl] = [
    .potentiostatic(voltage: 0.25), .potentiostatic(voltage: -0.2), .galvanostatic(currentDensity: 150),
    .galvanostatic(currentDensity: -150),
  ]

  /// The sum is the work of the currents, gathered over cells and faces in another way than the voltage that is imposed or found.
  @Test(arguments: RichCell.all, controls) func partsAddUpToTheVoltage(_ rich: RichCell, _ control: ChargingControl) throws {
    let cell = rich.cell(width: 16, growth: 48, height: 20, roughness: 3)
    var worst = 0.0
    for _ in 0..<8 {
      let report = try cell.advance(control)
      worst = max(worst, abs(report.voltage.total / -cell.model.state.metalPotential - 1))
    }
    #expect(worst <= 1e-7, "\(worst)")
  }

  /// A part is there if and only if what causes it is; plating spends voltage on every one of them.
  @Test func partsAreThereWithTheirCause() throws {
    func split(_ change: (inout RichCell) -> Void) throws -> VoltageSplit {
      var rich = RichCell(name: "")
      change(&rich)
      let cell = rich.cell(width: 16, growth: 48, height: 20, roughness: 3)
      for _ in 0..<5 { _ = try cell.advance(.galvanostatic(currentDensity: 150)) }
      return try cell.advance(.galvanostatic(currentDensity: 150)).voltage
    }
    let bare = try split { _ in }
    #expect(bare.film == 0 && bare.kinetic > 0 && bare.ohmic > 0 && bare.concentration > 0)
    let filmed = try split { $0.film = 5e-4 }
    // The current over the front's length, which is longer than the cell is wide.
    #expect(filmed.film > 0.6 * 150 * 5e-4 && filmed.film < 150 * 5e-4)
    let distant = try split { $0.reservoirDistance = 60e-6 }
    // 60 µm at 1 S/m more, where c is that at rest.
    #expect(abs((distant.ohmic - bare.ohmic) / (150 * 60e-6) - 1) <= 0.05)
  }

  /// At rest there is no current to share the voltage among.
  @Test func restHasNoParts() throws {
    let cell = RichCell(name: "").cell(width: 16, growth: 48, height: 20, roughness: 0)
    let report = try cell.advance(.galvanostatic(currentDensity: 0))
    #expect(report.voltage.total.isNaN)
  }

  /// On a flat front the film's part is iR, with salt and any counter side; the kinetic part is the law's, found by bisection.
  @Test(arguments: [Electrolyte.CounterSide.reservoir, .lithium], [400.0, -400]) func flatFilmTakesItsOhmicShare(
    _ side: Electrolyte.CounterSide, _ current: Double
  ) throws {
    let film = 3e-4
    let rich = RichCell(name: "", film: film, counterSide: side)
    let cell = rich.cell(width: 1, growth: 48, height: 20, roughness: 0)
    for _ in 0..<10 {
      let report = try cell.advance(.galvanostatic(currentDensity: current))
      #expect(abs(report.current / current - 1) <= 1e-9)
      // ⟨iR⟩ weighs i with itself; what i varies by across the diffuse front counts twice.
      #expect(abs(report.voltage.film / (current * film) - 1) <= 2e-3, "\(report.voltage.film / (current * film) - 1)")
      let x = cell.frontMean(cell.model.state.ionConcentration) / 1000
      let bare = ButlerVolmer(chargeTransferCoefficient: 0.5, thermalVoltage: rich.electrolyte.thermalVoltage)
      let eta = fallingRoot(-1, 1) { bare.current($0 + rich.electrolyte.thermalVoltage * log(x), relativeConcentration: x) * 30 - current }
      #expect(abs(report.voltage.kinetic / -eta - 1) <= 5e-3, "\(report.voltage.kinetic / -eta - 1)")
    }
  }
}

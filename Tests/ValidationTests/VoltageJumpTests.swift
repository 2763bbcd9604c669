import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A cell at its steady state is switched to another voltage: what a protocol does between its steps. The long steps at rest must leave
/// nothing that the short ones after them trip over, and the new steady state is that of the closed form.
@Suite struct VoltageJumpTests {
  /// V = −η(i) + ohmic(i) + concentration(i) of dilute binary theory with κ ∝ c, over `thickness` to a reservoir.
  static func steadyCurrent(_ voltage: Double, thickness: Double) -> Double {
    let thermal = 8.31446261815324 * 298.15 / 96485.33212331, c0 = FlatCell.concentration, free = 1 - FlatCell.transference
    let limit = 96485.33212331 * FlatCell.diffusivity * c0 / (free * thickness)
    return fallingRoot(-200 * limit, limit * (1 - 1e-15)) { i in
      let x = 1 - i / limit
      let kinetic = 2 * thermal * asinh(i / (2 * 30 * x.squareRoot()))
      // i∫dz/κ, finite at i = 0.
      let ohmic = thickness * limit / FlatCell.conductivity * -log(x)
      return voltage - kinetic - ohmic - 2 * free * thermal * -log(x)
    }
  }

  @Test(arguments: [[0.15, 0.4], [0.4, 0.02], [0.05, 0.3, -0.3], [0.6, 0]]) func anyVoltageMayFollowAnother(_ voltages: [Double]) throws {
    let thickness = 160e-6
    let cell = FlatCell.make(width: voltages[0] == 0.15 ? 4 : 1, thickness: thickness, halfWidth: 1e-6, timeStep: 0.1)
    cell.growth = 2
    cell.shortestStep = 1e-6
    for voltage in voltages {
      var report = StepReport()
      cell.timeStep = 0.1
      let end = cell.model.state.time + 3e3
      while cell.model.state.time < end {
        report = try cell.advance(.potentiostatic(voltage: voltage))
        #expect(report.newtonIterations <= 12 * report.passes, "\(report.newtonIterations) in \(report.passes) passes")
      }
      let exact = Self.steadyCurrent(voltage, thickness: thickness)
      let measure = max(abs(exact), 0.01 * 30)
      #expect(abs(report.current - exact) <= 0.005 * measure, "\(voltage) V: \(report.current), not \(exact)")
    }
    // Short steps were refused for their error only.
    #expect(cell.failures.allSatisfy { $0.kind == "stepErrorTooLarge" }, "\(Set(cell.failures.map(\.kind)))")
  }
}

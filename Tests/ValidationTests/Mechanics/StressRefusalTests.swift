import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Stress that finds no balance is refused, again and again, and leaves nothing behind that would pass for one.
@Suite struct StressRefusalTests {
  static func model(tolerance: Double, stackPressure: Double? = 1e6) -> ButlerVolmerModel {
    let h = 1e-7
    let grid = Grid(width: 16, growth: 40, widthSpacing: h)
    var equilibrium = MechanicalEquilibrium.Parameters(
      metal: Stiffness(youngsModulus: 7.8e9, poissonsRatio: 0.38), electrolyte: Stiffness(youngsModulus: 22e9, poissonsRatio: 0.3),
      interfaceHalfWidth: 2 * h)
    if tolerance > 0 { equilibrium.plasticity = PerfectPlasticity(yieldStrength: 0.8e6) }
    equilibrium.depositionStrain = 0.002
    equilibrium.tolerance = tolerance
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: FlatCell.electrolyte(), exchangeCurrentDensity: 100, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.mechanics = StressCoupling.Parameters(equilibrium)
    parameters.mechanics?.stackPressure = stackPressure
    let model = ButlerVolmerModel(grid, parameters)
    model.start { x, _, z in z - 1.6e-6 - 1e-7 * cos(2 * .pi * x / 1.6e-6) }
    return model
  }

  @Test func whatFindsNoBalanceIsRefusedEachTime() {
    // Nothing is as good as that.
    let model = Self.model(tolerance: -1)
    for _ in 0..<2 {
      #expect {
        _ = try model.balance(.galvanostatic(currentDensity: 100))
      } throws: {
        ($0 as? StepFailure)?.kind == "stressNotBalanced" && ($0 as? StepFailure)?.mayPassWithSmallerStep == false
      }
      #expect {
        _ = try model.advance(0.1, .galvanostatic(currentDensity: 100))
      } throws: {
        ($0 as? StepFailure)?.kind == "stressNotBalanced"
      }
    }
    #expect(model.step == 0)
  }

  /// What another run's parameters made of the stress is not what these make of it.
  @Test func otherParametersFindTheirOwnBalance() throws {
    let first = Self.model(tolerance: 1e-4)
    for _ in 0..<3 { _ = try first.advance(0.5, .galvanostatic(currentDensity: 100)) }
    let second = Self.model(tolerance: 1e-4, stackPressure: 3e6)
    for (mine, theirs) in zip(second.keptFields, first.keptFields) { mine.field.assign(theirs.field) }
    #expect(second.restore(first.memory))
    second.press(nil)
    second.takeParameters()
    let report = try second.balance(.galvanostatic(currentDensity: 100))
    #expect(report.mechanicsIterations > 0)
    #expect(abs(second.stressSummary().platePressure / 3e6 - 1) < 1e-3)
  }
}

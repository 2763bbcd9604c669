import Physics
import Records
import Testing

@testable import Configuration
@testable import Simulations

/// What a user reads when no time step could be taken.
@Suite struct EndReasonWordsTests {
  private func refusal(_ failure: StepFailure, frontSalt: Double) -> StepRefusal {
    StepRefusal(
      failure: failure, step: 12, time: 6, timeStep: 1e-6, x: 2e-6, z: 5e-6, sandTime: 10, frontSalt: frontSalt)
  }

  @Test func saltThatIsUsedUp() {
    var refusal = refusal(.saltNotSolved(residual: 0.5), frontSalt: 0.01)
    let current =
      "imposed current exceeds what the electrolyte can carry: the salt at the front is used up at t = 6 s, t/t_Sand = 0.6 "
      + "(t_Sand = 10 s for a flat electrode)"
    #expect(
      EndReason.noSolution(refusal).words == current
        + "; use a smaller charging.currentDensity, a higher electrolyte.concentration or less electrolyte on the way "
        + "(cell.height, electrolyte.reservoirDistance), or set charging.maximumVoltage (in a step, untilVoltageAbove) to end it there")
    #expect(EndReason.maximumVoltage(beyond: refusal).words == "the cell voltage exceeded maximumVoltage: \(current)")
    #expect(EndReason.maximumVoltage(beyond: nil).words == "the cell voltage exceeded maximumVoltage")
    refusal.controlStart = 4
    #expect(refusal.currentWords.hasSuffix("at t = 6 s, 2 s after the current began, t/t_Sand = 0.2 (t_Sand = 10 s for a flat electrode)"))
  }

  @Test func aSolverThatFailsWithSaltLeft() {
    #expect(
      EndReason.noSolution(refusal(.potentialNotBalanced(residual: 0.25), frontSalt: 0.62)).words
        == "step 12 from t = 6 s failed at every size down to 1 us: the electrolyte potential found no balance (residual 0.25), worst at "
        + "x = 2 um, height = 5 um; the lowest salt concentration on the front is 62 % of that at rest; "
        + "try a lower voltage or current, or a finer numerics.interfaceHalfWidth (of a one-potential model, numerics.cellSize); "
        + "the state before the step is the last in the run folder")
  }

  @Test func aFrontThatIsCovered() {
    var refusal = refusal(.saltNotSolved(residual: 0.5), frontSalt: 0.01)
    refusal.openShare = 0.0005
    let current = "the imposed current has nowhere to go: layers that keep lithium out cover 100 % of the front at t = 6 s"
    #expect(EndReason.maximumVoltage(beyond: refusal).words == "the cell voltage exceeded maximumVoltage: \(current)")
    #expect(
      EndReason.noSolution(refusal).words == current
        + "; add a [[layer.gap]], an exchangeCurrentDensity of the layer, or set charging.maximumVoltage (in a step, untilVoltageAbove) to end "
        + "it there")
  }

  @Test func theStatusOfARun() {
    #expect(EndReason.protocolDone.outcome == .finished && EndReason.shortCircuit.outcome == .stopped)
    #expect(EndReason.lithiumUsedUp.outcome == .stopped && EndReason.maximumVoltage(beyond: nil).outcome == .stopped)
  }
}

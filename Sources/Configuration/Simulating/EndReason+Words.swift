import Physics
import Records
import Simulations

extension EndReason {
  var outcome: Summary.Outcome {
    switch self {
    case .duration, .protocolDone: .finished
    case .stopHeight, .maximumVoltage, .shortCircuit, .lithiumUsedUp: .stopped
    case .interrupted: .interrupted
    case .noSolution: .failed
    }
  }

  /// In words, for the summary and the user.
  var words: String {
    switch self {
    case .duration: "the whole duration was simulated"
    case .protocolDone: "all steps of the protocol were done"
    case .stopHeight: "the tip reached the stop height"
    case .shortCircuit: "short circuit: the lithium touched the counter electrode"
    case .lithiumUsedUp: "the electrode was stripped down to the bottom of the domain"
    case .maximumVoltage(nil): "the cell voltage exceeded maximumVoltage"
    case .maximumVoltage(let refusal?): "the cell voltage exceeded maximumVoltage: \(refusal.currentWords)"
    case .interrupted(let signal): "interrupted by signal \(signal)"
    case .noSolution(let refusal): refusal.words
    }
  }
}

extension StepRefusal {
  /// What failed, where, and what to try.
  var words: String {
    if isCurrentTooLarge, isFrontCovered {
      return
        "\(currentWords); add a [[layer.gap]], an exchangeCurrentDensity of the layer, or set charging.maximumVoltage (in a step, untilVoltageAbove) to end it there"
    }
    if isCurrentTooLarge {
      return
        "\(currentWords); use a smaller charging.currentDensity, a higher electrolyte.concentration or less "
        + "electrolyte on the way (cell.height, electrolyte.reservoirDistance), or set charging.maximumVoltage (in a step, untilVoltageAbove) to end it there"
    }
    let place = "at x = \(Readable.length(x, digits: 4)), height = \(Readable.length(z, digits: 4))"
    return
      "step \(step) from t = \(Readable.time(time)) failed at every size down to \(Readable.time(timeStep)): \(cause), worst \(place); "
      + "the lowest salt concentration on the front is \(Readable.number(100 * frontSalt, digits: 2)) % of that at rest; \(remedy); "
      + "the state before the step is the last in the run folder"
  }

  /// What becomes of a current that is too large, and when.
  var currentWords: String {
    let when = "t = \(Readable.time(time))"
    if isFrontCovered {
      return
        "the imposed current has nowhere to go: layers that keep lithium out cover \(Readable.number(100 * (1 - (openShare ?? 1)), digits: 3)) % of the front at \(when)"
    }
    // Sand's time counts from the beginning of the current.
    let begun = controlStart > 0 ? ", \(Readable.time(time - controlStart)) after the current began" : ""
    let sand = sandTime.map {
      "\(begun), t/t_Sand = \(Readable.number((time - controlStart) / $0, digits: 3)) "
        + "(t_Sand = \(Readable.time($0)) for a flat electrode)"
    }
    return "imposed current exceeds what the electrolyte can carry: the salt at the front is used up at \(when)\(sand ?? "")"
  }

  private var cause: String {
    switch failure {
    case .potentialNotBalanced(let residual):
      "the electrolyte potential found no balance (residual \(Readable.number(residual, digits: 2)))"
    case .stressNotBalanced(let residual, let yieldError):
      "no displacement balances the stress (residual \(Readable.number(residual, digits: 2)), "
        + "stress off the yield strength by \(Readable.number(yieldError, digits: 2)) of it)"
    case .displacementNotSolved(let residual):
      "what the lithium displaces found no way out (residual \(Readable.number(residual, digits: 2)))"
    case .saltNotSolved(let residual): "the salt concentration found no solution (residual \(Readable.number(residual, digits: 2)))"
    case .passesNotConverged(let change):
      "potential, salt and front did not agree on a current (last change \(Readable.number(change, digits: 2)))"
    case .currentNotCarried(let closure): "no metal potential draws the imposed current (off by a factor \(Readable.number(closure)))"
    case .notFinite: "the current density is not finite"
    case .stepErrorTooLarge(let error):
      "the current, or of a one-potential model the front, changed too much in one step (by \(Readable.number(error, digits: 2)))"
    case .orderParameterOutOfBounds(let least, let greatest):
      "the order parameter left 0 to 1 (\(Readable.number(least, digits: 3)) to \(Readable.number(greatest, digits: 3)))"
    }
  }

  private var remedy: String {
    switch failure {
    case .stepErrorTooLarge: "try a larger numerics.stepTolerance"
    case .stressNotBalanced: "try a smaller mechanics.depositionStrain or stack pressure, or moduli that differ less"
    case .orderParameterOutOfBounds: "try a smaller numerics.timeStepFactor or a smaller numerics.cellSize"
    case .potentialNotBalanced, .currentNotCarried, .notFinite:
      "try a lower voltage or current, or a finer numerics.interfaceHalfWidth (of a one-potential model, numerics.cellSize)"
    case .saltNotSolved, .displacementNotSolved, .passesNotConverged: "try a smaller numerics.timeStepFactor, a lower voltage or current"
    }
  }
}

import Physics
import Records
import Simulations

extension EndReason {
  var outcome: Summary.Outcome {
    switch self {
    case .duration: .finished
    case .stopHeight, .maximumVoltage: .stopped
    case .interrupted: .interrupted
    case .noSolution: .failed
    }
  }

  /// In words, for the summary and the user.
  var words: String {
    switch self {
    case .duration: "the whole duration was simulated"
    case .stopHeight: "the tip reached the stop height"
    case .maximumVoltage: "the cell voltage exceeded maximumVoltage"
    case .interrupted(let signal): "interrupted by signal \(signal)"
    case .noSolution(let refusal): refusal.words
    }
  }
}

extension StepRefusal {
  /// What failed, where, and what to try.
  var words: String {
    let when = "t = \(Readable.time(time))"
    if isCurrentTooLarge, let sandTime {
      return
        "imposed current exceeds what the electrolyte can carry: the salt at the front is used up at \(when), "
        + "t/t_Sand = \(Readable.number(time / sandTime, digits: 3)) (t_Sand = \(Readable.time(sandTime)) for a flat electrode); "
        + "use a smaller charging.currentDensity, a higher electrolyte.concentration or a shorter electrolyte.reservoirDistance, "
        + "or set charging.maximumVoltage to end the run there"
    }
    let place = "at x = \(Readable.length(x, digits: 4)), height = \(Readable.length(z, digits: 4))"
    return
      "step \(step) from \(when) failed at every size down to \(Readable.time(timeStep)): \(cause), worst \(place); \(remedy); the state "
      + "before the step is the last in the run folder"
  }

  private var cause: String {
    switch failure {
    case .potentialNotBalanced(let residual): "the electrolyte potential found no balance (residual \(Readable.number(residual, digits: 2)))"
    case .saltNotSolved(let residual): "the salt concentration found no solution (residual \(Readable.number(residual, digits: 2)))"
    case .passesNotConverged(let change):
      "potential, salt and front did not agree on a current (last change \(Readable.number(change, digits: 2)))"
    case .currentNotCarried(let closure): "no metal potential draws the imposed current (off by a factor \(Readable.number(closure)))"
    case .notFinite: "the current density is not finite"
    case .orderParameterOutOfBounds(let least, let greatest):
      "the order parameter left 0 to 1 (\(Readable.number(least, digits: 3)) to \(Readable.number(greatest, digits: 3)))"
    }
  }

  private var remedy: String {
    switch failure {
    case .orderParameterOutOfBounds: "try a smaller numerics.timeStepFactor or a larger numerics.interfaceHalfWidth in cells"
    case .potentialNotBalanced, .currentNotCarried, .notFinite: "try a lower voltage or current, or a finer numerics.interfaceHalfWidth"
    case .saltNotSolved, .passesNotConverged: "try a smaller numerics.timeStepFactor, a lower voltage or current"
    }
  }
}

public import Physics

/// One step of a protocol: what is imposed, and what ends it. The first condition that is met ends the step; without any, a step that
/// is no ramp goes on to the end of the run.
public struct ProtocolStep: Codable, Sendable, Equatable {
  public var control: ImposedControl
  public var ends: [StepEnd]
  /// On the upper plate, Pa; nil for that of the model.
  public var stackPressure: Double?

  public init(_ control: ImposedControl, ends: [StepEnd] = [], stackPressure: Double? = nil) {
    self.control = control
    self.ends = ends
    self.stackPressure = stackPressure
  }

  /// The longest it can last, s: by its duration, its ramp, or its areal capacity at a constant current; else infinite.
  public var longestDuration: Double {
    ends.reduce(control.duration) { longest, end in
      switch end {
      case .duration(let duration): return min(longest, duration)
      case .arealCapacity(let capacity):
        if case .constant(.galvanostatic(let density)) = control, density != 0 { return min(longest, capacity / abs(density)) }
        return longest
      default: return longest
      }
    }
  }
}

/// What drives a cell over a run: steps and groups of steps, each group and the whole list repeated.
public struct ChargingProtocol: Sendable, Equatable {
  public enum Element: Sendable, Equatable {
    case step(ProtocolStep)
    /// Steps one after the other, all of them `repeats` times, ≥ 1.
    case group([ProtocolStep], repeats: Int)
  }

  /// At least one, each group with at least one step.
  public var elements: [Element]
  /// Times the whole list is gone through, ≥ 1.
  public var repeats: Int

  public init(_ elements: [Element], repeats: Int = 1) {
    precondition(!elements.isEmpty && repeats >= 1, "a protocol has at least one step")
    for case .group(let steps, let repeats) in elements {
      precondition(!steps.isEmpty && repeats >= 1, "a group has at least one step")
    }
    self.elements = elements
    self.repeats = repeats
  }

  /// A single step without an end of its own.
  public init(_ control: ChargingControl) { self.init([.step(ProtocolStep(.constant(control)))]) }

  /// The longest the whole can last, s; infinite when a step has no bound in time.
  public var longestDuration: Double {
    let once = elements.reduce(0) { sum, element in
      switch element {
      case .step(let step): sum + step.longestDuration
      case .group(let steps, let repeats): sum + Double(repeats) * steps.reduce(0) { $0 + $1.longestDuration }
      }
    }
    return Double(repeats) * once
  }

  /// Every step once, in order, each with its place in the list as people count: `2`, or `2.1` for the first of a group.
  public var steps: [(place: String, step: ProtocolStep)] {
    elements.enumerated().flatMap { index, element in
      switch element {
      case .step(let step): [("\(index + 1)", step)]
      case .group(let steps, _): steps.enumerated().map { ("\(index + 1).\($0 + 1)", $1) }
      }
    }
  }

  /// Whether it has more than one step to do.
  public var hasManySteps: Bool {
    repeats > 1 || steps.count > 1 || elements.contains { if case .group(_, let n) = $0 { n > 1 } else { false } }
  }
}

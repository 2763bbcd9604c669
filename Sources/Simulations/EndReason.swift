public import Physics

/// Why a run ended.
public enum EndReason: Sendable, Equatable {
  /// The whole duration was simulated.
  case duration
  /// The highest tip reached the stop height.
  case stopHeight
  /// The cell voltage exceeded the limit.
  case maximumVoltage
  /// A signal asked for it.
  case interrupted(signal: Int32)
  /// No step, however short, could be taken.
  case noSolution(StepRefusal)
}

/// A step that failed at every size tried, and where.
public struct StepRefusal: Sendable, Equatable {
  /// Of the last try.
  public var failure: StepFailure
  /// Number of the step, from 1.
  public var step: Int
  /// Simulated time it started from, s.
  public var time: Double
  /// Last size tried, s.
  public var timeStep: Double
  /// Place, along width and growth axis, where the failing field is at its worst, m.
  public var x: Double, z: Double
  /// Sand's time at the imposed current, s; nil without an imposed plating current or without salt transport.
  public var sandTime: Double?

  /// Whether an imposed current could not be carried, rather than something else going wrong.
  public var isCurrentTooLarge: Bool {
    guard sandTime != nil else { return false }
    switch failure {
    case .potentialNotBalanced, .currentNotCarried, .passesNotConverged, .saltNotSolved: return true
    case .notFinite, .orderParameterOutOfBounds: return false
    }
  }
}

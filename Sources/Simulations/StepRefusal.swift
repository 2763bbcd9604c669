public import Physics

/// A time step that failed at every size tried, or whose current is no plating any more, and where.
public struct StepRefusal: Codable, Sendable, Equatable {
  /// Of the last try.
  public var failure: StepFailure
  /// Number of the time step, from 1.
  public var step: Int
  /// Simulated time it started from, s.
  public var time: Double
  /// Last size tried, s.
  public var timeStep: Double
  /// When what is imposed jumped last, s.
  public var controlStart = 0.0
  /// Place, along width and growth axis, where the failing field is at its worst, m.
  public var x: Double, z: Double
  /// Sand's time at the imposed current, s; nil without an imposed plating current or without salt transport.
  public var sandTime: Double?
  /// Lowest salt concentration on the front over that at rest.
  public var frontSalt: Double
  /// Part of the front that an imposed plating current finds open to it; nil where nothing keeps lithium out, or nothing is imposed.
  public var openShare: Double?
  /// Whether the step was taken all the same: its current is drawn ahead of the front, where there still is salt.
  public var isTaken = false

  /// A front with less than this part of the salt at rest somewhere has run dry: it takes its salt from ahead of it.
  public static let dryFront = 0.1
  /// A front of which less than this part is open is covered by layers that keep lithium out.
  public static let coveredFront = 0.01

  /// Whether a current has no front left to flow through.
  public var isFrontCovered: Bool { (openShare ?? 1) < Self.coveredFront }

  /// Whether an imposed plating current could not be carried because the salt at the front is used up or no front is left open, rather than
  /// that a solver failed for another reason.
  public var isCurrentTooLarge: Bool {
    guard isFrontCovered || (sandTime != nil && (isTaken || frontSalt < Self.dryFront)) else { return false }
    switch failure {
    case .potentialNotBalanced, .currentNotCarried, .passesNotConverged, .saltNotSolved: return true
    case .notFinite, .displacementNotSolved, .orderParameterOutOfBounds, .stepErrorTooLarge, .stressNotBalanced: return false
    }
  }
}

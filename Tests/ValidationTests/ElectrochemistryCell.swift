import Physics

extension StepFailure {
  /// The kind of failure without its number.
  var kind: String {
    switch self {
    case .potentialNotBalanced: "potentialNotBalanced"
    case .stressNotBalanced: "stressNotBalanced"
    case .saltNotSolved: "saltNotSolved"
    case .displacementNotSolved: "displacementNotSolved"
    case .stepErrorTooLarge: "stepErrorTooLarge"
    case .passesNotConverged: "passesNotConverged"
    case .currentNotCarried: "currentNotCarried"
    case .notFinite: "notFinite"
    case .orderParameterOutOfBounds: "orderParameterOutOfBounds"
    }
  }
}

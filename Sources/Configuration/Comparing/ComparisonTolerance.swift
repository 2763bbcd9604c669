/// What two results may differ by and still agree.
public struct ComparisonTolerance: Equatable, Sendable {
  /// Of the largest magnitude that a quantity has in either result, ≥ 0.
  public var relative = 0.0
  /// By the name of a quantity without its unit, in its unit, ≥ 0.
  public var absolute: [String: Double] = [:]

  public init() {}

  /// What a step took, and what is round-off: no results. They are judged where runs should be identical, or by `absolute`.
  static let efforts: Set = [
    "step error", "passes", "newton iterations", "potential iterations", "salt iterations", "lithium balance", "current balance",
    "salt balance",
  ]

  /// Whether a difference is within one of the two.
  func allows(_ difference: Difference) -> Bool {
    if relative > 0, absolute[difference.name] == nil, Self.efforts.contains(difference.name) { return true }
    return difference.largest <= max(relative * difference.scale, absolute[difference.name] ?? 0)
  }
}

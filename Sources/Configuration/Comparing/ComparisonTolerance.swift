/// What two results may differ by and still agree.
public struct ComparisonTolerance: Equatable, Sendable {
  /// Of the largest magnitude that a quantity has in either result, ≥ 0.
  public var relative = 0.0
  /// By the name of a quantity without its unit, in its unit, ≥ 0.
  public var absolute: [String: Double] = [:]

  public init() {}

  /// Whether a difference is within one of the two.
  func allows(_ difference: Difference) -> Bool {
    difference.largest <= max(relative * difference.scale, absolute[difference.name] ?? 0)
  }
}

/// One thing that a soak demands, and what was found.
public struct Check: Equatable, Sendable {
  public enum Verdict: Equatable, Sendable {
    case passed
    case failed
    /// It could not be told, and why.
    case skipped(String)
  }

  /// Such as `lithium balance`.
  public let name: String
  public let verdict: Verdict
  /// What was found, and what is allowed.
  public let finding: String

  init(_ name: String, _ isMet: Bool, _ finding: String) {
    self.name = name
    verdict = isMet ? .passed : .failed
    self.finding = finding
  }

  init(_ name: String, skipped reason: String) {
    self.name = name
    verdict = .skipped(reason)
    finding = reason
  }
}

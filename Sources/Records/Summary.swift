/// How a run ended and its main results: `summary.json`.
public struct Summary: Codable, Equatable, Sendable {
  public enum Outcome: String, Codable, Sendable {
    /// The whole duration was simulated.
    case finished
    /// A stop criterion was met before.
    case stopped
    /// A signal ended it.
    case interrupted
    case failed
  }

  /// A result with its unit.
  public struct Value: Codable, Equatable, Sendable {
    public var value: Double
    public var unit: String

    public init(_ value: Double, _ unit: String) {
      self.value = value
      self.unit = unit
    }
  }

  public var outcome: Outcome
  /// In words, such as `the tip reached the stop height`.
  public var reason: String
  /// Accepted time steps.
  public var steps: Int
  /// Main results by name, such as `tip height`.
  public var results: [String: Value]

  public init(outcome: Outcome, reason: String, steps: Int, results: [String: Value]) {
    self.outcome = outcome
    self.reason = reason
    self.steps = steps
    self.results = results
  }

  /// - Throws: `RecordError` when a value has no JSON form.
  public func json() throws(RecordError) -> String { try JSONText.encode(self, named: "summary") }

  /// Reads a summary back.
  /// - Throws: `RecordError` when the file is missing or is no summary.
  public init(path: String) throws(RecordError) { self = try JSONText.decode(Summary.self, path: path) }
}

/// Why two results cannot be compared: one line that names the place and what was found.
public struct ComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

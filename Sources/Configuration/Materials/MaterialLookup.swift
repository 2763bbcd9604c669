public import Physics

/// A name that no material of the database has.
public struct UnknownMaterial: Error, Equatable, Sendable, CustomStringConvertible {
  /// As the user wrote it.
  public let found: String
  /// The name that was probably meant.
  public let suggestion: String?
  /// One name of each material.
  public let allowed: String

  public var description: String {
    "no material \"\(found)\"; " + (suggestion.map { "did you mean \"\($0)\"?" } ?? "known: \(allowed)")
  }
}

extension Material {
  /// The material of this name, by any of its spellings.
  public static func find(_ name: String) throws(UnknownMaterial) -> Material {
    if let material = Material(named: name) { return material }
    let spellings = all.flatMap(\.spellings)
    // Case does not matter. Formulas are short: of two letters with two edits nothing is left of what was meant.
    let near = Spelling.nearest(to: name.lowercased(), among: spellings.map { $0.lowercased() }, atMost: max(1, name.count / 3))
    throw UnknownMaterial(
      found: name, suggestion: spellings.first { $0.lowercased() == near }, allowed: all.map(\.shortName).joined(separator: ", "))
  }
}

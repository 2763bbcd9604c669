/// Why a figure or a picture cannot be made of what was asked: one line that names the place, what was found and what is possible.
public struct FigureError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String
  /// A name that does not exist.
  public var found: String?
  /// Those that do.
  public var allowed: String?
  /// The one that was probably meant.
  public var suggestion: String?

  public init(_ description: String, found: String? = nil, allowed: String? = nil, suggestion: String? = nil) {
    self.description = description
    self.found = found
    self.allowed = allowed
    self.suggestion = suggestion
  }

  /// `name` is not among `known`.
  public static func unknown(_ noun: String, _ name: String, in place: String, known: [String]) -> FigureError {
    let allowed = known.joined(separator: ", ")
    let near = Spelling.nearest(to: name, among: known)
    let hint = near.map { "did you mean \"\($0)\"?" } ?? "it has: \(allowed)"
    return FigureError("\(place): no \(noun) \"\(name)\"; \(hint)", found: name, allowed: allowed, suggestion: near)
  }
}

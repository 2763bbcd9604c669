/// Why a figure cannot be made of what was asked: one line that names the place, what was found and what is possible.
public struct FigureError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  /// `name` is not among `known`.
  static func unknown(_ noun: String, _ name: String, in place: String, known: [String]) -> FigureError {
    if let near = Spelling.nearest(to: name, among: known) {
      return FigureError("\(place): no \(noun) \"\(name)\"; did you mean \"\(near)\"?")
    }
    return FigureError("\(place): no \(noun) \"\(name)\"; it has: \(known.joined(separator: ", "))")
  }
}

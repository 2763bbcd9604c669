/// A page with tables of the reference, each between a line `<!-- reference: NAME -->` and a line `<!-- end of reference -->`.
public struct ReferencePage: Sendable {
  private let path: String
  private let lines: [Substring]

  private static let end = "<!-- end of reference -->"

  /// - Parameter path: as messages call the page.
  public init(_ text: String, path: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Names of its tables, in order.
  public var names: [String] { lines.compactMap(Self.name) }

  /// The page with each table as the program has it; the list of sections is called `sections`.
  /// - Throws: `ReferencePageError` for a name that there is not, and a table without its end.
  public func renewed(by reference: Reference) throws(ReferencePageError) -> String {
    var text: [Substring] = []
    var open: (name: String, line: Int)?
    for (index, line) in lines.enumerated() {
      let place = "\(path):\(index + 1)"
      if let name = Self.name(line) {
        if let open { throw ReferencePageError("\(place): \(name) begins before \(open.name) of line \(open.line) has its end") }
        open = (name, index + 1)
        // A blank line on either side: a table right below a comment would be part of it.
        text += [line, "", Substring(try table(name, place, reference)), Substring(Self.end)]
      } else if line == Self.end {
        if open == nil { throw ReferencePageError("\(place): no table of the reference ends here") }
        open = nil
      } else if open == nil {
        text.append(line)
      }
    }
    if let open { throw ReferencePageError("\(path):\(open.line): \(open.name) has no end; expected a line \(Self.end)") }
    return text.joined(separator: "\n")
  }

  private func table(_ name: String, _ place: String, _ reference: Reference) throws(ReferencePageError) -> String {
    if name == "sections" { return ReferenceTable.overview(KeyReference.config) }
    let names = reference.tables.map(\.name)
    guard let table = reference.tables.first(where: { $0.name == name }) else {
      let near = Spelling.nearest(to: name, among: names)
      throw ReferencePageError(
        "\(place): no table \"\(name)\" of the reference; "
          + (near.map { "did you mean \"\($0)\"?" } ?? "known: sections, \(names.joined(separator: ", "))"))
    }
    return table.markdown
  }

  private static func name(_ line: Substring) -> String? {
    line.wholeMatch(of: /<!-- reference: (.+) -->/).map { String($0.output.1) }
  }
}

/// Why a page could not be renewed, with file and line.
public struct ReferencePageError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

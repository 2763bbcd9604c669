import Foundation

extension Comparison {
  /// Rows of the table; the JSON has all.
  private static let longestTable = 20

  /// What was compared, a table of the largest differences, and one line `agree` or `differ`.
  public var text: String {
    var lines = [scope.joined(separator: "; ")]
    let found = differences.filter { $0.largest > 0 }
    if !found.isEmpty {
      let header = ["quantity", "file", "largest difference", "of the largest value", "at", ""]
      let rows = found.prefix(Self.longestTable).map { difference in
        [
          difference.title, difference.file, Readable.number(difference.largest, digits: 3),
          Readable.number(difference.relative, digits: 2), Self.place(difference), difference.isBeyondTolerance ? "" : "within tolerance",
        ]
      }
      lines += [""] + Self.table([header] + rows)
      if found.count > rows.count { lines.append("and \(found.count - rows.count) more, all of them in --json") }
    }
    if !gaps.isEmpty { lines += [""] + gaps }
    return (lines + ["", agrees ? "agree" : "differ"]).joined(separator: "\n") + "\n"
  }

  private static func place(_ difference: Difference) -> String {
    let time = difference.time.map { "t = \(Readable.time($0))" } ?? ""
    return [difference.place, time].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func table(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    // Two files of no run have no name within one.
    let shown = widths.indices.filter { $0 != 1 || rows.dropFirst().contains { !$0[1].isEmpty } }
    return rows.map { row in
      var line = shown.map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension Comparison: Encodable {
  private enum Key: String, CodingKey {
    case agree, compared, differences, gaps
  }

  public func encode(to encoder: any Encoder) throws {
    var whole = encoder.container(keyedBy: Key.self)
    try whole.encode(agrees, forKey: .agree)
    try whole.encode(scope, forKey: .compared)
    try whole.encode(differences, forKey: .differences)
    try whole.encode(gaps, forKey: .gaps)
  }

  /// Everything that was compared, those that are equal included.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Difference: Encodable {
  private enum Key: String, CodingKey {
    case file, name, unit, largest, relative, place, time, isBeyondTolerance
  }

  public func encode(to encoder: any Encoder) throws {
    var difference = encoder.container(keyedBy: Key.self)
    if !file.isEmpty { try difference.encode(file, forKey: .file) }
    try difference.encode(name, forKey: .name)
    if !unit.isEmpty { try difference.encode(unit, forKey: .unit) }
    try difference.encode(largest, forKey: .largest)
    try difference.encode(relative, forKey: .relative)
    if !place.isEmpty { try difference.encode(place, forKey: .place) }
    try difference.encodeIfPresent(time, forKey: .time)
    try difference.encode(isBeyondTolerance, forKey: .isBeyondTolerance)
  }
}

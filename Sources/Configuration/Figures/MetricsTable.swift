import Records

/// The metrics of a run by the names of their columns.
public struct MetricsTable: Sendable {
  public struct Column: Sendable {
    /// Without the unit: `tip height`.
    public let name: String
    /// As in the header: `um`; empty for a pure number.
    public let unit: String
    public let values: [Double]

    init(title: String, values: [Double]) {
      self.values = values
      if title.hasSuffix("]"), let bracket = title.lastIndex(of: "[") {
        name = String(title[..<bracket]).trimmingSuffix(while: \.isWhitespace)
        unit = String(title[title.index(after: bracket)...].dropLast())
      } else {
        name = title
        unit = ""
      }
    }
  }

  public let path: String
  public let columns: [Column]

  /// - Throws: `FigureError` or `RecordError` when the file is missing, damaged or has no rows.
  public init(_ run: RecordedRun) throws {
    path = run.folder.metrics
    try run.require(path, "the run has not begun")
    let file = try TimeSeriesFile(path: path)
    if file.rows.isEmpty { throw FigureError("\(path): no rows; the run has written none yet") }
    columns = file.titles.indices.map { index in Column(title: file.titles[index], values: file.rows.map { $0[index] }) }
  }

  /// Whether there is a column with something to draw: `nan` and `inf` leave gaps, and so does what is not positive on a logarithmic
  /// axis.
  func shows(_ name: String, isLogarithmic: Bool) -> Bool {
    columns.contains { $0.name == name && $0.values.contains { $0.isFinite && (!isLogarithmic || $0 > 0) } }
  }

  /// Whether there is a column with a finite value that is not zero.
  func hasSome(_ name: String) -> Bool { columns.contains { $0.name == name && $0.values.contains { $0.isFinite && $0 != 0 } } }

  /// - Parameter name: with or without its unit.
  /// - Throws: `FigureError` with the nearest name when there is no such column, or when it holds no finite number.
  func column(_ name: String) throws(FigureError) -> Column {
    let bare = Column(title: name, values: [])
    guard let found = columns.first(where: { $0.name == bare.name && (bare.unit.isEmpty || bare.unit == $0.unit) }) else {
      throw .unknown("column", name, in: path, known: columns.map(\.name))
    }
    if !found.values.contains(where: \.isFinite) { throw FigureError("\(path): the column \"\(name)\" holds no finite number") }
    return found
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}

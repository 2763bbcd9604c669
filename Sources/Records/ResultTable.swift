import Files

/// A table of results such as `steps.csv`, with text and numbers: one row per thing that was done, the header naming each column with
/// its unit.
///
/// Each row goes to the file in one piece, so that a run that is killed leaves whole lines. A number that does not exist leaves its
/// place empty.
public final class ResultTable {
  public enum Cell: Sendable {
    case text(String)
    /// In the unit of the column's title.
    case number(Double?)
  }

  private let count: Int
  private let file: AppendedFile

  /// Starts a file with its header, or goes on where it had a length.
  /// - Parameter length: bytes; nil starts anew.
  /// - Throws: `RecordError` when it cannot be written, or is shorter.
  public init(titles: [String], path: String, continuingAt length: Int? = nil) throws(RecordError) {
    count = titles.count
    file = try .open(path, continuingAt: length)
    if length == nil { try append(titles.map { .text($0) }) }
  }

  /// Bytes in the file, all of them on the disk once this returns.
  /// - Throws: `RecordError` when the system says no.
  public func settledLength() throws(RecordError) -> Int { try file.settledLength() }

  /// Adds a row, a cell for each title.
  /// - Throws: `RecordError` when it cannot be written.
  public func append(_ cells: [Cell]) throws(RecordError) {
    precondition(cells.count == count, "a row has one cell for each column")
    try file.add(cells.map(Self.text).joined(separator: ",") + "\n")
  }

  /// Text in quotes where it has a separator (RFC 4180).
  private static func text(_ cell: Cell) -> String {
    let text = cell.text
    guard case .text = cell, text.contains(where: { ",\"\n".contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}

extension ResultTable.Cell {
  /// As the table reads back: numbers with ten significant digits, the same in every locale, nothing for one that does not exist.
  public var text: String {
    switch self {
    case .text(let text): return text
    case .number(let value):
      guard let value, value.isFinite else { return "" }
      return TimeSeries.text(value)
    }
  }
}

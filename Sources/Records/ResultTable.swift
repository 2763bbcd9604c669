import Foundation

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

  private let path: String
  private let count: Int
  private let file: FileHandle

  /// Starts a file with its header.
  /// - Throws: `RecordError` when it cannot be written.
  public init(titles: [String], path: String) throws(RecordError) {
    self.path = path
    count = titles.count
    do {
      try Data().write(to: URL(fileURLWithPath: path))
      file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    } catch {
      throw .inputOutput("write \(path)", error)
    }
    try append(titles.map { .text($0) })
  }

  /// Adds a row, a cell for each title.
  /// - Throws: `RecordError` when it cannot be written.
  public func append(_ cells: [Cell]) throws(RecordError) {
    precondition(cells.count == count, "a row has one cell for each column")
    let line = cells.map(Self.text).joined(separator: ",") + "\n"
    do {
      try file.write(contentsOf: Data(line.utf8))
    } catch {
      throw .inputOutput("write \(path)", error)
    }
  }

  /// Text in quotes where it has a separator (RFC 4180); numbers with ten significant digits, the same in every locale.
  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text):
      return text.contains { ",\"\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    case .number(let value):
      guard let value, value.isFinite else { return "" }
      return TimeSeries.text(value)
    }
  }
}

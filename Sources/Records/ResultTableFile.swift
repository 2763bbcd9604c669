import Foundation

/// A table of results such as `study.csv` read back: text and numbers, cells in quotes where they hold separators (RFC 4180).
public struct ResultTableFile: Equatable, Sendable {
  public let path: String
  /// Column titles as in the header, such as `extra voltage [V]`.
  public let titles: [String]
  /// One for each row, as many cells as titles.
  public let rows: [[String]]

  /// A table that is in no file.
  ///
  /// - Parameters:
  ///   - path: what messages call it.
  ///   - rows: as many cells in each as there are titles.
  public init(path: String, titles: [String], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == titles.count }, "a cell for each title")
    (self.path, self.titles, self.rows) = (path, titles, rows)
  }

  /// - Throws: `RecordError` when the file cannot be read, ends within quotes, or a row does not have one cell for each title.
  public init(path: String) throws(RecordError) {
    self.path = path
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    } catch {
      throw .inputOutput("read \(path)", error)
    }
    let records = try Self.records(text, path)
    titles = records.first?.cells ?? []
    for record in records.dropFirst() where record.cells.count != titles.count {
      throw .refused("\(path):\(record.line): expected \(titles.count) cells, found \(record.cells.count)")
    }
    rows = records.dropFirst().map(\.cells)
  }

  /// A column by its title; nil when there is none of this title.
  public func column(_ title: String) -> [String]? { titles.firstIndex(of: title).map { index in rows.map { $0[index] } } }

  private static func records(_ text: String, _ path: String) throws(RecordError) -> [(line: Int, cells: [String])] {
    var records: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell = ""
    var line = 1, start = 1
    var isQuoted = false
    var before: Character?
    func end() {
      cells.append(cell)
      cell = ""
    }
    for character in text {
      if isQuoted {
        if character == "\"" { isQuoted = false } else { cell.append(character) }
      } else if character == "\"" {
        // Two in a row within quotes stand for one.
        if before == "\"" { cell.append("\"") }
        isQuoted = true
      } else if character == "," {
        end()
      } else if character.isNewline {
        end()
        if cells != [""] { records.append((start, cells)) }
        cells = []
        start = line + 1
      } else {
        cell.append(character)
      }
      if character.isNewline { line += 1 }
      before = character
    }
    if isQuoted { throw .refused("\(path):\(start): quotes that do not end") }
    if !cell.isEmpty || !cells.isEmpty {
      end()
      records.append((start, cells))
    }
    return records
  }
}

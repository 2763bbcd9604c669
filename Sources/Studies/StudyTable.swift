import Configuration
import Files
import Records

/// `study.csv`: a row for each member with what varies and what came of it.
struct StudyTable {
  private typealias Column = (title: String, cell: (StudyComparison.Entry) -> ResultTable.Cell)

  private let columns: [Column]
  private let entries: [StudyComparison.Entry]

  init(_ comparison: StudyComparison) {
    let entries = comparison.entries
    self.entries = entries
    let settings = (entries.first?.record.member.settings ?? []).indices.map { Self.setting($0, entries) }
    columns =
      StudyTableColumn.identity.columns(of: entries) + settings + StudyTableColumn.outcome.columns(of: entries)
  }

  /// Of a key that varies, with its unit where all values have the same.
  private static func setting(_ index: Int, _ entries: [StudyComparison.Entry]) -> Column {
    let values = entries.map { $0.record.member.settings[index].value }
    let key = entries[0].record.member.settings[index].key
    let unit = SettingUnit.common(values)
    let title = unit.map { $0.isEmpty ? key : "\(key) [\($0)]" } ?? key
    return (
      title,
      { entry in
        let value = entry.record.member.settings[index].value
        return .text(unit == nil ? value : SettingUnit(value)?.number ?? value)
      }
    )
  }

  var titles: [String] { columns.map(\.title) }

  var rows: [[ResultTable.Cell]] { entries.map { entry in columns.map { $0.cell(entry) } } }

  /// As `study.csv` reads back.
  var text: ResultTableFile {
    ResultTableFile(path: "study.csv", titles: titles, rows: rows.map { row in row.map(\.text) })
  }

  /// The table appears once it is whole.
  /// - Throws: `RecordError` or `FileError` when the system says no.
  func write(to path: String) throws {
    let partial = path + ".partial"
    let table = try ResultTable(titles: titles, path: partial)
    for row in rows { try table.append(row) }
    try WholeFile.place(partial, at: path, isDurable: false)
  }
}

extension [StudyTableColumn] {
  /// Those that a study of these members has.
  fileprivate func columns(
    of entries: [StudyComparison.Entry]
  ) -> [(title: String, cell: (StudyComparison.Entry) -> ResultTable.Cell)] {
    filter { $0.isPresent(entries) }.map { ($0.title, $0.cell) }
  }
}

/// A value as written, in its number and its unit.
struct SettingUnit {
  let number: String
  /// Empty for a pure number.
  let unit: String

  /// Nil for what does not begin with a number.
  init?(_ text: String) {
    guard let parts = text.wholeMatch(of: /([+\-]?[0-9.]+(?:[eE][+\-]?[0-9]+)?) ?([^0-9 ].*)?/), Double(parts.1) != nil else { return nil }
    number = String(parts.1)
    unit = parts.2.map(String.init) ?? ""
  }

  /// The unit that all have; nil where they differ, or are no numbers.
  static func common(_ texts: [String]) -> String? {
    let units = texts.map { SettingUnit($0)?.unit }
    guard let first = units.first, let unit = first, units.allSatisfy({ $0 == unit }) else { return nil }
    return unit
  }
}

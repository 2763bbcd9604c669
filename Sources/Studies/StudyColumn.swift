import Configuration
import Foundation
import Pictures
import Records

/// A column of `study.csv`.
struct StudyColumn {
  let name: String
  /// As tables write it; empty without one.
  let unit: String
  let cells: [String]
  /// Of cells that hold numbers, finite ones.
  let values: [Double?]

  init(_ title: String, _ cells: [String] = []) {
    let parts = title.wholeMatch(of: /(.*) \[(.*)\]/)
    name = parts.map { String($0.1) } ?? title
    unit = parts.map { String($0.2) } ?? ""
    self.cells = cells
    values = cells.map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  static func all(of table: ResultTableFile) -> [StudyColumn] { table.titles.map { StudyColumn($0, table.column($0) ?? []) } }

  /// The table of a study that was run.
  static func table(of folder: String) throws -> ResultTableFile {
    let path = "\(folder)/study.csv"
    guard FileManager.default.fileExists(atPath: path) else {
      throw FigureError("\(path): no such file; expected the folder of a study that `lidendrite study` has run")
    }
    return try ResultTableFile(path: path)
  }

  /// - Parameter name: with or without its unit.
  static func named(_ name: String, in columns: [StudyColumn], _ path: String) throws(FigureError) -> StudyColumn {
    let bare = StudyColumn(name)
    guard let found = columns.first(where: { $0.name == bare.name && (bare.unit.isEmpty || bare.unit == $0.unit) }) else {
      throw .unknown("column", name, in: path, known: columns.map(\.name))
    }
    return found
  }

  /// In which its largest number is read easily: small voltages in mV, long times in minutes or hours.
  func unit(of rows: [Int]) -> (symbol: String, size: Double) {
    let largest = rows.map { abs(values[$0] ?? 0) }.max() ?? 0
    if unit == "V", largest < 1 { return ("mV", 1e-3) }
    if unit == "s" {
      let unit = TimeUnit.fitting(largest)
      return (unit.symbol, unit.seconds)
    }
    return (unit, 1)
  }

  /// One that holds numbers.
  static func numeric(_ name: String, in columns: [StudyColumn], _ path: String) throws(FigureError) -> StudyColumn {
    let found = try named(name, in: columns, path)
    if !found.values.contains(where: { $0 != nil }) { throw FigureError("\(path): the column \"\(name)\" holds no number") }
    return found
  }
}

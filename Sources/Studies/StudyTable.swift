import Configuration
import Files
import Records

/// `study.csv`: a row for each member with what varies and what came of it.
struct StudyTable {
  private typealias Column = (title: String, cell: (StudyComparison.Entry) -> ResultTable.Cell)

  private let columns: [Column]
  private let entries: [StudyComparison.Entry]

  init(_ comparison: StudyComparison) {
    entries = comparison.entries
    func number(_ title: String, _ value: @escaping (StudyComparison.Entry) -> Double?) -> Column { (title, { .number(value($0)) }) }
    func result(_ name: String, _ unit: String) -> Column { number("\(name) [\(unit)]") { $0.record.results[name]?.value } }
    var columns: [Column] = [("member", { .text($0.name) })]
    if entries.contains(where: { $0.record.member.strategy != nil }) {
      columns.append(("strategy", { .text($0.record.member.strategy ?? "") }))
      let set = { (entry: StudyComparison.Entry) in
        entry.record.member.strategySettings.map { "\($0.key) = \($0.value)" }.joined(separator: "; ")
      }
      columns.append(("set", { .text(set($0)) }))
    }
    for (index, setting) in (entries.first?.record.member.settings ?? []).enumerated() {
      let unit = SettingUnit.common(entries.map { $0.record.member.settings[index].value })
      let title = unit.map { $0.isEmpty ? setting.key : "\(setting.key) [\($0)]" } ?? setting.key
      let cell = { (entry: StudyComparison.Entry) -> ResultTable.Cell in
        let value = entry.record.member.settings[index].value
        return .text(unit == nil ? value : SettingUnit(value)?.number ?? value)
      }
      columns.append((title, cell))
    }
    columns += [
      ("status", { .text($0.record.status.rawValue) }), ("end reason", { .text($0.record.reason) }),
      result("time", "s"), result("areal capacity", "mA*h/cm^2"), result("tip height", "um"), result("mean height", "um"),
      result("short-circuit time", "s"), result("short-circuit capacity", "mA*h/cm^2"),
      ("reference", { .text($0.referenceName ?? "") }),
      number("compared capacity [mA*h/cm^2]") { $0.state == nil ? nil : $0.capacity },
      number("suppression ratio") { $0.suppressionRatio },
      number("compared time [s]") { $0.state?.time },
      number("compared tip height [um]") { $0.state?.tipHeight }, number("compared mean height [um]") { $0.state?.meanHeight },
      number("compared roughness [um]") { $0.state?.roughness },
      number("compared front current ratio") { $0.state?.frontCurrentRatio },
      number("mean cell voltage [V]") { $0.state?.meanVoltage }, number("extra voltage [V]") { $0.extraVoltage },
    ]
    if entries.contains(where: { $0.state?.layerIntegrity != nil }) {
      columns.append(number("compared layer integrity") { $0.state?.layerIntegrity })
    }
    columns.append(result("wall time", "s"))
    self.columns = columns
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

/// What `lidendrite check` shows: the numbers a person looks at before a run, in sections, then warnings.
public struct CheckReport: Equatable, Sendable, Encodable {
  public struct Row: Equatable, Sendable {
    public var label: String
    /// Written out, without unit.
    public var value: String
    public var unit: String
    /// What to make of it; may be empty.
    public var remark: String

    public init(_ label: String, _ value: String, unit: String = "", remark: String = "") {
      self.label = label
      self.value = value
      self.unit = unit
      self.remark = remark
    }

    /// - Parameter text: a readable value with its unit after the first space, such as `40 um`.
    public init(_ label: String, readable text: String, remark: String = "") {
      let parts = text.split(separator: " ", maxSplits: 1)
      self.init(label, String(parts.first ?? ""), unit: parts.count > 1 ? String(parts[1]) : "", remark: remark)
    }
  }

  public struct Section: Equatable, Sendable, Encodable {
    public var title: String
    public var rows: [Row]

    public init(_ title: String, _ rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  public var title: String
  public var sections: [Section]
  /// Each says what to do.
  public var warnings: [String]

  public init(title: String, sections: [Section] = [], warnings: [String] = []) {
    self.title = title
    self.sections = sections
    self.warnings = warnings
  }

  /// Adds rows to the section of this title, which is made at the end when it is not there.
  public mutating func add(_ rows: [Row], to title: String) {
    if let index = sections.firstIndex(where: { $0.title == title }) {
      sections[index].rows += rows
    } else {
      sections.append(Section(title, rows))
    }
  }

  /// Columns aligned over all sections: label, value (numbers to the right), unit, remark.
  public var text: String {
    let rows = sections.flatMap(\.rows)
    let labelWidth = rows.map(\.label.count).max() ?? 0
    let valueWidth = rows.map(\.value.count).max() ?? 0
    let unitWidth = rows.map(\.unit.count).max() ?? 0
    var lines = [title]
    for section in sections where !section.rows.isEmpty {
      lines += ["", section.title]
      for row in section.rows {
        var line = "  \(Self.pad(row.label, labelWidth))  \(Self.pad(row.value, valueWidth, toRight: true))"
        line += " \(Self.pad(row.unit, unitWidth))  \(row.remark)"
        while line.last == " " { line.removeLast() }
        lines.append(line)
      }
    }
    if !warnings.isEmpty { lines += ["", "Warnings"] + warnings.map { "  \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func pad(_ text: String, _ width: Int, toRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return toRight ? space + text : text + space
  }
}

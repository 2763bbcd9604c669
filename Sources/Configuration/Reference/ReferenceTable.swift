/// One row of the reference: a key of a section, or a column of a table that the program writes.
public struct ReferenceEntry: Equatable, Sendable {
  /// As one writes it, such as `interfaceHalfWidth` or `tip height`.
  public private(set) var name: String
  /// From the top of the file or with its table, such as `numerics.interfaceHalfWidth`.
  public let path: String
  /// What a key may hold, in Markdown; nil of a column.
  public var value: String?
  /// A value of the kind, as a config has it.
  public var example: String?
  /// Names of which a key holds one.
  public var names: [String]?
  /// SI unit of a key, or that in which a column is written; nil where there is none.
  public var unit: String?
  /// What is taken where a key is left out, in Markdown; nil where nothing is.
  public var standard: String?
  /// Whether the key must be set where its section is.
  public var isRequired = false
  /// In Markdown, with links from the folder of the pages.
  public let meaning: String

  init(key name: String, path: String, meaning: String) {
    self.name = name
    self.path = path
    self.meaning = meaning
  }

  /// - Parameters:
  ///   - title: as in the header; nil: the name.
  ///   - unit: empty for none.
  public init(column name: String, title: String? = nil, unit: String, meaning: String) {
    self.name = name
    path = title ?? name
    self.unit = unit.isEmpty ? nil : unit
    self.meaning = meaning
  }

  /// The same by another name.
  func called(_ name: String) -> ReferenceEntry {
    var entry = self
    entry.name = name
    return entry
  }
}

/// What the program knows of the keys of a section, or of the columns of a table.
public struct ReferenceTable: Equatable, Sendable {
  /// What its rows are, the first heading of the table.
  public enum Subject: String, Sendable {
    case key, column, result, dataset
  }

  public let subject: Subject
  /// Path of a section, `electrode.noise`, or name of a table, `metrics.csv`.
  public let name: String
  /// Other sections that have these keys.
  public var twins: [String] = []
  /// Other sections that have some of these keys.
  public var partialTwins: [String] = []
  /// Sections right within it, by their paths.
  public var inner: [String] = []
  /// Whether there may be several of the section.
  public var isListed = false
  /// What it holds, in Markdown.
  public let summary: String
  public let entries: [ReferenceEntry]

  public init(_ subject: Subject, _ name: String, summary: String, _ entries: [ReferenceEntry]) {
    self.subject = subject
    self.name = name
    self.summary = summary
    self.entries = entries
  }

  /// As in a file: `[electrode.noise]`, `[[layer]]`.
  public var title: String {
    guard subject == .key, name != Self.top, name != Self.studyFile else { return name }
    return isListed ? "[[\(name)]]" : "[\(name)]"
  }

  /// Name of the table of keys that stand in no section.
  public static let top = "top"
  /// Name of the table of all keys of a study.
  public static let studyFile = "study file"
}

extension ReferenceTable {
  /// As the pages have it.
  public var markdown: String {
    let heads = subject == .key ? ["key", "value", "default", "meaning"] : [subject.rawValue, "unit", "meaning"]
    let rows = entries.map { entry in
      subject == .key
        ? ["`\(entry.name)`", entry.value ?? "", entry.standard ?? "", entry.meaning]
        : ["`\(entry.name)`", entry.unit ?? "", entry.meaning]
    }
    return Self.markdown([heads, heads.map { _ in "---" }] + rows)
  }

  /// What there is, each with a link to its heading on the same page.
  static func overview(_ tables: [ReferenceTable]) -> String {
    let rows = tables.filter { $0.name != top }.map { table in
      ["[`\(table.title)`](#\(table.name.lowercased().filter { $0 != "." }))", table.summary]
    }
    return markdown([["section", "holds"], ["---", "---"]] + rows)
  }

  private static func markdown(_ rows: [[String]]) -> String {
    rows.map { row in
      let cells = row.map { $0.isEmpty ? " |" : " \($0.replacing("|", with: "\\|")) |" }
      return "|\(cells.joined())\n"
    }
    .joined()
  }
}

import Foundation

/// The reference as scripts read it.
private struct TableRecord: Encodable {
  struct Entry: Encodable {
    let name: String
    let path: String
    /// Words and ranges are plain text.
    let value: String?
    let names: [String]?
    let unit: String?
    let `default`: String?
    /// Of keys alone.
    let required: Bool?
    let meaning: String

    init(_ entry: ReferenceEntry, _ subject: ReferenceTable.Subject) {
      name = entry.name
      path = entry.path
      value = entry.value.map(Reference.plainText)
      names = entry.names
      unit = entry.unit
      `default` = entry.standard.map(Reference.plainText)
      required = subject == .key ? entry.isRequired : nil
      meaning = Reference.plainText(entry.meaning)
    }
  }

  let table: String
  let kind: String
  let holds: String
  /// Other sections with the same keys.
  let also: [String]?
  /// Other sections with some of these keys.
  let alsoInPart: [String]?
  /// Sections right within it.
  let inner: [String]?
  let entries: [Entry]

  init(_ table: ReferenceTable, _ entries: [ReferenceEntry]) {
    self.table = table.name
    kind = table.subject.rawValue
    holds = Reference.plainText(table.summary)
    also = table.twins.isEmpty ? nil : table.twins
    alsoInPart = table.partialTwins.isEmpty ? nil : table.partialTwins
    inner = table.inner.isEmpty ? nil : table.inner
    self.entries = entries.map { Entry($0, table.subject) }
  }
}

extension Reference {
  /// All tables.
  public func json() throws -> String { try Found(tables: tables).json() }
}

extension Reference.Found {
  /// A list of tables, each with the rows that were found in it.
  public func json() throws -> String {
    let records = tables.map { TableRecord($0, $0.entries) } + rows.map { TableRecord($0.table, [$0.entry]) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(records), as: UTF8.self)
  }
}

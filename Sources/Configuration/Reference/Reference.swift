/// All that the program knows of keys and columns, found by name.
public struct Reference: Sendable {
  public let tables: [ReferenceTable]
  /// Of sections that share one of `tables`; found by their names and by the whole paths of their keys.
  private let likewise = KeyReference.likewise

  /// - Parameter others: tables of modules above this one.
  public init(adding others: [ReferenceTable] = []) {
    tables = KeyReference.config + [KeyReference.study] + ColumnReference.all + others
  }

  /// What a name stands for: whole tables, and rows of others.
  public struct Found: Sendable {
    public var tables: [ReferenceTable] = []
    public var rows: [(table: ReferenceTable, entry: ReferenceEntry)] = []
  }

  /// - Parameter name: of a section, a key with or without its section, a table or a column; upper or lower case, with or without
  ///   brackets, numbers of lists and units.
  /// - Throws: `UnknownReference` with the nearest name that there is.
  public func find(_ name: String) throws(UnknownReference) -> Found {
    let plain = Self.plain(name)
    var exact = Found(), near = Found()
    for table in tables + likewise {
      if Self.plain(table.name) == plain { exact.tables.append(table) }
      guard table.subject == .key else { continue }
      exact.rows += table.entries.filter { Self.plain($0.path) == plain }.map { (table, $0) }
    }
    for table in tables {
      if Self.shortNames(of: table).contains(plain) { near.tables.append(table) }
      for entry in table.entries {
        if Self.plain(entry.name) == plain || Self.plain(entry.path) == plain { near.rows.append((table, entry)) }
      }
    }
    if !exact.tables.isEmpty || !exact.rows.isEmpty { return exact }
    if !near.tables.isEmpty || !near.rows.isEmpty { return near }
    throw UnknownReference(found: name, suggestion: suggestion(for: name), allowed: tables.map(\.name).joined(separator: ", "))
  }

  /// Every name that `find` knows, each once.
  public var names: [String] {
    var seen: Set<String> = []
    return (tables + likewise).flatMap { table in
      [table.name] + table.entries.flatMap { table.subject == .key ? [$0.name, $0.path] : [$0.name] }
    }
    .filter { seen.insert($0).inserted }
  }

  private func suggestion(for name: String) -> String? {
    // A slip in the key of a section that is known is looked for there.
    let known = names, parts = name.split(separator: ".")
    let section = parts.dropLast().joined(separator: ".") + "."
    let there = parts.count > 1 ? known.filter { $0.hasPrefix(section) } : []
    return Spelling.nearest(to: name, among: there.isEmpty ? known : there)
  }

  /// `surface` for `electrode.surface`, `metrics` for `metrics.csv`.
  private static func shortNames(of table: ReferenceTable) -> [String] {
    if table.subject != .key { return [plain(String(table.name.prefix { $0 != "." }))] }
    let ends = [table.name.split(separator: ".").last, table.name.split(separator: " ").first]
    return ends.compactMap { $0.map { plain(String($0)) } }
  }

  private static func plain(_ name: String) -> String {
    let bare = ConfigurationSchema.withoutNumbers(name).replacing(/\ \[[^\]]*\]$/, with: "")
    return bare.filter { $0 != "[" && $0 != "]" }.lowercased()
  }
}

/// A name that the reference does not know.
public struct UnknownReference: Error, Equatable, Sendable, CustomStringConvertible {
  /// As the user wrote it.
  public let found: String
  /// The name that was probably meant.
  public let suggestion: String?
  /// Names of all tables.
  public let allowed: String

  public var description: String {
    "no key, section or column \"\(found)\"; "
      + (suggestion.map { "did you mean \"\($0)\"?" } ?? "`lidendrite keys` lists what there is")
  }
}

extension Setting {
  /// On one line, as a config holds it; `Setting(override:)` reads it back.
  var toml: String {
    switch self {
    case .section(let entries):
      let inner = entries.keys.sorted().map { "\(SettingWriter.quoted($0)) = \(entries[$0]!.toml)" }
      return inner.isEmpty ? "{}" : "{ \(inner.joined(separator: ", ")) }"
    case .list(let items): return "[\(items.map(\.toml).joined(separator: ", "))]"
    case .text(let text): return SettingWriter.quoted(text)
    case .integer(let value): return "\(value)"
    case .real(let value): return "\(value)"
    case .boolean(let value): return "\(value)"
    // No key of a config takes one: whichever it is, it is refused with the same words.
    case .date: return "1970-01-01"
    }
  }

  /// As a person reads it: text without its marks.
  var words: String { if case .text(let text) = self { text } else { toml } }
}

extension ConfigurationDocument {
  /// What nested sections and dotted keys set, each with the key it has in a config, in the order of the file's lines.
  /// - Parameters:
  ///   - section: its path in this file.
  ///   - isValue: whether a section is a value and not gone into.
  func assignments(
    in entries: [String: Setting], of section: String, isValue: ([String: Setting]) -> Bool = { _ in false }
  ) -> [StudyAssignment] {
    func gather(_ entries: [String: Setting], _ prefix: String) -> [StudyAssignment] {
      entries.flatMap { key, setting -> [StudyAssignment] in
        if case .section(let inner) = setting, !isValue(inner) { return gather(inner, prefix + key + ".") }
        return [StudyAssignment(key: prefix + key, value: setting, path: "\(section).\(prefix)\(key)")]
      }
    }
    func rank(_ assignment: StudyAssignment) -> (Int, Int, String) {
      let (kind, line) = place(of: assignment.path).rank
      return (kind, line, assignment.key)
    }
    return gather(entries, "").sorted { rank($0) < rank($1) }
  }
}

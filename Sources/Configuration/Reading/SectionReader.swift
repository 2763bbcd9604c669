/// Reads one section of a config: each call asks for one key and says what it may hold.
///
/// A value that is wrong or missing is noted in the document and answered with a stand-in (not-a-number, zero, the
/// first choice), so that reading goes on and every error of the file is shown together. The stand-ins never leave:
/// the document throws at the end.
final class SectionReader {
  let document: ConfigurationDocument
  /// Path in the file, such as `electrode.nucleus[1]`; empty for the top.
  let path: String
  /// Path in the schema, where all members of a list share one entry, such as `electrode.nucleus`.
  let schemaPath: String
  let entries: [String: Setting]

  init(document: ConfigurationDocument, path: String, schemaPath: String, entries: [String: Setting]) {
    self.document = document
    self.path = path
    self.schemaPath = schemaPath
    self.entries = entries
    document.register(self)
  }

  func fullPath(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private func schema(_ key: String) -> String { schemaPath.isEmpty ? key : "\(schemaPath).\(key)" }

  /// The raw value of a key that the schema has.
  func setting(_ key: String) -> Setting? {
    document.expectKey(key, in: schemaPath)
    return entries[key]
  }

  /// Says what a key may hold and what is taken where it is left out, where a reference is made of that.
  func note(_ key: String, _ form: @autoclosure () -> KeyForm, standard: @autoclosure () -> KeyStandard? = nil) {
    document.schema?.note(key, in: schemaPath, form(), standard: standard())
  }

  func has(_ key: String) -> Bool { entries[key] != nil }

  /// Whether every one of these keys was read without complaint.
  func isSound(_ keys: String...) -> Bool { !keys.contains { document.hasError(at: fullPath($0)) } }

  func reportMissing(_ key: String, _ expectation: String) {
    document.reportMissing(fullPath(key), "expected \(expectation)", allowed: expectation)
  }

  // MARK: Sections within sections

  /// A section of the schema; empty when the file leaves it out.
  func section(_ key: String) -> SectionReader {
    optionalSection(key) ?? SectionReader(document: document, path: fullPath(key), schemaPath: schema(key), entries: [:])
  }

  /// A section that may be left out.
  func optionalSection(_ key: String) -> SectionReader? {
    note(key, .section)
    guard let setting = setting(key) else { return nil }
    guard case .section(let entries) = setting else {
      report(key, expected: "a section [\(fullPath(key))]", found: setting.found)
      return nil
    }
    return SectionReader(document: document, path: fullPath(key), schemaPath: schema(key), entries: entries)
  }

  /// A list of sections; empty when the file leaves it out.
  func sections(_ key: String) -> [SectionReader] {
    note(key, .sections)
    guard let setting = setting(key) else { return [] }
    guard case .list(let items) = setting else {
      report(key, expected: "sections [[\(fullPath(key))]] in double brackets", found: setting.found)
      return []
    }
    return items.enumerated().compactMap { index, item in
      guard case .section(let entries) = item else {
        document.report("\(fullPath(key))[\(index)]", Complaint(expected: "a section", found: item.found))
        return nil
      }
      return SectionReader(document: document, path: "\(fullPath(key))[\(index)]", schemaPath: schema(key), entries: entries)
    }
  }

  // MARK: What the schema does not have

  /// Notes an unknown key or section with the nearest known name, here or in another section.
  func refuseUnknown(_ key: String) {
    let here = document.known[schemaPath] ?? []
    let isSection = if case .section = entries[key] { true } else { false }
    let noun = isSection ? "section" : "key"
    var hint = ""
    var suggestion: String?
    if let near = Spelling.nearest(to: key, among: here.sorted()) {
      hint = "; did you mean \"\(near)\"?"
      suggestion = near
      if entries[near] == nil { document.withdrawMissing(at: fullPath(near)) }
    } else if let home = document.known.filter({ $0.key != schemaPath && $0.value.contains(key) }).keys.sorted().first {
      hint = "; it belongs " + (home.isEmpty ? "at the top of the file" : "in [\(home)]")
    } else if !here.isEmpty {
      hint = "; known here: \(here.sorted().joined(separator: ", "))"
    }
    report(
      key,
      Complaint(
        "unknown \(noun)\(hint)", found: key, allowed: here.isEmpty ? nil : here.sorted().joined(separator: ", "),
        suggestion: suggestion))
  }
}

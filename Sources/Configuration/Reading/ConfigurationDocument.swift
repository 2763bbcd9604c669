import TOMLKit

/// A parsed config with the overrides laid over it; gathers every error found while its sections are read.
final class ConfigurationDocument {
  let file: String
  let root: [String: Setting]
  private let lines: LineIndex
  private var overridden: Set<String> = []
  private var errors: [ConfigurationError] = []
  /// Keys whose error is that they are not there.
  private var missing: Set<String> = []
  /// Keys each section asked for; what was not asked for is unknown.
  private(set) var known: [String: Set<String>] = [:]
  private var readers: [SectionReader] = []
  /// Filled in where a reference is made of what is read; nil: nobody asks.
  let schema: ConfigurationSchema?

  /// - Throws: `ConfigurationErrors` for a text that is not TOML.
  init(text: String, file: String, overrides: [String], schema: ConfigurationSchema? = nil) throws(ConfigurationErrors) {
    self.file = file
    self.schema = schema
    lines = LineIndex(text)
    var root = try Self.parse(lines.breakage?.textBefore ?? text, file: file)
    if let breakage = lines.breakage { throw Self.notTOML(breakage.message, breakage.line, breakage.column, file) }
    for override in overrides {
      guard let equals = override.firstIndex(of: "="), equals != override.startIndex else {
        errors.append(
          ConfigurationError(
            place: .override, key: override, message: "expected section.key=value, such as cell.width=\"40 um\"", file: file))
        continue
      }
      let path = override[..<equals].filter { !$0.isWhitespace }
      guard path.count(where: { $0 == "." }) < ValueScanner.mostParts else {
        errors.append(
          ConfigurationError(
            place: .override, key: "", message: "expected a key of at most \(ValueScanner.mostParts) parts, found \(path.prefix(40))...",
            file: file))
        continue
      }
      let value = Setting(override: String(override[override.index(after: equals)...].drop { $0 == " " }))
      let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      do throws(Complaint) {
        root = try Self.setting(value, at: parts[...], in: root)
        overridden.insert(path)
      } catch {
        errors.append(ConfigurationError(place: .override, key: path, message: error.message, file: file))
      }
    }
    if case .section(let entries) = root { self.root = entries } else { self.root = [:] }
  }

  private static func parse(_ text: String, file: String) throws(ConfigurationErrors) -> Setting {
    do {
      return Setting(try TOMLTable(string: text))
    } catch {
      guard let error = error as? TOMLParseError else { throw notTOML("\(error)", 1, 1, file) }
      throw notTOML(error.description, error.source.begin.line, error.source.begin.column, file)
    }
  }

  private static func notTOML(_ description: String, _ line: Int, _ column: Int, _ file: String) -> ConfigurationErrors {
    ConfigurationErrors([ConfigurationError(place: .line(line, column: column), key: "", message: plain(description), file: file)])
  }

  private static func setting(_ value: Setting, at path: ArraySlice<String>, in setting: Setting) throws(Complaint) -> Setting {
    guard let part = path.first else { return value }
    var entries: [String: Setting] = [:]
    if case .section(let present) = setting { entries = present }
    guard let (key, index) = member(part) else {
      entries[part] = try Self.setting(value, at: path.dropFirst(), in: entries[part] ?? .section([:]))
      return .section(entries)
    }
    guard case .list(var items)? = entries[key], items.indices.contains(index) else {
      var count = 0
      if case .list(let items)? = entries[key] { count = items.count }
      throw Complaint(
        count == 0 ? "there is no [[\(key)]] to change" : "there \(count == 1 ? "is one" : "are \(count)") of [[\(key)]], counted from 0")
    }
    items[index] = try Self.setting(value, at: path.dropFirst(), in: items[index])
    entries[key] = .list(items)
    return .section(entries)
  }

  /// Name and number of a member of a list, `layer[0]`; nil for any other key.
  private static func member(_ part: String) -> (key: String, index: Int)? {
    guard part.hasSuffix("]"), let open = part.firstIndex(of: "["), open != part.startIndex,
      let index = Int(part[part.index(after: open)...].dropLast()), part.hasSuffix("[\(index)]"), index >= 0
    else { return nil }
    return (String(part[..<open]), index)
  }

  /// The parser's own words after the part that says it was parsing, with the cure for the likeliest slip.
  private static func plain(_ description: String) -> String {
    var words = description[...]
    if words.hasPrefix("Error while parsing"), let colon = words.firstRange(of: ": ") { words = words[colon.upperBound...] }
    let hint = words.hasPrefix("expected a comment or whitespace") ? "; a value with a unit stands in quotes, such as \"40 um\"" : ""
    return "not valid TOML: \(words)\(hint)"
  }

  /// Notes an error at the place where `path` was written, or at its section when it was not.
  func report(_ path: String, _ complaint: Complaint) {
    errors.append(
      ConfigurationError(
        place: place(of: path), key: path, message: complaint.message, file: file, found: complaint.found, allowed: complaint.allowed,
        suggestion: complaint.suggestion))
  }

  /// Notes that a key, or one among several, has to be set.
  func reportMissing(_ path: String, _ message: String, allowed: String? = nil) {
    missing.insert(path)
    schema?.noteMissing(path)
    report(path, Complaint("missing; \(message)", allowed: allowed))
  }

  /// A misspelt name explains why the right one is missing: one mistake, one message.
  func withdrawMissing(at path: String) {
    errors.removeAll { missing.contains($0.key) && ($0.key == path || $0.key.hasPrefix("\(path).")) }
  }

  /// Whether an error was already noted for this key.
  func hasError(at path: String) -> Bool { errors.contains { $0.key == path } }

  /// Whether a key, or one within it, was complained about.
  func hasError(under path: String) -> Bool { errors.contains { $0.key == path || $0.key.hasPrefix(path + ".") } }

  /// Whether a member of a list, or a key within one, was complained about.
  func hasError(within list: String) -> Bool { errors.contains { $0.key.hasPrefix(list + "[") } }

  var hasErrors: Bool { !errors.isEmpty }

  func place(of path: String) -> ConfigurationError.Place {
    if overridden.contains(where: { $0 == path || path.hasPrefix($0 + ".") || path.hasPrefix($0 + "[") }) { return .override }
    return lines.line(of: path).map { .line($0) } ?? .file
  }

  func register(_ reader: SectionReader) { readers.append(reader) }

  func expectKey(_ key: String, in section: String) {
    known[section, default: []].insert(key)
    schema?.note(key, in: section)
  }

  /// Refuses what no section asked for, then throws all that was found.
  func finish() throws(ConfigurationErrors) {
    for reader in readers {
      for key in reader.entries.keys.sorted() where known[reader.schemaPath]?.contains(key) != true {
        reader.refuseUnknown(key)
      }
    }
    if !errors.isEmpty { throw ConfigurationErrors(errors) }
  }
}

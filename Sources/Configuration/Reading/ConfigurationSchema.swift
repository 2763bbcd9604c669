/// What the reading of configs asked for, section by section: what the reference of the keys is made of.
///
/// A document that has one fills it in while it is read, from the same arguments that check the values.
final class ConfigurationSchema {
  /// A key as it was read.
  struct Key {
    /// All that it may hold, in the order in which it was asked for.
    var forms: [KeyForm] = []
    /// What was taken for it where it was left out; nil where nothing was said.
    var standard: KeyStandard?
    /// Whether it was missed.
    var isRequired = false
  }

  private(set) var sections: [String: [String: Key]] = [:]
  /// Sections in the order in which they were first asked for something; the top is the empty path.
  private(set) var order: [String] = []
  private(set) var meanings: [String: KeyMeanings] = [:]

  /// - Parameter section: its path, without the numbers of lists.
  func note(_ key: String, in section: String, _ form: KeyForm? = nil, standard: KeyStandard? = nil) {
    if sections[section] == nil { order.append(section) }
    var entry = sections[section]?[key] ?? Key()
    if let form, !entry.forms.contains(where: { $0.words == form.words }) { entry.forms.append(form) }
    entry.standard = entry.standard ?? standard
    sections[section, default: [:]][key] = entry
  }

  /// - Parameter path: of the key in a file, with the numbers of lists.
  func noteMissing(_ path: String) {
    let parts = Self.withoutNumbers(path).split(separator: ".").map(String.init)
    let section = parts.dropLast().joined(separator: ".")
    if let key = parts.last { sections[section]?[key]?.isRequired = true }
  }

  func describe(_ section: String, _ meanings: KeyMeanings) { self.meanings[section] = meanings }

  /// The top and all sections, each followed by those within it in the order of the meanings of its keys.
  var sectionsInOrder: [String] {
    func within(_ section: String) -> [String] {
      let prefix = section.isEmpty ? "" : "\(section)."
      let keys = (meanings[section]?.entries.map(\.key) ?? []) + ["*"]
      return [section] + keys.map { prefix + $0 }.filter { sections[$0] != nil }.flatMap(within)
    }
    return within("")
  }

  /// `layer[0].thickness` as `layer.thickness`.
  static func withoutNumbers(_ path: String) -> String { path.replacing(/\[[0-9]*\]/, with: "") }
}

/// What is taken for a key that is left out.
enum KeyStandard {
  /// In SI; not-a-number where it follows from keys that were left out as well.
  case quantity(Double, QuantityKind)
  case integer(Int)
  case boolean(Bool)
  case choices([String])
  case choice(String)
}

/// The keys of configs and studies as tables: what they may hold, what is allowed and what is taken where they are left out as their reading
/// says it, what they mean as their sections declare it.
public enum KeyReference {
  /// In the order in which they are read.
  public static let config = tables { twins[$0] == nil }

  /// Of the sections that `config` has in the tables of others: each with its own keys, and the values they hold in it.
  static let likewise = tables { twins[$0] != nil }

  /// All keys of a study file, by their paths.
  public static let study: ReferenceTable = {
    let schema = ConfigurationSchema.ofStudy()
    var rows: [ReferenceEntry] = []
    // What stands in no section comes last.
    for section in schema.sectionsInOrder.dropFirst() + [""] {
      rows += entries(of: section, schema, [], isSection: { schema.meanings[$0] != nil }).map { $0.called($0.path) }
    }
    return ReferenceTable(
      .key, ReferenceTable.studyFile,
      summary: "keys of a study; those in its sections `set`, `vary` and `sample` are keys of a config", rows)
  }()

  /// What the declarations of meanings lack, or say of no key.
  public static var gaps: [String] { gaps(.ofConfig()) + gaps(.ofStudy()) + unreadSections() + computedStandards() }

  /// Sections that have the keys of another one, by their paths.
  private static let twins =
    ["charging.step.step": "charging.step", "electrode.exchangeCurrentDensity": "electrolyte.ionicConductivity"]
    .merging(
      ["saltDiffusivity", "cationTransferenceNumber", "thermodynamicFactor"].map { ("electrolyte.\($0)", "electrolyte.ionicConductivity") }
    ) { first, _ in first }

  /// A config that differs from others in what is taken for keys that are left out.
  private struct Variant {
    /// Follows the value.
    let words: String
    let schema: ConfigurationSchema
  }

  private static var variants: [Variant] {
    let hong = ConfigurationSchema.ofConfig("model = \"hong-2018\""), chen = ConfigurationSchema.ofConfig("model = \"chen-2015\"")
    return [
      Variant(words: "with the models of the literature", schema: hong), Variant(words: "with `\"chen-2015\"`", schema: chen),
      Variant(words: "of a single-ion conductor", schema: .ofConfig("[electrolyte]\nmaterial = \"LLZO\"")),
      Variant(words: "in a cell with a `depth`", schema: .ofConfig("[cell]\ndepth = \"1 um\"")),
    ]
  }

  private static func tables(of isMeant: (String) -> Bool) -> [ReferenceTable] {
    let schema = ConfigurationSchema.ofConfig(), variants = variants
    let sections = schema.sectionsInOrder.filter(isMeant)
    return sections.map { section in
      let parts = section.split(separator: ".").map(String.init)
      let parent = parts.dropLast().joined(separator: ".")
      let asked = parts.last.flatMap { schema.sections[parent]?[$0] }
      var table = ReferenceTable(
        .key, section.isEmpty ? ReferenceTable.top : section,
        summary: isProperty(section)
          ? propertySummary(section, schema)
          : parts.last.flatMap { schema.meanings[parent]?[$0]?.text } ?? "keys that stand in no section",
        entries(of: section, schema, variants) { schema.meanings[$0] != nil && twins[$0] == nil && !isProperty($0) })
      table.inner = section.isEmpty ? [] : sections.filter { $0.hasPrefix("\(section).") && $0.count { $0 == "." } == parts.count }
      let others = twins.filter { $0.value == section }.keys.sorted()
      table.twins = others.filter { schema.sections[$0]?.keys == schema.sections[section]?.keys }
      table.partialTwins = others.filter { !table.twins.contains($0) }
      table.isListed = asked?.forms.contains { $0.words == KeyForm.sections.words } ?? false
      return table
    }
  }

  /// Whether a key holds a value or a section, and is a row of a table for that.
  private static func isProperty(_ path: String) -> Bool { ConfigurationSchema.propertyPaths.contains(path) }

  private static func propertySummary(_ section: String, _ schema: ConfigurationSchema) -> String {
    let causes = schema.sections[section]?["concentrations"] == nil ? "" : "on the salt concentration or "
    return (twins[section] == nil ? "properties that depend " : "a property that depends ") + causes + "on the temperature"
  }

  /// - Parameter isSection: whether a path has a table of its own, and is no row of another one for that.
  private static func entries(
    of section: String, _ schema: ConfigurationSchema, _ variants: [Variant], isSection: (String) -> Bool
  ) -> [ReferenceEntry] {
    (schema.meanings[section]?.entries ?? []).compactMap { key, meaning in
      let path = section.isEmpty ? key : "\(section).\(key)"
      guard let asked = schema.sections[section]?[key], !isSection(path) else { return nil }
      var entry = ReferenceEntry(key: key, path: path, meaning: meaning.text)
      let forms = asked.forms.filter { !$0.isSection || asked.forms.count == 1 || isProperty(path) }
      // Of sections that share a table, the value is each property's own.
      let own = twins.contains { $0.value == section && !sameForms(schema.sections[$0.key]?[key], asked) }
      let words = own ? ownWords(forms) : forms.map(\.words).joined(separator: ", or ")
      entry.value = meaning.bound.map { "\(words), \($0)" } ?? words
      entry.example = own ? nil : forms.lazy.compactMap(\.example).first
      entry.names = forms.lazy.compactMap(\.names).first
      entry.unit = own ? nil : forms.lazy.compactMap(\.unit).first
      (entry.standard, entry.isRequired) = standard(
        of: asked, meaning, variants.map { ($0.words, $0.schema.sections[section]?[key]?.standard) })
      return entry
    }
  }

  private static func sameForms(_ twin: ConfigurationSchema.Key?, _ key: ConfigurationSchema.Key) -> Bool {
    twin.map { $0.forms.map(\.words) == key.forms.map(\.words) } ?? true
  }

  private static func ownWords(_ forms: [KeyForm]) -> String {
    if case .quantities = forms.first { "list of values of the property" } else { "value of the property" }
  }

  /// - Parameter others: what is taken in other configs, with the words for them.
  private static func standard(
    of key: ConfigurationSchema.Key, _ meaning: KeyMeaning, _ others: [(words: String, value: KeyStandard?)]
  ) -> (words: String?, isRequired: Bool) {
    switch meaning.standard {
    case .words(let words): return (words, false)
    case .conditional: return (nil, false)
    case .asRead: break
    }
    guard let usual = key.standard?.words else {
      let isSection = key.forms.allSatisfy(\.isSection)
      return (key.isRequired || isSection ? nil : "none", key.isRequired)
    }
    var said = [usual]
    for other in others {
      if let value = other.value?.words, !said.contains(where: { $0 == value || $0.hasPrefix("\(value) ") }) {
        said.append("\(value) \(other.words)")
      }
    }
    return (said.joined(separator: "; "), false)
  }

  private static func gaps(_ schema: ConfigurationSchema) -> [String] {
    schema.order.flatMap { section -> [String] in
      let prefix = section.isEmpty ? "" : "\(section)."
      guard let meanings = schema.meanings[section], let keys = schema.sections[section] else {
        return ["\(section): its reading declares no meanings (SectionReader.describe)"]
      }
      let silent = keys.keys.filter { meanings[$0] == nil }.map { "\(prefix)\($0): has no meaning; declare one beside its reading" }
      let idle =
        twins[section] != nil
        ? [] : meanings.entries.filter { keys[$0.key] == nil }.map { "\(prefix)\($0.key): has a meaning, but is never read" }
      let formless = keys.filter { $0.value.forms.isEmpty }.map { "\(prefix)\($0.key): its reading does not say what it holds" }
      return (silent + idle + formless).sorted()
    }
  }

  /// Sections that a config may have and that were not there when the reference was read.
  private static func unreadSections() -> [String] {
    let schema = ConfigurationSchema.ofConfig()
    return schema.order.flatMap { section in
      (schema.sections[section] ?? [:]).filter { $0.value.forms.contains(where: \.isSection) }.keys.sorted()
        .map { section.isEmpty ? $0 : "\(section).\($0)" }.filter { schema.sections[$0] == nil }
        .map { "\($0): its keys are not known; add it to the sections of ConfigurationSchema.ofConfig" }
    }
  }

  /// Defaults that follow from other keys and are not said in words: those that are no number where next to nothing is set, or differ where
  /// other keys do.
  private static func computedStandards() -> [String] {
    let usual = ConfigurationSchema.ofConfig()
    let other = ConfigurationSchema.ofConfig(
      """
      [cell]
      width = "7 um"
      height = "9 um"
      temperature = "310 K"
      [electrode]
      position = "2 um"
      interfacialEnergy = "0.7 J/m^2"
      [electrolyte]
      reservoirDistance = "3 um"
      [charging]
      duration = "7 s"
      """)
    return usual.order.flatMap { section in
      (usual.meanings[section]?.entries ?? []).compactMap { key, meaning -> String? in
        guard case .asRead = meaning.standard, let standard = usual.sections[section]?[key]?.standard else { return nil }
        if let words = standard.words, words == other.sections[section]?[key]?.standard?.words { return nil }
        return "\(section).\(key): its default follows from other keys; say so in words where its meaning is declared"
      }
    }
  }
}

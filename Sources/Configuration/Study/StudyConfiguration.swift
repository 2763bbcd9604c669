/// A study: one base config and what its members differ by, as read from a study file.
///
/// Every strategy is combined with every combination of values of `[vary]` and with every member of `[sample]`.
public struct StudyConfiguration: Sendable {
  /// Of the study and its folder. Standard: the file's name without extension.
  public let name: String
  /// Path of the base config, from the working folder.
  public let base: String
  /// Worker threads of a member. Standard: 1.
  public let threads: Int
  /// Members that run at a time; nil for as many as there are processors for.
  public let parallel: Int?
  /// The strategy, or where there are none the member, that the others are compared with. Standard: the first.
  public let reference: String
  /// Areal capacity at which members are compared, C/m², > 0; nil for the largest that all of them reach.
  public let capacity: Double?
  public let members: [StudyMember]
  /// Where each key was written.
  let places: KeyPlaces

  /// More than anyone runs, and few enough to be checked in a minute.
  public static let mostMembers = 10_000

  /// - Parameters:
  ///   - path: the study file as the user named it; messages repeat it.
  ///   - needsBase: whether its base config must be there; false for the copy that lies in the folder of a study.
  /// - Throws: `ConfigurationErrors` with everything that is wrong in the file; members are not looked into.
  public init(path: String, needsBase: Bool = true) throws(ConfigurationErrors) {
    do throws(ConfigurationErrors) {
      try self.init(parsing: try ConfigurationFile.read(path), file: path, needsBase: needsBase)
    } catch {
      throw ConfigurationErrors(error.errors.map(Self.calledStudy))
    }
  }

  private static func calledStudy(_ error: ConfigurationError) -> ConfigurationError {
    ConfigurationError(
      place: error.place, key: error.key, message: error.message.replacing("cannot read the config: ", with: "cannot read the study: "),
      file: error.file, found: error.found, allowed: error.allowed, suggestion: error.suggestion)
  }

  /// - Parameters:
  ///   - file: what messages call the file; paths in the text are relative to its folder.
  ///   - needsBase: as above.
  public init(parsing text: String, file: String, needsBase: Bool = true) throws(ConfigurationErrors) {
    try self.init(reading: try ConfigurationDocument(text: text, file: file, overrides: []), needsBase: needsBase)
  }

  init(reading document: ConfigurationDocument, needsBase: Bool) throws(ConfigurationErrors) {
    let file = document.file
    places = KeyPlaces(document)
    let top = SectionReader(document: document, path: "", schemaPath: "", entries: document.root)
    top.describe(Self.meanings)
    let study = top.section("study")
    study.describe(Self.ownMeanings)
    name = Self.name(study, "name") ?? ConfigurationFile.stem(of: file)
    let base = study.text("base", example: "quickstart.toml")
    self.base = Self.path(base, beside: file)
    threads = Self.count(study, "threads", otherwise: 1) ?? 1
    parallel = Self.count(study, "parallel")
    capacity = study.optionalQuantity("capacity", .arealCapacity, .positive)
    let reference = study.optionalText("reference", example: "bare")
    let shared = Self.assignments(top, "set", "set", document)
    let strategies = Self.strategies(top, document)
    let grid = Self.grid(top, document)
    var sample: StudySample?
    top.note("sample", .section)
    if let setting = top.setting("sample") {
      if case .section(let entries) = setting {
        sample = StudySample(reading: entries, document)
      } else {
        top.report("sample", expected: "a section [sample]", found: setting.found)
      }
    }
    let axes = grid + (sample?.axes ?? [])
    Self.refuseTwice(axes, beside: shared, strategies.map(\.assignments), document)
    let count = [strategies.count, sample?.count ?? 1] + grid.map(\.values.count)
    let total = count.reduce(1.0) { $0 * Double(max(1, $1)) }
    if total > Double(Self.mostMembers) {
      document.report("study", Complaint("makes \(Readable.number(total)) members, at most \(Self.mostMembers)"))
    }
    if document.hasErrors {
      members = []
    } else {
      members = StudyMember.all(
        shared: shared, strategies: strategies.isEmpty ? [(nil, [])] : strategies.map { ($0.name, $0.assignments) }, grid: grid,
        samples: sample?.axes ?? [], sampleCount: sample?.count ?? 0)
    }
    let candidates = strategies.isEmpty ? members.map(\.name) : strategies.map(\.name)
    self.reference = reference ?? candidates.first ?? ""
    if let reference, !document.hasErrors, !candidates.contains(reference) {
      let near = Spelling.nearest(to: reference, among: candidates)
      let noun = strategies.isEmpty ? "member" : "strategy"
      study.report(
        "reference",
        Complaint(
          "no \(noun) \"\(reference)\"; \(near.map { "did you mean \"\($0)\"?" } ?? "known: \(candidates.prefix(20).joined(separator: ", "))")",
          found: "\"\(reference)\"", suggestion: near))
    }
    if !base.isEmpty, needsBase {
      do throws(ConfigurationErrors) { _ = try ConfigurationFile.read(self.base) } catch {
        study.report("base", "\(error.errors[0].message.replacing("the config", with: self.base))")
      }
    }
    try document.finish()
  }

  private static func path(_ base: String, beside file: String) -> String {
    guard !base.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return base }
    return String(file[...slash]) + base
  }

  /// As many as the command line takes; nil where nothing is said.
  private static func count(_ section: SectionReader, _ key: String, otherwise: Int? = nil) -> Int? {
    section.note(key, .integer(1...1024), standard: otherwise.map { .integer($0) })
    guard let setting = section.setting(key) else { return nil }
    if case .integer(let count) = setting, (1...1024).contains(count) { return count }
    section.report(key, expected: "a whole number from 1 to 1024", found: setting.found)
    return nil
  }

  /// A text fit for a folder; nil where there is none.
  static func name(_ section: SectionReader, _ key: String) -> String? {
    section.note(key, .name(words: "letters, digits and `-_.+`,", example: "bare"))
    guard let setting = section.setting(key) else { return nil }
    if case .text(let name) = setting, RunConfiguration.isName(name) { return name }
    section.report(key, expected: RunConfiguration.nameExpectation, found: setting.found)
    return nil
  }
}

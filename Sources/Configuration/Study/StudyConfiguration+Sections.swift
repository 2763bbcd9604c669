/// The sections of a study file whose keys are those of its base config.
extension StudyConfiguration {
  static let meanings: KeyMeanings = [
    "study": "the study itself",
    "set": "keys of the base config for all members",
    "strategy": "strategies, which are compared",
    "vary": "a grid: for each of its keys a list of values",
    "sample": "a Latin hypercube",
  ]

  static let ownMeanings: KeyMeanings = [
    "base": "the config that members differ from; it need not be complete where every member sets what is missing",
    "name": .init("of the study and its folder", standard: "the file's name"),
    "reference": .init(
      "the strategy that the others are compared with, or where there are none the member", standard: "the first"),
    "capacity": .init("at which members are compared", standard: "the largest that all reach"),
    "threads": "worker threads of each member; results do not depend on it",
    "parallel": .init("members at a time; `--parallel` overrules it", standard: "processors / threads"),
  ]

  static let strategyMeanings: KeyMeanings = [
    "name": "of a strategy",
    "set": "its keys; they overrule `set`",
  ]

  /// A free section of keys of the base config.
  static func assignments(
    _ section: SectionReader, _ key: String, _ path: String, _ document: ConfigurationDocument
  ) -> [StudyAssignment] {
    section.note(key, .section)
    guard let setting = section.setting(key) else { return [] }
    guard case .section(let entries) = setting else {
      section.report(key, expected: "a section [\(path)] of keys of the base config", found: setting.found)
      return []
    }
    return withoutNames(document.assignments(in: entries, of: section.fullPath(key)), document)
  }

  private static func withoutNames(_ assignments: [StudyAssignment], _ document: ConfigurationDocument) -> [StudyAssignment] {
    for assignment in assignments where assignment.key == "name" {
      document.report(assignment.path, Complaint(Self.nameComplaint))
    }
    return assignments.filter { $0.key != "name" }
  }

  private static let nameComplaint = "members get names of their own; leave it out"

  /// `[[strategy]]`.
  struct Strategy {
    let name: String
    let assignments: [StudyAssignment]
  }

  /// Names that files of the study folder have.
  static let taken = Set(
    ["study.toml", "study.csv", "ranking.md", "messages", "report.html"]
      + ["morphologies", "curves", "tradeoff", "map"].flatMap { name in ["svg", "png", "txt"].map { "\(name).\($0)" } })

  /// `[[strategy]]` sections; what is wrong with their names is noted.
  static func strategies(_ top: SectionReader, _ document: ConfigurationDocument) -> [Strategy] {
    var names: Set<String> = []
    return top.sections("strategy").map { section in
      section.describe(strategyMeanings)
      let name = Self.name(section, "name") ?? ""
      if !section.has("name") { section.reportMissing("name", RunConfiguration.nameExpectation.replacing("quickstart", with: "bare")) }
      if !names.insert(name).inserted, !name.isEmpty { section.report("name", "there are two strategies \"\(name)\"") }
      if taken.contains(name) { section.report("name", "a file of the study is called \"\(name)\"; choose another name") }
      return Strategy(name: name, assignments: assignments(section, "set", "strategy.set", document))
    }
  }

  /// `[vary]`; nothing for what is no list of different values, which is noted.
  static func grid(_ top: SectionReader, _ document: ConfigurationDocument) -> [StudyAxis] {
    assignments(top, "vary", "vary", document).compactMap { assignment in
      guard case .list(let values) = assignment.value, !values.isEmpty else {
        document.report(
          assignment.path, Complaint(expected: "a list of values such as [\"1 mA/cm^2\", \"2 mA/cm^2\"]", found: assignment.value.found))
        return nil
      }
      var seen: Set<String> = []
      if let twice = values.first(where: { !seen.insert($0.toml).inserted }) {
        document.report(assignment.path, Complaint("\(twice.found) is there twice"))
      }
      return StudyAxis(key: assignment.key, path: assignment.path, values: values)
    }
  }

  /// A key that varies has no other value: which of them counted would be a riddle.
  static func refuseTwice(
    _ axes: [StudyAxis], beside shared: [StudyAssignment], _ strategies: [[StudyAssignment]], _ document: ConfigurationDocument
  ) {
    var paths: [String: String] = [:]
    for assignment in shared + strategies.flatMap({ $0 }) where paths[assignment.key] == nil { paths[assignment.key] = assignment.path }
    for axis in axes {
      if axis.key == "name" { document.report(axis.path, Complaint(Self.nameComplaint)) }
      if let other = paths[axis.key] { document.report(axis.path, Complaint("is varied here and set by \(other); leave one of them out")) }
      paths[axis.key] = axis.path
    }
  }
}

/// A study whose members have all been read and checked.
public struct StudyPlan: Sendable {
  public let study: StudyConfiguration
  /// The configs of the members, in their order, with their interfaces settled.
  public let configs: [RunConfiguration]
  /// What is allowed but probably not wanted, once each with the members that it is about.
  public let warnings: [String]

  /// Reads every member before any is run.
  /// - Throws: `ConfigurationErrors` with everything that is wrong in any of them, once each.
  public init(_ study: StudyConfiguration) throws(ConfigurationErrors) {
    self.study = study
    var configs: [RunConfiguration] = []
    var errors = MemberMessages<ConfigurationError>(), advice = MemberMessages<String>()
    for member in study.members {
      do throws(ConfigurationErrors) {
        var config = try RunConfiguration.load(path: study.base, overrides: member.overrides)
        do throws(ResolutionError) {
          _ = try config.settleInterface()
          for text in config.advice { advice.add(text, of: member.name) }
        } catch {
          errors.add(
            ConfigurationError(place: .file, key: "numerics.interfaceHalfWidth", message: error.message, file: study.base),
            of: member.name)
        }
        configs.append(config)
      } catch {
        for found in error.errors { errors.add(Self.placed(found, in: member, of: study), of: member.name) }
      }
    }
    let count = study.members.count
    guard errors.isEmpty else {
      throw ConfigurationErrors(
        errors.all.map { error, names in
          ConfigurationError(
            place: error.place, key: error.key, message: error.message + MemberWords.suffix(names, of: count), file: error.file,
            found: error.found, allowed: error.allowed, suggestion: error.suggestion)
        })
    }
    self.configs = configs
    warnings = advice.all.map { $0 + MemberWords.suffix($1, of: count) }
  }

  /// An error of a value that the study gave stands where the study gave it.
  private static func placed(_ error: ConfigurationError, in member: StudyMember, of study: StudyConfiguration) -> ConfigurationError {
    guard error.place == .override else { return error }
    let source = member.assignments.last { assignment in
      error.key == assignment.key || error.key.hasPrefix(assignment.key + ".") || error.key.hasPrefix(assignment.key + "[")
    }
    guard let source else { return error }
    // Within a list or an inline section the line of the very key, where it has one.
    let path = source.path + error.key.dropFirst(source.key.count)
    return ConfigurationError(
      place: study.places[path] ?? study.places[source.path] ?? .file, key: error.key, message: error.message, file: study.places.file,
      found: error.found,
      allowed: error.allowed, suggestion: error.suggestion)
  }

  /// Wall-clock time with so many members at a time, s; as rough as that of a run. Nil where a grid is open.
  public func wallTime(parallel: Int) -> Double? {
    let times = configs.compactMap { RunEstimate($0, PlanarCell($0))?.wallTime(threads: study.threads) }
    guard times.count == configs.count, let longest = times.max() else { return nil }
    return max(longest, times.reduce(0, +) / Double(parallel))
  }

  /// Refuses what would not fit into memory with so many members at a time.
  /// - Parameter available: bytes; nil where that cannot be told.
  public func memoryRefusal(parallel: Int, available: Double?) -> MemoryRefusal? {
    let sizes = configs.map { RunEstimate($0, PlanarCell($0))?.memory ?? 0 }.sorted(by: >).prefix(parallel)
    guard let available, sizes.reduce(0, +) > available else { return nil }
    return MemoryRefusal(members: sizes.count, bytes: sizes.reduce(0, +), available: available)
  }
}

/// Messages that several members share, in the order in which they came.
private struct MemberMessages<Message: Equatable> {
  private(set) var all: [(message: Message, names: [String])] = []
  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ message: Message, of name: String) {
    if let index = all.firstIndex(where: { $0.message == message }) {
      all[index].names.append(name)
    } else {
      all.append((message, [name]))
    }
  }
}

/// How a message tells which members it is about.
enum MemberWords {
  /// Empty where it is about all of several.
  static func suffix(_ names: [String], of count: Int) -> String {
    if names.count == count, count > 1 { return "" }
    let shown = names.count > 4 ? Array(names.prefix(3)) : names
    let others = names.count - shown.count
    return " (\(names.count == 1 ? "member" : "members") \(shown.joined(separator: ", "))\(others > 0 ? " and \(others) others" : ""))"
  }
}

/// One run of a study: the base config with what makes this member differ.
public struct StudyMember: Sendable {
  /// A varied key and its value here.
  public struct Setting: Equatable, Sendable {
    /// In the config: `charging.currentDensity`.
    public let key: String
    /// As written: `1 mA/cm^2`.
    public let value: String
  }

  /// Of the member and its folder: the strategy and short values, `film_1mA-cm2`.
  public let name: String
  /// Nil where the study has no strategies.
  public let strategy: String?
  /// Number of the combination of values, from 0; members of one number differ by their strategy alone.
  public let point: Int
  /// Keys of the grid and the sample with the values of this member.
  public let settings: [Setting]
  /// Keys of the strategy with their values; empty where there is none.
  public let strategySettings: [Setting]
  let assignments: [StudyAssignment]

  /// What is laid over the base config, as `--set` takes it; the name of the run is among them.
  public var overrides: [String] { assignments.map(\.override) + ["name=\"\(name)\""] }
}

extension StudyMember {
  /// Every strategy with every combination of the grid and every member of the sample.
  /// - Parameters:
  ///   - strategies: at least one; a name of nil where there are none.
  ///   - samples: of each axis one value for each of `sampleCount` members.
  static func all(
    shared: [StudyAssignment], strategies: [(name: String?, assignments: [StudyAssignment])], grid: [StudyAxis], samples: [StudyAxis],
    sampleCount: Int
  ) -> [StudyMember] {
    let combinations = grid.reduce([[]]) { found, axis in found.flatMap { one in axis.values.indices.map { one + [$0] } } }
    let tokens = StudyNaming.tokens(of: grid)
    var naming = StudyNaming()
    return strategies.flatMap { strategy in
      combinations.enumerated().flatMap { number, choice in
        (0..<max(1, sampleCount)).map { sample in
          let ofGrid = zip(grid, choice).map { $0.assignment($1) }
          let ofSample = sampleCount == 0 ? [] : samples.map { $0.assignment(sample) }
          var parts = [strategy.name].compactMap { $0 } + zip(tokens, choice).map { $0[$1] }
          if sampleCount > 0 { parts.append(StudyNaming.sample(sample, of: sampleCount)) }
          return StudyMember(
            name: naming.name(parts), strategy: strategy.name, point: number * max(1, sampleCount) + sample,
            settings: (ofGrid + ofSample).map { Setting(key: $0.key, value: $0.value.words) },
            strategySettings: strategy.assignments.map { Setting(key: $0.key, value: $0.value.words) },
            assignments: shared + strategy.assignments + ofGrid + ofSample)
        }
      }
    }
  }
}

/// The members of one group in order: by how far they hold back tips, and where that is level by what comes next.
struct Ranking {
  /// A way to tell two members apart.
  enum Criterion: CaseIterable {
    case tips, shortCircuit, layer, voltage, time

    /// Smaller is better; nil stands behind all numbers.
    func value(_ entry: StudyComparison.Entry) -> Double? {
      switch self {
      case .tips: entry.state?.tipRatio
      // One that never came is later than any.
      case .shortCircuit: -(entry.shortCircuit?.capacity ?? .infinity)
      case .layer: entry.state?.layerIntegrity.map { -$0 }
      case .voltage: entry.state?.meanVoltage
      case .time: entry.state?.time
      }
    }

    /// Below this two values are level: within what cells and time steps decide.
    func tolerance(_ value: Double) -> Double {
      switch self {
      case .tips, .shortCircuit, .time: value.isFinite ? 0.02 * abs(value) : 0
      case .layer: 0.02
      case .voltage: 1e-3
      }
    }
  }

  struct Place {
    /// From 1; those that are level in everything share one.
    let number: Int
    let entry: StudyComparison.Entry
    /// What sets it behind the one before; nil for the first of all, and where the two tie.
    let decidedBy: Criterion?
  }

  private(set) var places: [Place] = []
  /// Those that never came to the capacity.
  let unranked: [StudyComparison.Entry]

  init(_ entries: [StudyComparison.Entry]) {
    unranked = entries.filter { $0.state?.tipRatio == nil }
    let clusters = Self.sorted(entries.filter { $0.state?.tipRatio != nil }, by: Criterion.allCases[...])
    for (cluster, decidedBy) in clusters {
      let number = places.count + 1
      for (index, entry) in cluster.enumerated() {
        places.append(Place(number: number, entry: entry, decidedBy: index == 0 && number > 1 ? decidedBy : nil))
      }
    }
  }

  /// A member without a layer has none that could be whole.
  private static func tells(_ criterion: Criterion, _ entries: [StudyComparison.Entry]) -> Bool {
    criterion != .layer || entries.allSatisfy { $0.state?.layerIntegrity != nil }
  }

  /// Clusters of members that are level in everything, each with what sets it behind the one before.
  private static func sorted(
    _ entries: [StudyComparison.Entry], by criteria: ArraySlice<Criterion>
  ) -> [(entries: [StudyComparison.Entry], decidedBy: Criterion?)] {
    guard let criterion = criteria.first, entries.count > 1 else { return entries.isEmpty ? [] : [(entries, nil)] }
    guard tells(criterion, entries) else { return sorted(entries, by: criteria.dropFirst()) }
    func key(_ entry: StudyComparison.Entry) -> Double { criterion.value(entry) ?? .infinity }
    // Stable: what is equal keeps the order of the study.
    let ordered = entries.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
    var clusters: [[StudyComparison.Entry]] = []
    for entry in ordered {
      // Level with the best of a cluster, so that small steps do not add up to a large one.
      if let best = clusters.last?.first, key(entry) == key(best) || key(entry) - key(best) <= criterion.tolerance(key(best)) {
        clusters[clusters.count - 1].append(entry)
      } else {
        clusters.append([entry])
      }
    }
    return clusters.flatMap { cluster -> [(entries: [StudyComparison.Entry], decidedBy: Criterion?)] in
      var inner = sorted(cluster, by: criteria.dropFirst())
      inner[0].decidedBy = criterion
      return inner
    }
  }
}

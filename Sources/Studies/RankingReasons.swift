import Configuration

/// What the numbers of members that are ranked together say about why their tips stand as they do, and what it costs.
struct RankingReasons {
  let places: [Ranking.Place]
  /// Name of what the others are compared with.
  let reference: String

  /// Something recorded of each member that may raise its tips or hold them back.
  enum Factor: CaseIterable {
    case focus, torn, filmShare, salt, stress

    func value(_ state: CapacityState) -> Double? {
      switch self {
      case .focus: state.typicalFocus
      // A member without a film has none that could be torn.
      case .torn: state.layerIntegrity.map { 1 - $0 }
      case .filmShare: state.filmShare
      case .salt: state.meanFrontSalt
      case .stress: state.stressVoltage
      }
    }

    /// Whether two members differ by more than cells and time steps decide.
    func differs(_ a: Double, _ b: Double) -> Bool {
      switch self {
      case .focus, .salt: abs(a - b) > 0.1 * max(abs(a), abs(b))
      case .torn, .filmShare: abs(a - b) > 0.02
      case .stress: abs(a - b) > 1e-4
      }
    }

    var name: String {
      switch self {
      case .focus: "the largest over the mean current of the front"
      case .torn: "the torn part of the film"
      case .filmShare: "the film's part of the voltage"
      case .salt: "the salt at the front"
      case .stress: "the voltage that stress takes"
      }
    }

    func words(_ own: Double, _ other: Double, _ name: String) -> String {
      switch self {
      case .focus: "the largest current on its front is \(RankingWords.times(own)) times the mean (\(name): \(RankingWords.times(other)))"
      case .torn: "\(Self.part(own)) of its film is torn (\(name): \(Self.part(other)))"
      case .filmShare: "a film takes \(Self.part(own)) of the voltage (\(name): \(Self.part(other)))"
      case .stress: "stress takes \(Self.voltage(own)) (\(name): \(Self.voltage(other)))"
      case .salt: "its front has \(Self.number(own)) mol/L of salt (\(name): \(Self.number(other)))"
      }
    }

    private static func number(_ value: Double) -> String { Readable.number(value, digits: 2) }

    private static func voltage(_ value: Double) -> String { Readable.prefixed(abs(value) < 5e-6 ? 0 : value, "V", digits: 3) }

    private static func part(_ value: Double) -> String { value < 0.005 ? "nothing" : "\(Readable.number(100 * value, digits: 2)) %" }
  }

  /// From this on two orders are said to go together.
  private static let clear = 0.7
  /// Members of which an order says something.
  private static let fewest = 4
  /// As far as cells and time steps decide heights of tips.
  private static let level = 0.02

  /// Empty where there is nothing to compare.
  var text: String {
    guard let best = places.first?.entry, let low = best.state?.tipRatio, places.count > 1 else { return "" }
    // Behind all others in tips, which a tie in everything else does not change.
    guard let worst = places.map(\.entry).max(by: { ($0.state?.tipRatio ?? 0) < ($1.state?.tipRatio ?? 0) }),
      let high = worst.state?.tipRatio
    else { return "" }
    if high - low <= Self.level * low { return "Tips of all members are level: nothing that differs here matters to them." }
    let bare = places.map(\.entry).first(where: \.isReference)
    var sentences: [String] = []
    let foil = best.isReference ? worst : bare ?? worst
    sentences.append("\(best.name) holds tips back most: \(reasons(best, against: foil)).")
    if let cost = cost(best) { sentences.append("It \(cost).") }
    if best.state?.layerIntegrity == nil, let first = places.map(\.entry).first(where: { $0.state?.layerIntegrity != nil }),
      ![foil.name, worst.name].contains(first.name)
    {
      sentences.append("Of those with a film \(first.name) does: \(reasons(first, against: foil)).")
      if let cost = cost(first) { sentences.append("It \(cost).") }
    }
    if worst.name != foil.name {
      let other = worst.isReference ? best : bare ?? best
      sentences.append("\(worst.name) has the highest tips: \(reasons(worst, against: other)).")
    }
    if let order { sentences.append(order) }
    return sentences.joined(separator: " ")
  }

  private func reasons(_ entry: StudyComparison.Entry, against other: StudyComparison.Entry) -> String {
    guard let own = entry.state, let its = other.state else { return "nothing recorded says why" }
    let found = Factor.allCases.compactMap { factor -> String? in
      guard let a = factor.value(own), let b = factor.value(its), factor.differs(a, b) else { return nil }
      return factor.words(a, b, other.name)
    }
    return found.isEmpty ? "nothing recorded tells it from \(other.name)" : found.joined(separator: ", ")
  }

  private func cost(_ entry: StudyComparison.Entry) -> String? {
    guard !entry.isReference else { return nil }
    var parts: [String] = []
    if let extra = entry.extraVoltage, abs(extra) >= 1e-3 {
      parts.append(extra > 0 ? "costs \(Readable.prefixed(extra, "V", digits: 3))" : "saves \(Readable.prefixed(-extra, "V", digits: 3))")
    }
    if let ratio = entry.timeRatio, abs(ratio - 1) > Self.level { parts.append("takes \(Readable.number(ratio, digits: 3)) times as long") }
    return parts.isEmpty
      ? "costs neither voltage nor time against \(reference)" : "\(parts.joined(separator: " and ")) against \(reference)"
  }

  /// What has the same order as the tips, or the opposite one, over all members.
  private var order: String? {
    let states = places.compactMap(\.entry.state)
    let told = Factor.allCases.compactMap { factor -> (Factor, Double, Int)? in
      let pairs = states.compactMap { state in state.tipRatio.flatMap { tips in factor.value(state).map { (tips, $0) } } }
      guard pairs.count >= Self.fewest, let value = Self.rankCorrelation(pairs.map(\.0), pairs.map(\.1)), abs(value) >= Self.clear else {
        return nil
      }
      return (factor, value, pairs.count)
    }
    func words(_ sign: Double) -> [String] {
      told.filter { $0.1 * sign > 0 }.map { factor, value, count in
        "\(factor.name) (\(Readable.number(value, digits: 2))\(count == places.count ? "" : ", of \(count) members"))"
      }
    }
    let parts = [("with ", words(1)), ("against ", words(-1))].filter { !$0.1.isEmpty }.map { $0 + $1.joined(separator: ", ") }
    if parts.isEmpty { return nil }
    return "Over all members the height of tips goes \(parts.joined(separator: " and ")); in parentheses Spearman's rank correlation."
  }

  /// Spearman's: of the ranks, equal values sharing the mean of theirs. Nil where one of the two does not vary.
  static func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double? {
    let x = ranks(a), y = ranks(b), mean = 0.5 * Double(a.count - 1)
    var product = 0.0, squareX = 0.0, squareY = 0.0
    for (p, q) in zip(x, y) {
      product += (p - mean) * (q - mean)
      squareX += (p - mean) * (p - mean)
      squareY += (q - mean) * (q - mean)
    }
    return squareX > 0 && squareY > 0 ? product / (squareX * squareY).squareRoot() : nil
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    values.map { value in Double(values.count { $0 < value }) + 0.5 * Double(values.count { $0 == value } - 1) }
  }
}

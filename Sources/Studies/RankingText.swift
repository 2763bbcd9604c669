import Configuration
import Foundation

/// `ranking.md`: places, numbers and the reason of each place in words.
struct RankingText {
  let comparison: StudyComparison

  private var study: StudyConfiguration { comparison.study }

  var text: String {
    let origin = study.capacity == nil ? "the largest that all members reached that came to their end" : "as the study file asks"
    var text = "# \(study.name)\n\n"
    text += "Members are compared where the same charge has passed, \(origin); the reference is \(study.reference). Heights are above "
    text += "the mean height of the surface at the start. The ratio of tip to mean height is 1 on a flat front; the suppression ratio is "
    text += "that of the member over that of the reference, below 1 where tips are held back. Members whose ratios are within 2 % are "
    text += "level, and are told apart by short circuit (2 %), layer (0.02), mean voltage (1 mV) and time (2 %), in this order.\n"
    let groups = comparison.groups
    for group in groups {
      let settings = group.first?.record.member.settings ?? []
      if groups.count > 1 { text += "\n## " + settings.map { "\($0.key) = \($0.value)" }.joined(separator: ", ") + "\n" }
      text += section(group)
    }
    return text
  }

  private static let results = [
    "suppression ratio", "tip/mean height", "short circuit", "mean voltage", "extra voltage", "time",
  ]

  private func section(_ group: [StudyComparison.Entry]) -> String {
    let ranking = Ranking(group)
    var text = ""
    if let capacity = group.first?.capacity, !ranking.places.isEmpty {
      text += "\nAt \(Readable.number(capacity)) mA·h/cm²:\n"
      // Where members of a group differ by settings their names may not tell them.
      let settings = group[0].record.member.settings.indices.filter { index in
        Set(group.map { $0.record.member.settings[index].value }).count > 1
      }
      let keys = settings.map { group[0].record.member.settings[$0].key }
      let titles = ["place", "member"] + keys + Self.results
      text += "\n| \(titles.joined(separator: " | ")) |\n"
      text += "| ---: | --- |" + String(repeating: " ---: |", count: titles.count - 2) + "\n"
      for place in ranking.places { text += row(place, settings) }
      text += "\n"
      let before = [nil] + ranking.places.map { $0 as Ranking.Place? }
      for (place, ahead) in zip(ranking.places, before) { text += "- \(sentence(place, behind: ahead))\n" }
      let reasons = RankingReasons(places: ranking.places, reference: study.reference).text
      if !reasons.isEmpty { text += "\n\(reasons)\n" }
    }
    if !ranking.unranked.isEmpty {
      text += "\nNot ranked:\n\n" + ranking.unranked.map { "- \($0.name): \(excuse($0))\n" }.joined()
    }
    return text
  }

  private func row(_ place: Ranking.Place, _ settings: [Int]) -> String {
    let entry = place.entry
    let short = entry.shortCircuit.map { "\(Readable.number($0.capacity, digits: 3)) mA·h/cm²" } ?? "none"
    let cells: [String?] =
      ["\(place.number)", entry.name] + settings.map { entry.record.member.settings[$0].value } + [
        entry.suppressionRatio.map(Self.ratio), entry.state?.tipRatio.map(Self.ratio), short,
        entry.state?.meanVoltage.map { Readable.prefixed($0, "V") }, entry.extraVoltage.map(Self.voltage),
        entry.state?.time.map(Readable.time),
      ]
    return "| \(cells.map { $0 ?? "" }.joined(separator: " | ")) |\n"
  }

  private func sentence(_ place: Ranking.Place, behind ahead: Ranking.Place?) -> String {
    let entry = place.entry
    var clauses = [tips(entry)]
    if let focus = entry.state?.typicalFocus { clauses.append("focuses current \(Self.times(focus)) times") }
    if let short = entry.shortCircuit {
      clauses.append("short circuit after \(Readable.time(short.time)) at \(Readable.number(short.capacity, digits: 3)) mA·h/cm²")
    } else if comparison.entries.contains(where: { $0.shortCircuit != nil }) {
      clauses.append("no short circuit")
    }
    if let integrity = entry.state?.layerIntegrity { clauses.append("\(Readable.number(100 * integrity, digits: 3)) % of its layer whole") }
    // At an imposed voltage there is none to tell.
    if !entry.isReference, let extra = entry.extraVoltage, extra != 0 {
      let size = Readable.prefixed(abs(extra), "V", digits: 3)
      clauses.append(abs(extra) < 1e-3 ? "costs no voltage" : extra > 0 ? "costs \(size) more" : "needs \(size) less")
    }
    if !entry.isReference, let ratio = entry.timeRatio, abs(ratio - 1) > 0.02 {
      clauses.append("takes \(Readable.number(ratio, digits: 3)) times as long")
    }
    return "**\(entry.name)** \(clauses.joined(separator: ", "))\(standing(place, behind: ahead))."
  }

  private func tips(_ entry: StudyComparison.Entry) -> String {
    let own = entry.state?.tipRatio.map(Self.ratio) ?? ""
    if entry.isReference { return "is the reference: its tips stand \(own) times as high as the mean" }
    guard let ratio = entry.suppressionRatio else { return "has tips \(own) times as high as the mean" }
    if abs(ratio - 1) <= 0.02 { return "has tips as high over the mean as those of \(study.reference)" }
    return ratio < 1
      ? "holds tips at \(Self.ratio(ratio)) of the height over the mean that those of \(study.reference) have"
      : "has tips \(Self.ratio(ratio)) times as high over the mean as those of \(study.reference)"
  }

  /// Nothing where the tips decide: the clause before says it.
  private func standing(_ place: Ranking.Place, behind ahead: Ranking.Place?) -> String {
    guard let ahead else { return "" }
    guard place.number != ahead.number else { return "; ties with \(ahead.entry.name)" }
    let level = "; level with \(ahead.entry.name) in tips, behind it "
    switch place.decidedBy {
    case .tips, nil: return ""
    case .shortCircuit: return level + "by its short circuit"
    case .layer: return level + "by its layer"
    case .voltage: return level + "by its voltage"
    case .time: return level + "by its time"
    }
  }

  private func excuse(_ entry: StudyComparison.Entry) -> String {
    switch entry.record.status {
    case .absent: return "not run yet"
    case .unfinished, .interrupted: return "not at its end yet"
    case .failed: return "failed: \(entry.record.reason)"
    case .finished, .stopped:
      let reached = entry.record.series?.largest ?? 0
      if reached == 0 { return "plated nothing: \(entry.record.reason)" }
      return entry.state == nil
        ? "ended at \(Readable.number(reached)) mA·h/cm²: \(entry.record.reason)" : "its mean height has not risen: \(entry.record.reason)"
    }
  }

  static func times(_ value: Double) -> String { String(format: "%.1f", value) }

  private static func ratio(_ value: Double) -> String { String(format: "%.2f", value) }

  private static func voltage(_ value: Double) -> String { Readable.prefixed(abs(value) < 5e-5 ? 0 : value, "V", digits: 3) }
}

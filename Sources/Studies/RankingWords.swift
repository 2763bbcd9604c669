import Configuration
import Foundation

/// The reason of a member's place, in words.
struct RankingWords {
  /// Name of what the others are compared with.
  let reference: String
  /// Whether any member of the study has a short circuit.
  let isShortedAnywhere: Bool

  func sentence(_ place: Ranking.Place, behind ahead: Ranking.Place?) -> String {
    let entry = place.entry
    var clauses = [tips(entry)]
    if let focus = entry.state?.typicalFocus { clauses.append("focuses current \(Self.times(focus)) times") }
    if let short = entry.shortCircuit {
      clauses.append("short circuit after \(Readable.time(short.time)) at \(Readable.number(short.capacity, digits: 3)) mA·h/cm²")
    } else if isShortedAnywhere {
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
    return "\(clauses.joined(separator: ", "))\(standing(place, behind: ahead))."
  }

  private func tips(_ entry: StudyComparison.Entry) -> String {
    let own = entry.state?.tipRatio.map(Self.ratio) ?? ""
    if entry.isReference { return "is the reference: its tips stand \(own) times as high as the mean" }
    guard let ratio = entry.suppressionRatio else { return "has tips \(own) times as high as the mean" }
    if abs(ratio - 1) <= 0.02 { return "has tips as high over the mean as those of \(reference)" }
    return ratio < 1
      ? "holds tips at \(Self.ratio(ratio)) of the height over the mean that those of \(reference) have"
      : "has tips \(Self.ratio(ratio)) times as high over the mean as those of \(reference)"
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

  func excuse(_ entry: StudyComparison.Entry) -> String {
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

  static func ratio(_ value: Double) -> String { String(format: "%.2f", value) }

  static func voltage(_ value: Double) -> String { Readable.prefixed(abs(value) < 5e-5 ? 0 : value, "V", digits: 3) }
}

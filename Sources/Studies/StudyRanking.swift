import Configuration
import Foundation

/// The members of a study in order, with the numbers and the reason of each place in words.
public struct StudyRanking: Sendable {
  /// What is said of one member, without its name at the beginning.
  public struct Sentence: Sendable {
    public let member: String
    public let words: String
  }

  /// A row of the table of a group.
  public struct Row: Sendable {
    /// From 1; members that are level share one.
    public let place: Int
    public let member: String
    /// One for each title; empty where there is no number.
    public let cells: [String]
  }

  /// Members that are compared with each other.
  public struct Group: Sendable {
    /// What they have in common and other groups have not, `charging.voltage = 0.35 V`; empty where there is one group.
    public let settings: String
    /// At which they are compared, mA·h/cm²; nil where none came to one.
    public let capacity: Double?
    /// Of the table's columns after place and member.
    public let titles: [String]
    public let rows: [Row]
    public let sentences: [Sentence]
    /// What held tips back, and what it cost; empty where nothing can be told.
    public let reasons: String
    /// Members that never came to the capacity, and why.
    public let unranked: [Sentence]
  }

  /// How members are compared.
  public let introduction: String
  public let groups: [Group]

  public init(_ comparison: StudyComparison) {
    let study = comparison.study, groups = comparison.groups
    let origin = study.capacity == nil ? "the largest that all members reached that came to their end" : "as the study file asks"
    introduction =
      "Members are compared where the same charge has passed, \(origin); the reference is \(study.reference). Heights are above "
      + "the mean height of the surface at the start. The ratio of tip to mean height is 1 on a flat front; the suppression ratio is "
      + "that of the member over that of the reference, below 1 where tips are held back. Members whose ratios are within 2 % are "
      + "level, and are told apart by short circuit (2 %), layer (0.02), mean voltage (1 mV) and time (2 %), in this order."
    let words = RankingWords(reference: study.reference, isShortedAnywhere: comparison.entries.contains { $0.shortCircuit != nil })
    self.groups = groups.map { group in
      let settings = group.first?.record.member.settings ?? []
      return Self.group(
        group, settings: groups.count > 1 ? settings.map { "\($0.key) = \($0.value)" }.joined(separator: ", ") : "", words)
    }
  }

  private static let results = ["suppression ratio", "tip/mean height", "short circuit", "mean voltage", "extra voltage", "time"]

  private static func group(_ entries: [StudyComparison.Entry], settings: String, _ words: RankingWords) -> Group {
    let ranking = Ranking(entries)
    // Where members of a group differ by settings their names may not tell them.
    let varied = (entries.first?.record.member.settings ?? []).indices.filter { index in
      Set(entries.map { $0.record.member.settings[index].value }).count > 1
    }
    let unranked = ranking.unranked.map { Sentence(member: $0.name, words: words.excuse($0)) }
    guard let capacity = entries.first?.capacity, !ranking.places.isEmpty else {
      return Group(settings: settings, capacity: nil, titles: [], rows: [], sentences: [], reasons: "", unranked: unranked)
    }
    let before = [nil] + ranking.places.map { $0 as Ranking.Place? }
    return Group(
      settings: settings, capacity: capacity, titles: varied.map { entries[0].record.member.settings[$0].key } + results,
      rows: ranking.places.map { row($0, varied) },
      sentences: zip(ranking.places, before).map { Sentence(member: $0.entry.name, words: words.sentence($0, behind: $1)) },
      reasons: RankingReasons(places: ranking.places, reference: words.reference).text, unranked: unranked)
  }

  private static func row(_ place: Ranking.Place, _ settings: [Int]) -> Row {
    let entry = place.entry
    let short = entry.shortCircuit.map { "\(Readable.number($0.capacity, digits: 3)) mA·h/cm²" } ?? "none"
    let cells: [String?] =
      settings.map { entry.record.member.settings[$0].value } + [
        entry.suppressionRatio.map(RankingWords.ratio), entry.state?.tipRatio.map(RankingWords.ratio), short,
        entry.state?.meanVoltage.map { Readable.prefixed($0, "V") }, entry.extraVoltage.map(RankingWords.voltage),
        entry.state?.time.map(Readable.time),
      ]
    return Row(place: place.number, member: entry.name, cells: cells.map { $0 ?? "" })
  }
}

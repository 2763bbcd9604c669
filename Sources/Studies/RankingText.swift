import Configuration

/// `ranking.md`: places, numbers and the reason of each place.
struct RankingText {
  /// Of the study.
  private let name: String
  private let ranking: StudyRanking

  init(comparison: StudyComparison) {
    name = comparison.study.name
    ranking = StudyRanking(comparison)
  }

  var text: String {
    var text = "# \(name)\n\n\(ranking.introduction)\n"
    for group in ranking.groups {
      if !group.settings.isEmpty { text += "\n## \(group.settings)\n" }
      text += Self.section(group)
    }
    return text
  }

  private static func section(_ group: StudyRanking.Group) -> String {
    var text = ""
    if let capacity = group.capacity {
      text += "\nAt \(Readable.number(capacity)) mA·h/cm²:\n"
      let titles = ["place", "member"] + group.titles
      text += "\n| \(titles.joined(separator: " | ")) |\n"
      text += "| ---: | --- |" + String(repeating: " ---: |", count: titles.count - 2) + "\n"
      for row in group.rows { text += "| \((["\(row.place)", row.member] + row.cells).joined(separator: " | ")) |\n" }
      text += "\n"
      for sentence in group.sentences { text += "- **\(sentence.member)** \(sentence.words)\n" }
      if !group.reasons.isEmpty { text += "\n\(group.reasons)\n" }
    }
    if !group.unranked.isEmpty { text += "\nNot ranked:\n\n" + group.unranked.map { "- \($0.member): \($0.words)\n" }.joined() }
    return text
  }
}

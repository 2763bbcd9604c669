import Configuration
import Foundation
import Pictures
import Studies

/// What the page of a study says before it shows its members: places, reasons and figures.
struct StudySection {
  struct Cell {
    let text: String
  }

  struct Row {
    let place: Int
    let member: String
    let cells: [Cell]
  }

  struct Sentence {
    let member: String
    let words: String
  }

  struct Group {
    /// What its members have in common.
    let shared: String?
    let capacity: String?
    let titles: [Cell]
    let rows: [Row]
    let sentences: [Sentence]
    let reasons: String?
    let unranked: [Sentence]
    let hasUnranked: Bool
  }

  struct Drawing {
    let caption: String
    /// As a `data:` address: names within one drawing do not meet those of another.
    let source: String
  }

  let introduction: String
  let groups: [Group]
  let drawings: [Drawing]
  /// The study file, byte for byte.
  let file: String
  /// What was left out, and why.
  let omissions: [String]
  /// What `study.csv` holds.
  let titles: [String]
  /// A row for each member.
  let results: [String: [String]]

  private static let captions = [
    "morphologies": "The lithium of each member where the same charge has passed", "curves": "Metrics over the areal capacity",
    "tradeoff": "What members gain and what they cost", "map": "Tips over two settings",
  ]

  /// - Throws: what keeps the study's figures from being drawn.
  init(_ study: StudyRecord) throws {
    let ranking = study.ranking
    introduction = ranking.introduction
    groups = ranking.groups.map { group in
      Group(
        shared: group.settings.isEmpty ? nil : group.settings,
        capacity: group.capacity.map { "\(Readable.number($0)) mA·h/cm²" }, titles: group.titles.map(Cell.init),
        rows: group.rows.map { Row(place: $0.place, member: $0.member, cells: $0.cells.map(Cell.init)) },
        sentences: group.sentences.map(Self.sentence), reasons: group.reasons.isEmpty ? nil : group.reasons,
        unranked: group.unranked.map(Self.sentence), hasUnranked: !group.unranked.isEmpty)
    }
    let made = try study.figures()
    // Curves stand in the page itself, where a pointer reads them.
    drawings = made.figures.filter { $0.name != "curves" }.map { name, figure in
      Drawing(
        caption: Self.captions[name] ?? name,
        source: "data:image/svg+xml;base64,\(Data(figure.encoded(as: .svg)).base64EncodedString())")
    }
    omissions = made.omissions
    do {
      file = try String(contentsOfFile: study.file, encoding: .utf8)
    } catch {
      throw FigureError("cannot read \(study.file)")
    }
    let table = study.table
    titles = Array(table.titles.dropFirst())
    results = Dictionary(table.rows.map { ($0[0], Array($0.dropFirst())) }) { first, _ in first }
  }

  private static func sentence(_ sentence: StudyRanking.Sentence) -> Sentence {
    Sentence(member: sentence.member, words: sentence.words)
  }
}

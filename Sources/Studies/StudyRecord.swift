public import Configuration
import Foundation
public import Pictures
import Records

/// A study that was run before, read from its folder alone.
public struct StudyRecord {
  /// As the user named it.
  public let folder: String
  public let comparison: StudyComparison

  /// Whether the path holds a study: the copy of its file is there.
  public static func isStudyFolder(_ path: String) -> Bool { FileManager.default.fileExists(atPath: StudyFolder.copy(in: path)) }

  /// Reads the members' run folders; what is not there is left out.
  /// - Throws: `ConfigurationErrors` when the study file is not one.
  public init(path: String) throws(ConfigurationErrors) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    folder = path
    let study = try StudyConfiguration(path: StudyFolder.copy(in: path), needsBase: false)
    comparison = StudyComparison(study, study.members.map { MemberRecord($0, folder: "\(path)/\($0.name)") })
  }

  /// The study file.
  public var file: String { StudyFolder.copy(in: folder) }

  public var ranking: StudyRanking { StudyRanking(comparison) }

  /// `study.csv` as a person reads it: titles with units, and a row for each member with numbers of five digits.
  public var table: (titles: [String], rows: [[String]]) {
    let table = StudyTable(comparison)
    let rows = table.rows.map { row in
      row.map { cell in
        switch cell {
        case .text(let text): text
        case .number(let value): value.map { $0.isFinite ? Readable.number($0, digits: 5) : "" } ?? ""
        }
      }
    }
    return (table.titles, rows)
  }

  /// The figures of the study by name, and what was left out and why.
  /// - Throws: what keeps a figure that can be made from being made.
  public func figures() throws -> (figures: [(name: String, figure: Figure)], omissions: [String]) {
    let made = try StudyFigures(comparison: comparison).made()
    return (made.figures, made.omissions)
  }
}

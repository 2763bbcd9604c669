public import Configuration
import Foundation

/// What is made of the members of a study once they have run: table, ranking and figures.
public struct StudyReport: Encodable {
  /// A member as scripts read it.
  public struct Member: Encodable {
    let name: String
    let folder: String
    let status: String
    let reason: String
    /// mA·h/cm², at which it is compared.
    let comparedCapacity: Double?
    let suppressionRatio: Double?
    /// V.
    let extraVoltage: Double?
  }

  /// Of the study.
  public let folder: String
  public let members: [Member]
  /// What was written.
  public let files: [String]
  /// What was left out, and why.
  public let omissions: [String]

  /// Reads the members' run folders and writes what is made of them.
  /// - Throws: `RecordError`, `FileError`, `FigureError` or `PictureError` when a file cannot be read or written.
  public init(_ study: StudyConfiguration, in folder: StudyFolder) throws {
    let records = study.members.map { MemberRecord($0, folder: folder.member($0.name)) }
    let comparison = StudyComparison(study, records)
    try StudyTable(comparison).write(to: folder.table)
    try folder.write(RankingText(comparison: comparison).text, to: folder.ranking)
    let figures = try StudyFigures(comparison: comparison).write(to: folder)
    self.folder = folder.path
    files = [folder.table, folder.ranking] + figures.files
    omissions = figures.omissions
    members = comparison.entries.map { entry in
      Member(
        name: entry.name, folder: entry.record.folder, status: entry.record.status.rawValue, reason: entry.record.reason,
        comparedCapacity: entry.capacity, suppressionRatio: entry.suppressionRatio, extraVoltage: entry.extraVoltage)
    }
  }

  /// Whether every member came to its end.
  public var isComplete: Bool {
    members.allSatisfy { [MemberRecord.Status.finished, .stopped].map(\.rawValue).contains($0.status) }
  }

  /// One line.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

public import Configuration
import Foundation
import Records

/// What lies in the run folder of a member.
public struct MemberRecord {
  public enum Status: String, Sendable {
    case finished, stopped, failed, interrupted
    /// Begun and not ended: it runs elsewhere, or was killed.
    case unfinished
    case absent
  }

  public let member: StudyMember
  /// Path of the run folder.
  public let folder: String
  public let status: Status
  /// How it ended, in words; empty where it did not.
  public let reason: String
  let results: [String: Summary.Value]
  /// Nil where nothing was recorded.
  let series: CapacitySeries?

  /// Whether it came to the end that its config asks for.
  public var isEnded: Bool { status == .finished || status == .stopped }

  /// Reads what there is; what is not there is left out.
  public init(_ member: StudyMember, folder: String) {
    self.member = member
    self.folder = folder
    series = (try? TimeSeriesFile(path: "\(folder)/metrics.csv")).flatMap { CapacitySeries($0) }
    guard RunFolder.isRunFolder(folder) else {
      (status, reason, results) = (.absent, "", [:])
      return
    }
    guard let summary = try? Summary(path: "\(folder)/summary.json") else {
      (status, reason, results) = (.unfinished, "", [:])
      return
    }
    reason = summary.reason
    results = summary.results
    status =
      switch summary.outcome {
      case .finished: .finished
      case .stopped: .stopped
      case .failed: .failed
      case .interrupted: .interrupted
      }
  }

  /// Refuses a run of another config: it is not this member.
  /// - Parameter resolved: the config of the member.
  /// - Throws: `RecordError`, refused, with the keys that differ.
  static func check(_ member: StudyMember, folder: String, resolved: String) throws {
    guard RunFolder.isRunFolder(folder) else { return }
    let path = "\(folder)/config.toml"
    guard let written = try? String(contentsOfFile: path, encoding: .utf8) else { throw RecordError.refused("cannot read \(path)") }
    if written == resolved { return }
    let lines = try ResolvedDifference.lines(from: written, to: resolved)
    let shown = lines.isEmpty ? "its text was changed" : lines.prefix(5).joined(separator: "; ")
    throw RecordError.refused(
      "\(folder): was run with another config than member \(member.name) has now: \(shown)\(lines.count > 5 ? "; …" : ""); "
        + "put the study back, remove the folder, or choose another with --output")
  }
}

import Foundation
import Records

/// The files of a run folder whose bytes follow from its config alone.
struct RunFiles {
  private let folder: String
  /// Paths within the folder. Of the checkpoints that is the last: others lie where the run was stopped.
  let names: [String]

  /// What depends on the clock, the machine or the number of processes.
  private static let others = ["log.txt", "provenance.json", "summary.json", ".lidendrite.lock"]

  init(_ folder: String) {
    self.folder = folder
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let newest = all.filter { $0.hasPrefix("checkpoints/") && $0.hasSuffix(".h5") }.max() ?? "checkpoints/none"
    var isFolder: ObjCBool = false
    names = all.filter { name in
      guard unsafe FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder), !isFolder.boolValue else {
        return false
      }
      return !Self.others.contains(name) && (!name.hasPrefix("checkpoints/") || name.hasPrefix(newest))
    }.sorted()
  }

  /// What the other folder has otherwise, a line each.
  func differences(from other: RunFiles) -> [String] {
    var found = Set(names).symmetricDifference(other.names).sorted().map { name in
      names.contains(name) ? "\(name) is missing" : "\(name) is too many"
    }
    for name in names where other.names.contains(name) {
      if !FileManager.default.contentsEqual(atPath: "\(folder)/\(name)", andPath: "\(other.folder)/\(name)") {
        found.append("\(name) differs")
      }
    }
    if summary != other.summary { found.append("summary.json differs") }
    return found
  }

  /// The results, less what the clock says; nil where there are none.
  private var summary: [String: Summary.Value]? {
    guard let summary = try? Summary(path: "\(folder)/summary.json") else { return nil }
    var results = summary.results.filter { !["wall time", "cell steps per second"].contains($0.key) }
    results[summary.reason] = Summary.Value(Double(summary.steps), "")
    return results
  }
}

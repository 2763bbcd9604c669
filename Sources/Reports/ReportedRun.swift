import Configuration
import Foundation
import Records

/// What a page shows of one run, as far as it has come.
struct ReportedRun {
  /// What the page calls it.
  let label: String
  let run: RecordedRun
  /// Frames that the run made.
  let sequences: [FrameSequence]
  /// Nil where it has written none yet.
  let metrics: MetricsTable?
  /// Nil where the run has not ended.
  let summary: Summary?
  /// The resolved config, byte for byte.
  let config: String
  let provenance: Provenance
  /// Of the log, each once, in their order.
  let warnings: [String]
  /// Of the charging protocol, as `steps.csv` has them.
  let steps: DelimitedTable?

  /// - Parameter fields: sequences that are wanted; empty for all.
  /// - Throws: `FigureError`, `RecordError` or `PictureError` when a file is damaged.
  init(_ run: RecordedRun, label: String, fields: [String]) throws {
    self.run = run
    self.label = label
    let folder = run.folder
    let all = try FrameSequence.all(in: folder.frames)
    sequences = fields.isEmpty ? all : all.filter { fields.contains($0.name) }
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
    let hasRows = try exists(folder.metrics) && !TimeSeriesFile(path: folder.metrics).rows.isEmpty
    metrics = hasRows ? try MetricsTable(run) : nil
    summary = exists(folder.summary) ? try Summary(path: folder.summary) : nil
    provenance = try Provenance(path: folder.provenance)
    do {
      config = try String(contentsOfFile: folder.config, encoding: .utf8)
    } catch {
      throw FigureError("cannot read \(folder.config)")
    }
    let log = (try? String(contentsOfFile: folder.log, encoding: .utf8)) ?? ""
    var warnings: [String] = []
    for line in log.split(separator: "\n") {
      guard let mark = line.firstRange(of: " warning: ") else { continue }
      let warning = String(line[mark.upperBound...])
      if !warnings.contains(warning) { warnings.append(warning) }
    }
    self.warnings = warnings
    steps = (try? String(contentsOfFile: folder.steps, encoding: .utf8)).map { DelimitedTable($0) }
  }

  /// Simulated time that it came to, s; nil where nothing was written.
  var time: Double? { metrics?.columns.first { $0.name == "time" }?.values.last }

  /// How it ended, or that it did not.
  var state: (words: String, isGood: Bool) {
    guard let summary else {
      let reached = time.map { " at t = \(Readable.time($0))" } ?? ""
      return ("not at its end\(reached): it goes on, or broke off and can be resumed", false)
    }
    switch summary.outcome {
    case .finished, .stopped: return (summary.reason, true)
    case .interrupted: return ("interrupted: \(summary.reason)", false)
    case .failed: return ("failed: \(summary.reason)", false)
    }
  }
}

import Fields
import Foundation
import Records

/// Results of a benchmark as PFHub takes them: tables in CSV and `pfhub.yaml`, which names them with the cost of the run
/// (github.com/usnistgov/pfhub-schema; memory in kB, time in s). Contributors and addresses are left to whoever submits.
struct BenchmarkRecord {
  /// Part and version: `1a.1`.
  let benchmark: String
  let summary: String
  /// Time reached in the units of the problem.
  let endTime: Double
  private(set) var files: [(name: String, text: String)] = []
  private var tables: [(name: String, columns: [String])] = []
  private let start = ContinuousClock.now

  /// Wall time counts from here.
  init(_ benchmark: String, endTime: Double, summary: String) {
    self.benchmark = benchmark
    self.endTime = endTime
    self.summary = summary
  }

  /// Adds a table; every row has a number for each column.
  mutating func add(_ name: String, columns: [String], rows: [[Double]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has one number for each column")
    let file = "\(part)-\(name).csv"
    tables.append((file, columns))
    let lines = [columns.joined(separator: ",")] + rows.map { $0.map { "\($0)" }.joined(separator: ",") }
    files.append((file, lines.joined(separator: "\n") + "\n"))
  }

  /// Ends the run: the clock stops, and the files are complete.
  func finished() -> [(name: String, text: String)] {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var lines = [
      "benchmark_problem: \(benchmark)", "date_created: '\(Date().formatted(.iso8601.year().month().day()))'",
      "summary: \(summary)", "framework:", "- name: lidendrite", "  version: \(ProgramVersion.current)", "results:",
      "  fictive_time: \(endTime)", "  hardware:", "    architecture: cpu", "    cores: \(Tiling.threadBudget)", "    nodes: 1",
    ]
    if let memory = Self.peakMemory { lines.append("  memory_in_kb: \(memory)") }
    lines += ["  time_in_s: \(String(format: "%.1f", seconds))", "  dataset_temporal:"]
    for table in tables {
      lines += ["  - name: \(table.name)", "    columns:"] + table.columns.map { "    - \($0)" }
    }
    return files + [("\(part)-pfhub.yaml", lines.joined(separator: "\n") + "\n")]
  }

  private var part: Substring { benchmark.prefix { $0 != "." } }

  /// Largest resident memory of the process so far, kB; nil where the system does not tell. With several problems in one process it
  /// bounds that of each.
  private static var peakMemory: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
  }
}

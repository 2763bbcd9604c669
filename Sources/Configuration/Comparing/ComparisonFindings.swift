import Foundation
import Records

/// What was found so far while two results are compared.
struct ComparisonFindings {
  var differences: [Difference] = []
  var gaps: [String] = []
  var scope: [String] = []
  /// Whether nothing at all may differ.
  let isExact: Bool

  init(isExact: Bool) { self.isExact = isExact }

  mutating func compareRuns(_ a: RunFolder, _ b: RunFolder) throws {
    for run in [a, b] where !FileManager.default.fileExists(atPath: run.metrics) {
      throw ComparisonError("\(run.metrics): no such file; the run has not begun")
    }
    try compareTables(a.metrics, b.metrics, as: "metrics.csv")
    if areBoth("summary.json", a, b) { try compareSummaries(a, b) } else { scope.append("summary.json: not in both") }
    if areBoth("steps.csv", a, b) { try compareSteps(a, b) }
    try compareFieldFiles(a, b)
    if areBoth("outlines.csv", a, b) { try compareOutlines(a.outlines, b.outlines) }
    compareFrames(a, b)
  }

  /// Whether both runs have a file; if only one has, that is noted.
  private mutating func areBoth(_ name: String, _ a: RunFolder, _ b: RunFolder) -> Bool {
    let there = [a, b].map { FileManager.default.fileExists(atPath: "\($0.path)/\(name)") }
    if there[0] != there[1] { gaps.append("only in \((there[0] ? a : b).path): \(name)") }
    return there[0] && there[1]
  }

  // MARK: Tables

  mutating func compareTables(_ a: String, _ b: String, as name: String) throws {
    let first = try TimeSeriesFile(path: a), second = try TimeSeriesFile(path: b)
    try Self.checkColumns(first, a, second, b)
    try Self.checkColumns(second, b, first, a)
    let rows = min(first.rows.count, second.rows.count)
    let label = name.isEmpty ? "table" : name
    scope.append("\(label): \(Self.count(rows, "row"))")
    if first.rows.count != second.rows.count {
      gaps.append("\(label): \(Self.count(first.rows.count, "row")) in \(a), \(second.rows.count) in \(b); compared up to row \(rows)")
    }
    let times = first.column("time [s]")
    for title in first.titles {
      guard let x = first.column(title), let y = second.column(title) else { continue }
      let column = MetricsTable.Column(title: title, values: x)
      var difference = Difference(name, column.name, unit: column.unit)
      for row in 0..<rows { difference.add(x[row], y[row], at: "row \(row + 1)", time: times?[row]) }
      differences.append(difference)
    }
  }

  private static func checkColumns(_ first: TimeSeriesFile, _ a: String, _ second: TimeSeriesFile, _ b: String) throws(ComparisonError) {
    if first.titles.isEmpty { throw ComparisonError("\(a): expected a table with a header, found an empty file") }
    if let missing = first.titles.first(where: { !second.titles.contains($0) }) {
      throw ComparisonError("\(b): no column \"\(missing)\", which \(a) has")
    }
  }

  /// Line by line, as text: most of its columns are words.
  private mutating func compareSteps(_ a: RunFolder, _ b: RunFolder) throws {
    let lines = try [a, b].map { try String(contentsOfFile: $0.steps, encoding: .utf8).split(separator: "\n") }
    scope.append("steps.csv: \(Self.count(max(0, lines[0].count - 1), "row"))")
    if lines[0].count != lines[1].count {
      gaps.append("steps.csv: \(Self.count(lines[0].count - 1, "row")) in \(a.path), \(lines[1].count - 1) in \(b.path)")
    } else if isExact, let row = zip(lines[0], lines[1]).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      gaps.append("steps.csv: row \(row) is not the same")
    }
  }

  private mutating func compareSummaries(_ a: RunFolder, _ b: RunFolder) throws {
    let file = "summary.json"
    let first = try Summary(path: a.summary), second = try Summary(path: b.summary)
    scope.append(file)
    if (first.outcome, first.reason) != (second.outcome, second.reason) {
      gaps.append(
        "\(file): \(first.outcome.rawValue), \(first.reason) in \(a.path); \(second.outcome.rawValue), \(second.reason) in \(b.path)")
    }
    let byWallClock: Set = ["wall time", "cell steps per second"]
    for name in Set(first.results.keys).union(second.results.keys).subtracting(byWallClock).sorted() {
      guard let x = first.results[name], let y = second.results[name], x.unit == y.unit else {
        gaps.append("\(file): \(name) is not in both, or not in the same unit")
        continue
      }
      var difference = Difference(file, name, unit: x.unit)
      difference.add(x.value, y.value, at: "end", time: nil)
      differences.append(difference)
    }
  }

  // MARK: Frames

  /// Whether both runs have the same pictures; what these show is not looked at.
  private mutating func compareFrames(_ a: RunFolder, _ b: RunFolder) {
    let first = Self.frames(a), second = Self.frames(b)
    scope.append("frames: \(first.intersection(second).count)")
    gaps += Self.onlyIn(a.path, first.subtracting(second)) + Self.onlyIn(b.path, second.subtracting(first))
  }

  private static func frames(_ run: RunFolder) -> Set<String> {
    let found = FileManager.default.subpaths(atPath: "\(run.path)/frames") ?? []
    return Set(found.filter { $0.hasSuffix(".png") }.map { "frames/\($0)" })
  }

  /// One line for many files.
  static func onlyIn(_ path: String, _ files: Set<String>) -> [String] {
    let names = files.sorted()
    guard let first = names.first, let last = names.last else { return [] }
    return ["only in \(path): \(names.count == 1 ? first : "\(first) to \(last), \(names.count) files")"]
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

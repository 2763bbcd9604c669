import Foundation
import Records
import Testing

/// Docs/Metrics.md names the columns of both tables that a run writes, and the results of its summary.
@Suite struct DocumentedMetricsTests {
  @Test func theTableNamesEveryColumnInOrder() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    let folder = try SmallRun.run(into: place)
    let table = try String(contentsOfFile: folder.metrics, encoding: .utf8)
    let header = try #require(table.split(separator: "\n").first)
    #expect(try documentedTitles() == header.split(separator: ",").map(String.init))
    let steps = try String(contentsOfFile: folder.steps, encoding: .utf8)
    #expect(try documentedStepTitles() == #require(steps.split(separator: "\n").first).split(separator: ",").map(String.init))
    let summary = try Summary(path: folder.summary)
    let documented = try documentedResults()
    for (name, result) in summary.results { #expect(documented[name] == result.unit, "\(name) is not in the table with its unit") }
    // What the table says that only some runs have.
    #expect(
      Set(documented.keys).subtracting(summary.results.keys) == [
        "tip radius", "specific interface area", "coulombic efficiency", "short-circuit time", "short-circuit capacity",
      ])
  }

  private func section(_ heading: String) throws -> Substring {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/Metrics.md" })
    let start = try #require(page.text.range(of: "\n## \(heading)\n")).upperBound
    return page.text[start...].prefix(
      upTo: page.text.range(of: "\n## ", range: start..<page.text.endIndex)?.lowerBound ?? page.text.endIndex)
  }

  /// The first cells of the table, each with one or more titles as in the header of the file.
  private func documentedStepTitles() throws -> [String] {
    try section("Steps").split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      let first = row.dropFirst().prefix { $0 != "|" }
      return first.split(separator: "`").map(String.init).filter { $0.contains { $0.isLetter } }
    }
  }

  /// Units of the results by their names.
  private func documentedResults() throws -> [String: String] {
    let rows = try section("Summary").matches(of: /(?m)^\| (`[a-z -]+`(?:, `[a-z -]+`)*) \| ([^|]*)\|/)
    return Dictionary(
      uniqueKeysWithValues: rows.flatMap { row in
        row.1.split(separator: ", ").map { (String($0.dropFirst().dropLast()), row.2.trimmingCharacters(in: .whitespaces)) }
      })
  }

  /// First and second cells of the table, written as in the header of the file.
  private func documentedTitles() throws -> [String] {
    try section("Columns").matches(of: /(?m)^\| `([a-zA-Z ]+)` \| ([^|]*)\|/).map { row in
      let unit = row.2.trimmingCharacters(in: .whitespaces)
      return unit.isEmpty ? String(row.1) : "\(row.1) [\(unit)]"
    }
  }
}

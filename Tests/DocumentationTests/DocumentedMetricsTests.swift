import Configuration
import Foundation
import Records
import Testing

/// Docs/Metrics.md names the columns of both tables that a run writes.
@Suite struct DocumentedMetricsTests {
  @Test func theTableNamesEveryColumnInOrder() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    let text = """
      [cell]
      width = "3.2 um"
      height = "6.4 um"

      [electrode]
      position = "2 um"
      exchangeCurrentDensity = "3 mA/cm^2"

      [electrolyte]
      concentration = "1 mol/L"
      saltDiffusivity = "3e-10 m^2/s"
      ionicConductivity = "10 mS/cm"
      cationTransferenceNumber = 0.38

      [charging]
      voltage = "10 mV"
      duration = "1 ms"

      [output]
      frames = 0

      [numerics]
      interfaceHalfWidth = "400 nm"
      """
    let config = try RunConfiguration(parsing: text, file: "columns.toml")
    let folder = try RunFolder(
      creating: place, config: config.resolvedTOML(), provenance: Provenance(threads: 1, seed: nil), overwrite: false)
    _ = try RunDriver(config, folder: folder).run()
    let table = try String(contentsOfFile: folder.metrics, encoding: .utf8)
    let header = try #require(table.split(separator: "\n").first)
    #expect(try documentedTitles() == header.split(separator: ",").map(String.init))
    let steps = try String(contentsOfFile: folder.steps, encoding: .utf8)
    #expect(try documentedStepTitles() == #require(steps.split(separator: "\n").first).split(separator: ",").map(String.init))
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

  /// First and second cells of the table, written as in the header of the file.
  private func documentedTitles() throws -> [String] {
    try section("Columns").matches(of: /(?m)^\| `([a-zA-Z ]+)` \| ([^|]*)\|/).map { row in
      let unit = row.2.trimmingCharacters(in: .whitespaces)
      return unit.isEmpty ? String(row.1) : "\(row.1) [\(unit)]"
    }
  }
}

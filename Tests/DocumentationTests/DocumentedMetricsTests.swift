import Configuration
import Foundation
import Records
import Testing

/// Docs/Metrics.md names the columns that a run writes.
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
  }

  /// First and second cells of the table, written as in the header of the file.
  private func documentedTitles() throws -> [String] {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/Metrics.md" })
    return page.text.matches(of: /(?m)^\| `([a-z ]+)` \| ([^|]*)\|/).map { row in
      let unit = row.2.trimmingCharacters(in: .whitespaces)
      return unit.isEmpty ? String(row.1) : "\(row.1) [\(unit)]"
    }
  }
}

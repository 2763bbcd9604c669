import Configuration
import Foundation
import Records
import Testing

@testable import lidendrite

/// The tables of keys and columns on the pages are those of the program.
@Suite struct DocumentedReferenceTests {
  private static func pages() throws -> [(path: String, page: ReferencePage, text: String)] {
    try Documentation.pages().map { ($0.path, ReferencePage($0.text, path: $0.path), $0.text) }.filter { !$0.page.names.isEmpty }
  }

  @Test func everyTableIsAsTheProgramSays() throws {
    for (path, page, text) in try Self.pages() {
      let renewed = try page.renewed(by: Keys.reference).split(separator: "\n", omittingEmptySubsequences: false)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let place = zip(lines, renewed).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(lines.count, renewed.count)
      #expect(lines == renewed, "\(path):\(place + 1): not what the program says; renew it: make reference")
    }
  }

  @Test func everyTableHasItsPlaceOnce() throws {
    let placed = try Self.pages().flatMap(\.page.names).sorted()
    #expect(placed == (Keys.reference.tables.map(\.name) + ["sections"]).sorted())
  }

  @Test func everyKeyHasAMeaningAndADefaultInWordsWhereItFollowsFromOthers() {
    #expect(KeyReference.gaps == [])
  }

  @Test func everyColumnHasAMeaning() {
    for table in Keys.reference.tables {
      for entry in table.entries { #expect(!entry.meaning.isEmpty, "\(table.name): \(entry.name)") }
    }
  }

  @Test func linksOfMeaningsAreOfPagesThatExist() throws {
    for table in Keys.reference.tables {
      for entry in table.entries {
        for link in entry.meaning.matches(of: /\]\(([A-Za-z]+\.md)/) {
          let path = Documentation.root.appendingPathComponent("Docs/\(link.1)").path
          #expect(FileManager.default.fileExists(atPath: path), "\(table.name): \(entry.name) names \(link.1)")
        }
      }
    }
  }
}

/// What a run writes is what the reference names.
@Suite struct WrittenColumnTests {
  @Test func aRunWritesTheColumnsAndResultsOfTheReference() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    let folder = try SmallRun.run(into: place)
    for (path, table) in [(folder.metrics, "metrics.csv"), (folder.steps, "steps.csv")] {
      let header = try #require(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first)
      #expect(try titles(of: table) == header.split(separator: ",").map(String.init))
    }
    let results = try Summary(path: folder.summary).results.map { $1.unit.isEmpty ? $0 : "\($0) [\($1.unit)]" }
    let known = try titles(of: "summary.json")
    #expect(Set(results).subtracting(known) == [])
    // What the table says that only some runs have.
    #expect(
      Set(known).subtracting(results) == [
        "tip radius [um]", "specific interface area [m^2/kg]", "coulombic efficiency", "short-circuit time [s]",
        "short-circuit capacity [mA*h/cm^2]",
      ])
  }

  private func titles(of name: String) throws -> [String] {
    let table = try #require(Keys.reference.tables.first { $0.name == name })
    return table.entries.map { entry in entry.unit.map { "\(entry.name) [\($0)]" } ?? entry.name }
  }
}

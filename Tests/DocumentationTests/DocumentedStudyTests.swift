import Foundation
import TestSupport
import Testing

/// Docs/Studies.md names the columns of the table that a study makes.
@Suite struct DocumentedStudyTests {
  @Test func theTableNamesEveryColumnInOrder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try SmallRun.config.write(toFile: "\(folder)/base.toml", atomically: true, encoding: .utf8)
    let study = """
      [study]
      base = "base.toml"

      [set]
      interlayer = [{ thickness = "20 nm", ionicConductivity = "1e-6 S/m" }]

      [[strategy]]
      name = "bare"

      [[strategy]]
      name = "rougher"
      set.electrode.interfacialEnergy = "1 J/m^2"
      """
    try study.write(toFile: "\(folder)/small.toml", atomically: true, encoding: .utf8)
    let process = try ChildProcess(try ChildProcess.lidendrite(), ["study", "small.toml", "--quiet"], in: folder)
    #expect(process.status == 0, "\(process.errors)")
    let table = try String(contentsOfFile: "\(folder)/Outputs/small/study.csv", encoding: .utf8)
    let header = try #require(table.split(separator: "\n").first)
    #expect(try documentedTitles() == header.split(separator: ",").map(String.init))
  }

  /// The first cells of the table, each with one or more titles as in the header of the file.
  private func documentedTitles() throws -> [String] {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/Studies.md" })
    let table = try #require(page.text.split(separator: "\n\n").first { $0.hasPrefix("| column of `study.csv` |") })
    return table.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.dropFirst().prefix { $0 != "|" }.split(separator: "`").map(String.init).filter { $0.contains { $0.isLetter } }
    }
  }
}

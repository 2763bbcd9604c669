import Fields
import Foundation
import Records
import TestSupport
import Testing

/// The Python of Docs/FieldFiles.md runs, and prints what is in the file.
@Suite struct DocumentedPythonTests {
  @Test func fieldFilesAreReadAsShown() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: "\(folder)/Outputs/quickstart/fields", withIntermediateDirectories: true)
    let grid = Grid(width: 8, growth: 4, widthSpacing: 0.5e-6)
    let salt = ScalarField(grid, 1000)
    salt[3, 0, 2] = 125
    // What stands in the metal is no concentration of the electrolyte.
    salt[5, 0, 0] = 0
    let lithium = ScalarField(grid)
    lithium[5, 0, 0] = 1
    let header = FieldFileHeader(grid: grid, time: 30, charge: 0, step: 9, run: "quickstart")
    try FieldFile.write(
      [.init(.lithium, lithium), .init(.salt, salt), .init(.current, salt, nil, salt)], header, precision: .single, compression: 4,
      to: "\(folder)/Outputs/quickstart/fields/000010.vtkhdf")
    let blocks = try Documentation.blocks().filter { $0.language == "python" && $0.place.hasPrefix("Docs/FieldFiles.md") }
    let outputs = try blocks.map { block in
      let script = "\(folder)/block.py"
      try block.text.write(toFile: script, atomically: true, encoding: .utf8)
      return try Python.run(script: script, [], in: folder)
    }
    #expect(
      outputs == [
        "t = 30.0 s, 4.0 um wide, 2.0 um high\nlowest salt concentration 0.125 mol/L\n",
        "(9, 2, 5) points, (32, 3) numbers of the current density\n",
      ])
  }

  @Test func theTableNamesEveryQuantityWithItsUnit() throws {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/FieldFiles.md" })
    let table = try #require(page.text.split(separator: "\n\n").first { $0.hasPrefix("| dataset |") })
    let rows = table.matches(of: /(?m)^\| `([a-zA-Z]+)` \| ([^|]*) \|/).map { "\($0.1) \($0.2)" }
    #expect(rows == FieldQuantity.allCases.map { "\($0.rawValue) \($0.unit)" })
  }
}

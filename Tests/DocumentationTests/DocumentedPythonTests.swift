import Fields
import Foundation
import Records
import TestSupport
import Testing

/// The Python of the documents runs, and prints what is in the files.
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

  /// A hemisphere on a flat electrode, plated, at rest and plated again, with field files.
  private func run(into folder: String) throws {
    let config = SmallRun.config.replacing(
      "exchangeCurrentDensity", with: "nucleus = [{ position = \"1.6 um\", radius = \"800 nm\" }]\nexchangeCurrentDensity"
    )
    .replacing("voltage = \"10 mV\"\nduration = \"1 ms\"", with: "").replacing(
      "frames = 0", with: "frames = 2\nframeHeight = 100\nfieldFiles = { count = 10 }"
    )
    .replacing("400 nm", with: "200 nm")
    let steps = ["currentDensity = \"5 mA/cm^2\"", "kind = \"rest\"", "currentDensity = \"5 mA/cm^2\""].map {
      "\n[[charging.step]]\n\($0)\nduration = \"10 s\"\n"
    }
    _ = try SmallRun.run(config + steps.joined(), into: "\(folder)/Outputs/quickstart")
  }

  /// With pandas and VTK, and in their absence.
  @Test(arguments: [true, false]) func theScriptReadsARun(hasAll: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try run(into: folder)
    var script = Documentation.root.appendingPathComponent("Docs/read_run.py").path
    if !hasAll {
      let bare = """
        import runpy, sys
        sys.modules["pandas"] = sys.modules["vtkmodules"] = None
        runpy.run_path("\(script)", run_name="__main__")
        """
      script = "\(folder)/bare.py"
      try bare.write(toFile: script, atomically: true, encoding: .utf8)
    }
    let lines = try Python.run(script: script, ["Outputs/quickstart"], in: folder).split(separator: "\n").map(String.init)
    #expect(lines.count == (hasAll ? 9 : 8), "\(lines)")
    #expect(lines.first?.hasSuffix("all steps of the protocol were done") == true, "\(lines)")
    #expect(lines.contains("step 2, rest: 0 mA*h/cm^2 plated; duration"), "\(lines)")
    // V_m i t/F of 5 mA/cm² for 20 s is 0.13473 µm; single precision of the files leaves 1e-7 of 6.4 µm.
    let grown = try #require(lines.first { $0.hasPrefix("lithium grown") }).matches(of: /[0-9.]+[0-9]/).compactMap { Double($0.output) }
    #expect(grown.count == 2 && grown.allSatisfy { abs($0 - 0.13473) < 2e-5 }, "\(lines)")
    guard hasAll else { return }
    // VTK's contour goes through means of four cells: two per cent of a bump of four half widths.
    let areas = try #require(lines.first { $0.hasPrefix("area of the front") }).matches(of: /[0-9]+\.[0-9]+/).compactMap {
      Double($0.output)
    }
    #expect(areas.count == 2 && areas[1] > 1.1 && abs(areas[0] / areas[1] - 1) < 0.02, "\(lines)")
  }

  @Test func snippetsOfThePagesRun() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try run(into: folder)
    let blocks = try Documentation.blocks().filter { $0.language == "python" && !$0.place.hasPrefix("Docs/FieldFiles.md") }
    #expect(blocks.count >= 4)
    for block in blocks {
      let script = "\(folder)/block.py"
      try block.text.write(toFile: script, atomically: true, encoding: .utf8)
      let output = try Python.run(script: script, [], in: folder)
      #expect(!output.isEmpty, "\(block.place) prints nothing")
    }
  }

  @Test func theTableNamesEveryQuantityWithItsUnit() throws {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/FieldFiles.md" })
    let table = try #require(page.text.split(separator: "\n\n").first { $0.hasPrefix("| dataset |") })
    let rows = table.matches(of: /(?m)^\| `([a-zA-Z]+)` \| ([^|]*) \|/).map { "\($0.1) \($0.2)" }
    #expect(rows == FieldQuantity.allCases.map { "\($0.rawValue) \($0.unit)" })
  }
}

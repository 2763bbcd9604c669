import Foundation
import Simulations
import Testing

@testable import Configuration

/// `[electrode.surface]`: what is read, and what is refused in which words.
@Suite struct SurfaceTests {
  /// A folder with a file beside a config; the config is the minimal one with `[electrode.surface]` at its end.
  private func load(
    _ name: String, _ contents: Data, keys: String = "", overrides: [String] = []
  ) throws(ConfigurationErrors) -> RunConfiguration {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("surface-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try? contents.write(to: folder.appendingPathComponent(name))
    let text = SampleConfig.minimal + "\n[electrode.surface]\nfile = \"\(name)\"\n\(keys)\n"
    return try RunConfiguration(parsing: text, file: folder.appendingPathComponent("a.toml").path, overrides: overrides)
  }

  private func message(_ name: String, _ contents: Data, keys: String = "", overrides: [String] = []) -> String {
    do throws(ConfigurationErrors) {
      _ = try load(name, contents, keys: keys, overrides: overrides)
      return "no error"
    } catch {
      return error.errors.map { "\($0.place.words(file: "a.toml", key: $0.key, message: $0.message))" }.joined(separator: "\n")
    }
  }

  private static let line = "x [um],z [um]\n0,3\n20,5\n40,3\n"

  @Test func aLineIsPlacedAtItsMeanHeight() throws {
    let config = try load("line.csv", Data(("# drawn by hand\r\n\r\n" + Self.line).replacing("\n", with: "\r\n").utf8))
    let outline = try #require(config.electrode.surface).outline
    // Mean 4 um, raised to 10 um.
    let expected: [FrontOutline.Point] = [.init(x: 0, z: 9e-6), .init(x: 20e-6, z: 11e-6), .init(x: 40e-6, z: 9e-6)]
    #expect(outline.lines.count == 1)
    for (a, b) in zip(outline.lines[0], expected) { #expect(abs(a.x - b.x) < 1e-18 && abs(a.z - b.z) < 1e-18) }
    #expect(config.advice.isEmpty)
    // 10 um is half-way up the slope of 1 in 10.
    #expect(abs(config.initialFront.distance(x: 10e-6, z: 11e-6) - 1e-6 / 1.01.squareRoot()) < 1e-15)
    #expect(config.initialFront.distance(x: 10e-6, z: 10e-6).magnitude < 1e-18)
  }

  @Test func columnsMayHaveOtherUnitsAndSeparatorsAndBeScaled() throws {
    let reference = try #require(try load("line.csv", Data(Self.line.utf8)).electrode.surface).outline
    for (contents, keys) in [
      ("x (mm)\tz (nm)\n0\t3000\n0.02\t5000\n0.04\t3000", ""), ("0;3\n20;5\n40;3\n", "unit = \"um\""),
      ("x,z\n40,3\n20,5\n0,3\n", "unit = \"um\""),
      ("x [nm],z [nm]\n100,300\n2100,500\n4100,300\n", "fit = true"),
    ] {
      let outline = try #require(try load("line.csv", Data(contents.utf8), keys: keys).electrode.surface).outline
      for (a, b) in zip(outline.lines[0], reference.lines[0]) { #expect(abs(a.x - b.x) < 1e-15 && abs(a.z - b.z) < 1e-15, "\(contents)") }
    }
  }

  @Test func theResolvedConfigGivesTheSameSurface() throws {
    let config = try load("my-moss.csv", Data("x [um],z [um]\n0,3\n25,8\n15,9\n20,12\n40,5\n".utf8), keys: "fit = false")
    #expect(config.inputs == ["surface.csv": Data("x [um],z [um]\n0,3\n25,8\n15,9\n20,12\n40,5\n".utf8)])
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("surface-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, contents) in config.inputs { try contents.write(to: folder.appendingPathComponent(name)) }
    let again = try RunConfiguration(parsing: config.resolvedTOML(), file: folder.appendingPathComponent("config.toml").path)
    #expect(again.electrode.surface?.outline == config.electrode.surface?.outline)
    #expect(again.resolvedTOML() == config.resolvedTOML())
    // Sides of different height: a wall where they meet, and a word about it.
    #expect(config.electrode.surface?.outline.lines[0].count == 6)
    #expect(config.advice.count == 1 && config.advice[0].hasPrefix("electrode.surface.file: the outline begins at "))
  }

  /// Text of the file, further keys, message; `file` stands on line 19.
  static let wrongLines: [(String, String, String)] = [
    ("x [um],z [um]\n0,3\n20,high\n40,3\n", "", #"line.csv:3: expected two numbers, found "20,high""#),
    ("x [um],z [um]\n0,3\n\n# middle\n20,5,7\n40,3\n", "", #"line.csv:5: expected two numbers, found "20,5,7""#),
    ("x [um],z [um]\n0,3\n20,nan\n40,3\n", "", #"line.csv:3: expected two numbers, found "20,nan""#),
    ("x,z\n0,3\n40,3\n", "", #"line.csv names no units; expected a header such as x [um],z [um], or unit = "um" beside file"#),
    ("x [um],z [V]\n0,3\n40,3\n", "", #"line.csv:1: expected a unit of length such as [um] in the header, found "z [V]""#),
    ("x [um],z\n0,3\n40,3\n", "", #"line.csv:1: expected a unit in both titles of the header, found "x [um],z""#),
    ("0,3\n40,3\n", "unit = \"kg\"", #"unit: expected a unit of length such as "um", found "kg""#),
    ("x [um],z [um]\n0,3\n", "", "line.csv: expected at least 2 points, found 1"),
    ("", "", "line.csv: expected at least 2 points, found 0"),
    (
      "x [um],z [um]\n0,3\n30,3\n", "",
      "line.csv spans 30 um (0 m to 30 um), expected the cell width of 40 um; fit = true scales it"
    ),
    (
      "x [um],z [um]\n0,3\n45,5\n40,3\n", "",
      "line.csv:3: x = 45 um lies beyond the ends of the outline, which must run from side to side (0 m to 40 um)"
    ),
    (
      "x [um],z [um]\n0,3\n30,3\n20,8\n20,1\n40,3\n", "",
      "line.csv:4: the outline crosses itself: the piece that begins here crosses the one that begins on line 2"
    ),
    ("x [um],z [um]\n5,3\n5,9\n", "", "line.csv: expected an outline from one side to the other, found both ends at x = 5 um"),
    (
      "x [um],z [um]\n0,3\n20,83\n40,3\n", "",
      "with its mean height at electrode.position = 10 um the surface reaches from -30 um to 50 um; expected within the cell, 0 to 60 um"
    ),
  ]

  @Test(arguments: wrongLines) func aWrongLine(contents: String, keys: String, words: String) {
    #expect(message("line.csv", Data(contents.utf8), keys: keys) == "a.toml:19: electrode.surface.file: \(words)")
  }

  /// Name of the file, further keys, message.
  static let wrongKeys: [(String, String, String)] = [
    ("line.txt", "", #"a.toml:19: electrode.surface.file: expected a file of points (.csv) or a picture (.png), found "line.txt""#),
    ("line.csv", "metal = \"dark\"", #"a.toml:20: electrode.surface.metal: has no effect with "line.csv"; it belongs to a picture (.png)"#),
    ("moss.png", "", #"a.toml:18: electrode.surface.metal: missing; expected "dark" or "bright", how the lithium looks"#),
    (
      "moss.png", "metal = \"dark\"\nfit = true",
      #"a.toml:21: electrode.surface.fit: has no effect with "moss.png"; it belongs to a file of points (.csv)"#
    ),
    ("moss.png", "metal = \"drak\"", #"a.toml:20: electrode.surface.metal: unknown value "drak"; did you mean "dark"?"#),
    (
      "moss.png", "metal = \"dark\"\nthreshold = 130",
      "a.toml:21: electrode.surface.threshold: expected a number between 0 and 1, both excluded, found 130"
    ),
    (
      "moss.png", "metal = \"dark\"",
      #"a.toml:19: electrode.surface.file: cannot read "moss.png": not a sound PNG file (not a PNG file)"#
    ),
    (
      "line.csv", "[electrode.roughness]\namplitude = \"1 nm\"\nmodes = 3",
      "a.toml:18: electrode.surface: set either [electrode.roughness] or [electrode.surface], not both"
    ),
  ]

  @Test(arguments: wrongKeys) func aWrongKey(name: String, keys: String, expected: String) {
    #expect(message(name, Data(Self.line.utf8), keys: keys) == expected)
  }

  @Test func aFileThatIsNotThere() {
    #expect(
      message("line.csv", Data(), overrides: ["electrode.surface.file=other.csv"])
        == #"--set electrode.surface.file: cannot read "other.csv": no such file beside the config"#)
    #expect(
      message("line.csv", Data(), overrides: ["electrode.surface.file=\"\""])
        == #"--set electrode.surface.file: expected a text such as "outline.csv", found """#)
    #expect(
      message("line.csv", Data([0xFF, 0xFE, 0])) == #"a.toml:19: electrode.surface.file: cannot read "line.csv": it is not UTF-8 text"#)
  }

  @Test func aFolderOrAHugeFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("surface-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("folder.csv"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let huge = folder.appendingPathComponent("huge.csv")
    try Data().write(to: huge)
    try FileHandle(forWritingTo: huge).truncate(atOffset: 70_000_000)
    for (name, words) in [("folder.csv", "it is not a file"), ("huge.csv", "it has 70 MB, at most 64 MB can be read")] {
      let text = SampleConfig.minimal + "\n[electrode.surface]\nfile = \"\(name)\"\n"
      let errors = #expect(throws: ConfigurationErrors.self) {
        try RunConfiguration(parsing: text, file: folder.appendingPathComponent("a.toml").path)
      }
      #expect(errors?.errors.map(\.message) == ["cannot read \"\(name)\": \(words)"])
    }
  }

  /// The shipped picture: 256 x 192 pixels of 50 nm.
  private func micrograph(_ keys: String...) throws -> (config: RunConfiguration?, message: String) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let picture = try Data(contentsOf: folder.appendingPathComponent("Configs/examples/lithium-moss.png"))
    let text = (["metal = \"dark\""] + keys).joined(separator: "\n")
    let overrides = ["cell.width=12.8 um", "cell.height=12.8 um", "electrode.position=3 um"]
    let config = try? load("moss.png", picture, keys: text, overrides: overrides)
    return (config, config == nil ? message("moss.png", picture, keys: text, overrides: overrides) : "")
  }

  @Test func aPictureKeepsItsScale() throws {
    let outline = try #require(try micrograph("threshold = 0.53", "pixelSize = \"50 nm\"").config?.electrode.surface).outline
    #expect(abs(outline.meanHeight(width: 12.8e-6) - 3e-6) < 1e-15)
    // Of the dark pixels 5.25 um lie between the lower edge and the highest, 2.71 um is their mean height (counted with NumPy).
    #expect(abs(outline.highest - 3e-6 - (5.25e-6 - 2.713e-6)) < 0.05e-6)
    // Without pixelSize the picture is scaled to the width, which here is the same.
    #expect(try micrograph("threshold = 0.53").config?.electrode.surface?.outline == outline)
  }

  @Test func aPictureOfAnotherSizeOrUpsideDownIsRefused() throws {
    #expect(
      try micrograph("pixelSize = \"40 nm\"").message
        == "a.toml:19: electrode.surface.file: moss.png: 256 pixels of 40 nm are 10.24 um, expected the cell width of 12.8 um; without "
        + "pixelSize the picture is scaled to it")
    #expect(
      try micrograph("threshold = 0.95").message
        == "a.toml:19: electrode.surface.file: moss.png: with metal = \"dark\" and threshold = 0.95 there is lithium in the highest row of "
        + "pixels; expected lithium along the whole lower edge and electrolyte along the whole upper edge")
  }
}

import Fields
import Foundation
import Records
import Testing

/// `lidendrite render`, and the field files that it draws.
@Suite struct RenderTests {
  /// A run of 64 x 64 cells with frames and field files of its start, its middle and its end.
  private static let config = RunTests.rough + "\n[output.fieldFiles]\ncount = 2\nprecision = \"double\"\n"

  private func program() throws -> BuiltProgram {
    let program = try BuiltProgram()
    try program.write(Self.config, to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet", "--output", "a")
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  @Test func framesOfDoublePrecisionAreThoseOfTheRun() throws {
    let program = try program()
    defer { program.remove() }
    let result = try program.run("render", "a", "--field", "composite", "--field", "salt", "--threads", "2")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("a/rendered: 3 frames of composite, salt\nmovie: ffmpeg "))
    for sequence in ["composite", "salt"] {
      let names = ["000000.png", "000001.png", "000002.png"]
      #expect(try program.names("a/rendered/\(sequence)") == names)
      for name in names {
        #expect(try program.bytes("a/rendered/\(sequence)/\(name)") == program.bytes("a/frames/\(sequence)/\(name)"), "\(sequence)/\(name)")
      }
    }
  }

  @Test func theSameFilesForAnyNumberOfThreads() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "b", "--threads", "2").status == 0)
    #expect(try program.names("a/fields") == ["000000.vtkhdf", "000001.vtkhdf", "000002.vtkhdf"])
    for name in try program.names("a/fields") {
      #expect(try program.bytes("a/fields/\(name)") == program.bytes("b/fields/\(name)"), "\(name)")
    }
    // What was saved agrees with what was measured.
    let file = try FieldFile(path: "\(program.folder)/a/fields/000002.vtkhdf")
    #expect(file.header.time == 0.6 && file.header.run == "a")
    let lithium = try file.fields(.lithium)[0], salt = try file.fields(.salt)[0]
    let metrics = try TimeSeriesFile(path: "\(program.folder)/a/metrics.csv")
    var mean = 0.0, lowest = Double.infinity
    for k in 0..<64 {
      for i in 0..<64 {
        mean += lithium[i, 0, k] / 64 * 0.25
        if lithium[i, 0, k] < 0.5 { lowest = min(lowest, salt[i, 0, k]) }
      }
    }
    // The thickness of the metal and the mean height of its columns are the same where nothing overhangs.
    #expect(abs(mean - (try #require(metrics.column("mean height [um]")?.last))) < 0.02)
    #expect(abs(lowest / 1000 - (try #require(metrics.column("lowest salt concentration [mol/L]")?.last))) < 1e-9)
  }

  @Test func anInterruptedRunHasAFileOfItsEnd() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    let metrics = "\(program.folder)/o/metrics.csv"
    let result = try program.run(
      "run", "a.toml", "--quiet", "--output", "o", "--set", "charging.duration=1 h", "--set", "charging.voltage=1 mV", "--set",
      "numerics.maximumTimeStep=1 ms", signal: SIGINT
    ) {
      ((try? String(contentsOfFile: metrics, encoding: .utf8))?.split(separator: "\n").count ?? 0) > 3
    }
    #expect(result.status == 130, "\(result.errors)")
    #expect(try program.names("o/fields") == ["000000.vtkhdf", "000001.vtkhdf"])
    let last = try #require(try TimeSeriesFile(path: metrics).column("step")?.last)
    #expect(try FieldFile(path: "\(program.folder)/o/fields/000001.vtkhdf").header.step == Int(last))
  }

  @Test func coloursRangesAndSizesAreAChoice() throws {
    let program = try program()
    defer { program.remove() }
    func png(_ arguments: String...) throws -> Data {
      let result = try program.run(["render", "a", "--overwrite", "--output", "out"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
      let field = try #require(arguments.firstIndex(of: "--field").map { arguments[$0 + 1] })
      return try program.bytes("out/\(field)/000002.png")
    }
    let standard = try png("--field", "potential")
    let pictures = [
      standard, try png("--field", "potential", "--map", "magma"), try png("--field", "potential", "--range", "-1 V, 0 mV"),
      try png("--field", "potential", "--range", "auto"), try png("--field", "potential", "--height", "300"),
      try png("--field", "current", "--range", "auto"), try png("--field", "lithium"),
    ]
    #expect(Set(pictures).count == pictures.count)
    // The height of the picture stands in the PNG's header.
    #expect(pictures[4][20..<24].elementsEqual([0, 0, 1, 44]))
    // A range that is that of the run changes nothing.
    let upper = "1 mol/L"
    #expect(try png("--field", "salt") == png("--field", "salt", "--range", "0 mol/L, \(upper)"))
  }

  @Test func earlierFramesStayUnlessToldOtherwise() throws {
    let program = try program()
    defer { program.remove() }
    #expect(
      try program.run("render", "a", "--field", "salt", "--json").output == #"{"fields":["salt"],"folder":"a/rendered","frames":3}"# + "\n")
    try program.write("mine", to: "a/rendered/salt/notes.txt")
    try program.write("old", to: "a/rendered/salt/000007.png")
    let again = try program.run("render", "a", "--field", "salt")
    #expect(again.status == 2)
    #expect(again.errors == "a/rendered/salt already holds frames; choose another --output, or pass --overwrite to replace them\n")
    #expect(try program.run("render", "a", "--field", "salt", "--overwrite").status == 0)
    #expect(try program.names("a/rendered/salt") == ["000000.png", "000001.png", "000002.png", "notes.txt"])
    let before = try program.bytes("a/frames/salt/000001.png")
    for place in ["a/frames", "a/frames/", "a/../a/frames/more"] {
      let own = try program.run("render", "a", "--field", "salt", "--output", place, "--overwrite")
      #expect(own.status == 2)
      #expect(own.errors.hasSuffix("is where a run keeps its own frames; choose another folder\n"))
    }
    #expect(try program.bytes("a/frames/salt/000001.png") == before)
  }

  static let refusals: [([String], String)] = [
    (
      ["--range", "0 mol/L, 1 mol/L"],
      "--range: two values are of one quantity; expected one --field of salt, potential, current, pressure, vonMises, principalStress and filmThickness, found composite"
    ),
    (["--field", "salt", "--range", "1 mol/L"], "--range: expected auto or two values such as \"0 mol/L, 1.2 mol/L\", found \"1 mol/L\""),
    (["--field", "salt", "--range", "0, 1"], "--range: expected a concentration such as \"1 mol/L\", found \"0\" without a unit"),
    (["--field", "salt", "--range", "0 mol/L, 1 s"], "--range: expected a concentration such as \"1 mol/L\", found \"1 s\" (a time)"),
    (["--field", "current", "--range", "1 mA/cm2, 2 A"], "--range: unknown unit \"cm2\" in \"1 mA/cm2\"; did you mean \"cm^2\"?"),
    (["--field", "potential", "--range", "0 V, -1 V"], "--range: expected the lower value first, found \"0 V, -1 V\""),
    (["--field", "lithium", "--map", "magma"], "--map: lithium alone has no colours to map"),
  ]

  @Test func whatCannotBeDrawnIsTold() throws {
    let program = try program()
    defer { program.remove() }
    for (arguments, message) in Self.refusals {
      let result = try program.run(["render", "a"] + arguments)
      #expect(result.status == 2)
      #expect(result.errors == message + "\n")
    }
    #expect(try !program.names("a").contains("rendered"))
    let height = try program.run("render", "a", "--height", "10")
    #expect(height.status == 64)
    #expect(height.errors.hasPrefix("Error: --height: expected 64 to 8192, found 10"))
    #expect(try program.run("render", "a", "--map", "jet").errors.contains("'viridis', 'cividis', 'magma' or 'polar'"))
    try FileManager.default.removeItem(atPath: "\(program.folder)/a/fields")
    let none = try program.run("render", "a", "--json")
    #expect(none.status == 2)
    #expect(none.errors == #"{"kind":"error","message":"a/fields: no field files; a run with [output.fieldFiles] writes them"}"# + "\n")
  }

  @Test func filesOfOneQuantityAreDrawnAlone() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    let fields = "output.fieldFiles.fields=[\"salt\"]"
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "a", "--set", fields, "--set", "output.frames=0").status == 0)
    let result = try program.run("render", "a")
    #expect(result.output.hasPrefix("a/rendered: 3 frames of salt\nmovie: ffmpeg "), "\(result.errors)")
    let missing = try program.run("render", "a", "--field", "current")
    #expect(missing.status == 2)
    #expect(missing.errors == "a/fields/000000.vtkhdf: it has no current; it holds salt\n")
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(program.folder)/a/fields/000001.vtkhdf"))
    #expect(
      try program.run("render", "a", "--overwrite").errors
        == "a/fields/000001.vtkhdf: expected a field file, found no HDF5 file\n")
  }
}

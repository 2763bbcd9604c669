import Testing

@Suite struct SurfaceRunTests {
  @Test func aRunFolderHoldsItsSurfaceAndRunsAgain() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("x [um],z [um]\n0,3\n25,9\n15,12\n22,20\n40,3\n", to: "moss.csv")
    try program.write(WrongInputTests.config + "\n[electrode.surface]\nfile = \"moss.csv\"\n", to: "a.toml")
    let first = try program.run("run", "a.toml", "--quiet", "--output", "first", "--set", "electrode.position=20 um")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try program.bytes("first/surface.csv") == program.bytes("moss.csv"))
    #expect(try program.run("run", "first/config.toml", "--quiet", "--output", "second").status == 0)
    #expect(try program.bytes("second/metrics.csv") == program.bytes("first/metrics.csv"))
    #expect(try program.bytes("second/config.toml") == program.bytes("first/config.toml"))
    // A run over itself: its surface is read before its folder is cleared.
    let over = try program.run("run", "first/config.toml", "--quiet", "--output", "first", "--overwrite")
    #expect(over.status == 0, "\(over.errors)")
    #expect(try program.bytes("first/metrics.csv") == program.bytes("second/metrics.csv"))
    // Another surface, other metrics; the old file goes with the run that is replaced.
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "flat", "--set", "electrode.surface.unit=um").status == 0)
    try program.write(WrongInputTests.config.replacing("position = \"10 um\"", with: "position = \"20 um\""), to: "flat.toml")
    #expect(try program.run("run", "flat.toml", "--quiet", "--output", "second", "--overwrite").status == 0)
    #expect(try !program.names("second").contains("surface.csv"))
    #expect(try program.bytes("second/metrics.csv") != program.bytes("first/metrics.csv"))
  }

  @Test func aSurfaceThatCannotBeReadStopsBeforeAnythingIsWritten() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("x [um],z [um]\n0,3\noops,9\n40,3\n", to: "moss.csv")
    try program.write(WrongInputTests.config + "\n[electrode.surface]\nfile = \"moss.csv\"\n", to: "a.toml")
    let result = try program.run("run", "a.toml")
    #expect(result.status == 2)
    #expect(result.errors == "a.toml:21: electrode.surface.file: moss.csv:3: expected two numbers, found \"oops,9\"\n")
    #expect(try program.names() == ["a.toml", "moss.csv"])
  }
}

import Testing

/// Wrong input ends with status 2 (64 for wrong usage), says all that is wrong, and writes nothing.
@Suite struct WrongInputTests {
  /// A grid of 16 x 32 cells and a millisecond: whatever is run with it is over at once.
  static let config = """
    [cell]
    width = "40 um"
    height = "80 um"
    [electrode]
    position = "10 um"
    exchangeCurrentDensity = "3 mA/cm^2"
    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3.2e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.38
    [charging]
    voltage = "100 mV"
    duration = "1 ms"
    [output]
    frames = 0
    frameHeight = 64
    [numerics]
    interfaceHalfWidth = "5 um"
    """

  @Test(arguments: ["run", "check"]) func everyErrorIsShown(command: String) throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(
      "[cell]\nwidth = 40\nhieght = \"60 um\"\n" + Self.config.dropFirst("[cell]\nwidth = \"40 um\"\nheight = \"80 um\"\n".count),
      to: "a.toml")
    let result = try program.run(command, "a.toml", "--set", "output.frame=3")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        a.toml:2: cell.width: expected a length such as "40 um", found 40 without a unit
        a.toml:3: cell.hieght: unknown key; did you mean "height"?
        --set output.frame: unknown key; did you mean "frames"?

        """)
    #expect(try program.names() == ["a.toml"])
  }

  @Test func aFileThatIsNotThere() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("run", "none.toml")
    #expect(result.status == 2)
    #expect(result.errors == "none.toml: cannot read the config: no such file\n")
    #expect(try program.names().isEmpty)
  }

  @Test func textThatIsNotTOML() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("[cell\n", to: "a.toml")
    let result = try program.run("run", "a.toml")
    #expect(result.status == 2)
    #expect(result.errors == "a.toml:1:6: not valid TOML: expected ']', saw '\\n'\n")
    #expect(try program.names() == ["a.toml"])
  }

  @Test func wrongUsage() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    for arguments in ["--threads=0", "--threads=many", "--thread=2"] {
      let result = try program.run("run", "a.toml", arguments)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("Error: "))
    }
    #expect(try program.names() == ["a.toml"])
  }

  @Test func anEarlierRunIsKept() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    try program.write("", to: "taken")
    #expect(try program.run("run", "a.toml", "--quiet").status == 0)
    let before = try program.read("Outputs/a/provenance.json")
    let again = try program.run("run", "a.toml", "--quiet")
    #expect(again.status == 2)
    #expect(
      again.errors
        == "Outputs/a already holds a run; choose another name or --output, pass --overwrite to replace it, or go on with it if it was stopped: lidendrite resume Outputs/a\n"
    )
    #expect(try program.read("Outputs/a/provenance.json") == before)
    #expect(try program.run("run", "a.toml", "--quiet", "--overwrite").status == 0)
  }

  @Test func aPlaceThatCannotBeWritten() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet", "--output", "a.toml/run")
    #expect(result.status == 1)
    #expect(result.errors == "cannot create a.toml/run: not a directory\n")
    #expect(try program.names() == ["a.toml"])
  }
}

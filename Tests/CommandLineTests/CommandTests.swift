import Testing

@Suite struct CommandTests {
  @Test func versionAndHelp() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    #expect(
      try program.run("--version").output.wholeMatch(of: /0\.1\.0 \(Swift 6\.\d[a-z ]*, (x86_64|arm64|other), (native|any processor)\)\n/)
        != nil)
    let commands = [
      [], ["run"], ["check"], ["new"], ["keys"], ["materials"], ["study"], ["render"], ["compare"], ["figure"], ["figure", "curves"],
      ["figure", "compare"],
      ["figure", "convergence"], ["report"], ["movie"],
      ["figure", "morphology"],
    ]
    for command in commands {
      let result = try program.run(command + ["--help"])
      #expect(result.status == 0)
      #expect(result.output.contains("EXAMPLE"))
    }
  }

  @Test func checkShowsTheSetupAndWritesNothing() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(WrongInputTests.config, to: "a.toml")
    let result = try program.run("check", "a.toml", "--threads", "1", "--set", "charging.duration=2 h")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("a: butler-volmer\n"))
    #expect(result.output.split(separator: "\n").contains { $0.split(separator: " ") == ["duration", "2", "h"] })
    #expect(try program.names() == ["a.toml"])
  }

  @Test func theResolvedConfigOfARunIsAConfigThatResolvesToItself() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(WrongInputTests.config, to: "a.toml")
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "first", "--set", "cell.temperature=40 degC").status == 0)
    #expect(try program.run("run", "first/config.toml", "--quiet", "--output", "second").status == 0)
    let config = try program.read("first/config.toml")
    #expect(config.contains("temperature = \"313.15 K\""))
    #expect(try program.read("second/config.toml") == config)
  }
}

import Testing

@Suite struct CompletionTests {
  @Test(arguments: ["bash", "zsh", "fish"]) func theScriptsKnowCommandsAndTemplates(shell: String) throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("--generate-completion-script", shell)
    #expect(result.status == 0)
    for word in [
      "check", "run", "new", "study", "snakemake", "render", "compare", "cividis", "potential", "quickstart", "toml", "materials", "LLZTO",
      "keys",
      "report",
      "movie", "gif",
    ] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test func keysAreOfferedAfterSet() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("---completion", "run", "--", "--set", "0", "0", "lidendrite")
    #expect(result.status == 0, "\(result.errors)")
    let keys = result.output.split(separator: "\n")
    // Those of a list are out of reach.
    #expect(!keys.contains { $0.hasPrefix("charging.step.") || $0.hasPrefix("electrode.nucleus.") })
    #expect(keys.contains("charging.voltage=") && keys.contains("electrode.roughness.seed="))
  }

  @Test func namesOfTheReferenceAreOffered() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("---completion", "keys", "--", "positional@0", "0", "0", "lidendrite")
    #expect(result.status == 0, "\(result.errors)")
    let names = result.output.split(separator: "\n")
    #expect(names.contains("electrode.filmResistance") && names.contains("tip height") && names.contains("study.csv"))
    #expect(Set(names).count == names.count)
  }
}

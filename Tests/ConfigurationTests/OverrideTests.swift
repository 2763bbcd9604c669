import Testing

@testable import Configuration

@Suite struct OverrideTests {
  private func config(_ overrides: String...) throws -> RunConfiguration {
    try RunConfiguration(parsing: SampleConfig.minimal, file: "sample.toml", overrides: overrides)
  }

  @Test func valuesMayStandWithOrWithoutQuotes() throws {
    #expect(try config("cell.width=50 um").cell.width == 50e-6)
    #expect(try config("cell.width=\"50 um\"").cell.width == 50e-6)
    #expect(try config("cell.width = 50 um").cell.width == 50e-6)
    #expect(try config("electrolyte.cationTransferenceNumber=0.5").electrolyte.cationTransferenceNumber?.value == 0.5)
    #expect(try config("numerics.holdInterface=true").numerics.holdInterface)
    #expect(try config("output.fields=[\"salt\", \"lithium\"]").output.fields == [.salt, .lithium])
    #expect(try config("output.fields=salt").output.fields == [.salt])
    #expect(try config("name=other").name == "other")
  }

  @Test(arguments: ["output.fields=[}", "output.fields=[[.", "output.fields=}", "output.fields=["]) func brokenBracketsAreText(
    override: String
  ) {
    #expect(throws: ConfigurationErrors.self) { try config(override) }
  }

  @Test func aKeyOfVeryManyPartsIsRefused() {
    let errors = #expect(throws: ConfigurationErrors.self) { try config(String(repeating: "cell.", count: 60_000) + "width=1") }
    #expect(
      errors?.description == "--set expected a key of at most 100 parts, found cell.cell.cell.cell.cell.cell.cell.cell....")
  }

  @Test(arguments: ["model=1979-05-27T", "model=1979-05-27Tc07:32", "model={ a.b = 1979-05-27t }"])
  func brokenDatesAreText(override: String) {
    #expect(throws: ConfigurationErrors.self) { try config(override) }
  }

  /// Members of lists are counted from 0.
  @Test func aMemberOfAListIsSetByItsNumber() throws {
    func layered(_ overrides: String...) throws -> RunConfiguration {
      try RunConfiguration(
        parsing: SampleConfig.minimal + "\n" + LayerConfigTests.riding + LayerConfigTests.riding, file: "sample.toml", overrides: overrides)
    }
    let config = try layered(
      "layer[1].thickness=2 um", "layer[1].gap=[{ position = \"2 um\", radius = \"1 um\" }]", "layer[1].gap[0].radius=3 um")
    #expect(config.layers.map(\.thickness) == [1e-6, 2e-6] && config.layers[1].gaps[0].radius == 3e-6)
    for (override, message) in [
      ("layer[2].thickness=2 um", "--set layer[2].thickness: there are 2 of [[layer]], counted from 0"),
      ("interlayer[0].thickness=2 um", "--set interlayer[0].thickness: there is no [[interlayer]] to change"),
      (
        "layer[0].thickness=2", "--set layer[0].thickness: expected a length such as \"40 um\", found 2 without a unit"
      ),
      ("layer[0].thicknes=2 um", "--set layer[0].thicknes: unknown key; did you mean \"thickness\"?"),
    ] {
      #expect {
        try layered(override)
      } throws: {
        "\($0)" == message
      }
    }
  }

  @Test func theLastOneCounts() throws {
    #expect(try config("cell.width=50 um", "cell.width=70 um").cell.width == 70e-6)
  }

  @Test func sectionsTheFileLeavesOutAreMade() throws {
    let config = try config("electrode.roughness.amplitude=1 um", "electrode.roughness.modes=3")
    #expect(config.electrode.roughness == .init(amplitude: 1e-6, form: .modes(3), seed: 1))
    let nuclei = try self.config("electrode.nucleus=[{position=\"1 um\", radius=\"2 um\"}]").electrode.nuclei
    #expect(nuclei == [.init(position: 1e-6, radius: 2e-6, height: 0)])
  }

  @Test func theNameOfARunIsFitForAFolder() throws {
    for (file, name) in [
      ("a/quick start.toml", "quick-start"), (".toml", "toml"), ("2024.toml", "2024"), ("--x.toml", "x"), ("ü.toml", "run"),
    ] {
      let config = try RunConfiguration(parsing: SampleConfig.minimal, file: file)
      #expect(config.name == name)
      #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "config.toml") == config)
    }
  }
}

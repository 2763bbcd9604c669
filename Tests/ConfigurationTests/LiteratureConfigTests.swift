import Physics
import Testing

@testable import Configuration

/// Configs of the models of the literature.
@Suite struct LiteratureConfigTests {
  static func text(_ model: String = "hong-2018", charging: String = "voltage = \"450 mV\"", adding extra: String = "") -> String {
    """
    model = "\(model)"
    [cell]
    width = "40 um"
    height = "80 um"
    [electrode]
    position = "20 um"
    [charging]
    duration = "1 min"
    \(charging)
    \(extra)
    """
  }

  static func config(_ text: String) throws(ConfigurationErrors) -> RunConfiguration {
    try RunConfiguration(parsing: text, file: "paper.toml")
  }

  @Test(arguments: [
    ("hong-2018", SinglePotentialModel.Parameters.hong2018), ("chen-2015", .chen2015),
  ])
  func whatIsLeftOutIsPublished(model: String, published: SinglePotentialModel.Parameters) throws {
    let config = try Self.config(Self.text(model))
    #expect(config.literature?.parameters == published)
    #expect(config.cell.temperature == 300)
    // Cells of δ′, 4.4 across the interface.
    #expect(config.numerics.cellSize == published.interfaceLength)
    #expect(config.numerics.timeStepFactor == 0.5)
  }

  @Test func everyConstantCanBeSet() throws {
    let config = try Self.config(
      Self.text(
        adding: """
          [literature]
          barrier = "3 MJ/m^3"
          gradientCoefficient = "1.5e-6 J/m"
          anisotropy = 0.1
          mobility = "1e-6 m^3/(J*s)"
          reactionRate = "2e-3 1/s"
          chargeTransferCoefficient = 0.4
          reactionLeavesOutMetal = true
          electrodeDiffusivity = "1e-11 m^2/s"
          electrolyteDiffusivity = "2e-10 m^2/s"
          electrodeConductivity = "1e5 S/m"
          electrolyteConductivity = "5 mS/cm"
          siteConcentration = "70 mol/L"
          concentration = "2 mol/L"
          """))
    var expected = SinglePotentialModel.Parameters(
      barrier: 3e6, gradientCoefficient: 1.5e-6, mobility: 1e-6, reactionRate: 2e-3, electrodeDiffusivity: 1e-11,
      electrolyteDiffusivity: 2e-10, electrodeConductivity: 1e5, electrolyteConductivity: 0.5)
    expected.anisotropy = 0.1
    expected.chargeTransferCoefficient = 0.4
    expected.reactionLeavesOutMetal = true
    expected.siteConcentration = 7e4
    expected.concentration = 2000
    #expect(config.literature?.parameters == expected)
  }

  @Test(arguments: ["hong-2018", "chen-2015"])
  func resolvedConfigIsTheSameRun(model: String) throws {
    let config = try Self.config(Self.text(model, adding: "[literature]\nreactionRate = \"3e-4 1/s\""))
    let again = try Self.config(config.resolvedTOML())
    #expect(again.resolvedTOML() == config.resolvedTOML())
    #expect(again.literature == config.literature)
    #expect(again.numerics == config.numerics)
    #expect(!config.resolvedTOML().contains("[electrolyte]"))
  }

  static let mistakes: [(String, String)] = [
    (
      text(adding: "[electrolyte]\nconcentration = \"1 mol/L\""),
      #"paper.toml:11: electrolyte.concentration: belongs to model = "butler-volmer"; what "hong-2018" goes by is set in [literature]"#
    ),
    (
      text().replacing("position", with: "exchangeCurrentDensity = \"1 A/m^2\"\nposition"),
      #"paper.toml:6: electrode.exchangeCurrentDensity: belongs to model = "butler-volmer"; what "hong-2018" goes by is set in [literature]"#
    ),
    (
      text(adding: "[numerics]\ninterfaceHalfWidth = \"1 um\""),
      #"paper.toml:11: numerics.interfaceHalfWidth: belongs to model = "butler-volmer"; what "hong-2018" goes by is set in [literature]"#
    ),
    (
      SampleConfig.minimal + "\n[literature]\nbarrier = \"1 MJ/m^3\"",
      "paper.toml:18: literature: belongs to the models of the literature; set model = \"hong-2018\" or \"chen-2015\", or leave it out"
    ),
    (
      text().replacing("[electrode]\n", with: "").replacing("position = \"20 um\"\n", with: ""),
      "paper.toml: electrode.position: missing; expected a length such as \"40 um\""
    ),
    (
      text(charging: "currentDensity = \"1 mA/cm^2\""),
      "paper.toml:9: charging.currentDensity: \"hong-2018\" imposes a voltage between the ends of its one potential and knows no current "
        + "or rest; set a voltage, or use model = \"butler-volmer\""
    ),
    (
      text(charging: "step = [{ voltage = \"0.1 V\", duration = \"1 s\" }, { kind = \"rest\", duration = \"1 s\" }]"),
      "paper.toml:9: charging.step: step 2: \"hong-2018\" imposes a voltage between the ends of its one potential and knows no current "
        + "or rest; set a voltage, or use model = \"butler-volmer\""
    ),
    (
      text(adding: "[literature]\nanisotropy = 0.2"),
      "paper.toml:11: literature.anisotropy: expected a number from 0 up to, but not including, 1/7, where fronts would get corners, found 0.2"
    ),
    (
      text(adding: "[literature]\nbarrier = \"6 J/m\""),
      "paper.toml:11: literature.barrier: expected an energy density such as \"6e6 J/m^3\", found \"6 J/m\" (a force)"
    ),
    (
      text(adding: "[literature]\nmobilty = \"1e-6 m^3/J/s\""),
      "paper.toml:11: literature.mobilty: unknown key; did you mean \"mobility\"?"
    ),
    (
      text(adding: "[numerics]\ncellSize = \"2 um\""),
      "paper.toml:11: numerics.cellSize: the interface is 1.1 um wide (10-90 %), less than one cell: expected at most that, better 250 nm, "
        + "found 2 um"
    ),
    (
      "model = \"hong-2019\"\n" + SampleConfig.minimal,
      #"paper.toml:1: model: unknown value "hong-2019"; did you mean "hong-2018"?"#
    ),
  ]

  @Test(arguments: mistakes) func tellsWhatIsWrong(text: String, message: String) {
    #expect((#expect(throws: ConfigurationErrors.self) { try Self.config(text) }).map(\.description) == message)
  }

  /// The numbers are those of model.md: i₀ = 6 F c_s L_η δ′ = 11.06 A/m², L_η e^{αfV}/(L_σW) = 1e-3 e^{8.703}/15.
  @Test func warnsWithTheNumbersOfTheConfig() throws {
    let config = try Self.config(Self.text(adding: "[numerics]\ncellSize = \"500 nm\""))
    let warnings = CheckReport(config, threads: 2).warnings
    #expect(
      warnings == [
        "literature.reactionRate: the reaction fills the interface, so that its exchange current density, 6 F c_s L_eta delta' = "
          + "1.11 mA/cm^2, is proportional to the interface's width: with delta' = 125 nm instead of 250 nm it would be 0.553 mA/cm^2; "
          + "keep reactionRate * delta' when you change barrier or gradientCoefficient",
        "charging.voltage: 450 mV are used twice, as overpotential and as ohmic drop: a flat front begins with 6.66e+03 mA/cm^2, while "
          + "the electrolyte conducts 892 mA/cm^2 and the difference passes through the metal's end; a cell that spends them once, as model = "
          + "\"butler-volmer\" does, begins with 313 mA/cm^2 at an overpotential of -292 mV",
        "literature.mobility: the reaction outruns what holds the interface together: L_eta exp(alpha f |eta|)/(L_sigma W) = 0.4, above "
          + "0.1 the profile is no longer that of rest and a flat front is slower than its kinetics (by 2 % at 0.1, 17 % at 0.4, 32 % at 0.8); "
          + "use at most 370 mV, a smaller reactionRate or a larger mobility",
        "numerics.cellSize: 2.2 cells across the interface (10-90 %), 4.4 are needed: fronts stick to the grid and tips follow its axes; "
          + "use 250 nm or less",
      ])
    // Weak driving on fine cells leaves only what is wrong with the equations.
    let gentle = try Self.config(Self.text(charging: "voltage = \"100 mV\""))
    #expect(CheckReport(gentle, threads: 2).warnings.map { $0.prefix { $0 != ":" } } == ["literature.reactionRate", "charging.voltage"])
  }

  @Test func theSharpFrontThatItComesClosestToHasItsKinetics() throws {
    let parameters = SinglePotentialModel.Parameters.hong2018
    let config = try Self.config(Self.text())
    // Butler-Volmer at 50 mV as a current is what the planar front's speed is as a flux of lithium.
    let current = config.modelParameters.kinetics.currentDensity(-0.05)
    #expect(abs(current / (parameters.siteCharge * parameters.kineticSpeed(concentration: 1, potential: -0.05)) - 1) < 1e-6)
    #expect(abs(parameters.interfacialEnergy - 0.5) < 1e-12)
  }
}

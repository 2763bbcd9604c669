import Physics
import Testing

@testable import Configuration

/// `[mechanics]` takes from the database what a config leaves out.
@Suite struct MechanicsMaterialTests {
  static func config(_ electrolyte: String, _ mechanics: String, temperature: String = "25 degC") throws -> RunConfiguration {
    try RunConfiguration(
      parsing: """
        [cell]
        width = "10 um"
        height = "10 um"
        temperature = "\(temperature)"
        [electrode]
        position = "2 um"
        exchangeCurrentDensity = "100 A/m^2"
        [charging]
        currentDensity = "1 mA/cm^2"
        duration = "1 min"
        stackPressure = "1 MPa"
        [numerics]
        interfaceHalfWidth = "125 nm"
        [electrolyte]
        \(electrolyte)
        [mechanics]
        \(mechanics)
        """, file: "a.toml")
  }

  static let polymer = """
    material = "LiTFSI in PEO"
    concentration = "1 mol/L"
    ionicConductivity = { activationEnergy = "60 kJ/mol" }
    saltDiffusivity = { activationEnergy = "60 kJ/mol" }
    """

  @Test func aCeramicBringsItsModuli() throws {
    let config = try Self.config("material = \"LLZO\"", "", temperature: "60 degC")
    #expect(config.mechanics?.electrolyteYoungsModulus == 149.8e9 && config.mechanics?.electrolytePoissonsRatio == 0.26)
    #expect(config.advice.isEmpty, "\(config.advice)")
    let row = CheckReport(config, threads: 1).sections.first { $0.title == "Stress" }?.rows.first { $0.label == "electrolyte" }
    #expect(row?.value == "149.8" && row?.remark == "J. E. Ni et al., J. Mater. Sci. 47 (2012) 7978 (3 % of pores; the lower end 6 %)")
    let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
    #expect(again == config && again.resolvedTOML() == config.resolvedTOML())
  }

  @Test func whatIsSetWins() throws {
    let config = try Self.config("material = \"LPSCl\"", "electrolytePoissonsRatio = 0.3")
    #expect(config.mechanics?.electrolyteYoungsModulus == 22e9 && config.mechanics?.electrolytePoissonsRatio == 0.3)
    #expect(config.standIns.map(\.quantity) == [.youngsModulus])
  }

  /// It bears no shear, whatever its solvent: nothing to be checked.
  @Test func aCarbonateIsALiquid() throws {
    let config = try Self.config("material = \"LiPF6 in EC:EMC\"\nconcentration = \"1 mol/L\"", "")
    #expect(config.mechanics?.electrolyteYoungsModulus == 0 && config.mechanics?.isLiquid == true && config.advice.isEmpty)
    let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
    #expect(again == config && again.resolvedTOML() == config.resolvedTOML())
    let idle = try Self.config("material = \"LiPF6 in EC:EMC\"\nconcentration = \"1 mol/L\"", "electrolytePoissonsRatio = 0.3")
    #expect(
      idle.advice == ["a.toml:18: mechanics.electrolytePoissonsRatio: has no effect where the electrolyte is a liquid"])
  }

  /// A gel has a stiffness, but no liquid's Poisson's ratio.
  @Test func aCarbonateWithAModulusNeedsAPoissonsRatio() {
    #expect {
      try Self.config("material = \"LiPF6 in EC:EMC\"\nconcentration = \"1 mol/L\"", "electrolyteYoungsModulus = \"1 GPa\"")
    } throws: { "\($0)" == "a.toml:17: mechanics.electrolytePoissonsRatio: missing; expected a number such as 0.5" }
  }

  @Test func lowConfidenceIsTold() throws {
    let words = "is common knowledge of the field, read in no published source; check it, then set it here (lidendrite materials PEO)"
    #expect(
      try Self.config(Self.polymer, "").advice == [
        "mechanics.electrolyteYoungsModulus: 0.05 GPa \(words)", "mechanics.electrolytePoissonsRatio: 0.45 \(words)",
      ])
    #expect(
      try Self.config(Self.polymer, "electrolyteYoungsModulus = \"50 MPa\"").advice == [
        "mechanics.electrolytePoissonsRatio: 0.45 \(words)"
      ])
  }

  /// At 85 °C the polymer is a melt, and the value of the solid at room temperature would be wrong by far.
  @Test func aPolymerIsNotKnownAtAnyTemperature() {
    #expect {
      try Self.config("material = \"LiTFSI in PEO\"\nconcentration = \"1 mol/L\"", "", temperature: "358.15 K")
    } throws: {
      "\($0)" == """
        a.toml:17: mechanics.electrolyteYoungsModulus: missing; expected a pressure such as "4.9 GPa"
        a.toml:17: mechanics.electrolytePoissonsRatio: missing; expected a number such as 0.5
        """
    }
  }

  /// What the default model takes for lithium stands in the database as well.
  @Test func lithiumIsTheSameEverywhere() throws {
    let lithium = Material.lithium, standard = ModelStandard.parameters
    #expect(lithium[.molarVolume]?.value == standard.molarVolume)
    #expect(lithium[.interfacialEnergy]?.value == standard.interfacialEnergy)
    let mechanics = try #require(try Self.config("material = \"LLZO\"", "").mechanics)
    #expect(mechanics.lithiumYoungsModulus == 7.82e9 && mechanics.lithiumPoissonsRatio == 0.38 && mechanics.yieldStrength == 0.8e6)
  }
}

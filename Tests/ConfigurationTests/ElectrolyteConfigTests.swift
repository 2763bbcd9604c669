import Foundation
import Physics
import Testing

@testable import Configuration

/// Properties as values, tables and fits, materials, and laws of the surface, from the text of a config to the laws of the model.
@Suite struct ElectrolyteConfigTests {
  /// The smallest config with these sections in place of its electrode's and electrolyte's keys.
  static func text(electrode: String = "", electrolyte: String, temperature: String = "25 degC", charging: String = "voltage = \"0.1 V\"")
    -> String
  {
    """
    [cell]
    width = "40 um"
    height = "60 um"
    temperature = "\(temperature)"
    [charging]
    \(charging)
    duration = "10 min"
    [electrolyte]
    \(electrolyte)
    [electrode]
    position = "10 um"
    exchangeCurrentDensity = "3 mA/cm^2"
    \(electrode)
    """
  }

  static let binary = """
    concentration = "1 mol/L"
    saltDiffusivity = "3.2e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.38
    """

  static func laws(_ electrolyte: String, temperature: String = "25 degC") throws -> Physics.Electrolyte {
    try RunConfiguration(parsing: text(electrolyte: electrolyte, temperature: temperature), file: "a.toml").electrolyteLaws
  }

  @Test(arguments: ElectrolyteMaterial.allCases) func everyMaterialMakesAnElectrolyte(_ material: ElectrolyteMaterial) throws {
    let isPolymer = material == .polyethyleneOxide
    let concentration = material.isSingleIonConductor ? "" : "concentration = \"1 mol/L\"\n"
    let text = Self.text(
      electrolyte: "\(concentration)material = \"\(material.rawValue)\"", temperature: isPolymer ? "358.15 K" : "25 degC")
    let config = try RunConfiguration(parsing: text, file: "a.toml")
    #expect(config.advice.isEmpty, "\(config.advice)")
    #expect(config.electrolyte.saltTransport == !material.isSingleIonConductor)
    let resolved = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
    #expect(resolved == config)
    let laws = config.electrolyteLaws, brought = material.properties(at: config.cell.temperature)
    #expect(laws.conductivity.conductivity(1000) == brought.conductivity.conductivity(1000))
    if !material.isSingleIonConductor { #expect(laws.diffusivity.value(700) == brought.diffusivity.value(700)) }
  }

  @Test func whatIsSetBesideAMaterialReplacesWhatItBrings() throws {
    let laws = try Self.laws("concentration = \"1 mol/L\"\nmaterial = \"LiPF6 in EC:EMC\"\ncationTransferenceNumber = 0.3")
    let brought = ElectrolyteMaterial.ethylMethylCarbonate.properties(at: 298.15)
    #expect(laws.cationTransferenceNumber == 0.3)
    #expect(laws.diffusivity.value(500) == brought.diffusivity.value(500))
  }

  /// κ of PEO at 60 °C from that at 85 °C, by the written-out formula of Arrhenius; 0.4 eV are 38.594 kJ/mol.
  @Test func activationEnergiesCarryAMaterialToAnotherTemperature() throws {
    let laws = try Self.laws(
      """
      material = "LiTFSI in PEO"
      concentration = "1 mol/L"
      ionicConductivity = { activationEnergy = "0.4 eV" }
      saltDiffusivity = { activationEnergy = "30 kJ/mol" }
      """, temperature: "60 degC")
    let way = 1 / 333.15 - 1 / 358.15
    let measured = Edman2000.conductivity.conductivity(1000)
    #expect(abs(laws.conductivity.conductivity(1000) / (measured * exp(-38_594.13 / 8.314_462_6 * way)) - 1) <= 1e-6)
    #expect(abs(laws.saltDiffusivity / (Edman2000.diffusivity.value(1000) * exp(-30_000 / 8.314_462_6 * way)) - 1) <= 1e-6)
  }

  @Test func tablesAndFitsBecomeLaws() throws {
    let laws = try Self.laws(
      """
      concentration = "1 mol/L"
      ionicConductivity = { concentrations = ["0.5 mol/L", "1 mol/L", "2 mol/L"], values = ["8 mS/cm", "10 mS/cm", "6 mS/cm"] }
      saltDiffusivity = { coefficients = ["4e-10 m^2/s", "-0.5e-10 m^2/s"] }
      cationTransferenceNumber = { concentrations = ["0 mol/L", "2 mol/L"], values = [0.4, -0.2] }
      thermodynamicFactor = { coefficients = [1, 0.5], powers = [0, 1.5], range = ["0 mol/L", "3 mol/L"] }
      """)
    #expect(laws.conductivity.conductivity(1000) == 1)
    #expect(abs(laws.conductivity.conductivity(250) - 0.4) <= 1e-15)
    #expect(laws.conductivity.conductivity(3000) == 0.6)
    #expect(abs(laws.diffusivity.value(2000) - 3e-10) <= 1e-24)
    #expect(abs(laws.transference.value(1000) - 0.1) <= 1e-15)
    #expect(abs(laws.thermodynamics.value(4000) - (1 + 0.5 * 3.0.squareRoot() * 3)) <= 1e-15)
  }

  @Test func exchangeCurrentDensityFollowsTheTemperature() throws {
    let activated = "exchangeCurrentDensity = { value = \"3 mA/cm^2\", activationEnergy = \"50 kJ/mol\" }"
    let text = Self.text(electrolyte: Self.binary, temperature: "45 degC")
      .replacing("exchangeCurrentDensity = \"3 mA/cm^2\"", with: activated)
    let config = try RunConfiguration(parsing: text, file: "a.toml")
    let way = 1 / 318.15 - 1 / 298.15
    let expected = 30 * exp(-50_000 / 8.314_462_6 * way)
    #expect(abs(config.modelParameters.exchangeCurrentDensity / expected - 1) <= 1e-7)
    #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml") == config)
  }

  @Test func lawsOfTheSurfaceReachTheModel() throws {
    let text = Self.text(
      electrode: """
        kineticLaw = "marcus"
        reorganizationEnergy = "0.3 eV"
        filmResistance = "20 ohm*cm^2"
        [electrode.anisotropy]
        fold = 6
        orientation = "30 deg"
        interfacialEnergyStrength = 0.02
        exchangeCurrentStrength = 0.4
        [electrode.noise]
        seed = 9
        depth = "1 um"
        """, electrolyte: Self.binary)
    let config = try RunConfiguration(parsing: text, file: "a.toml")
    let parameters = config.modelParameters
    guard case .marcus(let energy) = parameters.kineticLaw else {
      Issue.record("\(parameters.kineticLaw)")
      return
    }
    #expect(abs(energy - 28_945.6) <= 0.1)
    #expect(abs(parameters.filmResistance - 2e-3) <= 1e-18)
    #expect(
      parameters.anisotropy
        == SurfaceAnisotropy(fold: 6, orientation: 30 * 0.017_453_292_519_943_295, energyStrength: 0.02, exchangeStrength: 0.4))
    #expect(parameters.shotNoise == ShotNoise(amplification: 1, seed: 9, depth: 1e-6))
    #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml") == config)
    #expect(config.idleKeys.isEmpty)
  }

  @Test func temperaturesAndConcentrationsBeyondTheDataAreTold() throws {
    let config = try RunConfiguration(
      parsing: Self.text(electrolyte: "concentration = \"0.05 mol/L\"\nmaterial = \"LiPF6 in EC:DMC\"", temperature: "55 degC"),
      file: "a.toml")
    #expect(
      config.advice == [
        "electrolyte.material: the data of \"LiPF6 in EC:DMC\" are from 263 to 323 K; 328.15 K is beyond them",
        "electrolyte.material: the data of \"LiPF6 in EC:DMC\" are from 0.1 to 4 mol/L; 0.05 mol/L is beyond them",
      ])
  }

  @Test func idleKeysOfTheElectrolyteAndTheSurfaceAreTold() throws {
    let config = try RunConfiguration(
      parsing: Self.text(
        electrode: "kineticLaw = \"linear\"\nchargeTransferCoefficient = 0.4\nreorganizationEnergy = \"0.3 eV\"",
        electrolyte: "material = \"LLZO\"\nconcentration = \"1 mol/L\"\nsaltDiffusivity = \"1e-10 m^2/s\""), file: "a.toml")
    #expect(
      config.idleKeys.map(\.key) == [
        "electrolyte.concentration", "electrolyte.saltDiffusivity", "electrode.chargeTransferCoefficient",
        "electrode.reorganizationEnergy",
      ])
  }
}

import Testing

@testable import Configuration

/// Wrong electrolytes and surface laws, and the exact words they meet.
@Suite struct ElectrolyteMessageTests {
  static let brought = "concentration = \"1 mol/L\"\nmaterial = \"LiPF6 in EC:DMC\""

  static func words(_ text: String) -> [String] {
    do throws(ConfigurationErrors) {
      _ = try RunConfiguration(parsing: text, file: "a.toml")
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  static let electrolytes: [(String, String)] = [
    (
      "concentration = \"1 mol/L\"\nmaterial = \"LiPF6 in EC:DMK\"",
      #"a.toml:10: electrolyte.material: unknown value "LiPF6 in EC:DMK"; did you mean "LiPF6 in EC:DMC"?"#
    ),
    (
      "\(brought)\nionicConductivity = { value = \"10 mS/cm\", coefficients = [\"1 S/m\"] }",
      "a.toml:11: electrolyte.ionicConductivity: set one of value, concentrations with values, or coefficients; found 2 of them"
    ),
    (
      "\(brought)\nsaltDiffusivity = { concentrations = [\"1 mol/L\", \"2 mol/L\"], values = [\"3e-10 m^2/s\"] }",
      "a.toml:11: electrolyte.saltDiffusivity.values: expected as many as concentrations, 2, found 1"
    ),
    (
      "\(brought)\nsaltDiffusivity = { concentrations = [\"2 mol/L\", \"1 mol/L\"], values = [\"3e-10 m^2/s\", \"2e-10 m^2/s\"] }",
      "a.toml:11: electrolyte.saltDiffusivity.concentrations: expected two or more, each greater than the one before"
    ),
    (
      "\(brought)\nsaltDiffusivity = { values = [\"3e-10 m^2/s\", \"2e-10 m^2/s\"] }",
      "a.toml:11: electrolyte.saltDiffusivity.concentrations: missing; expected a list of concentrations, one for each of the values"
    ),
    (
      "\(brought)\nthermodynamicFactor = { coefficients = [1, 0.5], powers = [0] }",
      "a.toml:11: electrolyte.thermodynamicFactor.powers: expected as many as coefficients, 2, found 1"
    ),
    (
      "\(brought)\nthermodynamicFactor = { powers = [0] }",
      "a.toml:11: electrolyte.thermodynamicFactor.powers: belongs to coefficients, which are missing beside it"
    ),
    (
      "\(brought)\nthermodynamicFactor = { coefficients = [1, -0.8] }",
      "a.toml:11: electrolyte.thermodynamicFactor: expected a thermodynamic factor greater than 0, found 0 at 1.25 mol/L and 298.15 K"
    ),
    (
      "\(brought)\nionicConductivity = { coefficients = [\"1 S/m\", \"0.1 S/m\"] }",
      "a.toml:11: electrolyte.ionicConductivity: this fit does not fall to zero with the concentration in proportion; "
        + "add range = [lowest, highest] of its data: below the lowest the conductivity is taken proportional to the concentration"
    ),
    (
      "\(brought)\nionicConductivity = { value = \"10 mS/cm\", activationEnergy = \"15 kJ\" }",
      #"a.toml:11: electrolyte.ionicConductivity.activationEnergy: expected a molar energy of at most 1000 kJ/mol; without /mol it is that of one particle, found "15 kJ""#
    ),
    (
      "\(brought)\nionicConductivity = { value = \"10 mS/cm\", referenceTemperature = \"25 degC\" }",
      "a.toml:11: electrolyte.ionicConductivity.referenceTemperature: belongs to an activationEnergy, which is missing beside it"
    ),
    (
      "\(brought)\nionicConductivity = { activationEnergy = \"15 kJ/mol\" }",
      "a.toml:11: electrolyte.ionicConductivity: \"LiPF6 in EC:DMC\" already follows the temperature; an activationEnergy belongs to a "
        + "value of your own"
    ),
    (
      "concentration = \"1 mol/L\"\nmaterial = \"LiTFSI in PEO\"\nsaltDiffusivity = \"1e-12 m^2/s\"",
      "a.toml:10: electrolyte.material: \"LiTFSI in PEO\" was measured at 358.15 K; at 298.15 K also set "
        + "ionicConductivity = { activationEnergy = \"...\" }"
    ),
    (
      "material = \"LLZO\"\nsaltTransport = true",
      #"a.toml:10: electrolyte.saltTransport: "LLZO" conducts lithium ions only; there is no salt to be transported"#
    ),
    (
      "\(brought)\ncounterSide = \"lithium\"\nreservoirDistance = \"1 mm\"",
      "a.toml:12: electrolyte.reservoirDistance: belongs to counterSide = \"reservoir\"; a lithium electrode stands at the top of the domain"
    ),
    (
      "concentration = \"1 mol/L\"\nionicConductivity = { activationEnergy = \"20 kJ/mol\" }\nsaltDiffusivity = \"3e-10 m^2/s\"\n"
        + "cationTransferenceNumber = 0.4",
      "a.toml:10: electrolyte.ionicConductivity: an activationEnergy without a value; add a value, or a material that brings one"
    ),
  ]

  @Test(arguments: electrolytes) func aWrongElectrolyte(_ electrolyte: String, _ message: String) {
    let found = Self.words(ElectrolyteConfigTests.text(electrolyte: electrolyte))
    #expect(found.contains(message), "\(found)")
  }

  static let electrodes: [(String, String)] = [
    (
      "kineticLaw = \"marcus\"",
      "a.toml:13: electrode.reorganizationEnergy: missing; expected a molar energy such as \"35 kJ/mol\", which kineticLaw = \"marcus\" needs"
    ),
    (
      "[electrode.anisotropy]\nfold = 4\ninterfacialEnergyStrength = 0.07",
      "a.toml:18: electrode.anisotropy.interfacialEnergyStrength: expected less than 1/(fold² − 1) = 0.06667, found 0.07: beyond it the "
        + "stiffness γ + γ″ is negative in some directions, where a smooth front has no solution"
    ),
    (
      "[electrode.anisotropy]\nfold = 6\norientation = 30",
      "a.toml:18: electrode.anisotropy.orientation: expected an angle such as \"30 deg\", found 30 without a unit"
    ),
    (
      "[electrode.anisotropy]\nfold = 6\nexchangeCurrentStrength = 1",
      "a.toml:18: electrode.anisotropy.exchangeCurrentStrength: expected a number from 0 up to, but not including, 1, found 1"
    ),
    (
      "[electrode.anisotropy]\nfold = 13", "a.toml:17: electrode.anisotropy.fold: expected a whole number from 1 to 12, found 13"
    ),
    ("[electrode.noise]\nseed = 2", "a.toml:16: electrode.noise.depth: missing; expected a length such as \"40 um\""),
    (
      "exchangeCurrentDensity = { coefficients = [1, 2] }",
      "a.toml:16: electrode.exchangeCurrentDensity.coefficients: unknown key"
    ),
  ]

  @Test(arguments: electrodes) func aWrongSurface(_ electrode: String, _ message: String) {
    var text = ElectrolyteConfigTests.text(electrode: electrode, electrolyte: ElectrolyteConfigTests.binary)
    if electrode.hasPrefix("exchange") { text.replace("exchangeCurrentDensity = \"3 mA/cm^2\"\n", with: "\n") }
    let found = Self.words(text)
    #expect(found.contains { $0.hasPrefix(message) }, "\(found)")
  }

  /// One mistake, one message.
  @Test(arguments: [
    ("material = \"LLZO\"\nsaltTransport = true", 1),
    ("\(brought)\nsaltDiffusivity = { concentrations = [\"1 mol/L\", \"2 mol/L\"], values = [\"3e-10 m^2/s\", \"-1 m^2/s\"] }", 1),
  ]) func nothingFollowsFromAMistake(_ electrolyte: String, _ count: Int) {
    let found = Self.words(ElectrolyteConfigTests.text(electrolyte: electrolyte))
    #expect(found.count == count, "\(found)")
  }

  /// Marcus kinetics of 0.3 eV reaches a plateau, Butler–Volmer kinetics 10 V.
  @Test func currentsThatNoKineticsCarriesAreRefused() {
    let marcus = ElectrolyteConfigTests.text(
      electrode: "kineticLaw = \"marcus\"\nreorganizationEnergy = \"0.3 eV\"", electrolyte: ElectrolyteConfigTests.binary,
      charging: "currentDensity = \"1000 mA/cm^2\"")
    #expect(
      Self.words(marcus) == [
        "a.toml:6: charging.currentDensity: no overpotential up to 10 V carries 1000 mA/cm^2 with this kineticLaw and exchangeCurrentDensity"
      ])
    let step = ElectrolyteConfigTests.text(
      electrode: "kineticLaw = \"marcus\"\nreorganizationEnergy = \"0.3 eV\"", electrolyte: ElectrolyteConfigTests.binary,
      charging: "[[charging.step]]\ncurrentDensity = \"1 mA/cm^2\"\nduration = \"1 s\"\n[[charging.step]]\ncurrentDensity = \"900 mA/cm^2\""
    )
    #expect(
      Self.words(step).contains {
        $0.contains("no overpotential up to 10 V carries 900 mA/cm^2, of step 2, with this kineticLaw and exchangeCurrentDensity")
      })
  }

  @Test func sizesBeyondAnyMachineAreRefused() {
    let text = ElectrolyteConfigTests.text(electrolyte: ElectrolyteConfigTests.binary)
    #expect(
      Self.words(text + "\n[output]\nframeHeight = 9999999999\n[numerics]\ncellSize = \"1 pm\"") == [
        "a.toml:18: output.frameHeight: expected a whole number from 64 to 8192, found 9999999999",
        "a.toml:20: numerics.cellSize: 1 pm makes 2.4e+15 cells; expected at most 1.1e+09",
      ])
  }

  @Test func tafelKineticsNearEquilibriumIsTold() throws {
    var text = ElectrolyteConfigTests.text(
      electrode: "kineticLaw = \"tafel\"", electrolyte: ElectrolyteConfigTests.binary, charging: "currentDensity = \"1 mA/cm^2\"")
    #expect(
      CheckReport(try RunConfiguration(parsing: text, file: "a.toml"), threads: 1).warnings == [
        "electrode.kineticLaw: \"tafel\" leaves out the reverse reaction, and at an overpotential of 56.45 mV (at the start) that is no "
          + "small part; it holds below -77.08 mV; use \"butler-volmer\""
      ])
    text.replace("currentDensity = \"1 mA/cm^2\"", with: "currentDensity = \"60 mA/cm^2\"")
    #expect(CheckReport(try RunConfiguration(parsing: text, file: "a.toml"), threads: 1).warnings.isEmpty)
  }

  /// Tafel kinetics has no rest: a current that strips, or none, has no overpotential.
  @Test func tafelKineticsOnlyPlates() {
    let text = ElectrolyteConfigTests.text(
      electrode: "kineticLaw = \"tafel\"", electrolyte: ElectrolyteConfigTests.binary, charging: "currentDensity = \"-1 mA/cm^2\"")
    #expect(
      Self.words(text) == [
        "a.toml:16: electrode.kineticLaw: \"tafel\" only plates, and the -1 mA/cm^2 does not; use \"butler-volmer\""
      ])
  }
}

import Configuration
import Foundation
import Testing

/// `[mechanics]`: what `check` says of it, and what a resolved config keeps.
@Suite struct MechanicsConfigTests {
  static func config(_ mechanics: String, charging: String = "") throws -> RunConfiguration {
    try RunConfiguration(
      parsing: """
        [cell]
        width = "10 um"
        height = "10 um"
        [electrode]
        position = "2 um"
        exchangeCurrentDensity = "100 A/m^2"
        [electrolyte]
        material = "LLZO"
        [charging]
        currentDensity = "1 mA/cm^2"
        duration = "1 min"
        \(charging)
        [numerics]
        interfaceHalfWidth = "125 nm"
        \(mechanics)
        """, file: "a.toml")
  }

  static let garnet = "[mechanics]\nelectrolyteYoungsModulus = \"150 GPa\"\nelectrolytePoissonsRatio = 0.26\n"

  @Test func checkTellsWhatStressCanDo() throws {
    let report = CheckReport(try Self.config(Self.garnet + "depositionStrain = 0.002", charging: "stackPressure = \"2 MPa\""), threads: 1)
    let rows = try #require(report.sections.first { $0.title == "Stress" }).rows
    #expect(
      rows.map { "\($0.label): \($0.value) \($0.unit)".trimmingCharacters(in: .whitespaces) } == [
        "lithium: 7.82 GPa", "electrolyte: 150 GPa", "shear modulus over lithium's: 21", "pressure that takes 1 mV: 7.422 MPa",
        "pressure of a ball of deposit: 57.32 MPa", "largest stack pressure: 2 MPa",
      ])
    #expect(try CheckReport(Self.config(""), threads: 1).sections.allSatisfy { $0.title != "Stress" })
  }

  @Test func aResolvedConfigIsTheSame() throws {
    for mechanics in [
      Self.garnet, Self.garnet + "lithium = \"elastic\"\nsides = \"free\"\nheight = \"free\"",
      Self.garnet + "depositionStrain = -0.01\ncationMolarVolume = \"-5 cm^3/mol\"\nyieldStrength = \"1 MPa\"",
    ] {
      let config = try Self.config(mechanics, charging: "stackPressure = \"2 MPa\"")
      let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
      #expect(again == config && again.resolvedTOML() == config.resolvedTOML())
    }
  }

  @Test func pressureNeedsMechanics() {
    #expect {
      try Self.config("", charging: "stackPressure = \"2 MPa\"")
    } throws: { "\($0)" == "a.toml:12: charging.stackPressure: needs a section [mechanics], without which nothing bears stress" }
  }

  @Test func keysWithoutEffectAreTold() throws {
    let config = try Self.config(
      Self.garnet + "lithium = \"elastic\"\nyieldStrength = \"1 MPa\"\nheight = \"free\"", charging: "stackPressure = \"2 MPa\"")
    #expect(
      config.idleKeys.map(\.description) == [
        "a.toml:19: mechanics.yieldStrength: has no effect with lithium = \"elastic\"",
        "a.toml:20: mechanics.height: has no effect with charging.stackPressure, under which the height adjusts",
      ])
  }

  @Test func nothingToBearIsTold() throws {
    let message = "mechanics: nothing loads this cell, all stress stays zero; set depositionStrain or charging.stackPressure"
    #expect(try Self.config(Self.garnet).advice.contains(message))
    #expect(try !Self.config(Self.garnet + "depositionStrain = 0.001").advice.contains(message))
    #expect(try !Self.config(Self.garnet, charging: "stackPressure = \"2 MPa\"").advice.contains(message))
  }

  /// A liquid is hard to compress, whatever Poisson's ratio is set.
  @Test func aLiquidIsTold() throws {
    let liquid = "[mechanics]\nelectrolyteYoungsModulus = \"0 Pa\"\nelectrolytePoissonsRatio = 0.3\n"
    let report = CheckReport(try Self.config(liquid, charging: "stackPressure = \"2 MPa\""), threads: 1)
    let row = try #require(report.sections.first { $0.title == "Stress" }?.rows.first { $0.label == "electrolyte" })
    #expect(row.value == "8.492" && row.unit == "MPa", "\(row)")
    #expect(row.remark == "a liquid: 1 GPa against compression, a thousandth of lithium's shear modulus")
  }
}

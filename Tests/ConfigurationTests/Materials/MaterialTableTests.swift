import Foundation
import Physics
import Testing

@testable import Configuration

/// What `lidendrite materials` shows.
@Suite struct MaterialTableTests {
  /// Whatever is shown may be copied into a config.
  @Test func everyTextIsReadAsTheValue() throws {
    for material in Material.all {
      for value in material.values where value.quantity != .fractureToughness {
        let quantity = try Quantity(parsing: value.text)
        #expect(abs(quantity.value - value.value) <= 1e-6 * value.value, "\(material.name): \(value.text)")
        let unit = try Quantity(parsing: "1 \(value.quantity.unit)")
        #expect(unit == Quantity(value: 1, dimension: quantity.dimension), "\(value.quantity)")
      }
    }
  }

  @Test func aMaterialIsShownWithAllThatIsKnown() {
    #expect(
      MaterialTable.text(of: .alumina) == """
        Al2O3 (ALD): coating
        also called Al2O3, alumina

        property                value          range                 at       source
        ionicConductivity       1e-06 mS/cm ?  1e-08 to 1e-05 mS/cm  25 degC  common knowledge of the field
        electronicConductivity  1e-14 S/cm ?                         25 degC  common knowledge of the field
        youngsModulus           170 GPa ?                            25 degC  common knowledge of the field
        shearModulus            70 GPa ?                             25 degC  common knowledge of the field
        poissonsRatio           0.23 ?                               25 degC  common knowledge of the field

        ? common knowledge of the field, read in no published source: check it before you rely on it

        Note: lithiates to LixAl2O3; on LLZO gives ASR about 1 ohm cm2 (Han 2017)

        """)
    let electrolyte = MaterialTable.text(of: .carbonate)
    #expect(
      electrolyte.contains("\ndiffusivity               3.2e-10 m^2/s  3.18e-10 to 3.99e-10 m^2/s  25 degC  published, reference not kept"))
    #expect(
      electrolyte.hasSuffix(
        "material = \"LiPF6 in PC:EC:DMC\" brings transport from Valøen & Reimers, J. Electrochem. Soc. 152 (2005) A882.\n"))
  }

  @Test func numbersOfLowConfidenceAreMarked() throws {
    let lines = MaterialTable.text.split(separator: "\n")
    func cells(_ name: String) throws -> [Substring] { try #require(lines.first { $0.hasPrefix("\(name) ") }).split(separator: " ") }
    #expect(try cells("LLZO") == ["LLZO", "oxide", "electrolyte", "0.46", "5e-08?", "149.8", "0.26", "1.25?"])
    #expect(try cells("PEO") == ["PEO", "polymer", "electrolyte", "0.005?", "1e-10?", "0.05?", "0.45?", "1e-12?"])
    #expect(lines.last == "? common knowledge of the field, read in no published source: check it before you rely on it")
    #expect(lines.count == Material.all.count + 3)
  }

  @Test(arguments: [
    ("llz", "no material \"llz\"; did you mean \"LLZO\"?"), ("Li20", "no material \"Li20\"; did you mean \"Li2O\"?"),
    ("grafene", "no material \"grafene\"; did you mean \"Graphene\"?"),
    ("Cu", "no material \"Cu\"; known: \(Material.all.map(\.shortName).joined(separator: ", "))"),
    ("unobtainium", "no material \"unobtainium\"; known: \(Material.all.map(\.shortName).joined(separator: ", "))"),
  ])
  func anUnknownNameIsToldTheNearest(name: String, message: String) {
    #expect {
      try Material.find(name)
    } throws: { "\($0)" == message }
  }
}

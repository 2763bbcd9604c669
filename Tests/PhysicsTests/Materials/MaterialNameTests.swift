import Testing

@testable import Physics

/// How materials are called, and how the database agrees with the electrolytes that configs name.
@Suite struct MaterialNameTests {
  @Test(arguments: [
    ("LLZO", "LLZO (Al)"), ("llzo", "LLZO (Al)"), ("LLZO (Al)", "LLZO (Al)"), ("Li₂O", "Li2O"), ("li2o", "Li2O"), ("lgps", "Li10GeP2S12"),
    ("LPSCl", "Li6PS5Cl"), ("Li Mg", "Li-Mg (10 at%)"), ("LiSn", "Li-Sn (Li22Sn5 side)"), ("lithium", "Li metal"),
    ("LiPF6 in EC:EMC", "Carbonate 1M LiPF6 EC:DEC"), ("alumina", "Al2O3 (ALD)"),
  ])
  func anyUsualSpellingIsKnown(spelling: String, name: String) {
    #expect(Material(named: spelling)?.name == name)
  }

  @Test(arguments: ["", " ", "LL", "Li2", "unobtainium"]) func otherNamesAreNot(name: String) {
    #expect(Material(named: name) == nil)
  }

  @Test func noNameIsThatOfTwo() {
    let keys = Material.all.flatMap { material in material.spellings.map { (Material.key($0), material.name) } }
    let groups = Dictionary(grouping: keys) { $0.0 }
    for (key, owners) in groups { #expect(owners.count == 1, "\(key): \(owners.map(\.1))") }
    #expect(Material.all.allSatisfy { Material(named: $0.shortName) == $0 })
  }

  /// Names of configs lead to the same material; what is published twice is the same number.
  @Test func electrolytesOfConfigsAreInTheDatabase() throws {
    for electrolyte in ElectrolyteMaterial.allCases {
      #expect(Material(named: electrolyte.rawValue) == electrolyte.material)
      let transference = try #require(electrolyte.material[.cationTransferenceNumber]?.value)
      #expect((transference == 1) == electrolyte.isSingleIonConductor)
    }
    let law = ElectrolyteMaterial.propyleneCarbonate.properties(at: 298.15), liquid = Material.carbonate
    #expect(liquid[.cationTransferenceNumber]?.value == law.transference.value(1000))
    #expect(abs(law.diffusivity.value(1000) / (try #require(liquid[.diffusivity]).value) - 1) < 0.01)
  }

  /// On purpose not the same: pellets with their grain boundaries against the bulk, and one solvent against another.
  @Test func conductivitiesOfConfigsAreNearThoseOfTheDatabase() throws {
    for electrolyte in ElectrolyteMaterial.allCases where electrolyte != .polyethyleneOxide {
      let law = electrolyte.properties(at: 298.15).conductivity.conductivity(1000)
      let known = try #require(electrolyte.material[.ionicConductivity])
      #expect(abs(law / known.value - 1) < 0.4, "\(electrolyte): \(law) against \(known.value) S/m")
    }
    #expect(
      ElectrolyteMaterial.garnet.properties(at: 298.15).conductivity.conductivity(1) < Material.garnet[.ionicConductivity]?.value ?? 0)
  }
}

import Configuration
import Testing

/// Pages with tables of the reference, and names that it knows.
@Suite struct ReferencePageTests {
  private let reference = Reference()

  private func renewed(_ text: String) throws(ReferencePageError) -> String {
    try ReferencePage(text, path: "page.md").renewed(by: reference)
  }

  @Test func tablesAreWrittenAndTheRestStays() throws {
    let page = "# Title\n\n<!-- reference: electrode.noise -->\nold\n<!-- end of reference -->\n\nProse.\n"
    let new = try renewed(page)
    #expect(new.hasPrefix("# Title\n\n<!-- reference: electrode.noise -->\n\n| key | value | default | meaning |\n| --- |"))
    #expect(
      new.contains("\n| `seed` | whole number, ≥ 0 | 1 | another seed, another run of chance |\n\n<!-- end of reference -->\n\nProse.\n"))
    #expect(!new.contains("old"))
    #expect(try renewed(new) == new)
    #expect(try renewed("no table\n") == "no table\n")
  }

  @Test(arguments: [
    (
      "<!-- reference: electrode.nois -->\n<!-- end of reference -->\n",
      "page.md:1: no table \"electrode.nois\" of the reference; did you mean \"electrode.noise\"?"
    ),
    (
      "\n<!-- reference: cell -->\n| key |\n",
      "page.md:2: cell has no end; expected a line <!-- end of reference -->"
    ),
    (
      "<!-- reference: cell -->\n<!-- reference: soak -->\n<!-- end of reference -->\n",
      "page.md:2: soak begins before cell of line 1 has its end"
    ),
    ("text\n<!-- end of reference -->\n", "page.md:2: no table of the reference ends here"),
  ])
  func whatIsWrongIsToldByItsLine(text: String, message: String) {
    let error = #expect(throws: ReferencePageError.self) { try renewed(text) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    "cell.width", "CELL.WIDTH", "layer[2].kind", "[[layer]]", "electrode", "charging.step.step.rate", "tip height", "metrics",
  ])
  func namesAreFound(name: String) throws {
    let found = try reference.find(name)
    #expect(found.tables.count + found.rows.count >= 1)
  }

  @Test func aKeyOfManySectionsIsFoundInAll() throws {
    let paths = try reference.find("seed").rows.map(\.entry.path)
    #expect(
      Set(paths) == [
        "electrode.noise.seed", "electrode.roughness.seed", "interlayer.randomPinholes.seed", "layer.randomGaps.seed",
        "layer.randomSites.seed", "soak.seed",
      ])
    // With its section it is one.
    #expect(try reference.find("soak.seed").rows.map(\.entry.path) == ["soak.seed"])
  }

  @Test(arguments: [
    ("electrode.filmResistence", "electrode.filmResistance"), ("filmResistence", "filmResistance"), ("tip hieght", "tip height"),
    ("metrics.cvs", "metrics.csv"),
  ])
  func theNearestNameIsNamed(name: String, nearest: String) {
    let error = #expect(throws: UnknownReference.self) { try reference.find(name) }
    #expect(error?.description == "no key, section or column \"\(name)\"; did you mean \"\(nearest)\"?")
  }

  @Test func aSectionThatSharesATableHasOnlyItsOwnKeys() throws {
    #expect(try reference.find("electrode.exchangeCurrentDensity.activationEnergy").rows.count == 1)
    let error = #expect(throws: UnknownReference.self) { try reference.find("electrode.exchangeCurrentDensity.coefficients") }
    #expect(error?.found == "electrode.exchangeCurrentDensity.coefficients")
    #expect(try reference.find("electrode").text.contains("    within it [electrode.anisotropy], [electrode.noise], "))
  }

  private static let sections = Set(RunConfiguration.keys.compactMap { key in key.lastIndex(of: ".").map { String(key[..<$0]) } }).sorted()

  @Test func aSectionIsShownByItsOwnNameWithKeysThatItHas() throws {
    for section in Self.sections {
      let found = try reference.find(section)
      #expect(found.tables.map(\.name) == [section])
      let table = try #require(found.tables.first)
      #expect(found.text.hasPrefix(table.isListed ? "[[\(section)]]\n" : "[\(section)]\n"))
      let keys = RunConfiguration.keys.filter { $0.hasPrefix("\(section).") }
      for entry in table.entries {
        #expect(entry.path == "\(section).\(entry.name)")
        // A row may stand for a section, of which there are only the keys.
        #expect(keys.contains { $0 == entry.path || $0.hasPrefix("\(entry.path).") }, "\(entry.path)")
      }
      let last = try #require(table.entries.last)
      #expect(try reference.find(last.path).rows.map(\.entry) == [last])
    }
    #expect(Self.sections.count > 25, "\(Self.sections.count)")
  }

  /// The message for a key that a section does not have names all that it has.
  @Test(arguments: [
    ("electrode.exchangeCurrentDensity", "electrode.exchangeCurrentDensity.qq=1"),
    ("electrolyte.ionicConductivity", "electrolyte.ionicConductivity.qq=1"),
    ("electrolyte.saltDiffusivity", "electrolyte.saltDiffusivity.qq=1"),
    ("electrolyte.cationTransferenceNumber", "electrolyte.cationTransferenceNumber.qq=1"),
    ("electrolyte.thermodynamicFactor", "electrolyte.thermodynamicFactor.qq=1"),
    ("charging.step.step", "charging.step=[{ step = [{ kind = \"rest\", qq = 1 }] }]"),
  ])
  func aSectionThatSharesATableHasTheKeysThatItsReadingKnows(section: String, override: String) throws {
    let text = SampleConfig.minimal.split(separator: "\n").filter { line in
      !line.hasPrefix("\(section.split(separator: ".").last ?? "") = ")
    }
    let error = #expect(throws: ConfigurationErrors.self) {
      try RunConfiguration(parsing: text.joined(separator: "\n"), file: "a.toml", overrides: [override])
    }
    let known = try #require(error?.description.firstMatch(of: /\.qq: unknown key; known here: ([A-Za-z, ]+)/), "\(error as Any)")
    let table = try #require(try reference.find(section).tables.first)
    #expect(table.entries.map(\.name).sorted().joined(separator: ", ") == known.output.1)
  }

  @Test func aSectionThatSharesATableHasTheValuesOfItsProperty() throws {
    #expect(
      try reference.find("electrolyte.saltDiffusivity.coefficients").text.hasPrefix(
        "electrolyte.saltDiffusivity.coefficients\n    list of diffusivities"))
    let table = try #require(try reference.find("electrode.exchangeCurrentDensity").tables.first)
    #expect(table.text.hasPrefix("[electrode.exchangeCurrentDensity]\n    a property that depends on the temperature\n"))
    #expect(table.entries.first { $0.name == "value" }?.value == "current density, > 0")
    #expect(try reference.find("electrolyte.ionicConductivity").text.contains("    in part [electrode.exchangeCurrentDensity]\n"))
    #expect(throws: UnknownReference.self) { try reference.find("charging.step.step.repeats") }
  }

  @Test func whatResemblesNothingIsSaid() {
    let error = #expect(throws: UnknownReference.self) { try reference.find("zzzzzzzzzzzz") }
    #expect(error?.description == "no key, section or column \"zzzzzzzzzzzz\"; `lidendrite keys` lists what there is")
  }

  @Test func terminalsGetNoMarkdown() throws {
    let text = try reference.find("kineticLaw").text
    #expect(
      text == """
        electrode.kineticLaw
            "butler-volmer", "tafel", "linear", "marcus"; default: "butler-volmer"
            how the current density follows the overpotential (Docs/Model.md); "tafel" only plates

        """)
    #expect(!reference.overview.contains("`") && !reference.overview.contains("]("))
    #expect(reference.overview.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}

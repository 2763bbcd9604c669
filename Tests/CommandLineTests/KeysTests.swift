import Foundation
import Testing

/// `lidendrite keys`.
@Suite struct KeysTests {
  @Test func aSectionAKeyAndAColumnAreShown() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let all = try program.run("keys")
    #expect(all.status == 0 && all.errors.isEmpty)
    #expect(all.output.contains("\n[electrode.noise]\n    shot noise of the interfacial current\n    depth, amplification, seed\n"))
    let section = try program.run("keys", "electrode.noise")
    #expect(section.output.hasPrefix("[electrode.noise]\n    shot noise of the interfacial current\n\ndepth\n    length, > 0; "))
    let key = try program.run("keys", "numerics.timeStepFactor")
    #expect(
      key.output.hasPrefix(
        "numerics.timeStepFactor\n    number, between 0 and 1, both excluded; default: 0.2; 0.5 with the models of the literature\n"))
    let column = try program.run("keys", "tip", "height")
    #expect(column.output.hasPrefix("tip height, metrics.csv\n    in um\n    of the highest lithium above the bottom of the domain\n"))
    #expect(try program.run("keys", "study.csv", "--markdown").output.hasPrefix("| column | unit | meaning |\n| --- | --- | --- |\n"))
    #expect(try program.names() == [])
  }

  @Test func scriptsGetUnitsAndNames() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let one = try program.run("keys", "electrode.kineticLaw", "--json")
    let tables = try #require(try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [[String: Any]])
    let entry = try #require((tables.first?["entries"] as? [[String: Any]])?.first)
    #expect(tables.count == 1 && tables[0]["table"] as? String == "electrode" && tables[0]["kind"] as? String == "key")
    #expect(entry["names"] as? [String] == ["butler-volmer", "tafel", "linear", "marcus"])
    #expect(entry["default"] as? String == "\"butler-volmer\"" && entry["required"] as? Bool == false)
    let all = try program.run("keys", "--json")
    let names = try #require(try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [[String: Any]])
    #expect(names.contains { $0["table"] as? String == "metrics.csv" } && names.contains { $0["table"] as? String == "study.csv" })
  }

  @Test func anUnknownNameIsWrongInput() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let plain = try program.run("keys", "electrode.filmResistence")
    #expect(plain.status == 2 && plain.output.isEmpty)
    #expect(
      plain.errors == "no key, section or column \"electrode.filmResistence\"; did you mean \"electrode.filmResistance\"?\n")
    let json = try program.run("keys", "electrode.filmResistence", "--json")
    let record = try #require(try JSONSerialization.jsonObject(with: Data(json.errors.utf8)) as? [String: String])
    #expect(json.status == 2 && record["suggestion"] == "electrode.filmResistance" && record["kind"] == "error")
    let both = try program.run("keys", "--json", "--markdown")
    #expect(both.status == 64 && both.errors.hasPrefix("Error: expected one of --json and --markdown, found both\n"), "\(both.errors)")
  }

  @Test func aPageIsRenewedOnceAndWhole() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("# Soaks\n\n<!-- reference: soak -->\n<!-- end of reference -->\n", to: "page.md")
    #expect(try program.run("keys", "--page", "page.md").output == "page.md: renewed\n")
    let page = try program.read("page.md")
    #expect(page.contains("| `kills` | whole number, ≥ 0 | 20 | times the run is killed and resumed |\n"))
    #expect(try program.run("keys", "--page", "page.md").output == "page.md: as the program says\n")
    #expect(try program.read("page.md") == page)
    try program.write("<!-- reference: soak -->\n", to: "broken.md")
    let broken = try program.run("keys", "--page", "broken.md")
    #expect(broken.status == 2 && broken.errors == "broken.md:1: soak has no end; expected a line <!-- end of reference -->\n")
    #expect(try program.read("broken.md") == "<!-- reference: soak -->\n")
    let missing = try program.run("keys", "--page", "none.md")
    #expect(missing.status == 2 && missing.errors == "none.md: cannot read the page\n")
  }
}

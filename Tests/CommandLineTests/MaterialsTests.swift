import Foundation
import Testing

/// `lidendrite materials`.
@Suite struct MaterialsTests {
  @Test func allMaterialsOrOneAreShown() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let all = try program.run("materials")
    #expect(all.status == 0 && all.errors.isEmpty)
    #expect(all.output.contains("\nLLZO ") && all.output.contains("\n? common knowledge of the field"))
    let one = try program.run("materials", "llzo")
    #expect(one.status == 0 && one.output.hasPrefix("LLZO (Al): oxide electrolyte\n"))
    #expect(
      one.output.hasSuffix(
        "material = \"LLZO\" brings transport from Murugan, Thangadurai & Weppner, Angew. Chem. Int. Ed. 46 (2007) 7778.\n"))
    #expect(try program.run("materials", "--markdown").output.hasPrefix("| name | material | role | σ_ion, mS/cm | "))
    #expect(try program.names() == [])
  }

  @Test func scriptsGetSI() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let one = try program.run("materials", "Li6PS5Cl", "--json")
    let material = try #require(try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any])
    let properties = try #require(material["properties"] as? [String: [String: Any]])
    let modulus = try #require(properties["youngsModulus"])
    #expect(modulus["value"] as? Double == 22e9 && modulus["unit"] as? String == "Pa" && modulus["confidence"] as? String == "published")
    #expect(properties["ionicConductivity"]?["range"] as? [Double] == [0.156, 0.28])
    let all = try program.run("materials", "--json")
    #expect((try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [Any])?.count == 29)
  }

  @Test func anUnknownNameIsWrongInput() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let plain = try program.run("materials", "Li3PO")
    #expect(plain.status == 2 && plain.output.isEmpty)
    #expect(plain.errors == "no material \"Li3PO\"; did you mean \"Li3PO4\"?\n")
    let json = try program.run("materials", "Li3PO", "--json")
    #expect(json.status == 2 && json.output.isEmpty)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(json.errors.utf8)) as? [String: String])
    #expect(record["found"] == "Li3PO" && record["suggestion"] == "Li3PO4" && record["kind"] == "error")
    #expect(record["allowed"]?.hasPrefix("Li, Li-Mg, carbonate, ") == true)
  }

  @Test func markdownIsOfAllMaterials() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("materials", "LLZO", "--markdown")
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: --markdown shows the table of all materials; leave out the rest\n"), "\(result.errors)")
  }
}

import Configuration
import Testing

/// Docs/Materials.md has the table of the program's database.
@Suite struct DocumentedMaterialsTests {
  @Test func theTableIsThatOfTheDatabase() throws {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/Materials.md" })
    let table = try #require(page.text.split(separator: "\n\n").first { $0.hasPrefix("| name |") }) + "\n"
    #expect(table == MaterialTable.markdown, "renew it: lidendrite materials --markdown")
  }
}

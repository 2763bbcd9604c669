import Configuration
import Foundation
import Testing

/// The configs that the documents show are valid.
@Suite struct DocumentedConfigTests {
  @Test func everyConfigShownIsValid() throws {
    let blocks = try Documentation.blocks().filter { $0.language == "toml" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      #expect(throws: Never.self, "\(block.place)") {
        guard block.text.contains("[study]") else { return _ = try RunConfiguration(parsing: block.text, file: block.place) }
        // A study names its base config; in the documents, from the top of the repository.
        let file = Documentation.root.appendingPathComponent("study.toml").path
        _ = try StudyPlan(try StudyConfiguration(parsing: block.text, file: file))
      }
    }
  }
}

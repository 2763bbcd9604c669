import Foundation
import Testing

/// The messages that Docs/Troubleshooting.md explains are those of the program.
@Suite struct DocumentedMessagesTests {
  @Test func everyMessageIsTheProgramsOwn() throws {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/Troubleshooting.md" })
    let messages = page.text.matches(of: /(?m)^- `([^`]+)`/).map { String($0.1) }
    #expect(messages.count >= 20)
    let sources = try Self.sources()
    for message in messages {
      // Values stand as …; what is between them must be in one piece in the sources.
      let pieces = message.split(separator: "…").map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.count > 3 }
      #expect(pieces.map(\.count).reduce(0, +) >= 8, "too little to look for in: \(message)")
      #expect(pieces.filter { !sources.contains($0) } == [], "not in the sources")
    }
  }

  /// All Swift sources without their comments, with texts as the user sees them: parts joined, quotes bare.
  private static func sources() throws -> String {
    let folder = Documentation.root.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var text = ""
    for case let file as URL in files where file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
    return text.replacing(/(?m)^ *\/\/.*$/, with: "").replacing(/"\s*\+\s*"/, with: "").replacing("\\\"", with: "\"")
  }
}

import ArgumentParser
import Foundation
import Testing

@testable import lidendrite

/// What the documents tell people to type works.
@Suite struct DocumentedCommandTests {
  @Test func everyCommandLineIsUnderstood() throws {
    let lines = try Documentation.commandLines()
    #expect(lines.count >= 5)
    for (place, words) in lines {
      do {
        _ = try Lidendrite.parseAsRoot(words)
      } catch {
        // `--version` and `--help` leave this way as well.
        let message = Lidendrite.message(for: error)
        #expect(Lidendrite.exitCode(for: error) == .success, "\(place): lidendrite \(words.joined(separator: " ")): \(message)")
      }
    }
  }

  @Test func everyPathOfARepositoryFileExists() throws {
    for page in try Documentation.pages() {
      for match in page.text.matches(of: /(?:Configs|Docs|Sources|Tests|Outputs\/gallery|Benchmarks)\/[A-Za-z0-9\/.-]*[A-Za-z0-9]\.[a-z]+/)
      {
        let path = Documentation.root.appendingPathComponent(String(match.output)).path
        #expect(FileManager.default.fileExists(atPath: path), "\(page.path) names \(match.output)")
      }
    }
  }
}

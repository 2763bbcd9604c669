import Foundation

/// README and Docs, as far as a machine can read them.
struct Documentation {
  /// A fenced block of code.
  struct Block {
    /// File and line, for messages.
    let place: String
    /// What follows the opening fence, such as `toml`.
    let language: String
    let text: String
  }

  /// The repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// README.md and Docs/*.md, by their path in the repository.
  static func pages() throws -> [(path: String, text: String)] {
    let docs = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Docs").path)
    let paths =
      ["README.md", "CONTRIBUTING.md", "Outputs/README.md", "Outputs/gallery/README.md"]
      + docs.filter { $0.hasSuffix(".md") }.sorted().map { "Docs/\($0)" }
    return try paths.map { ($0, try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)) }
  }

  static func blocks() throws -> [Block] {
    try pages().flatMap { page in
      var blocks: [Block] = []
      var open: (line: Int, language: String, lines: [Substring])?
      for (index, line) in page.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if line.hasPrefix("```") {
          if let block = open {
            blocks.append(
              Block(place: "\(page.path):\(block.line)", language: block.language, text: block.lines.joined(separator: "\n")))
            open = nil
          } else {
            open = (index + 1, String(line.dropFirst(3)), [])
          }
        } else {
          open?.lines.append(line)
        }
      }
      return blocks
    }
  }

  /// The command lines that call the program, without its name, each with its place.
  static func commandLines() throws -> [(place: String, words: [String])] {
    try blocks().filter { $0.language == "sh" }.flatMap { block in
      block.text.split(separator: "\n").compactMap { line in
        let words = Self.words(line)
        guard let program = words.first, program == "lidendrite" || program.hasSuffix("/lidendrite") else { return nil }
        return (block.place, Array(words.dropFirst()))
      }
    }
  }

  /// Splits as a shell does, as far as the documents need: spaces, double quotes, and # or > for the rest of the line.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if "#>".contains(character), !isQuoted, word.isEmpty {
        break
      } else if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}

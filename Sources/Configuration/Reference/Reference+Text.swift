/// The reference as a terminal shows it.
extension Reference {
  private static let width = 100

  /// Every table with the names of its rows.
  public var overview: String {
    tables.map { table in
      "\(table.title)\n" + Self.indented(table.summary) + Self.indented(table.entries.map(\.name).joined(separator: ", "))
    }
    .joined(separator: "\n")
  }
}

extension Reference.Found {
  public var markdown: String {
    (tables + rows.map { ReferenceTable($0.table.subject, $0.table.name, summary: $0.table.summary, [$0.entry]) }).map(\.markdown)
      .joined(separator: "\n")
  }

  public var text: String {
    (tables.map(\.text)
      + rows.map { $0.entry.text(calledBy: $0.table.subject == .key ? $0.entry.path : "\($0.entry.name), \($0.table.name)") })
      .joined(separator: "\n")
  }
}

extension ReferenceTable {
  public var text: String {
    let others = [("likewise", twins), ("in part", partialTwins), ("within it", inner)].filter { !$0.1.isEmpty }
      .map { words, sections in Reference.indented("\(words) " + sections.map { "[\($0)]" }.joined(separator: ", ")) }
    return "\(title)\n" + Reference.indented(summary) + others.joined() + "\n" + entries.map { $0.text(calledBy: $0.name) }.joined()
  }
}

extension ReferenceEntry {
  fileprivate func text(calledBy name: String) -> String {
    var facts: [String] = []
    if let value {
      facts.append(example.map { "\(value); for example \($0)" } ?? value)
      if let standard { facts.append("default: \(standard)") } else if isRequired { facts.append("must be set") }
    } else if let unit {
      facts.append("in \(unit)")
    }
    let line = facts.joined(separator: "; ")
    return "\(name)\n" + (line.isEmpty ? "" : Reference.indented(line)) + Reference.indented(meaning)
  }
}

extension Reference {
  /// Markdown as plain text, broken into lines.
  static func indented(_ markdown: String) -> String {
    var lines: [String] = []
    for word in plainText(markdown).split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width - 4 {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { "    \($0)\n" }.joined()
  }

  /// Without marks of code; a link in parentheses becomes the page, one within a sentence its words.
  static func plainText(_ markdown: String) -> String {
    markdown.replacing(/\(\[[^\]]*\]\(([A-Za-z]+\.md)(?:#[a-z-]*)?\)\)/) { "(Docs/\($0.output.1))" }
      .replacing(/\[(`\[+[^`]*\]+`|[^\[\]]*)\]\([^)]*\)/) { $0.output.1 }
      .replacing("`", with: "")
  }
}

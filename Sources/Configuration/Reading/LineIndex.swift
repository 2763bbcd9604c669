/// The line on which each key of a TOML text stands.
///
/// The parser keeps no positions, so the text is walked once more. It is known to be valid here; only headers, keys,
/// and the ends of values that run over several lines have to be recognised.
struct LineIndex {
  private var lines: [String: Int] = [:]

  /// Line of a key path such as `electrode.nucleus[1].radius`, counted from 1. A key inside an inline table is answered
  /// with the line of the nearest enclosing key; nil when no part of the path is in the text.
  func line(of path: String) -> Int? {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return line }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
    return nil
  }

  init(_ text: String) {
    var prefix = ""
    var counts: [String: Int] = [:]
    var value = ValueScanner()
    for (offset, line) in Self.lines(of: text).enumerated() {
      let content = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      if value.isOpen {
        value.feed(content)
      } else if content.hasPrefix("[[") {
        let header = Self.keyPath(content.dropFirst(2), until: "]")
        let count = counts[header, default: 0]
        counts[header] = count + 1
        prefix = "\(header)[\(count)]"
        if count == 0 { lines[header] = offset + 1 }
        lines[prefix] = offset + 1
      } else if content.hasPrefix("[") {
        prefix = Self.keyPath(content.dropFirst(), until: "]")
        lines[prefix] = lines[prefix] ?? offset + 1
      } else if !content.isEmpty, content.first != "#", let equals = Self.position(of: "=", in: content) {
        let key = Self.keyPath(content[..<equals], until: "=")
        let path = prefix.isEmpty ? key : "\(prefix).\(key)"
        lines[path] = lines[path] ?? offset + 1
        value.feed(content[content.index(after: equals)...])
      }
    }
  }

  /// A line break from Windows is one character, different from the one of Unix.
  private static func lines(of text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// First `character` outside quotes.
  private static func position(of character: Character, in text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let c = text[index]
      if let open = quote {
        if c == open { quote = nil }
      } else if c == "\"" || c == "'" {
        quote = c
      } else if c == character {
        return index
      }
    }
    return nil
  }

  /// Parts of a dotted key without quotes and spaces, joined by dots.
  private static func keyPath(_ text: Substring, until end: Character) -> String {
    let key = position(of: end, in: text).map { text[..<$0] } ?? text
    return String(key.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
  }
}

/// Follows a value over its lines: strings in triple quotes, and lists in brackets.
private struct ValueScanner {
  private var depth = 0
  private var quote: String?

  var isOpen: Bool { depth > 0 || quote != nil }

  mutating func feed(_ text: Substring) {
    var rest = text
    while let next = rest.first {
      if let open = quote {
        if next == "\\" && open.first == "\"" {
          rest = rest.dropFirst(2)
        } else if rest.hasPrefix(open) {
          rest = rest.dropFirst(open.count)
          quote = nil
        } else {
          rest.removeFirst()
        }
        continue
      }
      if let open = ["\"\"\"", "'''", "\"", "'"].first(where: { rest.hasPrefix($0) }) {
        quote = open
        rest = rest.dropFirst(open.count)
        continue
      }
      if next == "#" { break }
      if next == "[" || next == "{" { depth += 1 }
      if next == "]" || next == "}" { depth -= 1 }
      rest.removeFirst()
    }
    // A string in single marks ends with its line.
    if quote?.count == 1 { quote = nil }
  }
}

/// The line on which each key of a TOML text stands.
///
/// The parser keeps no positions, so the text is walked once more. It is known to be valid here; only headers, keys,
/// and the ends of values that run over several lines have to be recognised.
struct LineIndex {
  private var lines: [String: Int] = [:]
  /// The first place at which the parser would end the program instead of telling what is wrong; nothing is read
  /// beyond it.
  private(set) var breakage: Breakage?

  struct Breakage {
    let line: Int
    let column: Int
    let message: String
    /// Up to the line of the header or the key that is broken: an error there comes first.
    let textBefore: String
  }

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
    var start = text.startIndex
    for (offset, line) in Self.lines(of: text).enumerated() {
      let content = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if !value.isOpen { start = line.startIndex }
      func broken(at index: Substring.Index, _ expected: String) -> Breakage {
        // A mark that combines with the bracket before it makes one character with it, of which it is the wrong part.
        let scalars = line.unicodeScalars
        let isWhole = line.indices.contains(index)
        let found = index < line.endIndex ? "'\(isWhole ? String(line[index]) : String(scalars[index]))'" : "the end of the line"
        return Breakage(
          line: offset + 1, column: scalars.distance(from: line.startIndex, to: index) + 1,
          message: "expected \(expected), saw \(found)", textBefore: String(text[..<start]))
      }
      if value.isOpen {
        value.feed(content)
      } else if let index = Self.startOfBrokenHeader(content) {
        breakage = broken(at: index, "the name of a section")
      } else if content.first != "#", let index = Self.startOfEndlessName(content) {
        breakage = broken(at: index, "a name of at most \(ValueScanner.mostParts) parts")
      } else if content.hasPrefix("[[") {
        let header = Self.path(Self.keyPath(content.dropFirst(2), until: "]"), lists: counts)
        let count = counts[header, default: 0]
        counts[header] = count + 1
        prefix = "\(header)[\(count)]"
        if count == 0 { lines[header] = offset + 1 }
        lines[prefix] = offset + 1
      } else if content.hasPrefix("[") {
        prefix = Self.path(Self.keyPath(content.dropFirst(), until: "]"), lists: counts)
        lines[prefix] = lines[prefix] ?? offset + 1
      } else if !content.isEmpty, content.first != "#", let equals = Self.position(of: "=", in: content) {
        let key = Self.keyPath(content[..<equals], until: "=")
        let path = prefix.isEmpty ? key : "\(prefix).\(key)"
        lines[path] = lines[path] ?? offset + 1
        value.feed(content[content.index(after: equals)...])
      }
      if let fault = value.fault { breakage = broken(at: fault.index, fault.expected) }
      if breakage != nil { return }
    }
  }

  /// Where a header has something other than a name. An empty name is left to the parser.
  ///
  /// Unicode scalars, as the parser reads: a letter with a combining mark is one character but starts with a plain letter, and so is a
  /// bracket with one.
  private static func startOfBrokenHeader(_ content: Substring) -> Substring.Index? {
    let scalars = content.unicodeScalars
    guard scalars.first == "[" else { return nil }
    var rest = scalars.dropFirst().drop(while: isSpace)
    if rest.first == "[" { rest = rest.dropFirst().drop(while: isSpace) }
    guard let next = rest.first else { return content.endIndex }
    if next == "]" { return nil }
    let isNamePart = next.isASCII && (Character(next).isLetter || Character(next).isNumber)
    return isNamePart || "_-\"'".unicodeScalars.contains(next) ? nil : rest.startIndex
  }

  /// Where the name of a section or a key has too many parts.
  private static func startOfEndlessName(_ content: Substring) -> Substring.Index? {
    let name = position(of: content.first == "[" ? "]" : "=", in: content).map { content[..<$0] } ?? content
    return name.indices.lazy.filter { name[$0] == "." }.dropFirst(ValueScanner.mostParts - 1).first
  }

  /// What TOML passes over within a line: a form feed, say, is none of it.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

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

  /// A header within the members of lists that were begun last: `charging.step.step` is `charging.step[1].step` in the second step.
  private static func path(_ header: String, lists counts: [String: Int]) -> String {
    var path = ""
    for part in header.split(separator: ".", omittingEmptySubsequences: false) {
      if let count = counts[path] { path += "[\(count - 1)]" }
      path += path.isEmpty ? String(part) : ".\(part)"
    }
    return path
  }

  /// Parts of a dotted key without quotes and spaces, joined by dots.
  private static func keyPath(_ text: Substring, until end: Character) -> String {
    let key = position(of: end, in: text).map { text[..<$0] } ?? text
    return String(key.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
  }
}

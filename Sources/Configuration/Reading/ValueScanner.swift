/// Follows a value over its lines: strings in triple quotes, lists in brackets, tables in braces.
struct ValueScanner {
  private var open: [Character] = []
  private var quote: String?
  /// A brace that closes within a list what no brace opened.
  private(set) var strayBrace: Substring.Index?

  var isOpen: Bool { !open.isEmpty || quote != nil }

  /// Goes on with the rest of a line.
  mutating func feed(_ text: Substring) {
    var rest = text
    while let next = rest.first {
      if let quote {
        feedString(&rest, quote)
        continue
      }
      if let opening = ["\"\"\"", "'''", "\"", "'"].first(where: { rest.hasPrefix($0) }) {
        quote = opening
        rest = rest.dropFirst(opening.count)
        continue
      }
      switch next {
      case "#": return
      case "[", "{": open.append(next)
      case "}" where open.last == "[":
        strayBrace = rest.startIndex
        return
      case "]", "}": _ = open.popLast()
      default: break
      }
      rest.removeFirst()
    }
    // A string in single marks ends with its line.
    if quote?.count == 1 { quote = nil }
  }

  private mutating func feedString(_ rest: inout Substring, _ closing: String) {
    if rest.first == "\\" && closing.first == "\"" {
      rest = rest.dropFirst(2)
    } else if rest.hasPrefix(closing) {
      rest = rest.dropFirst(closing.count)
      quote = nil
    } else {
      rest.removeFirst()
    }
  }
}

/// Follows a value over its lines: strings in triple quotes, lists in brackets, tables in braces.
struct ValueScanner {
  private var open: [Character] = []
  private var quote: String?
  /// Where something stands at which the parser would end the program, and what was expected there: a brace that closes within a list
  /// what no brace opened, a date whose `T` no time follows, a name of very many parts.
  private(set) var fault: (index: Substring.Index, expected: String)?

  /// Parts of a name that the parser is given: it walks through them again and again, and within itself.
  static let mostParts = 100

  var isOpen: Bool { !open.isEmpty || quote != nil }

  /// Goes on with the rest of a line.
  mutating func feed(_ text: Substring) {
    var rest = text
    // Since the last mark that ends a name or a number.
    var dots = 0
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
      dots = next == "." ? dots + 1 : (",={[".contains(next) ? 0 : dots)
      switch next {
      case "#": return
      case "." where dots >= Self.mostParts:
        fault = (rest.startIndex, "a name of at most \(Self.mostParts) parts")
        return
      case "[", "{": open.append(next)
      case "}" where open.last == "[":
        fault = (rest.startIndex, "a value or a closing ']'")
        return
      case "]", "}": _ = open.popLast()
      default:
        if let index = Self.startOfMissingTime(rest, after: text[..<rest.startIndex]) {
          fault = (index, "a time of day after a date")
          return
        }
      }
      rest.removeFirst()
    }
    // A string in single marks ends with its line.
    if quote?.count == 1 { quote = nil }
  }

  /// What follows the `T` of a date, where that is no digit. Unicode scalars: a letter with a combining mark is one character.
  private static func startOfMissingTime(_ rest: Substring, after before: Substring) -> Substring.Index? {
    guard let mark = rest.unicodeScalars.first, mark == "T" || mark == "t" else { return nil }
    guard before.suffix(10).wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return nil }
    let next = rest.unicodeScalars.dropFirst()
    if let digit = next.first, ("0"..."9").contains(digit) { return nil }
    return next.startIndex
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

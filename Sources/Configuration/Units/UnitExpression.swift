/// A product of units such as `mA/cm^2`, `J/(mol*K)`, `mA·h/cm²`, reduced to SI.
///
/// Grammar: factors joined by `*`, `·`, `⋅`, a space or `/`; a factor is a unit or a group in parentheses, with an
/// integer exponent written `^2`, `**2` or `²`. Read from left to right: `/` divides by the next factor only.
struct UnitExpression: Equatable, Sendable {
  var scale = 1.0
  var decade = 0
  var dimension = Dimension.one
  /// True for a bare `degC`, whose zero is not that of the kelvin.
  var isCelsius = false

  /// - Throws: `QuantityError` for an unknown unit or a text that is not a product of units.
  init(parsing text: Substring) throws(QuantityError) {
    var scanner = UnitScanner(text)
    self = try scanner.product(untilClosing: false)
  }

  init(_ entry: UnitTable.Entry) {
    scale = entry.unit.scale
    decade = entry.unit.decade + entry.prefixDecade
    dimension = entry.unit.dimension
    isCelsius = entry.unit == .celsius
  }

  init() {}

  mutating func multiply(by factor: UnitExpression, exponent: Int) {
    for _ in 0..<abs(exponent) { if exponent > 0 { scale *= factor.scale } else { scale /= factor.scale } }
    decade += exponent * factor.decade
    dimension = dimension * factor.dimension.raised(to: exponent)
  }
}

/// Walks through the text of a unit expression.
private struct UnitScanner {
  let text: Substring
  var rest: Substring
  private var depth = 0

  /// Parentheses within parentheses that are followed.
  private static let mostDepth = 20

  init(_ text: Substring) {
    self.text = text
    rest = text
  }

  mutating func product(untilClosing: Bool) throws(QuantityError) -> UnitExpression {
    var result = UnitExpression()
    var factors = 0
    var hasCelsius = false
    var sign = 1
    skipSpaces()
    // A reciprocal such as 1/s: the one is a number, and no unit.
    if rest.first == "1", rest.dropFirst().drop(while: \.isWhitespace).first == "/" {
      rest = rest.dropFirst().drop(while: \.isWhitespace).dropFirst()
      sign = -1
    }
    while true {
      skipSpaces()
      let factor = try self.factor()
      let exponent = try self.exponent()
      result.multiply(by: factor, exponent: sign * exponent)
      factors += 1
      hasCelsius = hasCelsius || factor.isCelsius
      result.isCelsius = factor.isCelsius && factors == 1 && exponent == 1
      skipSpaces()
      guard let next = rest.first else {
        if untilClosing { throw .malformedUnit(String(text), "a parenthesis is not closed") }
        break
      }
      if next == ")" {
        guard untilClosing else { throw .malformedUnit(String(text), "a parenthesis is closed that was not opened") }
        rest.removeFirst()
        break
      }
      sign = 1
      if next == "/" { sign = -1 }
      if next == "/" || next == "*" || next == "·" || next == "⋅" { rest.removeFirst() }
    }
    if hasCelsius && !result.isCelsius { throw .celsiusInProduct(String(text)) }
    return result
  }

  private mutating func skipSpaces() { rest = rest.drop { $0.isWhitespace } }

  private mutating func factor() throws(QuantityError) -> UnitExpression {
    if rest.first == "(" {
      rest.removeFirst()
      depth += 1
      guard depth <= Self.mostDepth else {
        throw .malformedUnit(String(text), "parentheses within parentheses at most \(Self.mostDepth) deep can be followed")
      }
      defer { depth -= 1 }
      return try product(untilClosing: true)
    }
    let symbol = rest.prefix { $0.isLetter || $0 == "%" || $0 == "°" }
    guard !symbol.isEmpty else {
      throw .malformedUnit(String(text), rest.isEmpty ? "a unit is missing at its end" : "a unit is missing before \"\(rest)\"")
    }
    let digits = rest.dropFirst(symbol.count).prefix { $0.isASCII && $0.isNumber }
    guard digits.isEmpty, let entry = UnitTable.entry(for: String(symbol)) else {
      let whole = String(symbol + digits)
      throw .unknownUnit(whole, suggestions: UnitTable.suggestions(for: whole))
    }
    rest = rest.dropFirst(symbol.count)
    return UnitExpression(entry)
  }

  private mutating func exponent() throws(QuantityError) -> Int {
    let superscripts: [Character: Character] = [
      "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    ]
    var digits = String(rest.prefix { superscripts[$0] != nil }.compactMap { superscripts[$0] })
    if !digits.isEmpty {
      rest = rest.dropFirst(digits.count)
    } else if rest.hasPrefix("^") || rest.hasPrefix("**") {
      rest = rest.dropFirst(rest.hasPrefix("^") ? 1 : 2)
      digits = String(rest.prefix { $0 == "-" || $0 == "+" || ($0.isASCII && $0.isNumber) })
      rest = rest.dropFirst(digits.count)
    } else {
      return 1
    }
    guard let value = Int(digits), abs(value) <= 9 else {
      throw .malformedUnit(String(text), "an exponent must be a whole number from -9 to 9")
    }
    return value
  }
}

/// A physical value in SI with its dimension, read from text such as `"1 mA/cm^2"`.
public struct Quantity: Equatable, Sendable {
  /// Value in coherent SI units.
  public let value: Double
  public let dimension: Dimension

  public init(value: Double, dimension: Dimension) {
    self.value = value
    self.dimension = dimension
  }

  /// Reads a number followed by a product of units. A number alone is a pure number.
  /// - Throws: `QuantityError` when the text does not start with a number, the value is beyond the range of a double,
  ///   or its unit cannot be read.
  public init(parsing text: String) throws(QuantityError) {
    let tidy = text.replacing("−", with: "-").replacing("\u{00A0}", with: " ").replacing("\u{202F}", with: " ")
    let trimmed = tidy.drop { $0.isWhitespace }
    guard let number = DecimalNumber(prefixOf: trimmed) else { throw .notANumber }
    let rest = trimmed.dropFirst(number.length).drop { $0.isWhitespace }
    let unit = rest.isEmpty ? UnitExpression() : try UnitExpression(parsing: rest)
    guard let scaled = number.value(timesTenTo: unit.decade), scaled.isFinite else { throw .notANumber }
    let si = scaled * unit.scale
    guard si.isFinite else { throw .notANumber }
    // Added in hundredths, where the offset is a whole number: -20 degC is the double nearest to 253.15.
    value = unit.isCelsius ? (si * 100 + 27315) / 100 : si
    dimension = unit.dimension
  }
}

/// A decimal number as written, kept as text so that a power of ten can be added without rounding twice.
private struct DecimalNumber {
  let mantissa: Substring
  let exponent: Int
  /// Characters taken from the text.
  let length: Int

  init?(prefixOf text: Substring) {
    var rest = text
    if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
    let isDigit: (Character) -> Bool = { $0.isASCII && $0.isNumber }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      fraction = rest.dropFirst().prefix(while: isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    mantissa = text.prefix(text.count - rest.count)
    var power = 0
    if rest.first == "e" || rest.first == "E" {
      var digits = rest.dropFirst()
      let sign = digits.first == "-" ? -1 : 1
      if digits.first == "-" || digits.first == "+" { digits.removeFirst() }
      let run = digits.prefix(while: isDigit)
      if let magnitude = Int(run), magnitude < 1000 {
        power = sign * magnitude
        rest = digits.dropFirst(run.count)
      }
    }
    exponent = power
    length = text.count - rest.count
  }

  func value(timesTenTo decade: Int) -> Double? {
    let digits = mantissa.hasSuffix(".") ? mantissa.dropLast() : mantissa
    return Double("\(digits)e\(exponent + decade)")
  }
}

/// Why a text could not be read as a physical value.
public enum QuantityError: Error, Equatable, Sendable {
  /// The text does not start with a number that a double can hold.
  case notANumber
  /// A symbol that is no unit, and the nearest ones that are, the likeliest first.
  case unknownUnit(String, suggestions: [String])
  /// Not a product of units; the second text says what is wrong.
  case malformedUnit(String, String)
  /// A degree Celsius within a product, where its offset has no meaning.
  case celsiusInProduct(String)
}

extension QuantityError {
  /// The sentence shown for a value that should have been of `kind` and was written as `text`.
  func message(expecting kind: QuantityKind, found text: String) -> String {
    switch self {
    case .notANumber:
      "expected \(kind.expectation), found \"\(text)\", which does not start with a number"
    case .unknownUnit(let symbol, let suggestions):
      "unknown unit \"\(symbol)\" in \"\(text)\""
        + (Self.fitting(suggestions, for: symbol, in: text, kind).map { "; did you mean \"\($0)\"?" } ?? "; expected \(kind.expectation)")
    case .malformedUnit(let unit, let reason):
      "cannot read the unit \"\(unit)\" in \"\(text)\": \(reason)"
    case .celsiusInProduct(let unit):
      "degC in \"\(unit)\" has no meaning within a product of units: use K"
    }
  }

  /// The suggestion that makes the quantity what was expected, before one that is merely spelt alike.
  private static func fitting(_ suggestions: [String], for symbol: String, in text: String, _ kind: QuantityKind) -> String? {
    suggestions.first { suggestion in
      (try? Quantity(parsing: text.replacing(symbol, with: suggestion)))?.dimension == kind.dimension
    } ?? suggestions.first
  }
}

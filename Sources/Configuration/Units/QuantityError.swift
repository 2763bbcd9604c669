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
  /// What is said of a value that should have been of `kind` and was written as `text`.
  func complaint(expecting kind: QuantityKind, found text: String) -> Complaint {
    let found = "\"\(text)\""
    switch self {
    case .notANumber:
      return Complaint(expected: kind.expectation, found: found, remark: ", which does not start with a number")
    case .unknownUnit(let symbol, let suggestions):
      let near = Self.fitting(suggestions, for: symbol, in: text, kind)
      let hint = near.map { "; did you mean \"\($0)\"?" } ?? "; expected \(kind.expectation)"
      return Complaint("unknown unit \"\(symbol)\" in \(found)\(hint)", found: found, allowed: kind.expectation, suggestion: near)
    case .malformedUnit(let unit, let reason):
      return Complaint("cannot read the unit \"\(unit)\" in \(found): \(reason)", found: found, allowed: kind.expectation)
    case .celsiusInProduct(let unit):
      return Complaint("degC in \"\(unit)\" has no meaning within a product of units: use K", found: found, suggestion: "K")
    }
  }

  /// The suggestion that makes the quantity what was expected, before one that is merely spelt alike.
  private static func fitting(_ suggestions: [String], for symbol: String, in text: String, _ kind: QuantityKind) -> String? {
    suggestions.first { suggestion in
      (try? Quantity(parsing: text.replacing(symbol, with: suggestion)))?.dimension == kind.dimension
    } ?? suggestions.first
  }
}

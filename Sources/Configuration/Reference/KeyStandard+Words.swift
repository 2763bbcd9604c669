extension KeyStandard {
  /// As the reference has it, in Markdown; nil for a value that follows from keys that are not there.
  var words: String? {
    switch self {
    case .quantity(let value, let kind): kind.readable(value)
    case .integer(let value): "\(value)"
    case .boolean(let value): "`\(value)`"
    case .choice(let name): "`\"\(name)\"`"
    case .choices(let names): "`[\(names.map { "\"\($0)\"" }.joined(separator: ", "))]`"
    }
  }
}

extension QuantityKind {
  /// A value in SI as the field writes it, fit for a config; nil for what is no number.
  func readable(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    if dimension == .one || value == 0 { return Self.short(value) }
    switch unit {
    case "m", "Pa": return Readable.prefixed(value, unit, digits: 6)
    case "s": return Readable.time(value)
    case "K": return "\(Self.short(value)) K"
    default:
      // The unit of the example, where the number is handy in it.
      let common = example.drop { $0 != " " }.dropFirst()
      guard let size = try? Quantity(parsing: "1 \(common)").value, (0.01..<1e4).contains(abs(value / size)) else {
        return "\(Self.short(value)) \(unit)"
      }
      return "\(Self.short(value / size)) \(common)"
    }
  }

  /// `6e6` and `1e-9`, where printf pads the exponent.
  private static func short(_ value: Double) -> String {
    Readable.number(value, digits: 6).replacing(/e([+-])0*([0-9]+)/) { "e" + ($0.output.1 == "-" ? "-" : "") + $0.output.2 }
  }
}

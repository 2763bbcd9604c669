/// Finds units by the symbol written in a config, and the nearest known symbol for one that is not known.
enum UnitTable {
  /// A symbol resolved: the unit and the power of ten of its prefix.
  struct Entry: Sendable {
    let unit: PhysicalUnit
    let prefixDecade: Int
  }

  /// Every symbol that may be written. Whole symbols win over prefixed readings: `min` is the minute, `Pa` the pascal.
  private static let entries: [String: Entry] = {
    var table: [String: Entry] = [:]
    for unit in PhysicalUnit.all {
      for symbol in [unit.symbol] + unit.aliases { table[symbol] = Entry(unit: unit, prefixDecade: 0) }
    }
    for unit in PhysicalUnit.all where unit.takesPrefix {
      for symbol in [unit.symbol] + unit.aliases {
        for prefix in PhysicalUnit.prefixes where table[prefix.symbol + symbol] == nil {
          table[prefix.symbol + symbol] = Entry(unit: unit, prefixDecade: prefix.decade)
        }
      }
    }
    return table
  }()

  /// Symbols offered as suggestions, the likeliest first, so that a tie goes to the likelier.
  private static let suggestions: [String] = {
    let plain = PhysicalUnit.all.map(\.symbol)
    let prefixed = PhysicalUnit.prefixes.prefix(9).flatMap { prefix in
      PhysicalUnit.all.filter(\.takesPrefix).map { prefix.symbol + $0.symbol }
    }
    return plain + prefixed
  }()

  static func entry(for symbol: String) -> Entry? { entries[symbol] }

  /// The symbol that was probably meant, or nil when nothing known is near.
  static func suggestion(for symbol: String) -> String? {
    let trailingDigits = symbol.reversed().prefix { $0.isASCII && $0.isNumber }.count
    if trailingDigits > 0 {
      let letters = String(symbol.dropLast(trailingDigits))
      return entries[letters] == nil ? nil : "\(letters)^\(symbol.suffix(trailingDigits))"
    }
    let singular = symbol.lowercased().hasSuffix("s") ? String(symbol.lowercased().dropLast()) : symbol.lowercased()
    if let unit = PhysicalUnit.all.first(where: { $0.words.contains(singular) || $0.words.contains(symbol.lowercased()) }) {
      return unit.symbol
    }
    if singular == "micron" || singular == "micrometer" || singular == "micrometre" { return "um" }
    if singular == "nanometer" || singular == "nanometre" { return "nm" }
    if let sameLetters = suggestions.first(where: { $0.lowercased() == symbol.lowercased() }) { return sameLetters }
    return Spelling.nearest(to: symbol, among: suggestions, atMost: symbol.count > 1 ? 1 : 0)
  }
}

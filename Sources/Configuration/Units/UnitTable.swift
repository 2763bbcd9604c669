/// Finds units by the symbol written in a config, and the nearest known symbols for one that is not known.
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

  /// Symbols worth suggesting, the commonest first.
  private static let plausible: [String] = {
    let plain = PhysicalUnit.all.map(\.symbol)
    let prefixed = PhysicalUnit.prefixes.prefix(9).flatMap { prefix in
      PhysicalUnit.all.filter(\.takesPrefix).map { prefix.symbol + $0.symbol }
    }
    return plain + prefixed
  }()

  static func entry(for symbol: String) -> Entry? { entries[symbol] }

  /// Symbols that were probably meant, the likeliest first; empty when nothing known is near.
  static func suggestions(for symbol: String) -> [String] {
    let trailingDigits = symbol.reversed().prefix { $0.isASCII && $0.isNumber }.count
    if trailingDigits > 0 {
      let letters = String(symbol.dropLast(trailingDigits))
      return entries[letters] == nil ? [] : ["\(letters)^\(symbol.suffix(trailingDigits))"]
    }
    let word = symbol.lowercased()
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    if let unit = PhysicalUnit.all.first(where: { $0.words.contains(singular) || $0.words.contains(word) }) { return [unit.symbol] }
    if ["micron", "micrometer", "micrometre"].contains(singular) { return ["um"] }
    if ["nanometer", "nanometre"].contains(singular) { return ["nm"] }
    guard symbol.count > 1 else { return plausible.filter { $0.lowercased() == word } }
    // A slip of case is likelier than a wrong letter, and a wrong letter than one too many.
    let ranked = plausible.enumerated().compactMap { order, candidate -> (rank: [Int], candidate: String)? in
      let edits = Spelling.edits(symbol, candidate)
      let isSlipOfCase = candidate.lowercased() == word
      guard edits <= 1 || isSlipOfCase else { return nil }
      return ([isSlipOfCase ? 0 : 1, edits, abs(candidate.count - symbol.count), order], candidate)
    }
    return ranked.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.candidate)
  }
}

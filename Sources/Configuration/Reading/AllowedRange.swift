/// The values physics allows for a setting, with the words that say so.
struct AllowedRange: Sendable {
  /// As messages say it.
  let words: String
  /// As the reference has it.
  let symbols: String
  let contains: @Sendable (Double) -> Bool

  /// - Parameter symbols: nil where the words are as short.
  init(words: String, symbols: String? = nil, contains: @escaping @Sendable (Double) -> Bool) {
    self.words = words
    self.symbols = symbols ?? words
    self.contains = contains
  }

  static let any = AllowedRange(words: "") { $0.isFinite }
  static let positive = AllowedRange(words: "greater than 0", symbols: "> 0") { $0 > 0 }
  static let nonNegative = AllowedRange(words: "of 0 or more", symbols: "≥ 0") { $0 >= 0 }
  /// Beyond 1000 kJ/mol a unit was forgotten: an energy without "/mol" is taken for that of a particle.
  static let reorganizationEnergy = AllowedRange(
    words: "from 1 to 1000 kJ/mol; without /mol it is that of one particle", symbols: "1 to 1000 kJ/mol"
  ) { $0 >= 1e3 && $0 <= 1e6 }
  static let molarEnergy = AllowedRange(
    words: "of at most 1000 kJ/mol; without /mol it is that of one particle", symbols: "up to 1000 kJ/mol"
  ) { abs($0) <= 1e6 }
  static let openUnit = AllowedRange(words: "between 0 and 1, both excluded") { $0 > 0 && $0 < 1 }
  static let unitWithoutOne = AllowedRange(words: "from 0 up to, but not including, 1", symbols: "≥ 0, < 1") { $0 >= 0 && $0 < 1 }
}

extension ClosedRange<Double> {
  /// A range that still is one in any unit; nil where the first value is not the lower, or both are no magnitudes of anything.
  init?(from lower: Double, to upper: Double) {
    guard upper - lower > 1e-200, abs(lower) < 1e200, abs(upper) < 1e200 else { return nil }
    self = lower...upper
  }
}

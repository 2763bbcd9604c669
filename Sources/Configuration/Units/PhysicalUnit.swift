/// A unit as it may be written in a config, with its size in SI: `scale × 10^decade`.
///
/// The power of ten is kept apart from the rest so that `"50 nm"` becomes exactly the double nearest to 5e-8:
/// it is added to the exponent of the number as written, not multiplied in afterwards.
public struct PhysicalUnit: Hashable, Sendable {
  /// The symbol as printed in messages.
  public let symbol: String
  /// Factor to SI without its power of ten, such as 3600 for the hour.
  public let scale: Double
  /// Power of ten to SI.
  public let decade: Int
  public let dimension: Dimension
  /// Whether a decimal prefix may stand before it.
  let takesPrefix: Bool
  /// Other ways to write the symbol.
  let aliases: [String]
  /// Words that people write in place of the symbol: not accepted, but answered with the symbol.
  let words: [String]

  init(
    _ symbol: String, _ dimension: Dimension, scale: Double = 1, decade: Int = 0, takesPrefix: Bool = true,
    aliases: [String] = [], words: [String] = []
  ) {
    self.symbol = symbol
    self.scale = scale
    self.decade = decade
    self.dimension = dimension
    self.takesPrefix = takesPrefix
    self.aliases = aliases
    self.words = words
  }

  /// The degree Celsius, the one unit with an offset; allowed only as a temperature of its own.
  static let celsius = PhysicalUnit("degC", Dimension(K: 1), takesPrefix: false, aliases: ["°C"], words: ["celsius", "C"])

  /// Every unit known, in the order in which suggestions prefer them.
  static let all: [PhysicalUnit] = [
    PhysicalUnit("m", Dimension(m: 1), words: ["meter", "metre"]),
    PhysicalUnit("s", Dimension(s: 1), words: ["second", "sec"]),
    PhysicalUnit("A", Dimension(A: 1), words: ["ampere", "amp"]),
    PhysicalUnit("V", Dimension(kg: 1, m: 2, s: -3, A: -1), words: ["volt"]),
    PhysicalUnit("K", Dimension(K: 1), words: ["kelvin"]),
    PhysicalUnit("mol", Dimension(mol: 1), words: ["mole"]),
    PhysicalUnit("g", Dimension(kg: 1), decade: -3, words: ["gram"]),
    PhysicalUnit("J", Dimension(kg: 1, m: 2, s: -2), words: ["joule"]),
    PhysicalUnit("Pa", Dimension(kg: 1, m: -1, s: -2), words: ["pascal"]),
    PhysicalUnit("N", Dimension(kg: 1, m: 1, s: -2), words: ["newton"]),
    PhysicalUnit("W", Dimension(kg: 1, m: 2, s: -3), words: ["watt"]),
    PhysicalUnit("C", Dimension(s: 1, A: 1), words: ["coulomb"]),
    PhysicalUnit("S", Dimension(kg: -1, m: -2, s: 3, A: 2), words: ["siemens"]),
    PhysicalUnit("ohm", Dimension(kg: 1, m: 2, s: -3, A: -2), aliases: ["Ω", "Ohm"]),
    PhysicalUnit("F", Dimension(kg: -1, m: -2, s: 4, A: 2), words: ["farad"]),
    PhysicalUnit("Hz", Dimension(s: -1), words: ["hertz"]),
    PhysicalUnit("L", Dimension(m: 3), decade: -3, aliases: ["l"], words: ["liter", "litre"]),
    PhysicalUnit("M", Dimension(m: -3, mol: 1), decade: 3, words: ["molar"]),
    PhysicalUnit("Ah", Dimension(s: 1, A: 1), scale: 3600),
    PhysicalUnit("Wh", Dimension(kg: 1, m: 2, s: -2), scale: 3600),
    PhysicalUnit("eV", Dimension(kg: 1, m: 2, s: -2), scale: 1.602176634, decade: -19),
    PhysicalUnit("bar", Dimension(kg: 1, m: -1, s: -2), decade: 5),
    PhysicalUnit("min", Dimension(s: 1), scale: 60, takesPrefix: false, words: ["minute"]),
    PhysicalUnit("h", Dimension(s: 1), scale: 3600, takesPrefix: false, words: ["hour", "hr"]),
    PhysicalUnit("d", Dimension(s: 1), scale: 86400, takesPrefix: false, words: ["day"]),
    PhysicalUnit("Å", Dimension(m: 1), decade: -10, takesPrefix: false, words: ["angstrom"]),
    PhysicalUnit("%", .one, decade: -2, takesPrefix: false, words: ["percent"]),
    PhysicalUnit("rad", Dimension(rad: 1), words: ["radian"]),
    // π/180.
    PhysicalUnit("deg", Dimension(rad: 1), scale: 1.7453292519943295, decade: -2, takesPrefix: false, aliases: ["°"], words: ["degree"]),
    celsius,
  ]

  /// Decimal prefixes and their power of ten.
  static let prefixes: [(symbol: String, decade: Int)] = [
    ("u", -6), ("n", -9), ("m", -3), ("k", 3), ("M", 6), ("G", 9), ("c", -2), ("d", -1), ("p", -12), ("f", -15), ("T", 12),
    ("µ", -6), ("μ", -6),
  ]
}

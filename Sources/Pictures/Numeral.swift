import RealModule

/// Numbers as a figure writes them: a true minus sign, fixed decimals, superscript exponents.
enum Numeral {
  /// `value` with `decimals` digits after the point, rounded half away from zero.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15, decimals >= 0 else { return "\(value)" }
    let scale = Double.pow(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let digits = UInt64(scaled)
    let sign = value < 0 && digits > 0 ? "−" : ""
    if decimals == 0 { return sign + "\(digits)" }
    let unit = UInt64(scale)
    let fraction = "\(digits % unit)"
    return sign + "\(digits / unit)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// `value` with `digits` significant digits and no exponent.
  static func significant(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return fixed(value, decimals: digits - 1) }
    let magnitude = Int(Double.log10(abs(value)).rounded(.down))
    return fixed(value, decimals: min(max(digits - 1 - magnitude, 0), 12))
  }

  /// `value` with `digits` significant digits and a power of ten: "2.78×10⁻⁶".
  static func scientific(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return fixed(value, decimals: digits - 1) }
    let exponent = Int(Double.log10(abs(value)).rounded(.down))
    return fixed(value / Double.pow(10, Double(exponent)), decimals: digits - 1) + "×" + power(ofTen: exponent)
  }

  /// 10 to an integer power: "10⁻³".
  static func power(ofTen exponent: Int) -> String { "10" + superscript(exponent) }

  static func superscript(_ number: Int) -> String { "\(number)".map(superscript(of:)).joined() }

  /// A digit or a minus, raised.
  static func superscript(of character: Character) -> String {
    let raised: [Character: String] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
    return raised[character]!
  }
}

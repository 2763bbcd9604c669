/// What an axis shows: a name and a unit, as print writes them.
public struct AxisQuantity: Equatable, Sendable {
  /// Such as "Tip height".
  public let name: String
  /// Such as "mA/cm²"; empty for a pure number.
  public let unit: String

  /// - Parameters:
  ///   - name: in words; the first letter of a word is made a capital. A letter alone is a symbol and stays, and so does what is no word of
  ///     plain letters, such as `δ/L`.
  ///   - unit: as tables write it, such as `mA/cm^2`.
  public init(_ name: String, unit: String) {
    let first = name.prefix { $0 != " " }
    let isWord = first.count > 1 && first.allSatisfy { $0.isASCII && $0.isLetter }
    self.name = isWord ? name.prefix(1).uppercased() + name.dropFirst() : name
    self.unit = Self.printed(unit)
  }

  /// The power of ten that its ticks leave out, and the unit: "(10⁻³ mol/L)"; empty where there is neither.
  func measure(exponent: Int) -> String {
    let inner = [exponent == 0 ? "" : Numeral.power(ofTen: exponent), unit].filter { !$0.isEmpty }
    return inner.isEmpty ? "" : "(\(inner.joined(separator: "\u{202F}")))"
  }

  /// Name and unit on one line: "Current density (mA/cm²)".
  func heading(exponent: Int) -> String {
    [name, measure(exponent: exponent)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The same in lines no longer than `length`, broken between words; a longer word stands alone.
  func lines(exponent: Int, fitting length: Double, _ canvas: Canvas) -> [String] {
    let words = name.split(separator: " ").map(String.init) + [measure(exponent: exponent)]
    return canvas.wrapped(words.filter { !$0.isEmpty }, FigureStyle.text, length: length)
  }

  /// `um` as µm, `cm^2` as cm², `*` as a raised dot, `ohm` as Ω.
  private static func printed(_ unit: String) -> String {
    var out = ""
    var rest = unit[...]
    while let first = rest.first {
      if first == "^" {
        let digits = rest.dropFirst().prefix { $0 == "-" || ($0.isASCII && $0.isNumber) }
        out += digits.map { Numeral.superscript(of: $0) }.joined()
        rest = rest.dropFirst(1 + digits.count)
      } else if first.isLetter {
        let symbol = rest.prefix { $0.isLetter }
        out += symbol == "ohm" ? "Ω" : symbol.hasPrefix("u") && symbol.count > 1 ? "µ" + symbol.dropFirst() : String(symbol)
        rest = rest.dropFirst(symbol.count)
      } else {
        out += first == "*" ? "·" : String(first)
        rest = rest.dropFirst()
      }
    }
    return out
  }
}

/// Writes a config: one key a line, values in SI with the bits they have, and what they mean behind.
struct SettingWriter {
  private(set) var toml = ""
  /// Of the section that is being written.
  private var meanings: KeyMeanings

  /// - Parameter meanings: of the keys that stand in no section.
  init(_ meanings: KeyMeanings = [:]) { self.meanings = meanings }

  /// - Parameter meanings: of its keys, for those that are written without one.
  mutating func section(_ name: String, _ meanings: KeyMeanings = [:]) {
    toml += "\n[\(name)]\n"
    self.meanings = meanings
  }

  mutating func listedSection(_ name: String, _ meanings: KeyMeanings = [:]) {
    toml += "\n[[\(name)]]\n"
    self.meanings = meanings
  }

  mutating func quantity(_ key: String, _ value: Double, _ kind: QuantityKind, _ meaning: String? = nil) {
    line(key, Self.text(value, kind), meaning)
  }

  mutating func integer(_ key: String, _ value: Int, _ meaning: String? = nil) { line(key, "\(value)", meaning) }

  mutating func boolean(_ key: String, _ value: Bool, _ meaning: String? = nil) { line(key, "\(value)", meaning) }

  mutating func text(_ key: String, _ value: String, _ meaning: String? = nil) { line(key, Self.quoted(value), meaning) }

  mutating func texts(_ key: String, _ values: [String], _ meaning: String? = nil) {
    line(key, "[\(values.map(Self.quoted).joined(separator: ", "))]", meaning)
  }

  mutating func interval(_ key: String, _ range: ClosedRange<Double>, _ kind: QuantityKind, _ meaning: String = "colour range") {
    line(key, "[\"\(kind.text(range.lowerBound))\", \"\(kind.text(range.upperBound))\"]", meaning)
  }

  /// A section on one line.
  mutating func group(_ key: String, _ entries: [(key: String, value: String)], _ meaning: String) {
    line(key, "{ " + entries.map { "\($0.key) = \($0.value)" }.joined(separator: ", ") + " }", meaning)
  }

  static func text(_ value: Double, _ kind: QuantityKind) -> String {
    kind.dimension == .one ? kind.text(value) : "\"\(kind.text(value))\""
  }

  static func list(_ values: [Double], _ kind: QuantityKind) -> String {
    "[\(values.map { text($0, kind) }.joined(separator: ", "))]"
  }

  /// - Parameter meaning: nil: what the section declares, as far as it fits behind a value.
  private mutating func line(_ key: String, _ value: String, _ meaning: String?) {
    toml += "\(key) = \(value)  # \(meaning ?? meanings[key]?.brief ?? "")\n"
  }

  /// A text as TOML holds it on one line.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\", "\"": return "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

/// Short names of values, fit for folders: `1 mA/cm^2` is `1mA-cm2`.
struct StudyNaming {
  private var taken = StudyConfiguration.taken

  /// Of a value, and of a member with room for a number behind it: a folder's name has at most 255 characters.
  private static let longest = 40, longestName = 200

  /// The name of one more member: values that are shortened to the same are told apart by numbers.
  mutating func name(_ parts: [String]) -> String {
    let stem = parts.isEmpty ? "base" : String(parts.joined(separator: "_").prefix(Self.longestName))
    var name = stem, number = 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(stem)-\(number)"
    }
    return name
  }

  /// Of each value of each axis. What a value alone does not tell stands before it: the last part of its key, `modes-7`.
  static func tokens(of axes: [StudyAxis]) -> [[String]] {
    let short = axes.map { axis in axis.values.indices.map { token(axis.values[$0], number: $0 + 1) } }
    return axes.indices.map { index in
      let own = Set(short[index].compactMap(\.plain))
      let isAlone = !axes.indices.contains { $0 != index && !own.isDisjoint(with: short[$0].compactMap(\.plain)) }
      let key = axes[index].key.split(separator: ".").last.map { sanitized(String($0)) } ?? ""
      return short[index].map { token in isAlone ? token.plain ?? "\(key)-\(token.text)" : "\(key)-\(token.text)" }
    }
  }

  /// Numbers of equal length, so that folders are listed in order.
  static func sample(_ index: Int, of count: Int) -> String {
    let digits = "\(index + 1)"
    return "s" + String(repeating: "0", count: max(0, "\(count)".count - digits.count)) + digits
  }

  private struct Token {
    let text: String
    /// Whether it tells what it is without its key.
    let isPlain: Bool
    var plain: String? { isPlain ? text : nil }
  }

  private static func token(_ value: Setting, number: Int) -> Token {
    switch value {
    case .text(let text):
      guard let quantity = try? Quantity(parsing: text) else { return Token(text: sanitized(text), isPlain: true) }
      return Token(text: sanitized(text.filter { !$0.isWhitespace }), isPlain: quantity.dimension != .one)
    case .integer(let whole): return Token(text: sanitized("\(whole)"), isPlain: false)
    case .real(let real): return Token(text: sanitized("\(real)"), isPlain: false)
    case .boolean(let flag): return Token(text: "\(flag)", isPlain: false)
    case .list, .section, .date: return Token(text: "\(number)", isPlain: false)
    }
  }

  /// Letters, digits and -_.+ alone; never with a sign first, which a command would take for an option.
  static func sanitized(_ text: String) -> String {
    var name = ""
    for character in text.replacing("−", with: "-") {
      switch character {
      case "µ", "μ": name += "u"
      case "Ω": name += "ohm"
      case "°": name += "deg"
      case "%": name += "percent"
      case "^", "*", "(", ")", "²", "³", "·": name += character == "²" ? "2" : character == "³" ? "3" : ""
      case _ where RunConfiguration.isAllowedInName(character): name.append(character)
      default: if name.last != "-" { name.append("-") }
      }
    }
    if name.hasPrefix("-"), name.dropFirst().first?.isNumber ?? false { name = "minus" + name.dropFirst() }
    name = String(name.drop { "-.".contains($0) }.prefix(longest))
    return name.isEmpty ? "value" : name
  }
}

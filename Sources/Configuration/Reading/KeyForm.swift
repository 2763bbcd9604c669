/// What a key may hold.
enum KeyForm: Sendable {
  case quantity(QuantityKind, AllowedRange)
  /// Two values, the lower first.
  case interval(QuantityKind)
  case quantities(QuantityKind, AllowedRange)
  case integer(ClosedRange<Int>)
  case boolean
  /// With an example.
  case text(String)
  /// A text of which the words tell what it may be, and an example.
  case name(words: String, example: String)
  case choice([String])
  /// A list of them.
  case choices([String])
  case section
  case sections
  /// Whatever the key of a base config may hold.
  case any

  /// As the reference has it, in Markdown.
  var words: String {
    switch self {
    case .quantity(let kind, let range): Self.joined(kind.kinds, range)
    case .interval(let kind): "two \(kind.plural)"
    case .quantities(let kind, let range): Self.joined("list of \(kind.plural)", range)
    case .integer(let range) where range.upperBound == .max: "whole number, ≥ \(range.lowerBound)"
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "`true`, `false`"
    case .text(let example): "text such as `\"\(example)\"`"
    case .name(let words, let example): "\(words) such as `\"\(example)\"`"
    case .choice(let names): Self.listed(names)
    case .choices(let names): "list of \(Self.listed(names))"
    case .section: "a section"
    case .sections: "sections"
    case .any: "a value"
    }
  }

  /// SI unit of what it holds; nil for what has none.
  var unit: String? {
    switch self {
    case .quantity(let kind, _), .interval(let kind), .quantities(let kind, _): kind.unit.isEmpty ? nil : kind.unit
    default: nil
    }
  }

  /// Names that may be chosen.
  var names: [String]? {
    switch self {
    case .choice(let names), .choices(let names): names
    default: nil
    }
  }

  /// A value to begin with, as a config has it; nil where the words have one.
  var example: String? {
    switch self {
    case .quantity(let kind, _): kind.dimension == .one ? nil : "\"\(kind.example)\""
    case .quantities(let kind, _): kind.dimension == .one ? nil : "[\"\(kind.example)\"]"
    default: nil
    }
  }

  var isSection: Bool {
    switch self {
    case .section, .sections: true
    default: false
    }
  }

  private static func joined(_ kind: String, _ range: AllowedRange) -> String {
    range.symbols.isEmpty ? kind : "\(kind), \(range.symbols)"
  }

  private static func listed(_ names: [String]) -> String { names.map { "`\"\($0)\"`" }.joined(separator: ", ") }
}

extension QuantityKind {
  /// Without its article.
  private static func bare(_ name: String) -> String { String(name[(name.firstIndex(of: " ") ?? name.startIndex)...].dropFirst()) }

  /// What may be written: the kind, and another one where that will do as well.
  fileprivate var kinds: String {
    let other = equivalent.map { " or \(Self.bare(QuantityKind.name(of: $0.dimension))) (eV)" } ?? ""
    return Self.bare(name) + other
  }

  fileprivate var plural: String {
    let noun = Self.bare(name)
    return noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
  }
}

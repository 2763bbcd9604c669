import Foundation

/// `[sample]`: values between bounds, drawn as a Latin hypercube.
struct StudySample {
  let count: Int
  /// Each with one value for each member of the sample.
  let axes: [StudyAxis]

  enum Scale: String, CaseIterable {
    case linear, logarithmic
  }

  static let meanings: KeyMeanings = [
    "members": "points of the sample",
    "seed": "the same seed gives the same points",
  ]

  static let rangeMeanings: KeyMeanings = [
    "from": .init("lower bound of a key of the base config", standard: .conditional),
    "to": .init("its upper bound, in a unit of the same kind", standard: .conditional),
    "scale": "on which its values lie evenly",
  ]

  /// - Parameter entries: of the section.
  init(reading entries: [String: Setting], _ document: ConfigurationDocument) {
    let own = ["members", "seed"]
    let section = SectionReader(
      document: document, path: "sample", schemaPath: "sample", entries: entries.filter { own.contains($0.key) })
    section.describe(Self.meanings)
    count = section.integer("members", atLeast: 2, atMost: StudyConfiguration.mostMembers)
    let cube = LatinHypercube(count: count, seed: section.integer("seed", atLeast: 0, standard: 1))
    let ranges = document.assignments(in: entries.filter { !own.contains($0.key) }, of: "sample") { entries in
      // A section of values is that of a range, well-formed or not.
      !entries.values.contains { if case .section = $0 { true } else { false } }
    }
    if ranges.isEmpty {
      document.report("sample", Complaint(expected: "keys of the base config such as \(Self.key) = \(Self.example)", found: "none"))
    }
    axes = ranges.enumerated().compactMap { index, range in
      Self.values(of: range, at: cube.coordinates(index), document).map { StudyAxis(key: range.key, path: range.path, values: $0) }
    }
  }

  private static let key = "electrode.interfacialEnergy"
  private static let example = "{ from = \"0.5 J/m^2\", to = \"1 J/m^2\" }"

  /// Nil for what is wrong, which is noted.
  private static func values(of range: StudyAssignment, at coordinates: [Double], _ document: ConfigurationDocument) -> [Setting]? {
    guard case .section(let entries) = range.value else {
      document.report(range.path, Complaint(expected: "bounds such as \(example)", found: range.value.found))
      return nil
    }
    let section = SectionReader(document: document, path: range.path, schemaPath: "sample.*", entries: entries)
    section.describe(rangeMeanings)
    for bound in ["from", "to"] { section.note(bound, .any) }
    let from = section.setting("from"), to = section.setting("to")
    let scale: Scale = section.choice("scale", standard: .linear)
    guard let from, let to else {
      section.reportMissing(from == nil ? "from" : "to", "the \(from == nil ? "lower" : "upper") bound, as in \(example)")
      return nil
    }
    if case .integer(let low) = from, case .integer(let high) = to, scale == .linear {
      // Beyond, a double does not count in ones.
      guard low < high, low > -(1 << 51), high < 1 << 51 else {
        section.report("to", expected: "a number greater than from = \(low)", found: "\(high)")
        return nil
      }
      return coordinates.map { .integer(low + min(Int($0 * Double(high - low + 1)), high - low)) }
    }
    guard let unit = MeasuredUnit(of: from), let low = unit.number(from), let high = unit.number(to) else {
      section.report("to", expected: "two numbers, or two values of one kind", found: "\(from.found) and \(to.found)")
      return nil
    }
    guard low < high else {
      section.report("to", expected: "a value greater than from = \(from.found)", found: to.found)
      return nil
    }
    guard scale == .linear || low > 0 else {
      section.report("from", expected: "a value greater than 0 on a logarithmic scale", found: from.found)
      return nil
    }
    return coordinates.map { unit.setting(scale == .linear ? low + $0 * (high - low) : low * pow(high / low, $0)) }
  }
}

/// The unit in which a value was written.
private struct MeasuredUnit {
  /// Empty for a pure number.
  let symbol: String
  private let dimension: Dimension
  /// Value of 0 and of 1 in SI.
  private let zero: Double, one: Double

  init?(of setting: Setting) {
    switch setting {
    case .integer, .real: symbol = ""
    case .text(let text):
      guard let parts = text.wholeMatch(of: /\s*[+\-−]?[0-9.]+(?:[eE][+-]?[0-9]+)?\s*(.*)/) else { return nil }
      symbol = String(parts.1)
    default: return nil
    }
    guard let zero = try? Quantity(parsing: "0 \(symbol)"), let one = try? Quantity(parsing: "1 \(symbol)") else { return nil }
    dimension = one.dimension
    self.zero = zero.value
    self.one = one.value
  }

  func number(_ setting: Setting) -> Double? {
    switch setting {
    case .integer(let whole): return symbol.isEmpty ? Double(whole) : nil
    case .real(let real): return symbol.isEmpty && real.isFinite ? real : nil
    case .text(let text):
      guard let quantity = try? Quantity(parsing: text), quantity.dimension == dimension else { return nil }
      return (quantity.value - zero) / (one - zero)
    default: return nil
    }
  }

  /// Six digits: a value that a person can read and that means the same on every machine.
  func setting(_ number: Double) -> Setting {
    let text = Readable.number(number, digits: 6)
    return symbol.isEmpty ? .real(Double(text) ?? number) : .text("\(text) \(symbol)")
  }
}

import Foundation
import Pictures
import Records

/// What the caption of a figure says of the runs that it was made of.
enum FigureCaption {
  /// Settings that are told one by one, and letters of a value that still is.
  private static let most = 8, longest = 60

  /// Their names and, where there are several, the settings by which they differ: all that have a bearing on what they compute.
  static func runs(_ runs: [RecordedRun], _ names: [String]) throws -> [String] {
    if runs.count == 1 { return ["Run: \(names[0])."] }
    var sentences = ["Runs: \(names.joined(separator: ", "))."]
    let texts = try runs.map { try ConfigurationFile.read($0.folder.config) }
    let differences = try ResolvedDifference.values(of: texts).filter { $0.key != "name" && !$0.key.hasPrefix("output.") }
    if differences.isEmpty { return sentences + ["Their settings are the same."] }
    func isShort(_ values: [String?]) -> Bool { values.allSatisfy { ($0?.count ?? 0) <= longest } }
    let told = differences.filter { isShort($0.values) }.prefix(most)
    for difference in told { sentences.append("\(difference.key): \(groups(difference.values, names)).") }
    let others = differences.map(\.key).filter { key in !told.contains { $0.key == key } }
    if !others.isEmpty { sentences.append("They differ in \(list(others))\(told.isEmpty ? "" : " as well").") }
    return sentences
  }

  /// "0.5 V (a, b), 0.6 V (c)"; the value that most have stands last, where that is shorter as that of the others.
  private static func groups(_ values: [String?], _ names: [String]) -> String {
    var groups: [(value: String?, names: [String])] = []
    for (value, name) in zip(values, names) {
      if let index = groups.firstIndex(where: { $0.value == value }) {
        groups[index].names.append(name)
      } else {
        groups.append((value, [name]))
      }
    }
    let largest = groups.map(\.names.count).max() ?? 0
    var rest: String?
    if largest > 2, groups.count > 1, let index = groups.firstIndex(where: { $0.names.count == largest }) {
      rest = "\(readable(groups.remove(at: index).value)) (all others)"
    }
    return (groups.map { "\(readable($0.value)) (\($0.names.joined(separator: ", ")))" } + (rest.map { [$0] } ?? [])).joined(
      separator: ", ")
  }

  /// A value of a resolved config with a prefix and without empty digits.
  private static func readable(_ value: String?) -> String {
    guard let value else { return "not there" }
    let parts = value.split(separator: " ", maxSplits: 1)
    guard let number = parts.first.flatMap({ Double($0) }) else { return value }
    guard parts.count == 2 else { return Readable.number(number, digits: 6) }
    let unit = String(parts[1])
    if unit == "s" { return Readable.time(number) }
    if ["m", "V", "Pa"].contains(unit) { return printed(Readable.prefixed(number, unit, digits: 6)) }
    return "\(Readable.number(number, digits: 6)) \(AxisQuantity("", unit: unit).unit)"
  }

  static func length(_ metres: Double) -> String { printed(Readable.length(metres, digits: 4)) }

  static func time(_ seconds: Double) -> String { printed(Readable.time(seconds)) }

  /// "1.5 mA/cm²".
  static func value(_ number: Double, _ unit: String) -> String {
    unit.isEmpty ? Readable.number(number) : "\(Readable.number(number)) \(AxisQuantity("", unit: unit).unit)"
  }

  /// A value with its unit as print has it.
  private static func printed(_ text: String) -> String {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    return parts.count == 2 ? "\(parts[0]) \(AxisQuantity("", unit: parts[1]).unit)" : text
  }

  /// "a, b and c".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A name as it stands within a sentence, with its unit: "tip height (µm)".
  static func quantity(_ name: String, _ unit: String) -> String {
    unit.isEmpty ? name : "\(name) (\(AxisQuantity("", unit: unit).unit))"
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// A symbol of one letter stays.
  var lowercasedFirst: String { prefix(while: { $0 != " " }).count > 1 ? prefix(1).lowercased() + dropFirst() : self }
}

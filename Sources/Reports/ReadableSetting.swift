import Configuration
import Foundation
import Pictures

/// A value of a resolved config, which is in coherent SI, in the unit that the field uses.
enum ReadableSetting {
  /// Of units that take no prefix: how many of the other one they are.
  private static let others: [String: (unit: String, factor: Double)] = [
    "A/m^2": ("mA/cm^2", 0.1), "mol/m^3": ("mol/L", 1e-3), "ohm*m^2": ("ohm*cm^2", 1e4),
  ]

  /// The text itself where it is no number with a unit.
  static func text(_ value: String) -> String {
    guard let match = value.wholeMatch(of: /([+\-]?[0-9.]+(?:[eE][+\-]?[0-9]+)?) ([^0-9 ].*)/), let number = Double(match.1) else {
      return value
    }
    let unit = String(match.2)
    if unit == "s" { return printed(Readable.time(number)) }
    if ["m", "V", "Pa"].contains(unit) { return printed(Readable.prefixed(number, unit, digits: 6)) }
    if let other = others[unit] { return printed("\(Readable.number(number * other.factor, digits: 6)) \(other.unit)") }
    return printed("\(Readable.number(number, digits: 6)) \(unit)")
  }

  /// A number with its unit as print writes it: `um` as µm.
  static func printed(_ value: String) -> String {
    guard let space = value.firstIndex(of: " ") else { return value }
    return value[...space] + AxisQuantity("", unit: String(value[value.index(after: space)...])).unit
  }
}

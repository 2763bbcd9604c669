import Foundation

/// Values as a person reads them, in the unit and with the digits the field uses; not meant to be read back.
public enum Readable {
  /// At most `digits` significant digits, no trailing zeros; the same in every locale.
  public static func number(_ value: Double, digits: Int = 4) -> String { String(format: "%.\(digits)g", value) }

  /// A number of cells that ought to be whole, with as many decimals as show that it is not.
  static func count(_ value: Double) -> String {
    // Beyond, numbers have no decimals, and at last do not fit an integer.
    guard abs(value) < 1e15 else { return number(value) }
    let short = String(format: "%.2f", value)
    let isWhole = abs(value - value.rounded()) <= 1e-9 * max(1, abs(value))
    return isWhole ? "\(Int(value.rounded()))" : (short.hasSuffix(".00") ? String(format: "%.6f", value) : short)
  }

  /// A length with the prefix that keeps it between 1 and 1000: `40 um`.
  public static func length(_ metres: Double, digits: Int = 6) -> String { prefixed(metres, "m", digits: digits) }

  /// A length with the digits a cell size needs to make whole cells when it is copied into a config.
  static func exactLength(_ metres: Double) -> String { prefixed(metres, "m", digits: 12) }

  /// A time in the unit people use: `15 min`, `2 h`, `3 ms`.
  public static func time(_ seconds: Double) -> String {
    switch abs(seconds) {
    case 86400...: "\(number(seconds / 86400)) d"
    case 3600...: "\(number(seconds / 3600)) h"
    case 60...: "\(number(seconds / 60)) min"
    default: prefixed(seconds, "s", digits: 4)
    }
  }

  /// A wall-clock time in whole seconds, minutes and hours: `45 s`, `3 min 20 s`, `2 h 5 min`.
  public static func wallTime(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "unknown" }
    let whole = Int(seconds.rounded())
    return switch whole {
    case ..<60: "\(whole) s"
    case ..<3600: "\(whole / 60) min \(whole % 60) s"
    default: "\(whole / 3600) h \(whole / 60 % 60) min"
    }
  }

  /// Any unit with a decimal prefix that keeps the number between 1 and 1000.
  public static func prefixed(_ value: Double, _ unit: String, digits: Int = 4) -> String {
    guard value != 0, value.isFinite else { return "\(number(value)) \(unit)" }
    let prefixes = [("f", -15), ("p", -12), ("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9)]
    let magnitude = abs(value)
    // The rounded number decides, so that 999.9999 nm is written 1 um.
    let rounded = Double(String(format: "%.\(digits - 1)e", magnitude)) ?? magnitude
    let chosen = prefixes.last { rounded >= Double("1e\($0.1)") ?? 1 } ?? prefixes[0]
    let scaled = chosen.1 < 0 ? value * (Double("1e\(-chosen.1)") ?? 1) : value / (Double("1e\(chosen.1)") ?? 1)
    return "\(number(scaled, digits: digits)) \(chosen.0)\(unit)"
  }
}

import Foundation

extension CheckReport.Row: Encodable {
  private enum Key: String, CodingKey {
    case label, value, unit, remark
  }

  /// A number where the table shows one, else the word; unit and remark are left out where they are empty.
  public func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: Key.self)
    try row.encode(label, forKey: .label)
    if let number = Double(value), number.isFinite {
      try row.encode(number, forKey: .value)
    } else {
      try row.encode(value, forKey: .value)
    }
    if !unit.isEmpty { try row.encode(unit, forKey: .unit) }
    if !remark.isEmpty { try row.encode(remark, forKey: .remark) }
  }
}

extension CheckReport {
  /// What the table shows: numbers as numbers, with the digits and the units they have there.
  public func json() throws -> String {
    var report = self
    report.sections.removeAll { $0.rows.isEmpty }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}

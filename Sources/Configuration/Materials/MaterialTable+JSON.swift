import Foundation
public import Physics

/// A material as scripts read it.
private struct MaterialRecord: Encodable {
  struct Property: Encodable {
    let value: Double
    /// In SI; left out of a pure number.
    let unit: String?
    let range: [Double]?
    /// K.
    let temperature: Double
    let confidence: String
    let source: String
    let remark: String?
  }

  let name: String
  let aliases: [String]
  let roles: [String]
  let note: String?
  let properties: [String: Property]

  init(_ material: Material) {
    name = material.name
    aliases = material.aliases
    roles = material.roles.map(\.rawValue)
    note = material.note.isEmpty ? nil : material.note
    let pairs = material.values.map { value in
      (
        value.quantity.rawValue,
        Property(
          value: value.value, unit: value.unit.isEmpty ? nil : value.unit, range: value.range.map { [$0.lowerBound, $0.upperBound] },
          temperature: value.temperature, confidence: value.confidence.rawValue, source: value.source,
          remark: value.remark.isEmpty ? nil : value.remark)
      )
    }
    properties = Dictionary(pairs) { first, _ in first }
  }
}

extension MaterialTable {
  /// All materials with all that is known of them, in SI.
  public static func json() throws -> String { try encode(Material.all.map(MaterialRecord.init)) }

  public static func json(of material: Material) throws -> String { try encode(MaterialRecord(material)) }

  private static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

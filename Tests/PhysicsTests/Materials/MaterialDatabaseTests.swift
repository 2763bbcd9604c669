import Foundation
import Testing

@testable import Physics

/// The database against the table that it was made of, number by number.
@Suite struct MaterialDatabaseTests {
  /// A line of `materials.csv`, by the titles of its columns.
  typealias Row = [String: String]

  /// Which column holds a quantity, the power of ten of its unit, and the column of its confidence.
  static let columns: [MaterialQuantity: (title: String, decade: Int, confidence: String)] = [
    .ionicConductivity: ("sigma_ion_S_m", 0, "conf_sigma"), .electronicConductivity: ("sigma_el_S_m", 0, "conf_sigma"),
    .youngsModulus: ("E_GPa", 9, "conf_E"), .shearModulus: ("G_GPa", 9, "conf_E"), .poissonsRatio: ("nu", 0, "conf_E"),
    .fractureToughness: ("KIC_MPa_sqrt_m", 6, "conf_other"), .interfacialEnergy: ("gamma_J_m2", 0, "conf_other"),
    .adhesionEnergy: ("Wad_Li_J_m2", 0, "conf_other"), .diffusivity: ("D_Li_m2_s", 0, "conf_other"),
    .exchangeCurrentDensity: ("i0_A_m2", 0, "conf_other"), .arealResistance: ("ASR_ohm_m2", 0, "conf_other"),
    .cationTransferenceNumber: ("t_plus", 0, "conf_other"),
  ]

  static func rows() throws -> [Row] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("materials.csv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    let titles = cells(of: lines[0])
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(titles, cells(of: $0))) }
  }

  /// Commas within quotes part no cells.
  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private static func number(_ text: String, decade: Int) -> Double? { Double(decade == 0 || text.isEmpty ? text : "\(text)e\(decade)") }

  @Test func everyNumberIsThatOfTheTable() throws {
    let rows = try Self.rows()
    #expect(Set(rows.compactMap { $0["material"] }) == Set(Material.all.map(\.name)) && rows.count == Material.all.count)
    var checked = 0
    for row in rows {
      let name = try #require(row["material"])
      let material = try #require(Material.all.first { $0.name == name })
      let note = try #require(row["note"])
      for (quantity, column) in Self.columns {
        let text = try #require(row[column.title])
        let value = material[quantity]
        #expect(value?.value == Self.number(text, decade: column.decade), "\(name): \(column.title)")
        guard let value else { continue }
        checked += 1
        // A K within the note, behind the column's own words, stands for that number alone.
        let isLowered = quantity == .electronicConductivity && note.contains(/sigma_el[^;]*\(K\)/)
        let isPublished = try #require(row[column.confidence]) == "R" && !isLowered
        #expect(value.confidence == (isPublished ? .published : .fieldKnowledge), "\(name): \(column.title)")
      }
      let low = Self.number(try #require(row["sigma_ion_lo"]), decade: 0), high = Self.number(try #require(row["sigma_ion_hi"]), decade: 0)
      let range = material[.ionicConductivity]?.range
      #expect(range?.lowerBound == low && range?.upperBound == high, "\(name): sigma_ion_lo, sigma_ion_hi")
    }
    #expect(checked == 177)
  }

  @Test func rolesAndNotesAreThoseOfTheTable() throws {
    for row in try Self.rows() {
      let material = try #require(Material.all.first { $0.name == row["material"] })
      // What the table calls a solid electrolyte is an electrolyte here, and marks of confidence are with the values.
      let role = try #require(row["role"])
      #expect(material.roles.map(\.rawValue).joined(separator: "/") + "/" == "\(role)/".replacing(" SE/", with: " electrolyte/"))
      let note = try #require(row["note"]).replacing(" (K)", with: "").replacing("(R, ", with: "(").replacing(", R)", with: ")")
      #expect(material.note == note)
    }
  }

  /// What the notes of the table add to its columns: the words there, and the power of ten of their unit.
  @Test(arguments: [
    ("Li metal", MaterialQuantity.yieldStrength, "0.73-0.81", 6), ("Li metal", .interfacialEnergy, "0.50-0.556", 0),
    ("PVDF-LiFSI (residual DMF)", .youngsModulus, "0.2-2.5", 9), ("Li3PO4", .youngsModulus, "10-11", 9),
  ])
  func rangesAreThoseOfTheNotes(name: String, quantity: MaterialQuantity, words: String, decade: Int) throws {
    let material = try #require(Material(named: name))
    let range = try #require(material[quantity]?.range)
    let bounds = words.split(separator: "-").compactMap { Double("\($0)e\(decade)") }
    #expect(material.note.contains(words) && [range.lowerBound, range.upperBound] == bounds)
  }

  @Test func everyValueIsInItsUnitAndRange() {
    for material in Material.all {
      let quantities = material.values.map(\.quantity)
      #expect(quantities == MaterialQuantity.allCases.filter(quantities.contains), "\(material.name): order")
      for value in material.values {
        let place = "\(material.name): \(value.quantity)"
        #expect(value.unit == value.quantity.unit && value.temperature == 298.15 && !value.source.isEmpty, "\(place)")
        #expect(value.range?.contains(value.value) ?? true, "\(place)")
        #expect(value.value.isFinite && value.value >= 0, "\(place)")
      }
    }
  }

  /// E = 2 G (1 + ν) of an isotropic solid; most of the table was rounded.
  @Test func moduliAreThoseOfOneSolid() throws {
    for material in Material.all {
      guard let e = material[.youngsModulus]?.value, e > 0 else { continue }
      let g = try #require(material[.shearModulus]?.value), nu = try #require(material[.poissonsRatio]?.value)
      #expect(abs(2 * g * (1 + nu) / e - 1) < 0.1, "\(material.name)")
    }
  }
}

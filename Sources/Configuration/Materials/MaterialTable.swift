public import Physics

/// The database as tables: all materials, or all that is known of one.
public enum MaterialTable {
  /// What the table of all materials shows of each.
  private static let columns: [MaterialQuantity] = [
    .ionicConductivity, .electronicConductivity, .youngsModulus, .poissonsRatio, .fractureToughness, .diffusivity,
  ]

  /// One line a material, by the name to type; numbers of low confidence are marked.
  public static var text: String {
    let heads = [["material", "role"] + columns.map { $0.symbol + " " }, ["", ""] + columns.map { $0.customary.unit + " " }]
    let rows = Material.all.map { material in
      [material.shortName, material.roleText]
        + columns.map { quantity in material[quantity].map { quantity.number($0.value) + ($0.isMarked ? MaterialValue.mark : " ") } ?? "" }
    }
    return aligned(heads + rows, toRight: 2..<2 + columns.count) + "\n\(MaterialValue.legend)\n"
  }

  /// The same with more columns and with ranges, as `Docs/Materials.md` has it.
  public static var markdown: String {
    let columns: [MaterialQuantity] = [
      .ionicConductivity, .electronicConductivity, .youngsModulus, .poissonsRatio, .fractureToughness, .interfacialEnergy, .adhesionEnergy,
      .diffusivity,
    ]
    let units = columns.map { $0.customary.unit.isEmpty ? $0.symbol : "\($0.symbol), \($0.customary.unit)" }
    let heads = ["name", "material", "role"] + units
    let rows = Material.all.map { material in
      ["`\(material.shortName)`", material.name, material.roleText] + columns.map { material[$0].map(cell) ?? "" }
    }
    let rule = ["---", "---", "---"] + columns.map { _ in "---:" }
    return ([heads, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  private static func cell(_ value: MaterialValue) -> String {
    let range = value.range.map { " (\(value.quantity.number($0.lowerBound)) to \(value.quantity.number($0.upperBound)))" } ?? ""
    return value.quantity.number(value.value) + (value.isMarked ? MaterialValue.mark : "") + range
  }

  /// All that is known of one material.
  public static func text(of material: Material) -> String {
    var text = "\(material.name): \(material.roleText)\n"
    if !material.aliases.isEmpty { text += "also called \(material.aliases.joined(separator: ", "))\n" }
    let rows = material.values.map { value in
      [
        value.quantity.rawValue, value.text + (value.isMarked ? " \(MaterialValue.mark)" : ""), value.rangeText, value.temperatureText,
        value.sourceText,
      ]
    }
    text += "\n" + aligned([["property", "value", "range", "at", "source"]] + rows, toRight: 0..<0)
    if material.values.contains(where: \.isMarked) { text += "\n\(MaterialValue.legend)\n" }
    if !material.note.isEmpty { text += "\nNote: \(material.note)\n" }
    if !material.electrolytes.isEmpty { text += "\n" }
    for electrolyte in material.electrolytes {
      text += "In configs, [electrolyte] material = \"\(electrolyte.rawValue)\" brings transport from \(electrolyte.source).\n"
    }
    return text
  }

  private static func aligned(_ rows: [[String]], toRight: Range<Int>) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return toRight.contains(column) ? space + cell : cell + space
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

extension Material {
  var roleText: String { roles.map(\.rawValue).joined(separator: "/") }

  /// Those of configs that this is the material of.
  var electrolytes: [ElectrolyteMaterial] { ElectrolyteMaterial.allCases.filter { $0.material == self } }
}

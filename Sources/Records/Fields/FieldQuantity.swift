/// A quantity of which field files hold the values in all cells.
public enum FieldQuantity: String, CaseIterable, Codable, Sendable {
  case lithium, salt, potential, current
  /// Of models whose current crosses a front.
  case frontCurrent
  /// Of cells that bear stress.
  case pressure, vonMises, principalStress, stress
  /// Of lithium that carries films.
  case filmThickness
  /// Of cells with layers that have a thickness on the grid.
  case layers

  /// Those of which only mechanics knows.
  public var isMechanical: Bool { [.pressure, .vonMises, .principalStress, .stress].contains(self) }

  /// Those whose values in lithium count as well.
  public var isThroughout: Bool { isMechanical || self == .filmThickness || self == .frontCurrent }

  /// Of the values in the file; `1` for a pure number.
  public var unit: String {
    switch self {
    case .lithium, .layers: "1"
    case .salt: "mol/L"
    case .potential: "V"
    case .current, .frontCurrent: "mA/cm^2"
    case .pressure, .vonMises, .principalStress, .stress: "MPa"
    case .filmThickness: "nm"
    }
  }

  /// One `unit` in SI.
  public var unitSize: Double {
    switch self {
    case .lithium, .potential, .layers: 1
    case .salt: 1000
    case .current, .frontCurrent: 10
    case .pressure, .vonMises, .principalStress, .stress: 1e6
    case .filmThickness: 1e-9
    }
  }

  /// What the file says of it.
  public var longName: String {
    switch self {
    case .lithium: "order parameter, 1 in lithium and 0 in the electrolyte"
    case .salt: "salt concentration, per volume of electrolyte"
    case .potential: "electrolyte potential, against the counter electrode; without meaning where lithium > 0.5"
    case .current: "ionic current density along width, depth and growth; without meaning where lithium > 0.5"
    case .frontCurrent: "current density on the surface of the lithium, positive where it plates; not a number away from it"
    case .pressure: "hydrostatic pressure, compression positive"
    case .vonMises: "von Mises stress"
    case .principalStress: "largest principal stress, tension positive"
    case .stress: "stress, tension positive: xx, yy, zz, xy, yz, xz with x along width, y along depth, z along growth"
    case .filmThickness: "thickness of all films on the lithium together; not a number away from its surface"
    case .layers: "share of what is not lithium that whole layers take"
    }
  }

  /// What is to be known besides, in the Markdown of the reference; empty for nothing.
  public var remark: String {
    switch self {
    case .lithium: "½ on its surface"
    case .current: "while plating it points down, against growth"
    case .frontCurrent:
      "per area of the surface, within 1.5 δ of it that of its nearest place; not of the models of the literature"
    case .pressure, .vonMises, .principalStress, .stress: "only of runs with `[mechanics]`"
    case .filmThickness: "within 1.5 δ of the surface that of its nearest place; only of runs with an `[[interlayer]]`"
    case .layers: "only of runs with a `[[layer]]`"
    case .salt, .potential: ""
    }
  }

  /// Numbers in each cell: 3 of a vector, along width, depth and growth, 6 of a symmetric tensor in the order of VTK.
  public var componentCount: Int {
    switch self {
    case .current: 3
    case .stress: 6
    default: 1
    }
  }

  /// Where it lies in the file.
  var path: String { "VTKHDF/CellData/\(rawValue)" }
}

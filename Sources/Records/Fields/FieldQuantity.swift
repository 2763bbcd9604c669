/// A quantity of which field files hold the values in all cells.
public enum FieldQuantity: String, CaseIterable, Codable, Sendable {
  case lithium, salt, potential, current

  /// Of the values in the file; `1` for a pure number.
  public var unit: String {
    switch self {
    case .lithium: "1"
    case .salt: "mol/L"
    case .potential: "V"
    case .current: "mA/cm^2"
    }
  }

  /// One `unit` in SI.
  public var unitSize: Double {
    switch self {
    case .lithium, .potential: 1
    case .salt: 1000
    case .current: 10
    }
  }

  /// What the file says of it.
  public var longName: String {
    switch self {
    case .lithium: "order parameter, 1 in lithium and 0 in the electrolyte"
    case .salt: "salt concentration, per volume of electrolyte"
    case .potential: "electrolyte potential, against the counter electrode; without meaning where lithium > 0.5"
    case .current: "ionic current density along width, depth and growth; without meaning where lithium > 0.5"
    }
  }

  /// Numbers in each cell: 3 of a vector, along width, depth and growth.
  public var componentCount: Int { self == .current ? 3 : 1 }

  /// Where it lies in the file.
  var path: String { "VTKHDF/CellData/\(rawValue)" }
}

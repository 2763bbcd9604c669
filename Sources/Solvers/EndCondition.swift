/// What is prescribed at an end of the growth axis, on the outer face of the last cells.
///
/// Fluxes count positive into the domain, at the bottom and at the top alike.
public enum EndCondition: Hashable, Sendable {
  /// The value on the face.
  case dirichlet(_ value: Double)
  /// The flux through the face into the domain: −a ∂u/∂z at the bottom, +a ∂u/∂z at the top.
  case neumann(_ flux: Double)
  /// A flux into the domain of `conductance` × (`value` − u on the face).
  ///
  /// An infinite conductance prescribes the value, a conductance of zero insulates.
  case robin(conductance: Double, value: Double)

  /// Weight of the end value in the equation of an end cell, in units of the coefficient over a squared length.
  ///
  /// From the cell's centre to what lies beyond the end there are half a cell and the end's own resistance in series:
  /// 1 / (h/2 / a + 1 / conductance) / h.
  ///
  /// - Parameters:
  ///   - coefficient: a on the end face.
  ///   - spacing: cell edge h along the growth axis, m.
  public func link(coefficient: Double, spacing: Double) -> Double {
    switch self {
    case .dirichlet: 2 * coefficient / (spacing * spacing)
    case .neumann: 0
    case .robin(let conductance, _): 1 / (0.5 * spacing / coefficient + 1 / conductance) / spacing
    }
  }

  /// What the end adds to the right-hand side of an end cell's equation.
  ///
  /// Parameters as for `link`.
  public func source(coefficient: Double, spacing: Double) -> Double {
    switch self {
    case .dirichlet(let value): value * link(coefficient: coefficient, spacing: spacing)
    case .neumann(let flux): flux / spacing
    case .robin(_, let value): value * link(coefficient: coefficient, spacing: spacing)
    }
  }

  /// The same kind of end with value and flux zero: the end of the problem that corrections obey.
  public var homogeneous: EndCondition {
    switch self {
    case .dirichlet: .dirichlet(0)
    case .neumann: .neumann(0)
    case .robin(let conductance, _): .robin(conductance: conductance, value: 0)
    }
  }
}

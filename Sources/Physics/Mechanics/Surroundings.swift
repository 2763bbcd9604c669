public import Fields

/// What the lithium is embedded in where that is not the same everywhere: 1/K and 1/G of electrolyte and layers, cell by cell.
///
/// As they were when equilibrium was solved last: displacement and plastic strain go with these.
public final class Surroundings: Sendable {
  /// 1/K, 1/Pa.
  public let bulkCompliance: ScalarField
  /// 1/G, 1/Pa.
  public let shearCompliance: ScalarField

  /// - Parameter stiffness: everywhere, to begin with; isotropic.
  public init(_ grid: Grid, _ stiffness: Stiffness) {
    bulkCompliance = ScalarField(grid, 1 / stiffness.bulkModulus)
    shearCompliance = ScalarField(grid, 1 / stiffness.shearModulus)
  }
}

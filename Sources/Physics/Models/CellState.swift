public import Fields

/// The cell at one time. What a time step depends on besides is in `ButlerVolmerModel.keptFields` and `memory`.
public final class CellState {
  public let grid: Grid
  /// ξ.
  public let orderParameter: ScalarField
  /// ψc, salt per total volume, mol/m³: the conserved quantity, ψ with the floor of what conducts.
  public let saltAmount: ScalarField
  /// c, salt per volume of electrolyte, mol/m³.
  public let ionConcentration: ScalarField
  /// φ̃ = φ_l − (RT/F) ln(c/c₀), V.
  public let reducedPotential: ScalarField
  /// Velocity of the front in the last step, m/s: foresees the middle of the next.
  public let frontVelocity: ScalarField
  /// φ_m, V.
  public var metalPotential = 0.0
  /// Current density through each top face, A/m²: where a lithium electrode stands, its salt follows it.
  public let inflow: ScalarField
  /// Simulated time, s.
  public var time = 0.0
  /// Accepted steps.
  public var step = 0
  /// Charge passed per cross-section, C/m².
  public var charge = 0.0
  /// Salt that came in through the top, mol/m²; with a transference number that depends on the concentration, lithium ions.
  public var saltInflow = 0.0

  public init(_ grid: Grid) {
    self.grid = grid
    orderParameter = ScalarField(grid)
    saltAmount = ScalarField(grid)
    ionConcentration = ScalarField(grid)
    reducedPotential = ScalarField(grid)
    frontVelocity = ScalarField(grid)
    inflow = ScalarField(grid.topLayer)
  }

  /// Lithium metal per cross-section as a thickness, m: its mean height.
  public var metalThickness: Double { orderParameter.sum() * grid.growthSpacing / Double(grid.width * grid.depth) }

  /// Salt per cross-section, mol/m².
  public var saltPerArea: Double { saltAmount.sum() * grid.growthSpacing / Double(grid.width * grid.depth) }
}

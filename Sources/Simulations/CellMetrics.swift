public import Physics

/// What a run tells about the cell after each step, in SI.
public struct CellMetrics: Codable, Sendable {
  /// Simulated, s.
  public var time = 0.0
  /// Accepted steps.
  public var step = 0
  /// Of the last step, s.
  public var timeStep = 0.0
  public var morphology = Morphology()
  /// Lithium that is no longer joined to the electrode.
  public var detached = DetachedLithium()
  /// The same as a charge per cross-section, C/m².
  public var detachedCharge = 0.0
  /// Of that, in all the lithium plated so far, 0 to 1; where more is detached than was plated, 1.
  public var detachedFraction = 0.0
  /// Front per mass of the lithium that was plated on top of the electrode of the start, m²/kg; not-a-number where there is none.
  public var specificInterfaceArea = Double.nan
  /// Over the last steps, m/s.
  public var tipSpeed = 0.0
  /// Over the cross-section, A/m².
  public var currentDensity = 0.0
  /// On the front itself, A/m²: the largest after averaging across it along the current, and the current over the area of the front.
  public var largestFrontCurrentDensity = 0.0, meanFrontCurrentDensity = 0.0
  /// The largest over the mean of these; 1 on a flat front, not-a-number at rest, below a thousandth of the exchange current.
  public var frontCurrentRatio = Double.nan
  /// −φ_m, V.
  public var voltage = 0.0
  /// Net of what was plated and stripped, per cross-section, C/m².
  public var charge = 0.0
  /// Sums of the charges plated and stripped since the start, per cross-section, C/m², ≥ 0.
  public var platedCharge = 0.0, strippedCharge = 0.0
  public var stress = StressSummary()
  public var film = FilmSummary(), coating = FilmSummary()
  public var nucleation = NucleationSummary()
  /// Part of the front under films and coatings that are whole, of the one that is least so; not-a-number without any.
  public var layerIntegrity: Double {
    let open = [film.openFraction, coating.openFraction].filter { !$0.isNaN }
    return open.max().map { 1 - $0 } ?? .nan
  }
  /// Lowest salt concentration in the electrolyte (ψ > ½), and the mean on the front, mol/m³.
  public var saltMinimum = 0.0, frontConcentration = 0.0
  /// Lithium deposited in excess of V_m/F times the net charge, over V_m/F times all that was plated and stripped.
  public var lithiumBalance = 0.0
  /// Current through the top over that of the front, less one.
  public var currentBalance = 0.0
  /// Salt in excess of start, inflow and consumption, over that at the start.
  public var saltBalance = 0.0
  /// Number of the protocol's step that goes on, in the order in which they are done, and its cycle, both from 1.
  public var protocolStep = 1, cycle = 1
  /// What the last step took.
  public var report = StepReport()

  public init() {}
}

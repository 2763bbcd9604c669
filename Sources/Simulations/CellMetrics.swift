public import Physics

/// What a run tells about the cell after each step, in SI.
public struct CellMetrics: Sendable {
  /// Simulated, s.
  public var time = 0.0
  /// Accepted steps.
  public var step = 0
  /// Of the last step, s.
  public var timeStep = 0.0
  public var morphology = Morphology()
  /// Over the last steps, m/s.
  public var tipSpeed = 0.0
  /// Over the cross-section, A/m².
  public var currentDensity = 0.0
  /// Largest and mean on the front itself, averaged along its normal, A/m².
  public var largestFrontCurrentDensity = 0.0, meanFrontCurrentDensity = 0.0
  /// −φ_m, V.
  public var voltage = 0.0
  /// Per cross-section, C/m².
  public var charge = 0.0
  /// Lowest salt concentration in the electrolyte (ψ > ½), and the mean on the front, mol/m³.
  public var saltMinimum = 0.0, frontConcentration = 0.0
  /// Lithium deposited over the charge passed, less one.
  public var lithiumBalance = 0.0
  /// Current through the top over that of the front, less one.
  public var currentBalance = 0.0
  /// Salt missing, over that at the start.
  public var saltBalance = 0.0
  /// What the last step took.
  public var report = StepReport()

  public init() {}
}

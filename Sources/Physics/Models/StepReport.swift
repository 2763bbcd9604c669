/// What one step did and what it took.
public struct StepReport: Codable, Sendable {
  /// ∫ w i over the cross-section, A/m².
  public var current = 0.0
  /// Current through the top faces, summed independently, A/m².
  public var topCurrent = 0.0
  /// What the voltage is spent on.
  public var voltage = VoltageSplit()
  /// Largest speed of the front, m/s.
  public var frontSpeed = 0.0
  /// 1 + the imposed current less the one found, relative; 1 up to round-off, and 1 under potentiostatic control.
  public var closure = 1.0
  /// Change of the current from the first pass to the last, relative: the estimate of the step's error. Of a single pass
  /// the largest change on the front that a second one would begin with.
  public var stepError = 0.0
  /// Change of the front's velocity in the last pass, relative to its maximum; of a single pass, that a second one would
  /// begin with.
  public var passChange = 0.0
  public var passes = 0
  public var newtonIterations = 0
  public var potentialIterations = 0
  public var saltIterations = 0
  public var sharpeningSubsteps = 0
  /// Of mechanical equilibrium: 0 in steps that keep the last one.
  public var mechanicsIterations = 0
  /// Of the displacement flow: 0 without one.
  public var displacementIterations = 0

  public init() {}

  /// Counts what an earlier balance of the same instant took.
  mutating func addIterations(of earlier: StepReport) {
    newtonIterations += earlier.newtonIterations
    potentialIterations += earlier.potentialIterations
    mechanicsIterations += earlier.mechanicsIterations
  }
}

/// Why a step was not taken. The state is as before; a smaller step may do.
public enum StepFailure: Error, Codable, Sendable, Equatable {
  /// Newton's method for the electrolyte potential ran out of iterations, or no potential carries the current that was found.
  case potentialNotBalanced(residual: Double)
  /// No displacement balances the stress, or none with it below the yield strength.
  case stressNotBalanced(residual: Double, yieldError: Double)
  case saltNotSolved(residual: Double)
  /// No flow takes what lithium displaces out of its way.
  case displacementNotSolved(residual: Double)
  /// Potential, salt and front did not agree on a current.
  case passesNotConverged(change: Double)
  /// No metal potential draws the imposed current.
  case currentNotCarried(closure: Double)
  case notFinite
  /// The current changed more between the passes than the step's tolerance.
  case stepErrorTooLarge(error: Double)
  /// The front moved too far for its profile.
  case orderParameterOutOfBounds(least: Double, greatest: Double)

  /// Stress is balanced before the step, whatever its length.
  public var mayPassWithSmallerStep: Bool { if case .stressNotBalanced = self { false } else { true } }
}

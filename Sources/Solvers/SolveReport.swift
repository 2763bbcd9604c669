/// How a linear solve went.
public struct SolveReport: Sendable {
  /// Iterations done; 1 for a direct solve.
  public let iterations: Int
  /// Norm of what is left of the equation over the reference norm; NaN where a direct solve was not asked for it.
  public let relativeResidual: Double
  /// The same before the first iteration; equal for a direct solve.
  public let startingResidual: Double
  /// Mean of the right-hand side that a singular problem cannot answer and that was left out, 0 otherwise.
  public let removedMean: Double
  /// What residuals are relative to.
  public let reference: Double

  public init(
    iterations: Int, relativeResidual: Double, startingResidual: Double? = nil, removedMean: Double = 0, reference: Double = .nan
  ) {
    self.reference = reference
    self.iterations = iterations
    self.relativeResidual = relativeResidual
    self.startingResidual = startingResidual ?? relativeResidual
    self.removedMean = removedMean
  }
}

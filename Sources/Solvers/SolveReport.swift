/// What a linear solve has to say about itself.
public struct SolveReport: Hashable, Sendable {
  /// Number of iterations; 1 for a direct solver.
  public var iterations: Int
  /// ‖b − A u‖ / ‖b‖ in the Euclidean norm, where b is the right-hand side with the contributions of the ends.
  /// For b = 0 it is ‖A u‖. NaN if it was not asked for.
  public var relativeResidual: Double
  /// Mean of b taken out of a singular problem, which has a solution only without it; 0 for a regular problem.
  /// Unit of the right-hand side.
  public var removedMean: Double

  public init(iterations: Int, relativeResidual: Double, removedMean: Double = 0) {
    self.iterations = iterations
    self.relativeResidual = relativeResidual
    self.removedMean = removedMean
  }
}

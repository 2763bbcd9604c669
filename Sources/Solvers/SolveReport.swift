/// How a linear solve went.
public struct SolveReport: Sendable, Equatable {
  /// Iterations done; 1 for a direct solve.
  public let iterations: Int
  /// Norm of what is left of the equation over the reference norm.
  public let relativeResidual: Double

  public init(iterations: Int, relativeResidual: Double) {
    self.iterations = iterations
    self.relativeResidual = relativeResidual
  }
}

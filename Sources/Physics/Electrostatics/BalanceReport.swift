/// How a potential balance went.
public struct BalanceReport: Sendable {
  public var newtonIterations = 0
  public var linearIterations = 0
  /// Norm of the equation at the last iterate over that of w i.
  public var residual = Double.infinity
  public var isConverged = false

  public init() {}
}

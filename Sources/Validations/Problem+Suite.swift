extension Problem {
  /// All of them, in the order of the page.
  public static let suite: [Problem] = [
    FlatFront.problem, Wire.problem, Ripple.problem, ParallelFront.problem, Wulff.problem, SandsTime.problem, SteadySalt.problem,
    ConcentratedFront.problem, SaltRipples.problem,
  ]
}

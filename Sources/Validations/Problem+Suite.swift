extension Problem {
  /// All of them, in the order of the page.
  public static let suite: [Problem] = [Wire.problem, Ripple.problem, ParallelFront.problem, SaltRipples.problem]
}

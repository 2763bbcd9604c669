extension Problem {
  /// Those of the page, in its order.
  public static let suite: [Problem] = [
    Rest.problem, FlatFront.problem, TiltedFront.problem, PlateAndStrip.problem, Wire.problem, Bead.problem, Ripple.problem,
    ParallelFront.problem,
    Wulff.problem, SandsTime.problem, SteadySalt.problem,
    ConcentratedFront.problem, SaltRipples.problem, CahnHilliardProblem.problem(), CahnHilliardPoissonProblem.problem(),
    AllenCahnProblem.problem(), NucleationProblem.problem(), LiteraturePlanarFront.problem, LiteratureKineticSpeed.problem,
    LiteratureBalances.problem, BothModels.problem, Inclusion.problem, PressedFront.problem, MisfitRipple.problem,
    LayeredRipple.problem, StressedRipple.problem,
    ElasticPrecipitateProblem.problem(),
  ]

  /// Too long for the page: each is solved when it is named.
  public static let long: [Problem] = [Branching.problem]
}

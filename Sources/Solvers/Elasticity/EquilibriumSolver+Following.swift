import Fields

extension EquilibriumSolver {
  /// Iterations after which the preconditioner takes over moduli that follow.
  private static var renewal: Int { 2 }
  /// By how many times its length a step is made longer or taken back at most: where cells begin to flow, what was measured says little
  /// about more.
  private static var longest: Double { 1.5 }

  /// Moduli that follow the displacement.
  ///
  /// The force is then not linear, and the length of a step, by the moduli at its beginning, not the best. The change q of the residual along
  /// the last step p tells how the force changes indeed: what p should have been longer is made up for in the next step, and its
  /// direction is conjugate to p by q (M. R. Hestenes & E. Stiefel, J. Res. Natl. Bur. Stand. 49 (1952) 409).
  func follow(
    _ problem: EquilibriumProblem, _ displacement: FaceVector, _ meanStrain: inout SIMD3<Double>, reference: Double, tolerance: Double,
    maximumIterations: Int, _ follow: (FaceVector, SIMD3<Double>) -> Bool
  ) -> SolveReport {
    var strainStep = SIMD3<Double>.zero, restBefore = SIMD3<Double>.zero
    var measure = ResidualMeasure(reference: reference), iterations = 0
    while true {
      let isFollowed = follow(displacement, meanStrain)
      if iterations % Self.renewal == 0 { preconditioner.renew(problem.medium) }
      var rest = problem.assignResidual(displacement, meanStrain, into: residual)
      // What the last step is too short by, in such steps; the change of the residual along it; what a longer one leaves along it.
      var missing = 0.0, bend = 0.0, along = 0.0
      if iterations > 0 {
        before.update(1, -1, residual)
        restBefore -= rest
        bend = before.dot(direction) + (restBefore * strainStep).sum()
        along = residual.dot(direction) + (rest * strainStep).sum()
        if bend > 0 { missing = min(max(along / bend, -Self.longest), Self.longest) }
        along -= missing * bend
        residual.update(1, -missing, before)
        rest -= missing * restBefore
      }
      preconditioner.apply(residual, into: image)
      var strainImage = problem.displaced(rest)
      let product = residual.dot(image) + (rest * strainImage).sum()
      measure.assign(product + missing * (2 * along + missing * bend))
      let isReached = measure.norm <= tolerance * measure.reference && isFollowed
      guard !isReached, measure.norm > 0, iterations < maximumIterations, product.isFinite else { break }
      var share = 0.0
      if bend > 0 {
        share = (before.dot(image) + (restBefore * strainImage).sum()) / bend
        image.update(1, -share, direction)
        strainImage -= share * strainStep
      }
      if iterations > 0 {
        before.update(missing, 1, residual)
      } else {
        before.assign(residual)
      }
      restBefore = rest + missing * restBefore
      let (curvature, _) = problem.curvature(image, strainImage, force: residual)
      // Where the last step, made longer, would do, round-off is all that is left for another.
      let length = curvature > 0 ? max(0, product - share * along) / curvature : 0
      guard length > 0 || missing != 0 else { break }
      direction.update(missing, length, image)
      strainStep = missing * strainStep + length * strainImage
      displacement.update(1, 1, direction)
      meanStrain += strainStep
      iterations += 1
    }
    return measure.report(iterations: iterations)
  }
}

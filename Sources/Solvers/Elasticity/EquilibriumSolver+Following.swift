import Fields

extension EquilibriumSolver {
  /// Iterations after which the preconditioner takes over moduli that follow.
  private static var renewal: Int { 2 }

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
      // What the last step is too short by, and the change of the residual along it.
      var missing = 0.0, bend = 0.0
      if iterations > 0 {
        before.update(1, -1, residual)
        restBefore -= rest
        bend = before.dot(direction) + (restBefore * strainStep).sum()
        if bend > 0 { missing = (residual.dot(direction) + (rest * strainStep).sum()) / bend }
        residual.update(1, -missing, before)
        rest -= missing * restBefore
      }
      preconditioner.apply(residual, into: image)
      var strainImage = problem.displaced(rest)
      let product = residual.dot(image) + (rest * strainImage).sum()
      measure.assign(product + missing * missing * bend)
      let isReached = measure.norm <= tolerance * measure.reference && isFollowed
      guard !isReached, product > 0, iterations < maximumIterations, product.isFinite else { break }
      if bend > 0 {
        let share = (before.dot(image) + (restBefore * strainImage).sum()) / bend
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
      guard curvature > 0 else { break }
      let length = product / curvature
      direction.update(missing, length, image)
      strainStep = missing * strainStep + length * strainImage
      displacement.update(1, 1, direction)
      meanStrain += strainStep
      iterations += 1
    }
    return measure.report(iterations: iterations)
  }
}

public import Fields

/// Mechanical equilibrium ∇·σ = 0 of an `ElasticMedium`: conjugate gradients, preconditioned by multigrid (`ElasticCycle`) or, for moduli that
/// hardly differ, by the displacements of a uniform medium (`GreenOperator`; H. Moulinec & P. Suquet, Comput. Methods Appl. Mech. Eng. 157
/// (1998) 69, as a preconditioner: J. Zeman et al., J. Comput. Phys. 229 (2010) 8065).
///
/// Uniform normal strains that a prescribed stress leaves free are unknowns beside the displacement. Moduli that depend on the displacement
/// follow it from iteration to iteration.
public final class EquilibriumSolver {
  let preconditioner: ElasticPreconditioner
  let residual: FaceVector
  let direction: FaceVector
  let image: FaceVector
  /// The residual of the iteration before, where moduli follow.
  let before: FaceVector

  /// What is prescribed along an axis.
  public enum Load: Sendable, Equatable {
    /// Mean normal strain.
    case strain(Double)
    /// Mean normal stress, Pa, tension positive.
    case stress(Double)
  }

  /// - Parameters:
  ///   - scratch: for the fields that only a solve needs, from number `first` on: as many as three vectors have components.
  public init(_ grid: Grid, scratch given: Scratch? = nil, first: Int = 0) {
    let scratch = given ?? Scratch(grid)
    residual = FaceVector(grid, scratch: scratch, first: first)
    let second = first + FaceVector.axes(of: grid).count
    image = FaceVector(grid, scratch: scratch, first: second)
    // What it writes over is gone by the time that its result comes, which goes there.
    preconditioner = ElasticPreconditioner(grid, scratch: scratch, first: second)
    direction = FaceVector(grid)
    before = FaceVector(grid, scratch: scratch, first: second + FaceVector.axes(of: grid).count)
  }

  /// Improves `displacement` (m, on the faces) and `meanStrain` until what is left of the force is `tolerance` times the load's, both
  /// measured by the root of the energy that they would store by the preconditioner: nearly that in the medium itself.
  ///
  /// - Parameters:
  ///   - bodyForce: acts on the faces, N/m³; its mean along an axis without plates must be zero.
  ///   - loads: by axes (width, depth, growth). A grid one cell deep is in plane strain: along its depth only a strain may be prescribed.
  ///   - follow: writes the moduli that go with a displacement where they depend on it, and returns whether they are as good as final. Nil
  ///     where they stay.
  public func solve(
    _ medium: ElasticMedium, _ displacement: FaceVector, meanStrain: inout SIMD3<Double>, loads: [Load],
    bodyForce: FaceVector? = nil, tolerance: Double, maximumIterations: Int = 1000,
    follow: ((FaceVector, SIMD3<Double>) -> Bool)? = nil
  ) -> SolveReport {
    let stiffness = preconditioner.assign(medium, isFollowed: follow != nil)
    let problem = EquilibriumProblem(medium, loads: loads, bodyForce: bodyForce, stiffness: stiffness)
    for (a, load) in loads.enumerated() { if case .strain(let strain) = load { meanStrain[a] = strain } }
    image.clear()
    let rest = problem.assignResidual(image, meanStrain * (SIMD3(repeating: 1) - problem.isFree), into: residual)
    preconditioner.apply(residual, into: image)
    let reference = (residual.dot(image) + (rest * problem.displaced(rest)).sum()).squareRoot()
    direction.clear()
    guard let follow else {
      return solve(problem, displacement, &meanStrain, reference: reference, tolerance: tolerance, maximumIterations: maximumIterations)
    }
    return self.follow(
      problem, displacement, &meanStrain, reference: reference, tolerance: tolerance, maximumIterations: maximumIterations, follow)
  }

  /// Moduli that stay.
  private func solve(
    _ problem: EquilibriumProblem, _ displacement: FaceVector, _ meanStrain: inout SIMD3<Double>, reference: Double, tolerance: Double,
    maximumIterations: Int
  ) -> SolveReport {
    var rest = problem.assignResidual(displacement, meanStrain, into: residual)
    var strainDirection = SIMD3<Double>.zero
    var measure = ResidualMeasure(reference: reference), previous = Double.infinity, iterations = 0
    while true {
      preconditioner.apply(residual, into: image)
      let strainImage = problem.displaced(rest)
      let product = residual.dot(image) + (rest * strainImage).sum()
      measure.assign(product)
      guard measure.norm > tolerance * measure.reference, iterations < maximumIterations, product.isFinite else { break }
      let beta = product / previous
      previous = product
      direction.update(beta, 1, image)
      strainDirection = strainImage + beta * strainDirection
      let (curvature, strainForce) = problem.curvature(direction, strainDirection, force: image)
      guard curvature > 0 else { break }
      let length = product / curvature
      displacement.update(1, length, direction)
      meanStrain += length * strainDirection
      residual.update(1, -length, image)
      rest -= length * strainForce
      iterations += 1
    }
    return measure.report(iterations: iterations)
  }
}

extension FaceVector {
  func assign(_ other: FaceVector) {
    for (field, from) in zip(components, other.components) { field.assign(from) }
  }

  /// self = factor × self.
  func scale(by factor: Double) {
    let n = grid.width
    grid.forEachTile { rows in
      for field in components {
        for r in rows {
          var a = unsafe field.row(r, n).mutableSpan
          for i in 0..<n + 2 { a[i] *= factor }
        }
      }
    }
  }

  /// self = factor × self + share × other.
  func update(_ factor: Double, _ share: Double, _ other: FaceVector) {
    let n = grid.width
    grid.forEachTile { rows in
      for (field, added) in zip(components, other.components) {
        for r in rows {
          var a = unsafe field.row(r, n).mutableSpan
          let b = unsafe added.row(r, n).span
          for i in 0..<n + 2 { a[i] = factor * a[i] + share * b[i] }
        }
      }
    }
  }
}

public import Fields

/// Mechanical equilibrium ∇·σ = 0 of an `ElasticMedium`: conjugate gradients, preconditioned by the displacements of a uniform medium
/// (`GreenOperator`; H. Moulinec & P. Suquet, Comput. Methods Appl. Mech. Eng. 157 (1998) 69, as a preconditioner: J. Zeman et al.,
/// J. Comput. Phys. 229 (2010) 8065).
///
/// Uniform normal strains that a prescribed stress leaves free are unknowns beside the displacement. How many iterations it takes depends
/// on the contrast of the moduli, not on the grid.
///
/// Moduli that depend on the displacement follow it from iteration to iteration; directions are then conjugate after E. Polak &
/// G. Ribière (Rev. Fr. Inform. Rech. Opér. 3 (1969) 35; for elastic–plastic media: M. Schneider, Int. J. Numer. Methods Eng. 121 (2020) 1247).
public final class EquilibriumSolver {
  /// Iterations after which the preconditioner takes over moduli that follow.
  private static let renewal = 4

  private let grid: Grid
  private let preconditioner: ElasticPreconditioner
  private let residual: FaceVector
  private let direction: FaceVector
  private let image: FaceVector

  /// What is prescribed along an axis.
  public enum Load: Sendable, Equatable {
    /// Mean normal strain.
    case strain(Double)
    /// Mean normal stress, Pa, tension positive.
    case stress(Double)
  }

  /// - Parameters:
  ///   - scratch: for the fields that only a solve needs, from number `first` on: as many as two vectors have components.
  public init(_ grid: Grid, scratch given: Scratch? = nil, first: Int = 0) {
    let scratch = given ?? Scratch(grid)
    self.grid = grid
    residual = FaceVector(grid, scratch: scratch, first: first)
    let second = first + FaceVector.axes(of: grid).count
    image = FaceVector(grid, scratch: scratch, first: second)
    // What it writes over is gone by the time that its result comes, which goes there.
    preconditioner = ElasticPreconditioner(grid, scratch: scratch, first: second)
    direction = FaceVector(grid)
  }

  /// Improves `displacement` (m, on the faces) and `meanStrain` until what is left of the force is `tolerance` times the load's, both
  /// measured by the energy that they would store in the uniform medium.
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
    precondition(loads.count == 3, "a load by axis")
    let matrix = ElasticOperator(medium), cells = Double(grid.cellCount)
    let stiffness = preconditioner.assign(medium, isFollowed: follow != nil)
    let inverseStiffness = 1 / (cells * stiffness)
    var isFree = SIMD3<Double>.zero, prescribed = SIMD3<Double>.zero
    for (a, load) in loads.enumerated() {
      switch load {
      case .strain(let strain): meanStrain[a] = strain
      case .stress(let stress):
        isFree[a] = 1
        prescribed[a] = stress
      }
    }
    /// −1 × the force that is left, and the mean stress that is missing.
    func assignResidual(_ u: FaceVector, _ strain: SIMD3<Double>) -> SIMD3<Double> {
      let response = matrix.force(u, meanStrain: strain, hasEigenstrain: true, into: residual)
      if let bodyForce { residual.update(-1, 1, bodyForce) } else { residual.scale(by: -1) }
      return isFree * cells * (prescribed - response.meanStress)
    }
    image.clear()
    var rest = assignResidual(image, meanStrain * (SIMD3(repeating: 1) - isFree))
    preconditioner.apply(residual, into: image)
    var reference = (residual.dot(image) + inverseStiffness * (rest * rest).sum()).squareRoot()
    direction.clear()
    image.clear()
    var strainDirection = SIMD3<Double>.zero, strainImage = SIMD3<Double>.zero
    var previous = Double.infinity, start = Double.nan, norm = 0.0
    var iterations = 0
    while true {
      // A residual that is carried along would be that of moduli of before.
      let isFollowed = follow?(displacement, meanStrain) ?? true
      if follow != nil && iterations % Self.renewal == 0 { preconditioner.follow(medium) }
      if follow != nil || iterations == 0 { rest = assignResidual(displacement, meanStrain) }
      // What two residuals have in common where moduli change between them, nothing where they stay (Polak & Ribière).
      let shared = follow == nil ? 0 : residual.dot(image) + (rest * strainImage).sum()
      let along = follow == nil ? 0 : residual.dot(direction) + (rest * strainDirection).sum()
      preconditioner.apply(residual, into: image)
      strainImage = inverseStiffness * rest
      let product = residual.dot(image) + (rest * strainImage).sum()
      norm = max(0, product).squareRoot()
      if start.isNaN { start = norm }
      // Without a load what was there is the measure.
      if !(reference > 0) { reference = start }
      let isReached = norm <= tolerance * reference && isFollowed
      guard !isReached, norm > 0, iterations < maximumIterations, product.isFinite else { break }
      var beta = max(0, (product - shared) / previous)
      if product + beta * along <= 0 { beta = 0 }
      let slope = product + beta * along
      previous = product
      direction.update(beta, 1, image)
      strainDirection = strainImage + beta * strainDirection
      // The residual is made anew where moduli follow: its place is free.
      let target = follow == nil ? image : residual
      let response = matrix.force(direction, meanStrain: strainDirection, hasEigenstrain: false, into: target)
      let strainForce = isFree * cells * response.meanStress
      let curvature = response.work + (strainDirection * strainForce).sum()
      guard curvature > 0 else { break }
      let length = slope / curvature
      displacement.update(1, length, direction)
      meanStrain += length * strainDirection
      if follow == nil {
        residual.update(1, -length, image)
        rest -= length * strainForce
      }
      iterations += 1
    }
    let whole = reference > 0 ? reference : 1
    return SolveReport(iterations: iterations, relativeResidual: norm / whole, startingResidual: start / whole, reference: reference)
  }
}

extension FaceVector {
  /// self = factor × self.
  fileprivate func scale(by factor: Double) {
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
  fileprivate func update(_ factor: Double, _ share: Double, _ other: FaceVector) {
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

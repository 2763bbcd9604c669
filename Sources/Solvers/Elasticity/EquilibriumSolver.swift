public import Fields

/// Mechanical equilibrium ∇·σ = 0 of an `ElasticMedium`: conjugate gradients, preconditioned by the displacements of a uniform medium
/// (`GreenOperator`; H. Moulinec & P. Suquet, Comput. Methods Appl. Mech. Eng. 157 (1998) 69, as a preconditioner: J. Zeman et al.,
/// J. Comput. Phys. 229 (2010) 8065).
///
/// Uniform normal strains that a prescribed stress leaves free are unknowns beside the displacement. How many iterations it takes depends
/// on the contrast of the moduli, not on the grid.
public final class EquilibriumSolver {
  private let grid: Grid
  private let green: GreenOperator
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
    green = GreenOperator(grid)
    residual = FaceVector(grid, scratch: scratch, first: first)
    image = FaceVector(grid, scratch: scratch, first: first + FaceVector.axes(of: grid).count)
    direction = FaceVector(grid)
  }

  /// Improves `displacement` (m, on the faces) and `meanStrain` until what is left of the force is `tolerance` times the load's, both
  /// measured by the energy that they would store in the uniform medium.
  ///
  /// - Parameters:
  ///   - reference: the load's measure, where an earlier solve under the same load reported it.
  ///   - bodyForce: acts on the faces, N/m³; its mean along an axis without plates must be zero.
  ///   - loads: by axes (width, depth, growth). A grid one cell deep is in plane strain: along its depth only a strain may be prescribed.
  public func solve(
    _ medium: ElasticMedium, _ displacement: FaceVector, meanStrain: inout SIMD3<Double>, loads: [Load],
    bodyForce: FaceVector? = nil, tolerance: Double, reference given: Double? = nil, maximumIterations: Int = 1000
  ) -> SolveReport {
    precondition(loads.count == 3, "a load by axis")
    let matrix = ElasticOperator(medium), cells = Double(grid.cellCount)
    let range = medium.range()
    let bulk = 0.5 * (range.bulk.lowerBound + range.bulk.upperBound), shear = 0.5 * (range.shear.lowerBound + range.shear.upperBound)
    let inverseStiffness = 1 / (cells * (bulk + 4 * shear / 3))
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
    direction.clear()
    var reference = given ?? 0
    if given == nil {
      image.clear()
      let rest = assignResidual(image, meanStrain * (SIMD3(repeating: 1) - isFree))
      green.apply(residual, bulk: bulk, shear: shear, into: image)
      reference = (residual.dot(image) + inverseStiffness * (rest * rest).sum()).squareRoot()
    }
    var rest = assignResidual(displacement, meanStrain)
    var strainDirection = SIMD3<Double>.zero
    var previous = 0.0, start = Double.nan, norm = 0.0
    var iterations = 0
    while true {
      green.apply(residual, bulk: bulk, shear: shear, into: image)
      let strainImage = inverseStiffness * rest
      let product = residual.dot(image) + (rest * strainImage).sum()
      norm = max(0, product).squareRoot()
      if start.isNaN { start = norm }
      // Without a load what was there is the measure.
      if !(reference > 0) { reference = start }
      guard norm > tolerance * reference, iterations < maximumIterations, product.isFinite else { break }
      let beta = iterations == 0 ? 0 : product / previous
      previous = product
      direction.update(beta, 1, image)
      strainDirection = strainImage + beta * strainDirection
      let response = matrix.force(direction, meanStrain: strainDirection, hasEigenstrain: false, into: image)
      let strainForce = isFree * cells * response.meanStress
      let curvature = response.work + (strainDirection * strainForce).sum()
      guard curvature > 0 else { break }
      let length = product / curvature
      displacement.update(1, length, direction)
      residual.update(1, -length, image)
      meanStrain += length * strainDirection
      rest -= length * strainForce
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

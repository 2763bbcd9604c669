import Fields

/// What mechanical equilibrium asks for: no force left on the faces, no mean stress beside a prescribed one.
struct EquilibriumProblem {
  /// 1 along axes with a prescribed mean stress, whose mean strain is an unknown, 0 along others.
  let isFree: SIMD3<Double>
  private let matrix: ElasticOperator
  var medium: ElasticMedium { matrix.medium }
  private let prescribed: SIMD3<Double>
  private let bodyForce: FaceVector?
  private let cells: Double
  private let inverseStiffness: Double

  /// - Parameter stiffness: a modulus of the medium's order, Pa.
  init(_ medium: ElasticMedium, loads: [EquilibriumSolver.Load], bodyForce: FaceVector?, stiffness: Double) {
    precondition(loads.count == 3, "a load by axis")
    matrix = ElasticOperator(medium)
    cells = Double(medium.grid.cellCount)
    inverseStiffness = 1 / (cells * stiffness)
    self.bodyForce = bodyForce
    var isFree = SIMD3<Double>.zero, prescribed = SIMD3<Double>.zero
    for (a, load) in loads.enumerated() {
      if case .stress(let stress) = load {
        isFree[a] = 1
        prescribed[a] = stress
      }
    }
    self.isFree = isFree
    self.prescribed = prescribed
  }

  /// Writes −1 × the force that is left; answers the mean stress that is missing, times the number of cells.
  func assignResidual(_ u: FaceVector, _ strain: SIMD3<Double>, into residual: FaceVector) -> SIMD3<Double> {
    let response = matrix.force(u, meanStrain: strain, hasEigenstrain: true, into: residual)
    if let bodyForce { residual.update(-1, 1, bodyForce) } else { residual.scale(by: -1) }
    return isFree * cells * (prescribed - response.meanStress)
  }

  /// The mean strain that makes up for a missing stress in a medium that is alike everywhere.
  func displaced(_ rest: SIMD3<Double>) -> SIMD3<Double> { inverseStiffness * rest }

  /// Writes the force of a direction; answers how much of it there is along the direction, and its mean stress times the number of cells.
  func curvature(_ direction: FaceVector, _ strain: SIMD3<Double>, force: FaceVector) -> (curvature: Double, strainForce: SIMD3<Double>) {
    let response = matrix.force(direction, meanStrain: strain, hasEigenstrain: false, into: force)
    let strainForce = isFree * cells * response.meanStress
    return (response.work + (strain * strainForce).sum(), strainForce)
  }
}

/// The energy that a residual stands for, relative to that of the load.
struct ResidualMeasure {
  private(set) var reference: Double
  private(set) var norm = 0.0
  private var start = Double.nan

  init(reference: Double) { self.reference = reference }

  /// - Parameter square: residual × displacement.
  mutating func assign(_ square: Double) {
    norm = max(0, square).squareRoot()
    if start.isNaN { start = norm }
    // Without a load what was there is the measure.
    if !(reference > 0) { reference = start }
  }

  func report(iterations: Int) -> SolveReport {
    let whole = reference > 0 ? reference : 1
    return SolveReport(iterations: iterations, relativeResidual: norm / whole, startingResidual: start / whole, reference: reference)
  }
}

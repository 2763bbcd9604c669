public import Fields

/// Direct solver for s u − ∇·(a ∇u) = f where s and a vary along the growth axis only (`LayeredOperator`).
///
/// Fourier or cosine modes across width and depth, one tridiagonal system a mode along the growth axis
/// (R. W. Hockney, J. ACM 12 (1965) 95), worked through from both ends of that axis (`TridiagonalFactors`). The cost is proportional to the
/// number of cells but for the logarithm of the transforms. Solutions have the same bits in every run and for any number of threads.
///
/// A singular problem (no shift, both ends insulated or with given flux) is solved for the solution of zero mean after
/// the mean of the right-hand side, sources of the ends included, is taken out; the report names it.
///
/// A solver owns its workspace: one solve at a time.
public final class HelmholtzSolver {
  /// The operator that the next solve inverts.
  public private(set) var operation: LayeredOperator
  let transform: LateralTransform
  let factors: TridiagonalFactors
  /// Of a grid of one row a layer.
  private let pairs: PairTransform?
  /// What the transforms forth and back multiply by.
  private var scale: Double { pairs?.scale ?? transform.scale }

  public init(_ operation: LayeredOperator) {
    self.operation = operation
    transform = LateralTransform(operation.grid)
    factors = TridiagonalFactors(operation.grid)
    pairs = operation.grid.depth == 1 ? PairTransform(operation.grid) : nil
    factors.update(operation, scale: scale)
  }

  /// Takes another operator on the same grid. New end values and fluxes cost nothing, new coefficients less than a solve.
  public func update(_ operation: LayeredOperator) {
    precondition(operation.grid == self.operation.grid, "operator on another grid")
    if !operation.hasSameMatrix(self.operation) { factors.update(operation, scale: scale) }
    self.operation = operation
  }

  /// Solves for `u` and sets its ghosts. `f` is left as it is; it may be the same field as `u` if no residual is wanted.
  ///
  /// - Parameter reportsResidual: computes the true residual, which takes one more pass over both fields.
  @discardableResult
  public func solve(_ f: ScalarField, into u: ScalarField, reportsResidual: Bool = false) -> SolveReport {
    precondition(f.grid == operation.grid && u.grid == operation.grid, "field on another grid")
    precondition(!reportsResidual || f !== u, "the right-hand side is lost when its residual is wanted")
    let removedMean = operation.isSingular ? mean(f) : 0
    if let pairs {
      solveByPairs(pairs, f, u, removedMean)
    } else {
      solveByLayers(f, u, removedMean)
    }
    let residual = reportsResidual ? operation.relativeResidual(u, f, removedMean: removedMean) : .nan
    return SolveReport(iterations: 1, relativeResidual: residual, removedMean: removedMean)
  }

  /// Solves for the layer where the halves meet.
  func meet() {
    let (grid, factors, spectrum) = (operation.grid, factors, transform.spectrum)
    Tiling.forEach(rows: grid.depth, cellsPerRow: 2 * spectrum.columns) { rows in
      for j in rows { factors.meet(spectrum, j, 0..<spectrum.paddedColumns) }
    }
    if operation.isSingular {
      // Where nothing ties the solution to the ground, what is added to the mean mode here is added to all of its layers.
      unsafe spectrum.numbers(factors.halves.meeting * grid.depth, 0..<1)[0] -= factors.layerMean(spectrum)
    }
  }

  /// Mean of the right-hand side, sources of the ends included.
  private func mean(_ f: ScalarField) -> Double {
    let layers = operation.grid.growth
    let sources = operation.source(0) + (layers > 1 ? operation.source(layers - 1) : 0)
    return f.sum() / Double(operation.grid.cellCount) + sources / Double(layers)
  }
}

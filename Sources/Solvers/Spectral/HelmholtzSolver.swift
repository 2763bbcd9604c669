public import Fields

/// Direct solver for s u − ∇·(a ∇u) = f where s and a vary along the growth axis only (`LayeredOperator`).
///
/// Fourier or cosine modes across width and depth, one tridiagonal system a mode along the growth axis
/// (R. W. Hockney, J. ACM 12 (1965) 95). The cost is proportional to the number of cells but for the logarithm of the
/// transforms. Solutions have the same bits in every run and for any number of threads.
///
/// A singular problem (no shift, both ends insulated or with given flux) is solved for the solution of zero mean after
/// the mean of the right-hand side, sources of the ends included, is taken out; the report names it.
///
/// A solver owns its workspace: one solve at a time.
public final class HelmholtzSolver {
  /// The operator that the next solve inverts.
  public private(set) var operation: LayeredOperator
  private let transform: LateralTransform
  private let factors: TridiagonalFactors

  public init(_ operation: LayeredOperator) {
    self.operation = operation
    transform = LateralTransform(operation.grid)
    factors = TridiagonalFactors(operation.grid)
    factors.update(operation, scale: transform.scale)
  }

  /// Takes another operator on the same grid. New end values and fluxes cost nothing, new coefficients less than a solve.
  public func update(_ operation: LayeredOperator) {
    precondition(operation.grid == self.operation.grid, "operator on another grid")
    if !operation.hasSameMatrix(self.operation) { factors.update(operation, scale: transform.scale) }
    self.operation = operation
  }

  /// Solves for `u` and sets its ghosts. `f` is left as it is; it may be the same field as `u` if no residual is wanted.
  ///
  /// - Parameter reportsResidual: computes the true residual, which takes one more pass over both fields.
  @discardableResult
  public func solve(_ f: ScalarField, into u: ScalarField, reportsResidual: Bool = false) -> SolveReport {
    precondition(!reportsResidual || f !== u, "the right-hand side is lost when its residual is wanted")
    let removedMean = operation.isSingular ? mean(f) : 0
    let (operation, transform, spectrum, depth) = (operation, transform, transform.spectrum, operation.grid.depth)
    let enter: @Sendable (Int) -> Void = { k in
      transform.forward(f, layer: k, into: k)
      // The same in all cells of a layer, and so seen by the mean mode alone.
      unsafe spectrum.numbers(k * depth, 0..<1)[0] += transform.scale * (operation.source(k) - removedMean)
    }
    let leave: @Sendable (Int) -> Void = { k in transform.backward(u, layer: k, from: k) }
    if Tiling.threadBudget > 2 {
      solveByColumns(enter, leave)
    } else {
      solveByLayers(f, u, enter, leave)
    }
    let residual = reportsResidual ? operation.relativeResidual(u, f, removedMean: removedMean) : .nan
    return SolveReport(iterations: 1, relativeResidual: residual, removedMean: removedMean)
  }

  /// Each half of the layers by one worker: what is done to a layer is done while its spectrum is in the cache.
  private func solveByLayers(
    _ f: ScalarField, _ u: ScalarField, _ enter: @Sendable (Int) -> Void, _ leave: @Sendable (Int) -> Void
  ) {
    let (factors, spectrum, halves, cells) = (factors, transform.spectrum, factors.halves, operation.grid.cellCount)
    Tiling.forEach(rows: 2, cellsPerRow: cells / 2) { sides in
      for half in sides {
        for k in halves.inwards(half) {
          enter(k)
          factors.eliminate(spectrum, k)
        }
      }
    }
    enter(halves.meeting)
    meet()
    for half in 0..<2 { for k in halves.outwards(half).prefix(1) { factors.substitute(spectrum, k) } }
    leave(halves.meeting)
    Tiling.forEach(rows: 2, cellsPerRow: cells / 2) { sides in
      for half in sides {
        for k in halves.outwards(half) {
          // The transform leaves nothing of the modes that the next layer needs.
          if halves.outer(k) != k { factors.substitute(spectrum, halves.outer(k)) }
          leave(k)
        }
      }
    }
  }

  /// The same, to the last bit, for more workers: first all transforms, then the systems in batches of columns.
  private func solveByColumns(_ enter: @Sendable (Int) -> Void, _ leave: @Sendable (Int) -> Void) {
    transform.forEachLayer(enter)
    factors.eliminate(transform.spectrum)
    meet()
    factors.substitute(transform.spectrum)
    transform.forEachLayer(leave)
  }

  private func meet() {
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

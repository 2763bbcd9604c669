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
    transform.forward(f)
    let removedMean = addSources()
    factors.solve(transform.spectrum)
    if operation.isSingular { removeMean() }
    transform.backward(u)
    let residual = reportsResidual ? operation.relativeResidual(u, f, removedMean: removedMean) : .nan
    return SolveReport(iterations: 1, relativeResidual: residual, removedMean: removedMean)
  }

  /// Adds the ends' sources, the same in all cells of a layer and so seen by the mean mode alone.
  ///
  /// Returns the mean taken out of a singular problem's right-hand side.
  private func addSources() -> Double {
    let last = operation.grid.growth - 1
    meanMode(0) { $0 += transform.scale * (operation.source(0)) }
    if last > 0 { meanMode(last) { $0 += transform.scale * operation.source(last) } }
    return operation.isSingular ? removeMean() / transform.scale : 0
  }

  /// Takes out of the mean mode its mean over the layers.
  @discardableResult
  private func removeMean() -> Double {
    let layers = operation.grid.growth
    var sum = 0.0
    for k in 0..<layers { meanMode(k) { sum += $0 } }
    let mean = sum / Double(layers)
    for k in 0..<layers { meanMode(k) { $0 -= mean } }
    return mean
  }

  /// The mode of a layer that holds its sum over cells (after the solve: its mean).
  private func meanMode(_ layer: Int, _ body: (inout Double) -> Void) {
    var modes = unsafe transform.spectrum.numbers(layer * operation.grid.depth, 0..<1).mutableSpan
    body(&modes[0])
  }
}

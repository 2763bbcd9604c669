public import Fields
public import Solvers

/// Salt of a binary electrolyte with constant t₊, ∂(ψc)/∂t = ∇·(ψD∇c) − (1 − t₊) w i/F, by backward Euler with the current implicit in c:
/// i = (c/c₀) A − B puts a positive term on the diagonal, so c stays positive at any current and without clipping.
///
/// The conserved quantity is ψc per volume; after each solve it is advanced in flux form, so that salt is conserved to round-off
/// however far the solve went. Top: a reservoir at the end of a stagnant layer (Robin). Metal that grows displaces no electrolyte:
/// the salt it sweeps stays in ψc.
public final class SaltDiffusion {
  public let electrolyte: Electrolyte
  private let grid: Grid
  private let matrix: ConductionOperator
  private let solver: ConjugateGradient
  private let coefficient: ScalarField
  private let load: ScalarField
  private let image: ScalarField
  /// Of a solve, relative to its source.
  private let tolerance: Double

  public init(_ grid: Grid, electrolyte: Electrolyte, tolerance: Double) {
    self.grid = grid
    self.electrolyte = electrolyte
    self.tolerance = tolerance
    matrix = ConductionOperator(grid)
    solver = ConjugateGradient(grid)
    coefficient = ScalarField(grid)
    load = ScalarField(grid)
    image = ScalarField(grid)
  }

  /// Salt that plating one ampere-second takes, (1 − t₊)/F, mol/C.
  private var consumption: Double { (1 - electrolyte.cationTransferenceNumber) / PhysicalConstants.faraday }

  /// Takes over the indicator at the end of the step.
  public func assemble(indicator psi: ScalarField) {
    let n = grid.width
    let floor = ElectrolytePotential.indicatorFloor
    let d = electrolyte.saltDiffusivity
    let coefficient = self.coefficient
    grid.forEachTile { rows in
      for r in rows {
        let p = unsafe psi.row(r, n).span
        var k = unsafe coefficient.row(r, n).mutableSpan
        for i in 0..<n + 2 { k[i] = d * (floor + (1 - floor) * p[i]) }
      }
    }
    matrix.setFaces(meanOf: coefficient)
    isAssigned = false
  }

  private var isAssigned = false

  /// Solves for the concentration (in place, mol/m³) at the end of a step from the salt `amount` (ψc, mol/m³) at its beginning.
  ///
  /// - Parameter tightening: factor on the tolerance.
  public func solve(
    _ c: ScalarField, amount: ScalarField, indicator psi: ScalarField, _ front: FrontCurrent, timeStep: Double,
    tightening: Double = 1
  ) -> SolveReport {
    let n = grid.width, grid = self.grid
    let matrix = self.matrix, load = self.load
    let k = consumption, relative = 1 / electrolyte.referenceConcentration
    let density = front.density, plating = front.plating, stripping = front.stripping
    let inverse = 1 / timeStep
    grid.forEachTile { rows in
      for r in rows {
        let q = unsafe amount.row(r, n).span, p = unsafe psi.row(r, n).span, w = unsafe density.row(r, n).span
        let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
        var d = unsafe matrix.diagonal.row(r, n).mutableSpan
        var l = unsafe load.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          d[i] = inverse * p[i] + k * relative * w[i] * a[i]
          l[i] = inverse * q[i] + k * w[i] * b[i]
        }
      }
    }
    forEachTopRow { r in
      let diffusivity = unsafe coefficient.row(r, n).span
      var d = unsafe matrix.diagonal.row(r, n).mutableSpan
      var l = unsafe load.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let link = endLink(diffusivity[i])
        d[i] += link
        l[i] += link * electrolyte.concentration
      }
    }
    if isAssigned { solver.preconditioner.assignDiagonal(matrix) } else { solver.preconditioner.assign(matrix) }
    isAssigned = true
    return solver.solve(matrix, c, source: load, tolerance: tightening * tolerance, maximumIterations: 80)
  }

  /// Advances the amount by the fluxes of `c` and the current: amount += Δt [∇·(ψD∇c) + inflow − (1 − t₊) w i/F].
  ///
  /// - Returns: salt that came in through the top, mol/m² of cross-section.
  public func advance(_ amount: ScalarField, _ c: ScalarField, _ front: FrontCurrent, timeStep: Double) -> Double {
    let n = grid.width, grid = self.grid
    let matrix = self.matrix, image = self.image
    matrix.diagonal.fill(0)
    matrix.apply(c, into: image)
    let k = consumption
    let density = front.density, current = front.currentDensity
    grid.forEachTile { rows in
      for r in rows {
        let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span, f = unsafe image.row(r, n).span
        var q = unsafe amount.row(r, n).mutableSpan
        for i in 1..<n + 1 { q[i] -= timeStep * (f[i] + k * w[i] * i0[i]) }
      }
    }
    var inflow = 0.0
    forEachTopRow { r in
      let x = unsafe c.row(r, n).span, diffusivity = unsafe coefficient.row(r, n).span
      var q = unsafe amount.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let gain = timeStep * endLink(diffusivity[i]) * (electrolyte.concentration - x[i])
        q[i] += gain
        inflow += gain
      }
    }
    grid.forEachTile { rows in for r in rows { amount.seal(r) } }
    return inflow * grid.growthSpacing / Double(n * grid.depth)
  }

  /// Link of a top cell to the reservoir, 1/s: the half cell, which metal may block, and the stagnant layer in series.
  private func endLink(_ cellDiffusivity: Double) -> Double {
    let h = grid.growthSpacing
    return 1 / ((0.5 * h / cellDiffusivity + electrolyte.reservoirDistance / electrolyte.saltDiffusivity) * h)
  }

  private func forEachTopRow(_ body: (Int) -> Void) {
    for j in 0..<grid.depth { body(grid.rowCount - grid.depth + j) }
  }
}

public import Fields
public import Solvers

/// Flow of what is not lithium out of the way of what is: ∇·U = −∂ψ/∂t with the volume flux U = −ψ∇Φ, without friction. It leaves and
/// enters through the top, Φ = 0 there.
///
/// ψ has the floor of what conducts, so that a fraction that is the same everywhere stays the same. Carried quantities are per volume
/// of what is not lithium (`DisplacedQuantity`).
public final class DisplacementFlow {
  let grid: Grid
  /// Φ, m²/s: where the next solution starts from.
  public let potential: ScalarField
  /// U over a cell edge through the right, upper and rear face of each cell, 1/s.
  let widthFlow: ScalarField
  let growthFlow: ScalarField
  let depthFlow: ScalarField
  /// The same through the top faces.
  let topFlow: ScalarField
  /// Substeps in which a step carries anything.
  private(set) var substeps = 1
  /// Length of a step, s.
  private(set) var timeStep = 0.0
  private let coefficient: ScalarField
  private let matrix: ConductionOperator
  private let solver: ConjugateGradient
  private let load: ScalarField
  private let outflow: ScalarField
  private let enclosed: EnclosedElectrolyte

  /// Of the equation, relative to its source.
  private static let tolerance = 1e-10
  /// Part of a cell's content that leaves it in a substep at most.
  private static let share = 0.5
  private static let mostSubsteps = 50

  /// - Parameters:
  ///   - scratch: numbers 0, 3 and 7 and those of `solver`, 4 and 5, for a solution, and 3 to 6 until it has carried everything.
  ///   - solver: shared with laws that solve at other times.
  public init(_ grid: Grid, scratch: Scratch, solver: ConjugateGradient) {
    self.grid = grid
    self.solver = solver
    potential = ScalarField(grid)
    coefficient = scratch.field(7, on: grid)
    matrix = ConductionOperator(meansOf: coefficient, diagonal: scratch.field(3, on: grid))
    load = scratch.field(0, on: grid)
    outflow = scratch.field(3, on: grid)
    widthFlow = scratch.field(4, on: grid)
    growthFlow = scratch.field(5, on: grid)
    depthFlow = scratch.field(6, on: grid.depth > 1 ? grid : grid.singleRow)
    topFlow = ScalarField(grid.topLayer)
    enclosed = EnclosedElectrolyte(grid)
  }

  /// The flow of a step in which ξ goes from `before` to `after`.
  public func solve(from before: ScalarField, to after: ScalarField, timeStep: Double) -> SolveReport {
    self.timeStep = timeStep
    let n = grid.width, inverse = 1 / timeStep
    let load = self.load
    assignCoefficient(before, after)
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe before.row(r, n).span, y = unsafe after.row(r, n).span
        var b = unsafe load.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          b[i] = inverse * (ElectrolytePotential.conductingFraction(x[i]) - ElectrolytePotential.conductingFraction(y[i]))
        }
      }
    }
    // What lithium encloses stays: there is no way out but through the floor of the metal.
    if enclosed.find(after) { enclosed.clear(load) }
    matrix.diagonal.fill(0)
    forEachTopRow { _, r in
      let k = unsafe coefficient.row(r, n).span
      var d = unsafe matrix.diagonal.row(r, n).mutableSpan
      for i in 1..<n + 1 { d[i] = 2 * k[i] / (grid.growthSpacing * grid.growthSpacing) }
    }
    solver.assign(matrix)
    let report = solver.solve(matrix, potential, source: load, tolerance: Self.tolerance, maximumIterations: 200)
    potential.sealAll()
    return report
  }

  /// Makes the last solution ready to carry what is displaced; the work fields may have been used meanwhile.
  public func prepare(from before: ScalarField, to after: ScalarField) {
    assignCoefficient(before, after)
    assignFlow()
    limit(before, after)
  }

  private func assignCoefficient(_ before: ScalarField, _ after: ScalarField) {
    let n = grid.width
    grid.forEachTile { [coefficient] rows in
      for r in rows {
        let x = unsafe before.row(r, n).span, y = unsafe after.row(r, n).span
        var k = unsafe coefficient.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          k[i] = 0.5 * (ElectrolytePotential.conductingFraction(x[i]) + ElectrolytePotential.conductingFraction(y[i]))
        }
      }
    }
  }

  private func assignFlow() {
    let n = grid.width, grid = self.grid, isDeep = grid.depth > 1
    let a = 0.5 / (grid.widthSpacing * grid.widthSpacing), g = 0.5 / (grid.growthSpacing * grid.growthSpacing)
    let b = 0.5 / (grid.depthSpacing * grid.depthSpacing)
    let coefficient = self.coefficient, potential = self.potential
    let right = widthFlow, up = growthFlow, back = depthFlow
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let k = unsafe coefficient.row(r, n).span, p = unsafe potential.row(r, n).span
        let ka = unsafe coefficient.row(next.above, n).span, pa = unsafe potential.row(next.above, n).span
        var x = unsafe right.row(r, n).mutableSpan, z = unsafe up.row(r, n).mutableSpan
        for i in 0..<n + 1 { x[i] = a * (k[i] + k[i + 1]) * (p[i] - p[i + 1]) }
        // Over a mirrored end there is no difference.
        for i in 1..<n + 1 { z[i] = g * (k[i] + ka[i]) * (p[i] - pa[i]) }
        if isDeep {
          let kr = unsafe coefficient.row(next.behind, n).span, pr = unsafe potential.row(next.behind, n).span
          var y = unsafe back.row(r, n).mutableSpan
          for i in 1..<n + 1 { y[i] = b * (k[i] + kr[i]) * (p[i] - pr[i]) }
        }
      }
    }
    forEachTopRow { j, r in
      let k = unsafe coefficient.row(r, n).span, p = unsafe potential.row(r, n).span
      var z = unsafe topFlow.row(j, n).mutableSpan
      for i in 1..<n + 1 { z[i] = 2 * k[i] * p[i] / (grid.growthSpacing * grid.growthSpacing) }
    }
  }

  /// Number of substeps. In narrow necks no cell gives away more than `share` of what it holds in one of `mostSubsteps`; what it keeps it holds in
  /// less room.
  private func limit(_ before: ScalarField, _ after: ScalarField) {
    let n = grid.width, grid = self.grid, isDeep = grid.depth > 1, timeStep = self.timeStep
    let right = widthFlow, up = growthFlow, back = depthFlow, top = topFlow, outflow = self.outflow
    let lowest = grid.rowCount - grid.depth
    // Σ of what leaves a cell, over what it holds, in a step.
    let most = grid.maximum { r in
      let next = grid.neighbours(of: r), isBottom = next.below == r, isFront = next.before == r
      let x = unsafe right.row(r, n).span, z = unsafe up.row(r, n).span, zb = unsafe up.row(next.below, n).span
      let p = unsafe before.row(r, n).span, q = unsafe after.row(r, n).span
      var out = unsafe outflow.row(r, n).mutableSpan
      for i in 1..<n + 1 { out[i] = max(0, x[i]) - min(0, x[i - 1]) + max(0, z[i]) - (isBottom ? 0 : min(0, zb[i])) }
      if isDeep {
        let y = unsafe back.row(r, n).span, yf = unsafe back.row(next.before, n).span
        for i in 1..<n + 1 { out[i] += max(0, y[i]) - (isFront ? 0 : min(0, yf[i])) }
      }
      if r >= lowest {
        let t = unsafe top.row(r - lowest, n).span
        for i in 1..<n + 1 { out[i] += max(0, t[i]) }
      }
      var largest = 0.0
      for i in 1..<n + 1 {
        let held = min(ElectrolytePotential.conductingFraction(p[i]), ElectrolytePotential.conductingFraction(q[i]))
        out[i] *= timeStep / held
        largest = max(largest, out[i])
      }
      outflow.seal(r)
      return largest
    }
    substeps = Int(max(1, min(Double(Self.mostSubsteps), (most / Self.share).rounded(.up))))
    let bound = Self.share * Double(Self.mostSubsteps)
    guard most > bound else { return }
    /// Factor on what leaves a cell.
    @Sendable @inline(__always) func kept(_ leaving: Double) -> Double { leaving > bound ? bound / leaving : 1 }
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let o = unsafe outflow.row(r, n).span, oa = unsafe outflow.row(next.above, n).span
        var x = unsafe right.row(r, n).mutableSpan, z = unsafe up.row(r, n).mutableSpan
        for i in 0..<n + 1 { x[i] *= kept(x[i] > 0 ? o[i] : o[i + 1]) }
        for i in 1..<n + 1 { z[i] *= kept(z[i] > 0 ? o[i] : oa[i]) }
        if isDeep {
          let or = unsafe outflow.row(next.behind, n).span
          var y = unsafe back.row(r, n).mutableSpan
          for i in 1..<n + 1 { y[i] *= kept(y[i] > 0 ? o[i] : or[i]) }
        }
      }
    }
    forEachTopRow { j, r in
      let o = unsafe outflow.row(r, n).span
      var t = unsafe top.row(j, n).mutableSpan
      for i in 1..<n + 1 { t[i] *= kept(t[i] > 0 ? o[i] : 0) }
    }
  }

  private func forEachTopRow(_ body: (_ index: Int, _ row: Int) -> Void) {
    for j in 0..<grid.depth { body(j, grid.rowCount - grid.depth + j) }
  }
}

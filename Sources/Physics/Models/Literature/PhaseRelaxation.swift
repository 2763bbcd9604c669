import Fields
import Solvers

/// Order parameter of the one-potential models of the literature,
///   ∂ξ/∂t = −L_σ [W 2ξ(1 − ξ)(1 − 2ξ) + δE/δξ] + R(ξ, c̃, φ),
/// E the gradient energy, R the reaction (Chen et al., J. Power Sources 300 (2015) 376), in an implicit stage ξ = ξ_b + τ ∂ξ/∂t. One
/// call is one step of Newton's method at given c̃ and φ; the operator takes the isotropic part of E.
final class PhaseRelaxation {
  private let parameters: SinglePotentialModel.Parameters
  private let energy: GradientEnergy
  private let reaction: SwitchedReaction
  private let matrix: ConductionOperator
  private let solver: ConjugateGradient
  private let force: ScalarField
  private let rest: ScalarField
  private let change: ScalarField
  private let acrossWidth: ScalarField
  private let acrossGrowth: ScalarField
  private var hasLinks = false

  init(_ grid: Grid, _ parameters: SinglePotentialModel.Parameters) {
    self.parameters = parameters
    energy = parameters.gradientEnergy
    reaction = parameters.reaction
    matrix = ConductionOperator(meansOf: ScalarField(grid, parameters.mobility * parameters.gradientCoefficient))
    solver = ConjugateGradient(grid)
    force = ScalarField(grid)
    rest = ScalarField(grid)
    change = ScalarField(grid)
    let plane = grid.singleRow
    acrossWidth = ScalarField(parameters.anisotropy == 0 ? plane : grid)
    acrossGrowth = ScalarField(parameters.anisotropy == 0 ? plane : grid)
  }

  /// Improves `xi` towards the end of the stage that began at `base`.
  ///
  /// - Returns: iterations of the linear solve.
  func improve(_ xi: ScalarField, base: ScalarField, _ c: ScalarField, _ phi: ScalarField, timeStep: Double) -> Int {
    let grid = xi.grid
    let n = grid.width
    energy.assignForce(xi, into: force, acrossWidth: acrossWidth, acrossGrowth: acrossGrowth)
    let inverse = 1 / timeStep, mobility = parameters.mobility, barrier = mobility * parameters.barrier
    let end = 2 * mobility * parameters.gradientCoefficient / (grid.growthSpacing * grid.growthSpacing)
    // Where a step is long the wells' negative curvature may not outweigh what holds the interface together.
    let least = -0.25 * end
    let reaction = self.reaction, force = self.force, rest = self.rest, matrix = self.matrix
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, b = unsafe base.row(r, n).span, f = unsafe force.row(r, n).span
        let a = unsafe c.row(r, n).span, p = unsafe phi.row(r, n).span
        var d = unsafe matrix.diagonal.row(r, n).mutableSpan, s = unsafe rest.row(r, n).mutableSpan
        let wall = (r < grid.depth ? end : 0) + (r >= grid.rowCount - grid.depth ? end : 0)
        for i in 1..<n + 1 {
          let y = x[i]
          let (loss, gain) = reaction.factors(p[i])
          let (part, partSlope) = reaction.share(y)
          let h = PhaseSwitch.slope(y)
          s[i] = mobility * f[i] - barrier * 2 * y * (1 - y) * (1 - 2 * y) + h * (gain * part * a[i] - loss) - inverse * (y - b[i])
          let steepness = PhaseSwitch.bend(y) * (gain * part * a[i] - loss) + h * gain * partSlope * a[i]
          d[i] = max(least, inverse + barrier * 2 * (1 - 6 * y + 6 * y * y) - steepness) + wall
        }
      }
    }
    if hasLinks { solver.assignDiagonal(matrix) } else { solver.assign(matrix) }
    hasLinks = true
    change.fill(0)
    let report = solver.solve(matrix, change, source: rest, tolerance: 1e-2, maximumIterations: 30)
    let change = self.change
    grid.forEachTile { rows in
      for r in rows {
        let s = unsafe change.row(r, n).span
        var x = unsafe xi.row(r, n).mutableSpan
        for i in 1..<n + 1 { x[i] += s[i] }
        xi.seal(r)
      }
    }
    return report.iterations
  }
}

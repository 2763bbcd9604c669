import Fields
import Foundation
import Solvers

extension ElectrolytePotential {
  /// Notes the current density that enters through each top face.
  func assignInflow(_ phi: ScalarField) {
    let n = grid.width
    let h = grid.growthSpacing
    for j in 0..<grid.depth {
      let link = unsafe endLink.row(j, n).span, end = unsafe endSource.row(j, n).span
      let p = unsafe phi.row(grid.rowCount - grid.depth + j, n).span
      var entered = unsafe inflow.row(j, n).mutableSpan
      for i in 1..<n + 1 { entered[i] = h * (end[i] - link[i] * p[i]) }
    }
  }

  /// Current density that entered through the top faces in the last solution, mean over the cross-section, A/m².
  public var topCurrentDensity: Double { inflow.sum() / Double(grid.width * grid.depth) }

  /// What a transference number that depends on c adds to the salt's balance, A/m³: Σ over a cell's faces of (t₊ − t₊ of `origin`) J,
  /// outwards, with J the face currents of φ̃ and c.
  ///
  /// Measured against the cell's own t₊ this is J·∇t₊, what is left beside the sink (1 − t₊) w i; measured against none it is the
  /// migration of cations itself, whose sum over all cells is what crosses the top.
  func assignMigration(_ phi: ScalarField, _ c: ScalarField, fromCellsOwn: Bool, into migration: ScalarField) {
    let n = grid.width, grid = self.grid
    let law = electrolyte.transference
    let transference = self.transference, layered = self.layered
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe c.row(r, n).span
        var t = unsafe transference.row(r, n).mutableSpan
        law.assign(x, into: &t)
        layered?.mix(r, into: &t)
      }
    }
    let diffusion = layered?.diffusion, weight = diffusion ?? transference
    @Sendable func face(_ t: Double, _ u: Double, _ d: Double, _ e: Double) -> Double {
      diffusion == nil ? 0.5 * (t + u) : LayerTransference.face(t, u, diffusion: d, e)
    }
    let own = fromCellsOwn ? 1.0 : 0
    let matrix = self.matrix
    let currents = FaceCurrents(self, phi, c)
    matrix.forEachRow { r, links in
      let next = grid.neighbours(of: r)
      let t = unsafe transference.row(r, n).span
      let tb = unsafe transference.row(next.below, n).span, ta = unsafe transference.row(next.above, n).span
      let f = unsafe weight.row(r, n).span, fb = unsafe weight.row(next.below, n).span, fa = unsafe weight.row(next.above, n).span
      let lower = unsafe links.lower.span, upper = unsafe links.upper.span, w = unsafe links.right.span
      var q = unsafe migration.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let base = own * t[i]
        let right = (face(t[i], t[i + 1], f[i], f[i + 1]) - base) * currents.lateral(w[i], r, i, i + 1)
        let left = (face(t[i], t[i - 1], f[i], f[i - 1]) - base) * currents.lateral(w[i - 1], r, i, i - 1)
        let down = (face(t[i], tb[i], f[i], fb[i]) - base) * currents.vertical(lower[i], r, next.below, i)
        let up = (face(t[i], ta[i], f[i], fa[i]) - base) * currents.vertical(upper[i], r, next.above, i)
        q[i] = right + left + down + up
      }
      if grid.depth > 1 {
        let tf = unsafe transference.row(next.before, n).span, tr = unsafe transference.row(next.behind, n).span
        let ff = unsafe weight.row(next.before, n).span, fr = unsafe weight.row(next.behind, n).span
        let front = unsafe links.before.span, back = unsafe links.behind.span
        for i in 1..<n + 1 {
          let base = own * t[i]
          let before = (face(t[i], tf[i], f[i], ff[i]) - base) * currents.deep(front[i], r, next.before, i)
          let behind = (face(t[i], tr[i], f[i], fr[i]) - base) * currents.deep(back[i], r, next.behind, i)
          q[i] += before + behind
        }
      }
    }
    for j in 0..<grid.depth {
      let r = grid.rowCount - grid.depth + j
      let t = unsafe transference.row(r, n).span, end = unsafe endTransference.row(j, n).span
      let entered = unsafe inflow.row(j, n).span
      var q = unsafe migration.row(r, n).mutableSpan
      for i in 1..<n + 1 { q[i] -= (end[i] - own * t[i]) * entered[i] / grid.growthSpacing }
    }
  }
}

/// Currents between neighbouring cells, per volume of a cell (A/m³), of a potential and a concentration.
struct FaceCurrents: Sendable {
  private let phi: ScalarField, c: ScalarField, molar: ScalarField
  /// Where faces lie in series with their cells.
  private let obstruction: ScalarField?
  private let coefficient: ScalarField
  private let widthFactor: Double, depthFactor: Double, growthFactor: Double
  private let width: Int

  init(_ potential: ElectrolytePotential, _ phi: ScalarField, _ c: ScalarField) {
    let grid = potential.grid
    self.phi = phi
    self.c = c
    molar = potential.molarCoefficient
    obstruction = potential.obstruction
    coefficient = potential.coefficient
    widthFactor = 0.5 * potential.diffusionFactor / (grid.widthSpacing * grid.widthSpacing)
    depthFactor = 0.5 * potential.diffusionFactor / (grid.depthSpacing * grid.depthSpacing)
    growthFactor = 0.5 * potential.diffusionFactor / (grid.growthSpacing * grid.growthSpacing)
    width = grid.width
  }

  /// From cell i to cell j of row r over a face of conductance `link`; none over a closed face.
  @inline(__always)
  func lateral(_ link: Double, _ r: Int, _ i: Int, _ j: Int) -> Double {
    let p = unsafe phi.row(r, width).span, x = unsafe c.row(r, width).span, m = unsafe molar.row(r, width).span
    guard link > 0 else { return 0 }
    var weight = m[i] + m[j]
    if let obstruction {
      let k = unsafe coefficient.row(r, width).span, f = unsafe obstruction.row(r, width).span
      weight *= 2 * ConductionOperator.series(k[i], k[j], factors: f[i], f[j]) / (k[i] + k[j])
    }
    return link * (p[i] - p[j]) - widthFactor * weight * (x[i] - x[j])
  }

  /// From cell i of row r to that of row s above or below.
  @inline(__always)
  func vertical(_ link: Double, _ r: Int, _ s: Int, _ i: Int) -> Double { between(link, growthFactor, r, s, i) }

  /// From cell i of row r to that of row s before or behind.
  @inline(__always)
  func deep(_ link: Double, _ r: Int, _ s: Int, _ i: Int) -> Double { between(link, depthFactor, r, s, i) }

  @inline(__always)
  private func between(_ link: Double, _ factor: Double, _ r: Int, _ s: Int, _ i: Int) -> Double {
    let p = unsafe phi.row(r, width).span, x = unsafe c.row(r, width).span, m = unsafe molar.row(r, width).span
    let q = unsafe phi.row(s, width).span, y = unsafe c.row(s, width).span, l = unsafe molar.row(s, width).span
    guard link > 0 else { return 0 }
    var weight = m[i] + l[i]
    if let obstruction {
      let k = unsafe coefficient.row(r, width).span, f = unsafe obstruction.row(r, width).span
      let n = unsafe coefficient.row(s, width).span, e = unsafe obstruction.row(s, width).span
      weight *= 2 * ConductionOperator.series(k[i], n[i], factors: f[i], e[i]) / (k[i] + n[i])
    }
    return link * (p[i] - q[i]) - factor * weight * (x[i] - y[i])
  }
}

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
    let currents = FaceCurrents(self, phi, c)
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r), cells = 1..<n + 1
        let t = unsafe transference.row(r, n).span.extracting(cells), f = unsafe weight.row(r, n).span.extracting(cells)
        func add(_ side: CellSide) {
          let others = 1 + side.shift..<n + 1 + side.shift
          let u = unsafe transference.row(side.row, n).span.extracting(others)
          let e = unsafe weight.row(side.row, n).span.extracting(others)
          var q = unsafe migration.row(r, n).mutableSpan
          currents.forEachCell(of: r, side) { i, _, current in q[i + 1] += (face(t[i], u[i], f[i], e[i]) - own * t[i]) * current }
        }
        unsafe migration.row(r, n).update(repeating: 0)
        add(CellSide(row: r, shift: 1, spacing: grid.widthSpacing))
        add(CellSide(row: r, shift: -1, spacing: grid.widthSpacing))
        add(CellSide(row: next.below, shift: 0, spacing: grid.growthSpacing))
        add(CellSide(row: next.above, shift: 0, spacing: grid.growthSpacing))
        if grid.depth > 1 {
          add(CellSide(row: next.before, shift: 0, spacing: grid.depthSpacing))
          add(CellSide(row: next.behind, shift: 0, spacing: grid.depthSpacing))
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

import Fields
import Solvers

/// The one potential of metal and electrolyte of the models of the literature,
///   ∇·(σ(ξ) ∇φ) = F c_s ∂ξ/∂t,  σ = σ_m h + σ_l (1 − h)
/// (Chen et al., J. Power Sources 300 (2015) 376), −V at the bottom and 0 at the top. Faces take the harmonic mean of σ: along a current
/// through the interface resistances add. The unknown is φ + V, which is all but zero in the metal, so that the residual is that of the
/// electrolyte.
final class SinglePotential {
  private let parameters: SinglePotentialModel.Parameters
  private let grid: Grid
  private let matrix: ConductionOperator
  private let faces: ConductionOperator.Faces
  private let solver: ConjugateGradient
  private let conductivity: ScalarField
  private let source: ScalarField
  private let shifted: ScalarField

  init(_ grid: Grid, _ parameters: SinglePotentialModel.Parameters) {
    self.grid = grid
    self.parameters = parameters
    faces = ConductionOperator.Faces(grid)
    matrix = ConductionOperator(grid, faces: faces)
    solver = ConjugateGradient(grid)
    conductivity = ScalarField(grid)
    source = ScalarField(grid)
    shifted = ScalarField(grid)
  }

  /// Takes over the conductivities of an order parameter.
  private func assemble(_ xi: ScalarField) {
    let n = grid.width, grid = self.grid
    let metal = parameters.electrodeConductivity, electrolyte = parameters.electrolyteConductivity
    let conductivity = self.conductivity, matrix = self.matrix, faces = self.faces
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        var s = unsafe conductivity.row(r, n).mutableSpan
        for i in 0..<n + 2 { s[i] = PhaseSwitch.mixed(metal, electrolyte, x[i]) }
      }
    }
    let a = 2 / (grid.widthSpacing * grid.widthSpacing), b = 2 / (grid.depthSpacing * grid.depthSpacing)
    let g = 2 / (grid.growthSpacing * grid.growthSpacing)
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let s = unsafe conductivity.row(r, n).span
        var w = unsafe faces.width.row(r, n).mutableSpan
        for i in 1..<n + 1 { w[i] = a * s[i] * s[i + 1] / (s[i] + s[i + 1]) }
        let below = unsafe conductivity.row(next.below, n).span
        var v = unsafe faces.growth.row(r, n).mutableSpan
        for i in 1..<n + 1 { v[i] = g * s[i] * below[i] / (s[i] + below[i]) }
        if grid.depth > 1 {
          let behind = unsafe conductivity.row(next.behind, n).span
          var d = unsafe faces.depth.row(r, n).mutableSpan
          for i in 1..<n + 1 { d[i] = b * s[i] * behind[i] / (s[i] + behind[i]) }
        }
        var d = unsafe matrix.diagonal.row(r, n).mutableSpan
        for i in 1..<n + 1 { d[i] = 0 }
        if r < grid.depth { for i in 1..<n + 1 { d[i] += g * s[i] } }
        if r >= grid.rowCount - grid.depth { for i in 1..<n + 1 { d[i] += g * s[i] } }
      }
    }
    solver.assign(matrix)
  }

  /// Solves for φ (in place) with what ξ gained over `timeStep` from `base`.
  ///
  /// - Parameters:
  ///   - isRelative: compares the residual with that at the start instead of the source.
  func solve(
    _ phi: ScalarField, _ xi: ScalarField, base: ScalarField, timeStep: Double, voltage: Double, tolerance: Double, isRelative: Bool
  ) -> SolveReport {
    assemble(xi)
    let n = grid.width, grid = self.grid
    let factor = -parameters.siteCharge / timeStep
    let end = 2 / (grid.growthSpacing * grid.growthSpacing) * voltage
    let source = self.source, shifted = self.shifted, conductivity = self.conductivity
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, b = unsafe base.row(r, n).span, p = unsafe phi.row(r, n).span
        let k = unsafe conductivity.row(r, n).span
        var s = unsafe source.row(r, n).mutableSpan, u = unsafe shifted.row(r, n).mutableSpan
        let top = r >= grid.rowCount - grid.depth ? end : 0
        for i in 1..<n + 1 {
          s[i] = factor * (x[i] - b[i]) + top * k[i]
          u[i] = p[i] + voltage
        }
        shifted.seal(r)
      }
    }
    let report = solver.solve(
      matrix, shifted, source: source, tolerance: tolerance, relativeToStart: isRelative, floor: 1e-11, maximumIterations: 60)
    grid.forEachTile { rows in
      for r in rows {
        let u = unsafe shifted.row(r, n).span
        var p = unsafe phi.row(r, n).mutableSpan
        for i in 1..<n + 1 { p[i] = u[i] - voltage }
        phi.seal(r)
      }
    }
    return report
  }

  /// Currents through both ends after a solve, and what is deposited, A/m² of cross-section.
  func currents(_ xi: ScalarField, base: ScalarField, timeStep: Double, voltage: Double) -> SinglePotentialModel.Currents {
    let n = grid.width
    let columns = Double(n * grid.depth)
    let scale = 2 / (grid.growthSpacing * columns)
    var top = 0.0, bottom = 0.0
    for j in 0..<grid.depth {
      let last = grid.rowCount - grid.depth + j
      let u = unsafe shifted.row(j, n).span, s = unsafe conductivity.row(j, n).span
      let v = unsafe shifted.row(last, n).span, t = unsafe conductivity.row(last, n).span
      for i in 1..<n + 1 {
        bottom += scale * s[i] * u[i]
        top += scale * t[i] * (voltage - v[i])
      }
    }
    let gain = grid.sum { r in
      let x = unsafe xi.row(r, n).span, b = unsafe base.row(r, n).span
      var s = 0.0
      for i in 1..<n + 1 { s += x[i] - b[i] }
      return s
    }
    return SinglePotentialModel.Currents(
      top: top, bottom: bottom, deposition: parameters.siteCharge * gain / timeStep * grid.growthSpacing / columns)
  }
}

import Fields
import Solvers

/// Ions of the one-potential models of the literature,
///   ∂c̃/∂t = ∇·[D(ξ)(∇c̃ + f c̃ ∇φ)] − (c_s/c₀) ∂ξ/∂t,  D = D_e h + D_s (1 − h), f = F/(RT)
/// (Chen et al., J. Power Sources 300 (2015) 376), without flux at the bottom and with c̃ = 1, φ = 0 at the top, in an implicit stage.
///
/// Between cells flows what a constant flux along a straight potential makes flow (D. L. Scharfetter & H. K. Gummel, IEEE Trans. Electron
/// Devices 16 (1969) 64), so that no drift makes c̃ negative. With u = c̃ e^{fφ} the matrix is symmetric. What the reaction takes is
/// implicit in c̃.
final class IonMigration {
  private let parameters: SinglePotentialModel.Parameters
  private let reaction: SwitchedReaction
  private let grid: Grid
  private let matrix: ConductionOperator
  private let faces: ConductionOperator.Faces
  private let solver: ConjugateGradient
  /// e^{−f(φ − φ₀)/2}, with φ₀ in the middle between the ends.
  private let weight: ScalarField
  private let source: ScalarField
  private let slotboom: ScalarField
  private let image: ScalarField
  /// Link of each top cell to the end, 1/s.
  private let topLink: ScalarField
  private var topValue = 1.0

  init(_ grid: Grid, _ parameters: SinglePotentialModel.Parameters) {
    self.grid = grid
    self.parameters = parameters
    reaction = parameters.reaction
    faces = ConductionOperator.Faces(grid)
    matrix = ConductionOperator(grid, faces: faces)
    solver = ConjugateGradient(grid)
    weight = ScalarField(grid)
    source = ScalarField(grid)
    slotboom = ScalarField(grid)
    image = ScalarField(grid)
    topLink = ScalarField(grid.topLayer)
  }

  /// y / sinh y, with the quotient e^y of the weights.
  @inline(__always)
  private static func damping(_ y: Double, _ quotient: Double) -> Double {
    let square = y * y
    let small = 1 / (1 + square / 6 * (1 + square / 20 * (1 + square / 42)))
    let large = 2 * y / (quotient - 1 / quotient)
    return square < 0.1 ? small : large
  }

  /// Takes over the properties of an order parameter and a potential.
  func assemble(_ xi: ScalarField, _ phi: ScalarField, voltage: Double) {
    let n = grid.width, grid = self.grid
    let f = 1 / parameters.thermalVoltage
    let middle = -0.5 * voltage
    let metal = parameters.electrodeDiffusivity, electrolyte = parameters.electrolyteDiffusivity
    let weight = self.weight, coefficient = image, faces = self.faces
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, p = unsafe phi.row(r, n).span
        var e = unsafe weight.row(r, n).mutableSpan, d = unsafe coefficient.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          e[i] = boundedExponential(-0.5 * f * (p[i] - middle))
          d[i] = PhaseSwitch.mixed(metal, electrolyte, x[i])
        }
      }
    }
    let scale = (
      0.5 / (grid.widthSpacing * grid.widthSpacing), 0.5 / (grid.depthSpacing * grid.depthSpacing),
      0.5 / (grid.growthSpacing * grid.growthSpacing)
    )
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let p = unsafe phi.row(r, n).span, e = unsafe weight.row(r, n).span, d = unsafe coefficient.row(r, n).span
        var w = unsafe faces.width.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          w[i] = scale.0 * (d[i] + d[i + 1]) * e[i] * e[i + 1] * Self.damping(0.5 * f * (p[i + 1] - p[i]), e[i] / e[i + 1])
        }
        func link(_ other: Int, _ factor: Double, _ faces: inout MutableSpan<Double>) {
          let q = unsafe phi.row(other, n).span, g = unsafe weight.row(other, n).span, k = unsafe coefficient.row(other, n).span
          for i in 1..<n + 1 {
            faces[i] = factor * (d[i] + k[i]) * e[i] * g[i] * Self.damping(0.5 * f * (q[i] - p[i]), e[i] / g[i])
          }
        }
        var v = unsafe faces.growth.row(r, n).mutableSpan
        link(next.below, scale.2, &v)
        if grid.depth > 1 {
          var b = unsafe faces.depth.row(r, n).mutableSpan
          link(next.behind, scale.1, &b)
        }
      }
    }
    let end = boundedExponential(0.5 * f * middle)
    topValue = 1 / (end * end)
    for j in 0..<grid.depth {
      let r = grid.rowCount - grid.depth + j
      let p = unsafe phi.row(r, n).span, e = unsafe weight.row(r, n).span, d = unsafe coefficient.row(r, n).span
      var t = unsafe topLink.row(j, n).mutableSpan
      for i in 1..<n + 1 { t[i] = 4 * scale.2 * d[i] * e[i] * end * Self.damping(-0.5 * f * p[i], e[i] / end) }
    }
  }

  /// Solves for c̃ (in place) at the end of a stage, with an order parameter that follows c̃ by what the reaction at (ξ, φ) makes of its
  /// change, or stays as it is.
  ///
  /// - Parameters:
  ///   - isRelative: compares the residual with that at the start instead of the source.
  func solve(
    _ c: ScalarField, base: ScalarField, _ xi: ScalarField, baseOrder: ScalarField, _ phi: ScalarField, timeStep: Double,
    follows: Bool, tolerance: Double, isRelative: Bool
  ) -> SolveReport {
    let n = grid.width, grid = self.grid
    let inverse = 1 / timeStep, ratio = parameters.siteRatio
    let reaction = self.reaction, weight = self.weight, matrix = self.matrix, source = self.source, slotboom = self.slotboom
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, b = unsafe baseOrder.row(r, n).span, p = unsafe phi.row(r, n).span
        let y = unsafe c.row(r, n).span, z = unsafe base.row(r, n).span, e = unsafe weight.row(r, n).span
        var d = unsafe matrix.diagonal.row(r, n).mutableSpan, s = unsafe source.row(r, n).mutableSpan
        var u = unsafe slotboom.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let response = follows ? timeStep * reaction.response(x[i], p[i]) : 0
          d[i] = inverse * e[i] * e[i] * (1 + ratio * response)
          s[i] = inverse * (z[i] + ratio * (b[i] - x[i] + response * y[i]))
          u[i] = y[i] / (e[i] * e[i])
        }
        slotboom.seal(r)
      }
    }
    for j in 0..<grid.depth {
      let r = grid.rowCount - grid.depth + j
      let t = unsafe topLink.row(j, n).span
      var d = unsafe matrix.diagonal.row(r, n).mutableSpan, s = unsafe source.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        d[i] += t[i]
        s[i] += t[i] * topValue
      }
    }
    solver.assign(matrix)
    let report = solver.solve(
      matrix, slotboom, source: source, tolerance: tolerance, relativeToStart: isRelative, floor: 1e-10, maximumIterations: 60)
    grid.forEachTile { rows in
      for r in rows {
        let u = unsafe slotboom.row(r, n).span, e = unsafe weight.row(r, n).span
        var y = unsafe c.row(r, n).mutableSpan
        for i in 1..<n + 1 { y[i] = u[i] * e[i] * e[i] }
        c.seal(r)
      }
    }
    return report
  }

  /// Takes c̃ from the fluxes of the last solve, so that c̃ + (c_s/c₀) ξ is conserved to round-off however far the solve went.
  ///
  /// - Returns: what came in through the top in the stage, c₀ m³ per m² of cross-section.
  func close(_ c: ScalarField, base: ScalarField, _ xi: ScalarField, baseOrder: ScalarField, timeStep: Double) -> Double {
    let n = grid.width, grid = self.grid
    let ratio = parameters.siteRatio
    matrix.diagonal.fill(0)
    matrix.apply(slotboom, into: image)
    let image = self.image
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, b = unsafe baseOrder.row(r, n).span, z = unsafe base.row(r, n).span
        let f = unsafe image.row(r, n).span
        var y = unsafe c.row(r, n).mutableSpan
        for i in 1..<n + 1 { y[i] = z[i] + ratio * (b[i] - x[i]) - timeStep * f[i] }
      }
    }
    var gained = 0.0
    for j in 0..<grid.depth {
      let r = grid.rowCount - grid.depth + j
      let t = unsafe topLink.row(j, n).span, u = unsafe slotboom.row(r, n).span
      var y = unsafe c.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let gain = timeStep * t[i] * (topValue - u[i])
        y[i] += gain
        gained += gain
      }
    }
    grid.forEachTile { rows in for r in rows { c.seal(r) } }
    return gained * grid.growthSpacing / Double(n * grid.depth)
  }
}

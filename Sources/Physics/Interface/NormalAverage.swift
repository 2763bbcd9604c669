public import Fields
import Foundation

/// Evens out the front's velocity along its normal, conserving the current: the source that moves ξ becomes w v with v constant
/// across the diffuse front and ∫ w v unchanged.
///
/// Where salt is depleted the current density grows steeply across a diffuse front, and a source ∝ w i would tear the profile
/// apart. v relaxes by ∂v/∂τ = (1/w) ∇·( w n n·∇v ): diffusion along the normal alone. Nothing is smoothed along the front, so
/// short waves on it keep feeling the interfacial energy. Gradients and normals live on the corners of the cells and the
/// divergence is the exact adjoint of the gradient, hence Σ w v is conserved to round-off and the operator is symmetric.
///
/// For w ∝ sech⁴(d/δ) the slowest mode decays as exp(−3τ/δ²); Chebyshev steps (Richardson 1911) cover the range from there to
/// the grid's fastest, 4/h² an axis.
public final class NormalAverage: Sendable {
  /// δ, m.
  public let halfWidth: Double
  /// √w n on corners: between cells i, i + 1 and rows k, k + 1.
  private let widthNormal: ScalarField
  private let growthNormal: ScalarField
  private let widthFlux: ScalarField
  private let growthFlux: ScalarField
  /// 1/w where the front is, else 0.
  private let inverseDensity: ScalarField
  private let steps: [Double]

  public init(_ grid: Grid, halfWidth: Double) {
    precondition(grid.depth == 1, "the normal average is implemented for grids one cell deep")
    self.halfWidth = halfWidth
    widthNormal = ScalarField(grid)
    growthNormal = ScalarField(grid)
    widthFlux = ScalarField(grid)
    growthFlux = ScalarField(grid)
    inverseDensity = ScalarField(grid)
    steps = Self.chebyshevSteps(grid, halfWidth: halfWidth)
  }

  /// Step sizes 1/root of the Chebyshev polynomial on [3/δ², λ_max] that reduces the slowest mode about a thousandfold.
  static func chebyshevSteps(_ grid: Grid, halfWidth: Double) -> [Double] {
    let slow = 3 / (halfWidth * halfWidth)
    // Gershgorin's bound with corner densities of at most twice that of a cell.
    let fast = max(
      2 * slow, 4 / (grid.widthSpacing * grid.widthSpacing) + 4 / (grid.growthSpacing * grid.growthSpacing))
    let condition = (fast / slow).squareRoot()
    let contraction = (condition - 1) / (condition + 1)
    var count = 1
    var reduction = contraction
    while reduction > 1e-3 && count < 24 {
      count += 1
      reduction *= contraction
    }
    let middle = 0.5 * (fast + slow), radius = 0.5 * (fast - slow)
    // Fast and slow roots alternate, so that round-off and overshoots stay small.
    let order = (0..<count).map { $0 % 2 == 0 ? $0 / 2 : count - 1 - $0 / 2 }
    return order.map { 1 / (middle - radius * cos(Double.pi * (2 * Double($0) + 1) / (2 * Double(count)))) }
  }

  /// Takes the front's normals and density, both at the same instant.
  public func prepare(_ xi: ScalarField, density: ScalarField) {
    let grid = xi.grid
    let n = grid.width
    let a = 0.5 / grid.widthSpacing, g = 0.5 / grid.growthSpacing
    let widthNormal = self.widthNormal, growthNormal = self.growthNormal, inverseDensity = self.inverseDensity
    // A density of 1e-9 per half-width holds less than 1e-9 of the current.
    let threshold = 1e-9 / halfWidth
    grid.forEachTile { rows in
      for r in rows {
        let above = grid.neighbours(of: r).above
        let c = unsafe xi.row(r, n).span, u = unsafe xi.row(above, n).span
        let w = unsafe density.row(r, n).span, v = unsafe density.row(above, n).span
        var x = unsafe widthNormal.row(r, n).mutableSpan
        var y = unsafe growthNormal.row(r, n).mutableSpan
        for i in 0..<n + 1 {
          let across = a * ((c[i + 1] - c[i]) + (u[i + 1] - u[i]))
          let along = g * ((u[i] - c[i]) + (u[i + 1] - c[i + 1]))
          // The geometric mean is exact in the exponential tails; twice the least of the four cells bounds the rates w_corner/w and
          // with them the spectrum. Where a cell has no inverse density nothing may flow, or it would be lost.
          let least = min(min(w[i], w[i + 1]), min(v[i], v[i + 1]))
          let mean = ((w[i] * w[i + 1]).squareRoot() * (v[i] * v[i + 1]).squareRoot()).squareRoot()
          let corner = least > threshold ? min(mean, 2 * least) : 0
          let size = (corner / (across * across + along * along + 1e-300)).squareRoot()
          x[i] = across * size
          y[i] = along * size
        }
        var q = unsafe inverseDensity.row(r, n).mutableSpan
        for i in 1..<n + 1 { q[i] = w[i] > threshold ? 1 / w[i] : 0 }
      }
    }
  }

  /// Relaxes `velocity` (any quantity per interface area; changed in place) along the normals.
  public func apply(_ velocity: ScalarField) {
    for step in steps { relax(velocity, step: step) }
  }

  private func relax(_ velocity: ScalarField, step: Double) {
    let grid = velocity.grid
    let n = grid.width
    let a = 0.5 / grid.widthSpacing, g = 0.5 / grid.growthSpacing
    let widthNormal = self.widthNormal, growthNormal = self.growthNormal
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, inverseDensity = self.inverseDensity
    grid.forEachTile { rows in
      for r in rows {
        let above = grid.neighbours(of: r).above
        let c = unsafe velocity.row(r, n).span, u = unsafe velocity.row(above, n).span
        let x = unsafe widthNormal.row(r, n).span, y = unsafe growthNormal.row(r, n).span
        var p = unsafe widthFlux.row(r, n).mutableSpan
        var q = unsafe growthFlux.row(r, n).mutableSpan
        for i in 0..<n + 1 {
          let across = a * ((c[i + 1] - c[i]) + (u[i + 1] - u[i]))
          let along = g * ((u[i] - c[i]) + (u[i + 1] - c[i + 1]))
          let slope = x[i] * across + y[i] * along
          p[i] = a * x[i] * slope
          q[i] = g * y[i] * slope
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows {
        let below = grid.neighbours(of: r).below
        let p = unsafe widthFlux.row(r, n).span, q = unsafe growthFlux.row(r, n).span
        let pb = unsafe widthFlux.row(below, n).span, qb = unsafe growthFlux.row(below, n).span
        // Below a mirrored bottom there is no corner.
        let bottom: Double = below == r ? 0 : 1
        let s = unsafe inverseDensity.row(r, n).span
        var v = unsafe velocity.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let across = (p[i] - p[i - 1]) + bottom * (pb[i] - pb[i - 1])
          let along = (q[i] + q[i - 1]) - bottom * (qb[i] + qb[i - 1])
          v[i] += step * s[i] * (across + along)
        }
        velocity.seal(r)
      }
    }
  }
}

public import Fields

/// Keeps the tanh profile of the front without moving volume and without curvature flow.
///
/// Exchange between neighbours a, b across a face: J = g [ (1 − t) b(1 − a) − (1 + t) a(1 − b) ], t = tanh(h n/δ), n the face's
/// component of the normal, g = Δt Γ δ/(2h²). The flux vanishes on the sampled profile ½(1 − tanh(d/δ)) whatever its orientation;
/// it is the mean field of an exclusion process, so that 0 ≤ ξ ≤ 1 holds without clipping while the substep obeys
/// 2 · dim · g (1 + tanh(h/δ)) ≤ 1; and what leaves a cell enters its neighbour.
///
/// Γ is a speed, a few times that of the front at the place: the profile recovers faster than it is distorted, and where nothing moves
/// nothing is exchanged. A Γ as large everywhere as the fastest tip asks for would work on resting flanks for the whole run, and close
/// narrow gaps between them bead by bead.
public final class ConservativeSharpening: Sendable {
  /// δ, m.
  public let halfWidth: Double
  private let widthFlux: ScalarField
  private let growthFlux: ScalarField
  private let uniformSpeed: ScalarField

  public init(_ grid: Grid, halfWidth: Double) {
    precondition(grid.depth == 1, "sharpening is implemented for grids one cell deep")
    self.halfWidth = halfWidth
    widthFlux = ScalarField(grid)
    growthFlux = ScalarField(grid)
    uniformSpeed = ScalarField(grid, 1)
  }

  /// Number of substeps that keep the bounds for a step `timeStep` (s) at speed `rate` (m/s).
  public func substeps(_ grid: Grid, rate: Double, timeStep: Double) -> Int {
    let h = min(grid.widthSpacing, grid.growthSpacing)
    let g = timeStep * rate * halfWidth / (2 * h * h)
    return max(1, Int((4 * g * (1 + smallTanh(h / halfWidth))).rounded(.up)))
  }

  /// Sharpens `xi` over `timeStep` seconds at the same speed `rate` (Γ, m/s) everywhere. Returns the number of substeps.
  @discardableResult
  public func apply(_ xi: ScalarField, rate: Double, timeStep: Double) -> Int {
    apply(xi, speed: uniformSpeed, largest: 1, factor: rate, timeStep: timeStep)
  }

  /// Sharpens `xi` over `timeStep` seconds with Γ = `factor` × the larger |`speed`| of the two cells of a face. Returns the number of
  /// substeps.
  ///
  /// - Parameter largest: bound on |speed|; larger values count as this.
  @discardableResult
  public func apply(_ xi: ScalarField, speed: ScalarField, largest: Double, factor: Double, timeStep: Double) -> Int {
    let count = substeps(xi.grid, rate: factor * largest, timeStep: timeStep)
    for _ in 0..<count { substep(xi, speed, largest: largest, duration: factor * timeStep / Double(count)) }
    return count
  }

  private func substep(_ xi: ScalarField, _ speed: ScalarField, largest: Double, duration: Double) {
    let grid = xi.grid
    let n = grid.width
    let a = 1 / grid.widthSpacing, g = 1 / grid.growthSpacing
    let widthRate = 0.5 * duration * halfWidth * a * a
    let growthRate = 0.5 * duration * halfWidth * g * g
    let widthRatio = grid.widthSpacing / halfWidth, growthRatio = grid.growthSpacing / halfWidth
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let c = unsafe xi.row(r, n).span
        let below = unsafe xi.row(next.below, n).span
        let above = unsafe xi.row(next.above, n).span
        let v = unsafe speed.row(r, n).span, u = unsafe speed.row(next.above, n).span
        var x = unsafe widthFlux.row(r, n).mutableSpan
        // Flux from cell i + 1 into cell i, and from the row above into this one.
        for i in 0..<n + 1 {
          let p = a * (c[i + 1] - c[i])
          let q = 0.25 * g * ((above[i] + above[i + 1]) - (below[i] + below[i + 1]))
          let t = smallTanh(widthRatio * p / ((p * p + q * q).squareRoot() + 1e-30))
          let rate = widthRate * min(max(abs(v[i]), abs(v[i + 1])), largest)
          x[i] = rate * ((1 - t) * c[i + 1] * (1 - c[i]) - (1 + t) * c[i] * (1 - c[i + 1]))
        }
        var y = unsafe growthFlux.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let p = g * (above[i] - c[i])
          let q = 0.25 * a * ((c[i + 1] + above[i + 1]) - (c[i - 1] + above[i - 1]))
          let t = smallTanh(growthRatio * p / ((p * p + q * q).squareRoot() + 1e-30))
          let rate = growthRate * min(max(abs(v[i]), abs(u[i])), largest)
          y[i] = rate * ((1 - t) * above[i] * (1 - c[i]) - (1 + t) * c[i] * (1 - above[i]))
        }
        if next.above == r { for i in 1..<n + 1 { y[i] = 0 } }
        if grid.widthClosure == .mirrored {
          x[0] = 0
          x[n] = 0
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let x = unsafe widthFlux.row(r, n).span
        let y = unsafe growthFlux.row(r, n).span
        let z = unsafe growthFlux.row(next.below, n).span
        let bottom: Double = next.below == r ? 0 : 1
        var c = unsafe xi.row(r, n).mutableSpan
        for i in 1..<n + 1 { c[i] += (x[i] - x[i - 1]) + (y[i] - bottom * z[i]) }
        xi.seal(r)
      }
    }
  }
}

/// tanh x for |x| ≤ 1 (a cell over the half-width), to round-off for |x| ≤ ½: continued fraction (Lambert 1770), nine terms.
@inlinable @inline(__always)
func smallTanh(_ x: Double) -> Double {
  let s = x * x
  let p = x * (34_459_425 + s * (4_729_725 + s * (135_135 + s * (990 + s))))
  let q = 34_459_425 + s * (16_216_200 + s * (945_945 + s * (13_860 + s * 45)))
  return p / q
}

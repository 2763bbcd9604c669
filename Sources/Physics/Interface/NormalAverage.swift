public import Fields
import Foundation

/// Makes a quantity that is spread over the diffuse front constant across it, conserving its total: v relaxes by
///   ∂v/∂τ = (1/s) ∇·( s u u·∇v ),
/// diffusion along the direction u alone, with a density s (1/m) for which Σ s v stays what it is. Nothing is smoothed along the
/// front, so that its shortest waves keep feeling the interfacial energy.
///
/// Two of them turn the current that a front draws into its velocity. The first, with the sink's density w and u along the current,
/// evens out the current density: where salt is depleted it grows steeply towards the electrolyte. Between two lines of current all
/// charge that is drawn belongs to the piece of front between them; carried along the normal n, what is drawn outside a tip would
/// come from too wide a strip. Where the current hardly crosses the front (shadowed flanks, rest) u is n. The second, with the slope
/// of the profile as density and u = n, hands the charge from w to the slope, so that the velocity shifts every level set alike.
///
/// Gradients live on the corners of the cells and the divergence is the exact adjoint of the gradient: Σ s v is conserved to
/// round-off. For densities sech²(d/δ) and sech⁴(d/δ) modes across the front decay at 1/δ² and 3/δ² or faster; Chebyshev steps
/// (Richardson 1911) cover the range from there to the grid's fastest.
public final class NormalAverage: Sendable {
  /// δ, m.
  public let halfWidth: Double
  /// √s u on corners: between cells i, i + 1 and rows k, k + 1. In single precision: gradient and divergence take the same.
  let widthDirection: Field<Float>
  let growthDirection: Field<Float>
  /// Of a deep grid only, as is the derivative of the quantity along √s u on the corners.
  let depthDirection: Field<Float>
  let derivative: ScalarField
  private let widthFlux: ScalarField
  private let growthFlux: ScalarField
  /// 1/s where the front is, else 0.
  let inverseDensity: ScalarField
  /// 1 for rows of corners where something may flow, else 0.
  let activity: RowPartials
  private let steps: [Double]

  /// - Parameters:
  ///   - slowestRate: of a mode across the front, in 1/δ²: 1 for the slope of the profile, 3 for the interface density.
  ///   - reduction: what is left of the slowest mode.
  ///   - scratch: for what `prepare` leaves to `apply`.
  ///   - work: for what only `apply` needs in a deep grid, number 3.
  public init(
    _ grid: Grid, halfWidth: Double, slowestRate: Double, reduction: Double = 0.003, scratch given: Scratch? = nil, work: Scratch? = nil
  ) {
    let scratch = given ?? Scratch(grid.corners)
    let isDeep = grid.depth > 1, corners = isDeep ? grid.corners : grid
    let none = Grid(width: 1, growth: 1, widthSpacing: 1)
    self.halfWidth = halfWidth
    widthDirection = scratch.field(0, on: corners, of: Float.self)
    growthDirection = scratch.field(1, on: corners, of: Float.self)
    depthDirection = scratch.field(2, on: isDeep ? corners : none, of: Float.self)
    derivative = (work ?? scratch).field(3, on: isDeep ? corners : none)
    widthFlux = scratch.field(4, on: isDeep ? none : grid)
    growthFlux = scratch.field(5, on: isDeep ? none : grid)
    inverseDensity = scratch.field(6, on: grid)
    activity = RowPartials(corners.rowCount)
    steps = Self.chebyshevSteps(grid, slow: slowestRate / (halfWidth * halfWidth), reduction: reduction)
  }

  /// Step sizes 1/root of the Chebyshev polynomial on [slow, λ_max] of the degree that leaves `reduction` of the slowest mode.
  static func chebyshevSteps(_ grid: Grid, slow: Double, reduction: Double) -> [Double] {
    // Gershgorin's bound with corner densities of at most twice that of a cell, and |u|² ≤ 1.15.
    let axes: [Axis] = grid.depth > 1 ? [.width, .depth, .growth] : [.width, .growth]
    let fast = max(2 * slow, axes.reduce(0) { $0 + 4.6 / (grid.spacing($1) * grid.spacing($1)) })
    let condition = (fast / slow).squareRoot()
    let contraction = (condition - 1) / (condition + 1)
    let count = max(1, min(200, Int((log(0.5 * reduction) / log(contraction)).rounded(.up))))
    let middle = 0.5 * (fast + slow), radius = 0.5 * (fast - slow)
    // Fast and slow roots alternate, so that round-off and overshoots stay small.
    let order = (0..<count).map { $0 % 2 == 0 ? $0 / 2 : count - 1 - $0 / 2 }
    return order.map { 1 / (middle - radius * cos(Double.pi * (2 * Double($0) + 1) / (2 * Double(count)))) }
  }

  /// Takes the front's normals, the density s (1/m) that carries the velocity, and the potential whose gradient is the current's
  /// direction (the normal's when nil).
  ///
  /// - Parameter trust: how much of the potential's gradient is a current's and not its fluctuations', which have no direction: 0 to 1.
  public func prepare(_ xi: ScalarField, density: ScalarField, potential: ScalarField? = nil, trust: Double = 1) {
    let grid = xi.grid
    if grid.depth > 1 { return prepareDeep(xi, density: density, potential: potential, trust: trust) }
    let n = grid.width
    let a = 0.5 / grid.widthSpacing, g = 0.5 / grid.growthSpacing
    let widthDirection = self.widthDirection, growthDirection = self.growthDirection
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, activity = self.activity
    let threshold = OrderParameter.tail / halfWidth, trust = Float(trust)
    let phi = potential ?? xi
    grid.forEachTile { [self] rows in
      for r in rows {
        let above = grid.neighbours(of: r).above
        let c = unsafe xi.row(r, n).span, u = unsafe xi.row(above, n).span
        let e = unsafe phi.row(r, n).span, f = unsafe phi.row(above, n).span
        let w = unsafe density.row(r, n).span, v = unsafe density.row(above, n).span
        assignInverse(w, r, threshold)
        var count = 0
        for i in 1..<n + 1 { count &+= min(w[i], v[i]) > threshold ? 1 : 0 }
        activity[r] = count > 0 ? 1 : 0
        if count == 0 {
          widthFlux.clear(r)
          growthFlux.clear(r)
          continue
        }
        var x = unsafe widthDirection.row(r, n).mutableSpan
        var y = unsafe growthDirection.row(r, n).mutableSpan
        for i in 0..<n + 1 {
          let p = Float(a * ((c[i + 1] - c[i]) + (u[i + 1] - u[i])))
          let q = Float(g * ((u[i] - c[i]) + (u[i + 1] - c[i + 1])))
          let inverse = 1 / (p * p + q * q + Self.tiny).squareRoot()
          let nx = p * inverse, ny = q * inverse
          let fx = Float(a * ((e[i + 1] - e[i]) + (f[i + 1] - f[i])))
          let fy = Float(g * ((f[i] - e[i]) + (f[i + 1] - e[i + 1])))
          let normal = fx * nx + fy * ny, tangential = fy * nx - fx * ny
          let slope = tangential * normal / (normal * normal + Self.still)
          let lean = trust * slope * max(0, 1 - slope * slope)
          // The geometric mean is exact in the exponential tails; twice the least of the four cells bounds the rates s_corner/s and
          // with them the spectrum. Where a cell has no inverse density nothing may flow, or it would be lost.
          let least = min(min(w[i], w[i + 1]), min(v[i], v[i + 1]))
          let mean = (Float(w[i] * w[i + 1]).squareRoot() * Float(v[i] * v[i + 1]).squareRoot()).squareRoot()
          let size = (least > threshold ? min(mean, 2 * Float(least)) : 0).squareRoot()
          x[i] = size * (nx - lean * ny)
          y[i] = size * (ny + lean * nx)
        }
      }
    }
  }

  /// 1/s of row `r` where the front is, else 0.
  func assignInverse(_ density: Span<Double>, _ r: Int, _ threshold: Double) {
    let n = inverseDensity.grid.width
    var count = 0
    for i in 1..<n + 1 { count &+= density[i] > threshold ? 1 : 0 }
    guard count > 0 else { return inverseDensity.clear(r) }
    var s = unsafe inverseDensity.row(r, n).mutableSpan
    for i in 1..<n + 1 { s[i] = density[i] > threshold ? 1 / density[i] : 0 }
  }

  /// Square of the potential's gradient below which there is no current, 0.01 V/m, V²/m².
  static let still: Float = 1e-4
  /// Square of a slope of the front (1/m) that is none: what is divided by is not 0.
  static let tiny: Float = 1e-30

  /// Relaxes `velocity` (changed in place).
  public func apply(_ velocity: ScalarField) {
    for step in steps { if velocity.grid.depth > 1 { relaxDeep(velocity, step: step) } else { relax(velocity, step: step) } }
  }

  private func relax(_ velocity: ScalarField, step: Double) {
    let grid = velocity.grid
    let n = grid.width
    let a = 0.5 / grid.widthSpacing, g = 0.5 / grid.growthSpacing
    let widthDirection = self.widthDirection, growthDirection = self.growthDirection
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, inverseDensity = self.inverseDensity, activity = self.activity
    grid.forEachTile { rows in
      for r in rows where activity[r] > 0 {
        let above = grid.neighbours(of: r).above
        let c = unsafe velocity.row(r, n).span, u = unsafe velocity.row(above, n).span
        let x = unsafe widthDirection.row(r, n).span, y = unsafe growthDirection.row(r, n).span
        var p = unsafe widthFlux.row(r, n).mutableSpan
        var q = unsafe growthFlux.row(r, n).mutableSpan
        for i in 0..<n + 1 {
          let across = a * ((c[i + 1] - c[i]) + (u[i + 1] - u[i]))
          let along = g * ((u[i] - c[i]) + (u[i + 1] - c[i + 1]))
          let u = Double(x[i]), v = Double(y[i])
          let slope = u * across + v * along
          p[i] = a * u * slope
          q[i] = g * v * slope
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows {
        let below = grid.neighbours(of: r).below
        if activity[r] + activity[below] == 0 { continue }
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

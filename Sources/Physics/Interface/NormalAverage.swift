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
  /// √s u on corners, between cells i, i + 1 and rows k, k + 1, each component over the spacing of its gradient: half its axis', in a deep
  /// grid a quarter. In single precision: gradient and divergence take the same.
  let widthDirection: Field<Float>
  let growthDirection: Field<Float>
  /// Of a deep grid only.
  let depthDirection: Field<Float>
  /// Takes turns with the quantity: a relaxation reads one and writes the other.
  private let other: ScalarField
  /// 1/s where the front is, else 0: of rows that hold some of it.
  let inverseDensity: ScalarField
  /// 1 for rows of cells that hold some of the front, else 0.
  private let holdings: RowPartials
  /// 1 for rows of corners where something may flow, else 0.
  let activity: RowPartials
  private let steps: [Double]

  /// - Parameters:
  ///   - slowestRate: of a mode across the front, in 1/δ²: 1 for the slope of the profile, 3 for the interface density.
  ///   - reduction: what is left of the slowest mode.
  ///   - scratch: for what `prepare` leaves to `apply`.
  ///   - work: for what only `apply` needs, number 3.
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
    other = (work ?? scratch).field(3, on: grid)
    inverseDensity = scratch.field(6, on: grid)
    holdings = RowPartials(grid.rowCount)
    activity = RowPartials(corners.rowCount)
    steps = Self.chebyshevSteps(grid, slow: slowestRate / (halfWidth * halfWidth), reduction: reduction)
  }

  /// Step sizes 1/root of the Chebyshev polynomial on [slow, λ_max] of the degree that leaves `reduction` of the slowest mode.
  static func chebyshevSteps(_ grid: Grid, slow: Double, reduction: Double) -> [Double] {
    // With corner densities of at most twice that of a cell, and |u|² ≤ 1.15: the lesser of Gershgorin's bound and that which follows from
    // (u·∇v)² ≤ |u|²|∇v|², in two dimensions and three 8 |u|²/h² with the least spacing.
    let axes: [Axis] = grid.depth > 1 ? [.width, .depth, .growth] : [.width, .growth]
    let sum = axes.reduce(0) { $0 + 4.6 / (grid.spacing($1) * grid.spacing($1)) }
    let fast = max(2 * slow, min(sum, 9.2 / (grid.leastSpacing * grid.leastSpacing)))
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
    assignInverse(density)
    if xi.grid.depth > 1 {
      prepareDeep(xi, density: density, potential: potential, trust: Float(trust))
    } else {
      preparePlane(xi, density: density, potential: potential, trust: Float(trust))
    }
  }

  private func assignInverse(_ density: ScalarField) {
    let n = density.grid.width
    let inverseDensity = self.inverseDensity, holdings = self.holdings, threshold = self.threshold
    density.grid.forEachTile { rows in
      for r in rows {
        let w = unsafe density.row(r, n).span
        let isHolding = isNegativeAnywhere(1..<n + 1) { threshold - w[$0] }
        holdings[r] = isHolding ? 1 : 0
        if !isHolding { continue }
        var s = unsafe inverseDensity.row(r, n).mutableSpan
        for i in 1..<n + 1 { s[i] = w[i] > threshold ? 1 / w[i] : 0 }
      }
    }
  }

  /// Whether row `r` of cells holds some of the front.
  @inline(__always)
  func hasFront(_ r: Int) -> Bool { holdings[r] > 0 }

  /// Density below which there is no front, 1/m.
  var threshold: Double { OrderParameter.tail / halfWidth }

  /// Square of the potential's gradient below which there is no current, 0.01 V/m, V²/m².
  static let still: Float = 1e-4
  /// Square of a slope of the front (1/δ) that is none: what is divided by is not 0.
  static let tiny: Float = 1e-30

  /// Relaxes `velocity` (changed in place).
  public func apply(_ velocity: ScalarField) {
    let isDeep = velocity.grid.depth > 1
    for (number, step) in steps.enumerated() {
      let (from, to) = number % 2 == 0 ? (velocity, other) : (other, velocity)
      if isDeep { relaxDeep(from, into: to, step: step) } else { relaxPlane(from, into: to, step: step) }
    }
    if steps.count % 2 == 1 { bringBack(velocity) }
  }

  /// An odd number of relaxations ends in the other field.
  private func bringBack(_ velocity: ScalarField) {
    velocity.grid.forEachTile { [self] rows in
      for r in rows where isRelaxed(r) { velocity.assign(other, row: r) }
    }
  }

  /// Whether something may flow into row `r` of cells from the corners around it.
  @inline(__always)
  func isRelaxed(_ r: Int) -> Bool {
    let grid = inverseDensity.grid
    if grid.depth == 1 { return activity[r] + activity[grid.neighbours(of: r).below] > 0 }
    let corners = corners(around: r)
    let below = corners.below >= 0 ? activity[corners.below] + activity[corners.below + 1] : 0
    return activity[corners.above] + activity[corners.above + 1] + below > 0
  }
}

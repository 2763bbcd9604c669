public import Fields

/// Interface area per volume, w = min( |∇H(ξ)|, (24/δ) ξ²(1 − ξ)² ), 1/m: ∫ w dn = 1 across a front.
///
/// H = 3ξ² − 2ξ³ with central differences of H averaged across with weights 1, 4, 1 along each other axis: their error h²/6 ∇²∂H has no preferred
/// direction and integrates to zero across a front of any orientation, and along an axis the sum telescopes to one for h ≤ δ/2. The
/// bound is twice the density of the equilibrium profile: it is slack on a front and makes the density vanish quadratically in the
/// tails; a density linear in ξ would let any remnant ahead of the front grow exponentially and nucleate metal there. Where the
/// profile ends (ξ or 1 − ξ below `OrderParameter.tail`) there is no interface.
public struct InterfaceDensity: Sendable {
  /// δ, m.
  public let halfWidth: Double

  public init(halfWidth: Double) { self.halfWidth = halfWidth }

  public func assign(_ xi: ScalarField, into density: ScalarField) {
    let grid = xi.grid
    let n = grid.width, isDeep = grid.depth > 1
    // Twice the sum of the weights of the rows that a difference is averaged over: three, and three times three in a deep grid.
    let weight = isDeep ? 72.0 : 12
    let a = 1 / (weight * grid.widthSpacing), b = 1 / (weight * grid.depthSpacing), g = 1 / (weight * grid.growthSpacing)
    let bound = 24 / halfWidth
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * (n + 2)) { memory in
        unsafe memory.initialize(repeating: 0)
        let start = memory.baseAddress!
        let sums = unsafe UnsafeMutableBufferPointer(start: start, count: n + 2)
        let rises = unsafe UnsafeMutableBufferPointer(start: start + (n + 2), count: n + 2)
        let depths = unsafe UnsafeMutableBufferPointer(start: start + 2 * (n + 2), count: n + 2)
        for r in rows {
          let x = unsafe xi.row(r, n).span
          guard OrderParameter.hasFront(x) else {
            density.clear(r)
            continue
          }
          var s = unsafe sums.mutableSpan, d = unsafe rises.mutableSpan, e = unsafe depths.mutableSpan
          assign(xi, r, sum: &s, rise: &d)
          if isDeep {
            for i in 0..<n + 2 {
              s[i] *= 4
              d[i] *= 4
              e[i] = 0
            }
            let next = grid.neighbours(of: r)
            add(xi, next.before, sign: -1, sum: &s, rise: &d, depth: &e)
            add(xi, next.behind, sign: 1, sum: &s, rise: &d, depth: &e)
          }
          var w = unsafe density.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            let across = a * (s[i + 1] - s[i - 1])
            let along = g * (d[i - 1] + 4 * d[i] + d[i + 1])
            let deep = b * (e[i - 1] + 4 * e[i] + e[i + 1])
            let product = x[i] * (1 - x[i])
            let limit = product > OrderParameter.tail ? bound * product * product : 0
            w[i] = min((across * across + along * along + deep * deep).squareRoot(), limit)
          }
          density.seal(r)
        }
      }
    }
  }

  /// H of the rows below, at and above row `r` with weights 1, 4, 1, and of the row above less that below.
  private func assign(_ xi: ScalarField, _ r: Int, sum: inout MutableSpan<Double>, rise: inout MutableSpan<Double>) {
    let n = xi.grid.width
    let next = xi.grid.neighbours(of: r)
    let x = unsafe xi.row(r, n).span, below = unsafe xi.row(next.below, n).span, above = unsafe xi.row(next.above, n).span
    for i in 0..<n + 2 {
      let up = OrderParameter.metalFraction(above[i]), down = OrderParameter.metalFraction(below[i])
      sum[i] = up + 4 * OrderParameter.metalFraction(x[i]) + down
      rise[i] = up - down
    }
  }

  /// The same of a row beside, added with weight 1, and with `sign` to the difference along depth.
  private func add(
    _ xi: ScalarField, _ r: Int, sign: Double, sum: inout MutableSpan<Double>, rise: inout MutableSpan<Double>,
    depth: inout MutableSpan<Double>
  ) {
    let n = xi.grid.width
    let next = xi.grid.neighbours(of: r)
    let x = unsafe xi.row(r, n).span, below = unsafe xi.row(next.below, n).span, above = unsafe xi.row(next.above, n).span
    for i in 0..<n + 2 {
      let up = OrderParameter.metalFraction(above[i]), down = OrderParameter.metalFraction(below[i])
      let column = up + 4 * OrderParameter.metalFraction(x[i]) + down
      sum[i] += column
      rise[i] += up - down
      depth[i] += sign * column
    }
  }
}

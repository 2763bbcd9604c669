public import Fields

/// Interface area per volume, w = min( |∇H(ξ)|, (24/δ) ξ²(1 − ξ)² ), 1/m: ∫ w dn = 1 across a front.
///
/// H = 3ξ² − 2ξ³ with central differences of H averaged over three rows with weights 1, 4, 1: their error h²/6 ∇²∂H has no preferred
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
    precondition(grid.depth == 1, "the interface density is implemented for grids one cell deep")
    let n = grid.width
    let a = 1 / (12 * grid.widthSpacing), g = 1 / (12 * grid.growthSpacing)
    let bound = 24 / halfWidth
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (n + 2)) { memory in
        unsafe memory.initialize(repeating: 0)
        let sums = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        let differences = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress! + (n + 2), count: n + 2)
        for r in rows {
          let next = grid.neighbours(of: r)
          let x = unsafe xi.row(r, n).span
          let below = unsafe xi.row(next.below, n).span
          let above = unsafe xi.row(next.above, n).span
          var s = unsafe sums.mutableSpan, d = unsafe differences.mutableSpan
          for i in 0..<n + 2 {
            let up = OrderParameter.metalFraction(above[i]), down = OrderParameter.metalFraction(below[i])
            s[i] = up + 4 * OrderParameter.metalFraction(x[i]) + down
            d[i] = up - down
          }
          var w = unsafe density.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            let across = a * (s[i + 1] - s[i - 1])
            let along = g * (d[i - 1] + 4 * d[i] + d[i + 1])
            let product = x[i] * (1 - x[i])
            let limit = product > OrderParameter.tail ? bound * product * product : 0
            w[i] = min((across * across + along * along).squareRoot(), limit)
          }
          density.seal(r)
        }
      }
    }
  }
}

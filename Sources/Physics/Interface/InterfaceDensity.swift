public import Fields

/// Interface area per volume, w = min( |∇H(ξ)|, (24/δ) ξ²(1 − ξ)² ), 1/m: ∫ w dn = 1 across a front.
///
/// H = 3ξ² − 2ξ³ with central differences of H, so that the sum across a planar front telescopes to one for h ≤ δ/2. The bound
/// is twice the density of the equilibrium profile: it is slack on a front and makes the density vanish quadratically in the
/// tails; a density linear in ξ would let any remnant ahead of the front grow exponentially and nucleate metal there.
public struct InterfaceDensity: Sendable {
  /// δ, m.
  public let halfWidth: Double

  public init(halfWidth: Double) { self.halfWidth = halfWidth }

  public func assign(_ xi: ScalarField, into density: ScalarField) {
    let grid = xi.grid
    let n = grid.width
    let a = 0.5 / grid.widthSpacing, b = 0.5 / grid.depthSpacing, g = 0.5 / grid.growthSpacing
    let bound = 24 / halfWidth
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let x = unsafe xi.row(r, n).span
        let below = unsafe xi.row(next.below, n).span
        let above = unsafe xi.row(next.above, n).span
        var w = unsafe density.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let across = a * (OrderParameter.metalFraction(x[i + 1]) - OrderParameter.metalFraction(x[i - 1]))
          let along = g * (OrderParameter.metalFraction(above[i]) - OrderParameter.metalFraction(below[i]))
          w[i] = across * across + along * along
        }
        if grid.depth > 1 {
          let before = unsafe xi.row(next.before, n).span
          let behind = unsafe xi.row(next.behind, n).span
          for i in 1..<n + 1 {
            let deep = b * (OrderParameter.metalFraction(behind[i]) - OrderParameter.metalFraction(before[i]))
            w[i] += deep * deep
          }
        }
        for i in 1..<n + 1 {
          let product = x[i] * (1 - x[i])
          w[i] = min(w[i].squareRoot(), bound * product * product)
        }
        density.seal(r)
      }
    }
  }
}

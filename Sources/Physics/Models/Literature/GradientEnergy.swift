public import Fields

/// Gradient energy of the order parameter with fourfold anisotropy,
///   E = ∫ ½ κ(θ) |∇ξ|² dV,  κ(θ) = κ [1 + ε cos 4θ],
/// θ the angle of ∇ξ in the plane of the width and growth axes (Chen et al., J. Power Sources 300 (2015) 376). Its derivative is
///   −δE/δξ = ∇·[κ(θ)∇ξ + ½ κ′(θ) ẑ×∇ξ].
///
/// What has no direction sits on faces, what has one on cell corners; the derivative is that of the discrete energy. Bottom and top faces
/// hold ξ = 1 and ξ = 0, and no corners: fronts end at them nowhere.
public struct GradientEnergy: Sendable {
  /// κ, J/m.
  public let coefficient: Double
  /// ε, below 1/7: beyond, the energy is not convex and a front has corners.
  public let strength: Double

  public init(coefficient: Double, strength: Double) {
    self.coefficient = coefficient
    self.strength = strength
  }

  /// |p|² cos 4θ of a gradient p.
  @inline(__always)
  static func harmonic(_ x: Double, _ z: Double) -> Double {
    let a = x * x, b = z * z, square = a + b
    return square > 0 ? (a * a - 6 * a * b + b * b) / square : 0
  }

  /// Half the derivative of |p|² cos 4θ with p.
  @inline(__always)
  static func harmonicFlux(_ x: Double, _ z: Double) -> (x: Double, z: Double) {
    let a = x * x, b = z * z, square = a + b
    guard square > 0 else { return (0, 0) }
    let inverse = 1 / (square * square)
    return (x * inverse * (a * a + 2 * a * b - 7 * b * b), z * inverse * (b * b + 2 * a * b - 7 * a * a))
  }

  /// E, J.
  public func energy(_ xi: ScalarField) -> Double {
    let grid = xi.grid
    let n = grid.width
    let w = 1 / grid.widthSpacing, d = 1 / grid.depthSpacing, g = 1 / grid.growthSpacing
    let sum = grid.sum { r in
      let next = grid.neighbours(of: r)
      let c = unsafe xi.row(r, n).span
      let above = unsafe xi.row(next.above, n).span, behind = unsafe xi.row(next.behind, n).span
      let isBottom = r < grid.depth, isTop = r >= grid.rowCount - grid.depth
      var s = 0.0
      for i in 1..<n + 1 {
        let x = w * (c[i + 1] - c[i]), y = d * (behind[i] - c[i]), z = g * (above[i] - c[i])
        s += x * x + y * y + z * z
        if isBottom { s += 2 * (g * (1 - c[i])) * (g * (1 - c[i])) }
        if isTop { s += 2 * (g * c[i]) * (g * c[i]) }
      }
      if strength == 0 || isTop { return s }
      var t = 0.0
      for i in 0..<n + 1 {
        let x = 0.5 * w * (c[i + 1] - c[i] + above[i + 1] - above[i]), z = 0.5 * g * (above[i] - c[i] + above[i + 1] - c[i + 1])
        t += (i == 0 || i == n ? 0.5 : 1) * Self.harmonic(x, z)
      }
      return s + strength * t
    }
    return 0.5 * coefficient * grid.cellVolume * sum
  }

  /// −δE/δξ per volume, J/m³.
  ///
  /// - Parameters:
  ///   - acrossWidth, acrossGrowth: work fields for the fluxes at corners; the anisotropic energy needs them.
  public func assignForce(
    _ xi: ScalarField, into force: ScalarField, acrossWidth: ScalarField, acrossGrowth: ScalarField
  ) {
    let grid = xi.grid
    let n = grid.width
    precondition(strength == 0 || grid.depth == 1, "the anisotropy of the gradient energy is that of a plane")
    if strength != 0 { assignCornerFluxes(xi, acrossWidth, acrossGrowth) }
    let hasCorners = strength != 0
    let a = coefficient / (grid.widthSpacing * grid.widthSpacing), b = coefficient / (grid.depthSpacing * grid.depthSpacing)
    let e = coefficient / (grid.growthSpacing * grid.growthSpacing)
    let w = 0.5 * coefficient * strength / grid.widthSpacing, g = 0.5 * coefficient * strength / grid.growthSpacing
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let isBottom = r < grid.depth, isTop = r >= grid.rowCount - grid.depth
        let c = unsafe xi.row(r, n).span
        let below = unsafe xi.row(next.below, n).span, above = unsafe xi.row(next.above, n).span
        let before = unsafe xi.row(next.before, n).span, behind = unsafe xi.row(next.behind, n).span
        var f = unsafe force.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let down = isBottom ? 2 * (1 - c[i]) : below[i] - c[i], up = isTop ? -2 * c[i] : above[i] - c[i]
          f[i] = a * (c[i + 1] - 2 * c[i] + c[i - 1]) + b * (behind[i] - 2 * c[i] + before[i]) + e * (down + up)
        }
        if !hasCorners { continue }
        let x = unsafe acrossWidth.row(r, n).span, z = unsafe acrossGrowth.row(r, n).span
        let lower = isBottom ? r : next.below
        let part = isBottom ? 0.0 : 1
        let p = unsafe acrossWidth.row(lower, n).span, q = unsafe acrossGrowth.row(lower, n).span
        for i in 1..<n + 1 {
          f[i] += w * (x[i] - x[i - 1] + part * (p[i] - p[i - 1])) + g * (z[i] + z[i - 1] - part * (q[i] + q[i - 1]))
        }
      }
    }
  }

  /// Half the derivative of |p|² cos 4θ at the corners between a row and the one above; zero above the last row.
  private func assignCornerFluxes(_ xi: ScalarField, _ acrossWidth: ScalarField, _ acrossGrowth: ScalarField) {
    let grid = xi.grid
    let n = grid.width
    let w = 0.5 / grid.widthSpacing, g = 0.5 / grid.growthSpacing
    grid.forEachTile { rows in
      for r in rows {
        let c = unsafe xi.row(r, n).span, above = unsafe xi.row(grid.neighbours(of: r).above, n).span
        var x = unsafe acrossWidth.row(r, n).mutableSpan, z = unsafe acrossGrowth.row(r, n).mutableSpan
        let part = r == grid.rowCount - 1 ? 0.0 : 1
        for i in 0..<n + 1 {
          let (u, v) = Self.harmonicFlux(
            w * (c[i + 1] - c[i] + above[i + 1] - above[i]), g * (above[i] - c[i] + above[i + 1] - c[i + 1]))
          x[i] = part * u
          z[i] = part * v
        }
      }
    }
  }
}

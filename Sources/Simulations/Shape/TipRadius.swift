import Fields

/// Radius of curvature of the front at its highest tip, from the points of the surface ξ = ½ within 2δ of it.
///
/// In two dimensions that of a circle, by least squares of x² + z² − ax − bz − c (Kåsa, IEEE Trans. Instrum. Meas. 25 (1976) 8). On a
/// parabola it finds a few hundredths more than the radius at the apex when that is 4δ, and the more the finer the tip is. In three
/// dimensions 2/(1/R₁ + 1/R₂), the harmonic mean of the two principal radii, which is what interfacial energy goes by: see `TipCap`.
struct TipRadius {
  /// m; infinite where the front is flat or hollow as far as the points can tell.
  let radius: Double

  /// Distance of the farthest points from the tip, in δ.
  static let reach = 2.0
  /// A radius of so many times the reach differs from flat by less than the contour is known.
  static let flat = 100.0

  /// - Parameters:
  ///   - tip: indices of the tip's column along width and depth.
  ///   - height: of the tip, m.
  init(_ orderParameter: ScalarField, tip: (i: Int, j: Int), height: Double, halfWidth: Double) {
    let grid = orderParameter.grid
    let reach = Self.reach * halfWidth
    let points = Self.points(orderParameter, tip, height, reach)
    let scaled = points.map { $0 / reach }
    radius = grid.depth > 1 ? (TipCap(scaled)?.radius ?? .infinity) * reach : grid.width > 1 ? Self.circle(scaled) * reach : .infinity
  }

  /// Places of ξ = ½ on lines along the axes through cell centres around the tip, relative to it, m.
  private static func points(_ xi: ScalarField, _ tip: (i: Int, j: Int), _ height: Double, _ reach: Double) -> [SIMD3<Double>] {
    let grid = xi.grid
    let spacing = SIMD3(grid.widthSpacing, grid.depthSpacing, grid.growthSpacing)
    let columns = min(Int((reach / grid.widthSpacing).rounded(.up)), grid.width / 2)
    let slices = min(Int((reach / grid.depthSpacing).rounded(.up)), grid.depth / 2)
    let k0 = Int(((height - reach) / grid.growthSpacing).rounded(.down)) - 1
    let k1 = Int((height / grid.growthSpacing).rounded(.up)) + 1
    func value(_ i: Int, _ j: Int, _ k: Int) -> Double {
      xi[inside(tip.i + i, grid.width, grid.widthClosure), inside(tip.j + j, grid.depth, grid.depthClosure), k]
    }
    var points: [SIMD3<Double>] = []
    func add(_ cells: SIMD3<Double>) {
      let point = SIMD3(cells.x, cells.y, cells.z + 0.5) * spacing - SIMD3(0, 0, height)
      if (point * point).sum() <= reach * reach { points.append(point) }
    }
    for k in max(k0, 0)...max(min(k1, grid.growth - 1), 0) {
      for j in -slices...slices {
        for i in -columns...columns {
          let here = value(i, j, k)
          let place = SIMD3(Double(i), Double(j), Double(k))
          func cross(_ beyond: Double, _ axis: Int) {
            if (here >= 0.5) == (beyond >= 0.5) { return }
            var cells = place
            cells[axis] += Morphology.crossing(from: here, to: beyond)
            add(cells)
          }
          if k + 1 < grid.growth { cross(value(i, j, k + 1), 2) }
          cross(value(i + 1, j, k), 0)
          if grid.depth > 1 { cross(value(i, j + 1, k), 1) }
        }
      }
    }
    return points
  }

  private static func inside(_ index: Int, _ count: Int, _ closure: Closure) -> Int {
    if closure == .periodic { return ((index % count) + count) % count }
    return index < 0 ? -1 - index : index >= count ? 2 * count - 1 - index : index
  }

  /// In the plane of width and growth, in units of the reach.
  private static func circle(_ points: [SIMD3<Double>]) -> Double {
    guard points.count >= 5 else { return .infinity }
    let count = Double(points.count)
    let mx = points.reduce(0) { $0 + $1.x } / count, mz = points.reduce(0) { $0 + $1.z } / count
    var xx = 0.0, xz = 0.0, zz = 0.0, xs = 0.0, zs = 0.0, squares = 0.0
    for point in points {
      let x = point.x - mx, z = point.z - mz, s = x * x + z * z
      xx += x * x
      xz += x * z
      zz += z * z
      xs += x * s
      zs += z * s
      squares += s
    }
    let determinant = xx * zz - xz * xz
    guard determinant > 0 else { return .infinity }
    // Centre relative to the points' mean.
    let cx = 0.5 * (xs * zz - zs * xz) / determinant, cz = 0.5 * (zs * xx - xs * xz) / determinant
    let radius = (cx * cx + cz * cz + squares / count).squareRoot()
    return cz < 0 && radius < flat ? radius : .infinity
  }
}

import Fields

/// Radius of curvature of the front at its highest tip, in the plane of width and growth.
///
/// A circle through the points of the contour ξ = ½ within 2δ of the tip, by least squares of x² + z² − ax − bz − c (Kåsa, IEEE Trans.
/// Instrum. Meas. 25 (1976) 8). On a parabola it finds a few hundredths more than the radius at the apex when that is 4δ, and the more
/// the finer the tip is.
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
    radius = grid.width > 1 ? Self.fit(points.map { (x: $0.x / reach, z: $0.z / reach) }) * reach : .infinity
  }

  /// Points of the contour around the tip, relative to it, m.
  private static func points(_ xi: ScalarField, _ tip: (i: Int, j: Int), _ height: Double, _ reach: Double) -> [(x: Double, z: Double)] {
    let grid = xi.grid
    let columns = min(Int((reach / grid.widthSpacing).rounded(.up)), grid.width / 2)
    let k0 = Int(((height - reach) / grid.growthSpacing).rounded(.down)) - 1
    let k1 = Int((height / grid.growthSpacing).rounded(.up)) + 1
    func value(_ i: Int, _ k: Int) -> Double {
      var column = i
      if grid.widthClosure == .periodic {
        column = ((i % grid.width) + grid.width) % grid.width
      } else if i < 0 {
        column = -1 - i
      } else if i >= grid.width {
        column = 2 * grid.width - 1 - i
      }
      return xi[column, tip.j, k]
    }
    var points: [(x: Double, z: Double)] = []
    func add(_ x: Double, _ z: Double) {
      let point = (x: x * grid.widthSpacing, z: (z + 0.5) * grid.growthSpacing - height)
      if point.x * point.x + point.z * point.z <= reach * reach { points.append(point) }
    }
    for k in max(k0, 0)...max(min(k1, grid.growth - 1), 0) {
      for i in -columns...columns {
        let here = value(tip.i + i, k)
        if k + 1 < grid.growth {
          let above = value(tip.i + i, k + 1)
          if (here >= 0.5) != (above >= 0.5) { add(Double(i), Double(k) + Morphology.crossing(from: here, to: above)) }
        }
        let right = value(tip.i + i + 1, k)
        if (here >= 0.5) != (right >= 0.5) { add(Double(i) + Morphology.crossing(from: here, to: right), Double(k)) }
      }
    }
    return points
  }

  /// In units of the reach.
  private static func fit(_ points: [(x: Double, z: Double)]) -> Double {
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

/// A cap with two curvatures through points of a surface in three dimensions:
/// z = a + bx + cy + ½k(x² + y² + z²) + ½m(x² − y²) + nxy, by least squares of z.
///
/// Every ball is one, with m = n = 0 and the radius that it has. Of other caps k is the mean of the two principal curvatures to the order
/// of the points' distance over the radii, m and n are what the curvatures differ by.
struct TipCap {
  /// In the unit of the points: the harmonic mean of the principal radii at the apex; infinite where the cap is flat or hollow.
  let radius: Double

  /// Part of its own size that a pivot must keep, below which the points lie on fewer axes than the cap has.
  private static let leastPivot = 1e-10

  /// Nil for points that tell nothing of one of the terms, such as those of a single row.
  init?(_ points: [SIMD3<Double>]) {
    guard points.count >= 9 else { return nil }
    let count = 6
    var equations = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
    for point in points {
      let (x, y, z) = (point.x, point.y, point.z)
      let terms = [1, x, y, 0.5 * (x * x + y * y + z * z), 0.5 * (x * x - y * y), x * y, z]
      for row in 0..<count {
        for column in 0...count { equations[row][column] += terms[row] * terms[column] }
      }
    }
    guard let found = Self.solved(equations) else { return nil }
    let (a, b, c, k) = (found[0], found[1], found[2], found[3])
    let square = 1 + b * b + c * c - 2 * a * k
    let radius = k < 0 && square > 0 ? -square.squareRoot() / k : .infinity
    self.radius = radius < TipRadius.flat ? radius : .infinity
  }

  /// Of symmetric equations without negative directions, each with its right side as its last number.
  private static func solved(_ equations: [[Double]]) -> [Double]? {
    var rows = equations
    for pivot in rows.indices {
      guard rows[pivot][pivot] > leastPivot * equations[pivot][pivot] else { return nil }
      for row in rows.indices where row > pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...rows.count { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    var solution = [Double](repeating: 0, count: rows.count)
    for row in rows.indices.reversed() {
      let known = (row + 1..<rows.count).reduce(0) { $0 + rows[row][$1] * solution[$1] }
      solution[row] = (rows[row][rows.count] - known) / rows[row][row]
    }
    return solution
  }
}

public import Fields

/// Acceleration of a fixed-point iteration x ← y(x) over several fields (D. G. Anderson, J. ACM 12 (1965) 547).
///
/// The next x is y less the combination of its past changes that, to first order, makes the residual y − x least; of that the norm
/// is a weighted sum over fields and cells. With an empty history it is y.
public final class AndersonMixing {
  private let depth: Int
  /// Factor on each field's residual in the norm.
  private let weights: [Double]
  private let image: [ScalarField]
  private let residual: [ScalarField]
  private let imageChanges: [[ScalarField]]
  private let residualChanges: [[ScalarField]]
  private var gram: [[Double]]
  private var count = 0
  private var hasLast = false

  /// - Parameters:
  ///   - depth: changes that are remembered, each of two fields for a field.
  public init(_ grid: Grid, weights: [Double], depth: Int) {
    self.depth = depth
    self.weights = weights
    func fields() -> [ScalarField] { weights.map { _ in ScalarField(grid) } }
    image = fields()
    residual = fields()
    imageChanges = (0..<depth).map { _ in fields() }
    residualChanges = (0..<depth).map { _ in fields() }
    gram = Array(repeating: Array(repeating: 0, count: depth), count: depth)
  }

  /// Forgets the history: what comes next is another iteration.
  public func reset() {
    count = 0
    hasLast = false
  }

  /// Replaces `x` by the next guess, `y` being its image.
  public func mix(_ x: [ScalarField], _ y: [ScalarField]) {
    let slot = count % depth
    for (k, field) in x.enumerated() { remember(k, field, y[k], slot) }
    if hasLast { count += 1 }
    hasLast = true
    let used = min(count, depth)
    var right = [Double](repeating: 0, count: used)
    if used > 0 {
      for j in 0..<used {
        gram[slot][j] = product(residualChanges[slot], residualChanges[j])
        gram[j][slot] = gram[slot][j]
      }
      for j in 0..<used { right[j] = product(residualChanges[j], residual) }
    }
    let share = Self.solve(gram, right)
    for (k, field) in x.enumerated() {
      field.assign(y[k])
      for j in 0..<used where share[j] != 0 { subtract(share[j], imageChanges[j][k], from: field) }
    }
  }

  private func remember(_ k: Int, _ x: ScalarField, _ y: ScalarField, _ slot: Int) {
    let n = x.grid.width
    let last = image[k], rest = residual[k], change = imageChanges[slot][k], difference = residualChanges[slot][k]
    x.grid.forEachTile { rows in
      for r in rows {
        let a = unsafe x.row(r, n).span, b = unsafe y.row(r, n).span
        var l = unsafe last.row(r, n).mutableSpan, s = unsafe rest.row(r, n).mutableSpan
        var c = unsafe change.row(r, n).mutableSpan, d = unsafe difference.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          c[i] = b[i] - l[i]
          d[i] = b[i] - a[i] - s[i]
          l[i] = b[i]
          s[i] = b[i] - a[i]
        }
      }
    }
  }

  private func product(_ a: [ScalarField], _ b: [ScalarField]) -> Double {
    var sum = 0.0
    for (k, weight) in weights.enumerated() { sum += weight * weight * a[k].dot(b[k]) }
    return sum
  }

  private func subtract(_ factor: Double, _ change: ScalarField, from field: ScalarField) {
    let n = field.grid.width
    field.grid.forEachTile { rows in
      for r in rows {
        let c = unsafe change.row(r, n).span
        var x = unsafe field.row(r, n).mutableSpan
        for i in 0..<n + 2 { x[i] -= factor * c[i] }
      }
    }
  }

  /// Least-squares shares by Cholesky's method with diagonal pivots; changes that hardly differ from others get none.
  static func solve(_ gram: [[Double]], _ right: [Double]) -> [Double] {
    let n = right.count
    var a = gram, b = right, order: [Int] = []
    var left = Array(0..<n)
    while let p = left.max(by: { a[$0][$0] / max(gram[$0][$0], 1e-300) < a[$1][$1] / max(gram[$1][$1], 1e-300) }) {
      guard a[p][p] > 1e-10 * gram[p][p] else { break }
      order.append(p)
      left.removeAll { $0 == p }
      for q in left {
        let factor = a[q][p] / a[p][p]
        for r in left { a[q][r] -= factor * a[p][r] }
        b[q] -= factor * b[p]
      }
    }
    var result = [Double](repeating: 0, count: n)
    for (k, p) in order.enumerated().reversed() {
      var s = b[p]
      for q in order[(k + 1)...] { s -= a[p][q] * result[q] }
      result[p] = s / a[p][p]
    }
    return result
  }
}

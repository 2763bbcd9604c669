import Synchronization

/// Direct solve of a small symmetric positive definite system, A = L Lᵀ in double precision.
final class DenseFactor: Sendable {
  let count: Int
  private let factor: Mutex<[Double]>

  init(count: Int) {
    self.count = count
    factor = Mutex([Double](repeating: 0, count: count * count))
  }

  /// - Parameter matrix: by rows, of which the lower triangle counts.
  func factorize(_ matrix: [Double]) {
    var a = matrix
    for c in 0..<count {
      let pivot = a[c * count + c]
      for r in c..<count {
        var s = a[r * count + c]
        for q in 0..<c { s -= a[r * count + q] * a[c * count + q] }
        // A pivot that round-off has eaten is replaced: this is a preconditioner, and a NaN would spoil it.
        a[r * count + c] = r == c ? (s > 1e-14 * pivot ? s : pivot).squareRoot() : s / a[c * count + c]
      }
    }
    let result = a
    factor.withLock { $0 = result }
  }

  /// x = A⁻¹ x.
  func solve(_ x: inout [Double]) {
    let l = factor.withLock { $0 }
    for r in 0..<count {
      var s = x[r]
      for q in 0..<r { s -= l[r * count + q] * x[q] }
      x[r] = s / l[r * count + r]
    }
    for r in stride(from: count - 1, through: 0, by: -1) {
      var s = x[r]
      for q in r + 1..<count { s -= l[q * count + r] * x[q] }
      x[r] = s / l[r * count + r]
    }
  }
}

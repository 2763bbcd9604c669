/// Gaussian elimination with partial pivoting: the slow, obvious reference for every linear solver.
public func solveDense(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  let n = right.count
  var a = matrix
  var b = right
  for c in 0..<n {
    let pivot = (c..<n).max { abs(a[$0][c]) < abs(a[$1][c]) }!
    a.swapAt(c, pivot)
    b.swapAt(c, pivot)
    for r in c + 1..<n where a[r][c] != 0 {
      let f = a[r][c] / a[c][c]
      for q in c..<n { a[r][q] -= f * a[c][q] }
      b[r] -= f * b[c]
    }
  }
  for r in stride(from: n - 1, through: 0, by: -1) {
    for q in r + 1..<n { b[r] -= a[r][q] * b[q] }
    b[r] /= a[r][r]
  }
  return b
}

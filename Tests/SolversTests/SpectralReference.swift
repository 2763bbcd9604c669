import Fields
import Solvers

/// Slow and obvious ways to what the spectral solvers compute.
enum SpectralReference {
  /// Numbers in −1 … 1 that look random but are not (splitmix64).
  static func noise(_ grid: Grid, seed: UInt64 = 1) -> ScalarField {
    let field = ScalarField(grid)
    var state = seed
    field.fill { _, _, _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / Double(1 << 52) - 1
    }
    return field
  }

  static func cells(_ grid: Grid) -> [(i: Int, j: Int, k: Int)] {
    (0..<grid.growth).flatMap { k in (0..<grid.depth).flatMap { j in (0..<grid.width).map { i in (i, j, k) } } }
  }

  static func values(_ field: ScalarField) -> [Double] { cells(field.grid).map { field[$0.i, $0.j, $0.k] } }

  /// Largest difference relative to the largest expected magnitude.
  static func relativeError(_ field: ScalarField, _ expected: [Double]) -> Double {
    let difference = zip(values(field), expected).map { abs($0 - $1) }.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
    return difference / (expected.map { abs($0) }.max() ?? 1)
  }

  /// Whether every ghost is what the width closure demands.
  static func isSealed(_ field: ScalarField) -> Bool {
    let copy = ScalarField(field.grid)
    copy.assign(field)
    copy.sealAll()
    let n = field.grid.width
    return (0..<field.grid.rowCount).allSatisfy { r in
      unsafe field.row(r, n)[0] == copy.row(r, n)[0] && field.row(r, n)[n + 1] == copy.row(r, n)[n + 1]
    }
  }

  /// Conductance and value of what lies beyond an end, from the balance of the flux on the face: with the conductance
  /// 2a/h of half a cell, c (v − u_face) = 2a/h (u_face − u). Divided by h.
  static func end(_ condition: EndCondition, _ a: Double, _ h: Double) -> (link: Double, source: Double) {
    let half = 2 * a / h
    switch condition {
    case .dirichlet(let value): return (half / h, half / h * value)
    case .neumann(let flux): return (0, flux / h)
    case .robin(let conductance, let value):
      let series = conductance * half / (conductance + half) / h
      return (series, series * value)
    }
  }

  /// The matrix of an operator and the sources of its ends, cell by cell.
  static func assemble(_ o: LayeredOperator) -> (matrix: [[Double]], source: [Double]) {
    let grid = o.grid
    let all = cells(grid)
    func index(_ i: Int, _ j: Int, _ k: Int) -> Int { (k * grid.depth + j) * grid.width + i }
    var matrix = Array(repeating: Array(repeating: 0.0, count: all.count), count: all.count)
    var source = Array(repeating: 0.0, count: all.count)
    func neighbour(_ i: Int, _ axis: Axis) -> Int? {
      let n = grid.cells(axis)
      if i >= 0 && i < n { return i }
      return grid.closure(axis) == .periodic ? (i + n) % n : nil
    }
    for (i, j, k) in all {
      let row = index(i, j, k)
      matrix[row][row] += o.shift[k]
      for step in [-1, 1] {
        if let i2 = neighbour(i + step, .width) {
          let weight = o.lateralCoefficient[k] / grid.widthSpacing / grid.widthSpacing
          matrix[row][row] += weight
          matrix[row][index(i2, j, k)] -= weight
        }
        if let j2 = neighbour(j + step, .depth) {
          let weight = o.lateralCoefficient[k] / grid.depthSpacing / grid.depthSpacing
          matrix[row][row] += weight
          matrix[row][index(i, j2, k)] -= weight
        }
        let h = grid.growthSpacing
        let face = o.growthCoefficient[step < 0 ? k : k + 1]
        if k + step >= 0 && k + step < grid.growth {
          matrix[row][row] += face / h / h
          matrix[row][index(i, j, k + step)] -= face / h / h
        } else {
          let beyond = end(step < 0 ? o.bottom : o.top, face, h)
          matrix[row][row] += beyond.link
          source[row] += beyond.source
        }
      }
    }
    return (matrix, source)
  }

  /// Solution by Gaussian elimination with row exchanges; of a singular problem the one of zero mean.
  static func solve(_ o: LayeredOperator, _ f: ScalarField) -> (solution: [Double], removedMean: Double) {
    var (a, source) = assemble(o)
    let n = source.count
    var b = zip(values(f), source).map { $0 + $1 }
    var removed = 0.0
    if o.isSingular {
      removed = b.reduce(0, +) / Double(n)
      b = b.map { $0 - removed }
      // Adding a constant to every entry ties down the mean and changes nothing else.
      let tie = a[0][0] / Double(n) + 1
      a = a.map { $0.map { $0 + tie } }
    }
    for p in 0..<n {
      let best = (p..<n).max { abs(a[$0][p]) < abs(a[$1][p]) }!
      a.swapAt(p, best)
      b.swapAt(p, best)
      for r in p + 1..<n where a[r][p] != 0 {
        let factor = a[r][p] / a[p][p]
        for c in p..<n { a[r][c] -= factor * a[p][c] }
        b[r] -= factor * b[p]
      }
    }
    for p in (0..<n).reversed() {
      for c in p + 1..<n { b[p] -= a[p][c] * b[c] }
      b[p] /= a[p][p]
    }
    return (b, removed)
  }
}

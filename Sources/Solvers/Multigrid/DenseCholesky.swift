import Fields

/// Direct solve of the coarsest level: A = L Lᵀ in double precision.
///
/// A level without any reaction is singular (its solution is free by a constant); its first cell is then held at zero.
final class DenseCholesky: Sendable {
  private let level: Level
  private let factor: DenseFactor
  private let count: Int

  init(_ level: Level) {
    self.level = level
    count = level.grid.cellCount
    factor = DenseFactor(count: level.grid.cellCount)
  }

  private func index(_ i: Int, _ j: Int, _ k: Int) -> Int { (k * level.grid.depth + j) * level.grid.width + i }

  func factorize() {
    var a = [Double](repeating: 0, count: count * count)
    let grid = level.grid
    func link(_ p: Int, _ q: Int, _ conductance: Float) {
      guard p != q else { return }
      let g = Double(conductance)
      a[p * count + p] += g
      a[q * count + q] += g
      a[p * count + q] -= g
      a[q * count + p] -= g
    }
    var hasReaction = false
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          let p = index(i, j, k)
          let reaction = Double(level.reaction[i, j, k])
          if reaction > 0 { hasReaction = true }
          a[p * count + p] += reaction
          link(p, index((i + 1) % grid.width, j, k), level.rightLink(i, j, k))
          if grid.depth > 1 { link(p, index(i, (j + 1) % grid.depth, k), level.depthFaces[i, j, k]) }
          link(p, index(i, j, (k + grid.growth - 1) % grid.growth), level.growthFaces[i, j, k])
        }
      }
    }
    if !hasReaction { a[0] += max(a[0], 1) }
    for p in 0..<count where a[p * count + p] == 0 { a[p * count + p] = 1 }
    factor.factorize(a)
  }

  /// solution = A⁻¹ source.
  func solve() {
    let grid = level.grid
    var x = [Double](repeating: 0, count: count)
    forEachCell(grid) { i, j, k in x[index(i, j, k)] = Double(level.source[i, j, k]) }
    factor.solve(&x)
    forEachCell(grid) { i, j, k in level.solution[i, j, k] = Float(x[index(i, j, k)]) }
  }

  private func forEachCell(_ grid: Grid, _ body: (Int, Int, Int) -> Void) {
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width { body(i, j, k) }
      }
    }
  }
}

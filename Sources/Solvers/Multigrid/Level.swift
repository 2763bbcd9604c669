import Fields

/// One grid of the hierarchy: links, diagonal, right-hand side and solution, in single precision.
final class Level: Sendable {
  let grid: Grid
  let widthFaces: Field<Float>
  let depthFaces: Field<Float>
  let growthFaces: Field<Float>
  /// What is not a link.
  let reaction: Field<Float>
  /// Reaction plus all links of the cell, and its inverse.
  let total: Field<Float>
  let inverse: Field<Float>
  let source: Field<Float>
  let solution: Field<Float>
  /// 1 on cells of even index in the first row, on cells of odd index in the second, 0 elsewhere.
  let masks: Field<Float>

  init(_ grid: Grid) {
    self.grid = grid
    widthFaces = Field(grid)
    depthFaces = Field(grid.depth > 1 ? grid : Grid(width: grid.width, growth: 1, widthSpacing: 1))
    growthFaces = Field(grid.growthFaceGrid)
    reaction = Field(grid)
    total = Field(grid)
    inverse = Field(grid)
    source = Field(grid)
    solution = Field(grid)
    masks = Field(Grid(width: grid.width, growth: 2, widthSpacing: 1))
    for i in 0..<grid.width { masks[i, 0, i % 2] = 1 }
  }

  func assignLinks(_ fine: ConductionOperator) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        unsafe round(fine.widthFaces.row(r, n).span, into: self.widthFaces.row(r, n))
        unsafe round(fine.growthFaces.row(r, n).span, into: self.growthFaces.row(r, n))
        if self.grid.depth > 1 { unsafe round(fine.depthFaces.row(r, n).span, into: self.depthFaces.row(r, n)) }
      }
    }
    for j in 0..<grid.depth {
      let r = grid.rowCount + j
      unsafe round(fine.growthFaces.row(r, n).span, into: growthFaces.row(r, n))
    }
  }

  func assignDiagonal(_ fine: ConductionOperator) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        unsafe round(fine.diagonal.row(r, n).span, into: self.reaction.row(r, n))
        self.sumLinks(row: r)
      }
    }
  }

  /// Links of a coarser level from those of `fine`.
  func aggregateLinks(_ fine: Level) {
    let n = grid.width, m = fine.grid.width
    let wide = fine.grid.factor(to: grid, .width)
    let widthScale: Float = wide == 2 ? 0.5 : 1
    let depthScale: Float = fine.grid.factor(to: grid, .depth) == 2 ? 0.5 : 1
    let high = fine.grid.factor(to: grid, .growth)
    let growthScale: Float = high == 2 ? 0.5 : 1
    grid.forEachTile { rows in
      for r in rows {
        var w = unsafe self.widthFaces.row(r, n).mutableSpan
        for i in 0..<n + 2 { w[i] = 0 }
        self.forEachFineRow(of: r, in: fine) { s in
          let f = unsafe fine.widthFaces.row(s, m).span
          if wide == 2 {
            for i in 1..<n + 1 { w[i] += widthScale * f[min(2 * i, m)] }
          } else {
            for i in 1..<n + 1 { w[i] += f[i] }
          }
        }
        w[0] = w[n]
        var g = unsafe self.growthFaces.row(r, n).mutableSpan
        for i in 0..<n + 2 { g[i] = 0 }
        let layer = high * self.grid.layer(of: r)
        self.forEachFineDepth(of: self.grid.depthIndex(of: r), in: fine) { j in
          unsafe self.addPairs(of: fine.growthFaces.row(layer * fine.grid.depth + j, m).span, m, growthScale, into: &g)
        }
        if self.grid.depth > 1 {
          var d = unsafe self.depthFaces.row(r, n).mutableSpan
          for i in 0..<n + 2 { d[i] = 0 }
          let deep = fine.grid.factor(to: self.grid, .depth)
          let j = min(deep * (r % self.grid.depth) + deep - 1, fine.grid.depth - 1)
          for k in layer..<min(layer + high, fine.grid.growth) {
            unsafe self.addPairs(of: fine.depthFaces.row(k * fine.grid.depth + j, m).span, m, depthScale, into: &d)
          }
        }
      }
    }
    for j in 0..<grid.depth {
      var g = unsafe growthFaces.row(grid.rowCount + j, n).mutableSpan
      for i in 0..<n + 2 { g[i] = 0 }
      forEachFineDepth(of: j, in: fine) { s in
        unsafe addPairs(of: fine.growthFaces.row(fine.grid.rowCount + s, m).span, m, growthScale, into: &g)
      }
    }
  }

  func aggregateDiagonal(_ fine: Level) {
    let n = grid.width, m = fine.grid.width
    grid.forEachTile { rows in
      for r in rows {
        var d = unsafe self.reaction.row(r, n).mutableSpan
        for i in 0..<n + 2 { d[i] = 0 }
        self.forEachFineRow(of: r, in: fine) { s in
          unsafe self.addPairs(of: fine.reaction.row(s, m).span, m, 1, into: &d)
        }
        self.sumLinks(row: r)
      }
    }
  }

  /// total = reaction + links, and its inverse (1 where a cell has neither, so that it keeps its source's zero).
  private func sumLinks(row r: Int) {
    let n = grid.width
    let w = unsafe widthFaces.row(r, n).span
    let lower = unsafe growthFaces.row(r, n).span
    let upper = unsafe growthFaces.row(r + grid.depth, n).span
    let d = unsafe reaction.row(r, n).span
    var t = unsafe total.row(r, n).mutableSpan
    var v = unsafe inverse.row(r, n).mutableSpan
    for i in 1..<n + 1 { t[i] = d[i] + w[i] + w[i - 1] + lower[i] + upper[i] }
    if grid.depth > 1 {
      let front = unsafe depthFaces.row(grid.neighbours(of: r).depthFaceBefore(r, grid), n).span
      let back = unsafe depthFaces.row(r, n).span
      for i in 1..<n + 1 { t[i] += front[i] + back[i] }
    }
    for i in 1..<n + 1 { v[i] = 1 / (t[i] > 0 ? t[i] : 1) }
  }

  /// Adds `scale` × the sum over each aggregate of a fine row to a coarse one.
  @inline(__always)
  func addPairs(of fine: Span<Float>, _ m: Int, _ scale: Float, into coarse: inout MutableSpan<Float>) {
    let n = grid.width
    if n == m {
      for i in 1..<n + 1 { coarse[i] += scale * fine[i] }
      return
    }
    let whole = m / 2
    for i in 1..<whole + 1 { coarse[i] += scale * (fine[2 * i - 1] + fine[2 * i]) }
    if whole < n { coarse[n] += scale * fine[m] }
  }

  /// Rows of `fine` that row `r` of this level aggregates.
  @inline(__always)
  func forEachFineRow(of r: Int, in fine: Level, _ body: (Int) -> Void) {
    let high = fine.grid.factor(to: grid, .growth)
    let k = high * grid.layer(of: r)
    for layer in k..<min(k + high, fine.grid.growth) {
      forEachFineDepth(of: grid.depthIndex(of: r), in: fine) { j in body(layer * fine.grid.depth + j) }
    }
  }

  @inline(__always)
  private func forEachFineDepth(of j: Int, in fine: Level, _ body: (Int) -> Void) {
    let deep = fine.grid.factor(to: grid, .depth)
    for s in deep * j..<min(deep * j + deep, fine.grid.depth) { body(s) }
  }
}

/// Rounds a row to single precision.
@inline(__always)
private func round(_ from: Span<Double>, into row: UnsafeMutableBufferPointer<Float>) {
  var to = unsafe row.mutableSpan
  for i in 0..<from.count { to[i] = Float(from[i]) }
}

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
    depthFaces = Field(grid.depth > 1 ? grid : grid.singleRow)
    growthFaces = Field(grid.growthFaceGrid)
    reaction = Field(grid)
    total = Field(grid)
    inverse = Field(grid)
    source = Field(grid)
    solution = Field(grid)
    masks = grid.colourMasks
  }

  /// Links from those of the finest grid.
  func aggregateLinks(_ fine: ConductionOperator) {
    let length = ConductionOperator.scratchLength(fine.grid)
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: length) { memory in
        unsafe memory.initialize(repeating: 0)
        for r in rows { unsafe self.aggregateLinks(row: r, fine.grid) { s in fine.links(ofRow: s, in: memory.baseAddress!) } }
      }
    }
    closeGrowth()
  }

  /// Links from those of a finer level.
  func aggregateLinks(_ fine: Level) {
    grid.forEachTile { rows in
      for r in rows { self.aggregateLinks(row: r, fine.grid) { s in fine.links(ofRow: s) } }
    }
    closeGrowth()
  }

  /// The links of row `r` where they are stored.
  private func links(ofRow r: Int) -> RowLinks<Float> {
    let n = grid.width, isDeep = grid.depth > 1
    return unsafe RowLinks(
      right: widthFaces.row(r, n), lower: growthFaces.row(r, n), upper: growthFaces.row(r + grid.depth, n),
      before: depthFaces.row(isDeep ? grid.neighbours(of: r).depthFaceBefore(r, grid) : 0, n), behind: depthFaces.row(isDeep ? r : 0, n))
  }

  /// Half the sum of the fine links on each coarse face where its axis is coarsened: the distance between centres doubles.
  @inline(__always)
  private func aggregateLinks(row r: Int, _ fine: Grid, _ links: (Int) -> RowLinks<Float>) {
    let n = grid.width, m = fine.width
    let wide = fine.factor(to: grid, .width), high = fine.factor(to: grid, .growth), deep = fine.factor(to: grid, .depth)
    let widthScale: Float = wide == 2 ? 0.5 : 1, depthScale: Float = deep == 2 ? 0.5 : 1, growthScale: Float = high == 2 ? 0.5 : 1
    let lowest = high * grid.layer(of: r), last = min(deep * grid.depthIndex(of: r) + deep, fine.depth) - 1
    var w = unsafe widthFaces.row(r, n).mutableSpan, g = unsafe growthFaces.row(r, n).mutableSpan
    for i in 0..<n + 2 {
      w[i] = 0
      g[i] = 0
    }
    var d = unsafe depthFaces.row(grid.depth > 1 ? r : 0, n).mutableSpan
    if grid.depth > 1 { for i in 0..<n + 2 { d[i] = 0 } }
    forEachFineRow(of: r, in: fine) { s in
      let from = links(s)
      let f = unsafe from.right.span
      if wide == 2 {
        for i in 1..<n + 1 { w[i] += widthScale * f[min(2 * i, m)] }
      } else {
        for i in 1..<n + 1 { w[i] += f[i] }
      }
      if fine.layer(of: s) == lowest { unsafe addPairs(of: from.lower.span, m, growthScale, into: &g) }
      if grid.depth > 1, fine.depthIndex(of: s) == last { unsafe addPairs(of: from.behind.span, m, depthScale, into: &d) }
    }
    w[0] = w[n]
  }

  /// Gives the layer of faces above the top those of the bottom, which close the period or are 0.
  private func closeGrowth() {
    let n = grid.width
    for j in 0..<grid.depth {
      let bottom = unsafe growthFaces.row(j, n).span
      var top = unsafe growthFaces.row(grid.rowCount + j, n).mutableSpan
      for i in 0..<n + 2 { top[i] = bottom[i] }
    }
  }

  /// The diagonal from that of a finer grid: what is not a link adds up.
  ///
  /// - Parameter rows: above 0 for fine rows that changed; all when nil.
  /// - Returns: the same of this level.
  func aggregateDiagonal<Scalar: Precision>(_ fine: Field<Scalar>, rows: RowPartials?) -> RowPartials? {
    let n = grid.width, m = fine.grid.width
    let changed = rows.map { _ in RowPartials(grid.rowCount) }
    grid.forEachTile { tile in
      for r in tile {
        if let rows, let changed {
          var sum = 0.0
          self.forEachFineRow(of: r, in: fine.grid) { s in sum += rows[s] }
          changed[r] = sum
          if sum == 0 { continue }
        }
        var d = unsafe self.reaction.row(r, n).mutableSpan
        for i in 0..<n + 2 { d[i] = 0 }
        self.forEachFineRow(of: r, in: fine.grid) { s in
          unsafe self.addPairs(of: fine.row(s, m).span, m, 1, into: &d)
        }
        self.sumLinks(row: r)
      }
    }
    return changed
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
  func addPairs<Scalar: Precision>(of fine: Span<Scalar>, _ m: Int, _ scale: Float, into coarse: inout MutableSpan<Float>) {
    let n = grid.width
    if n == m {
      for i in 1..<n + 1 { coarse[i] += scale * Float(rounding: fine[i].asDouble) }
      return
    }
    let whole = m / 2
    for i in 1..<whole + 1 { coarse[i] += scale * Float(rounding: (fine[2 * i - 1] + fine[2 * i]).asDouble) }
    if whole < n { coarse[n] += scale * Float(rounding: fine[m].asDouble) }
  }

  /// Adds the solution of a row to a fine row of `m` cells.
  @inline(__always)
  func addSolution(row r: Int, to fine: inout MutableSpan<Float>, _ m: Int) {
    let n = grid.width
    let e = unsafe solution.row(r, n).span
    if n == m {
      for i in 1..<m + 1 { fine[i] += e[i] }
      return
    }
    for i in 1..<m / 2 + 1 {
      fine[2 * i - 1] += e[i]
      fine[2 * i] += e[i]
    }
    if m % 2 == 1 { fine[m] += e[n] }
  }

  /// Rows of a finer grid that row `r` of this level aggregates.
  @inline(__always)
  func forEachFineRow(of r: Int, in fine: Grid, _ body: (Int) -> Void) {
    let high = fine.factor(to: grid, .growth), deep = fine.factor(to: grid, .depth)
    let k = high * grid.layer(of: r), j = deep * grid.depthIndex(of: r)
    for layer in k..<min(k + high, fine.growth) {
      for s in j..<min(j + deep, fine.depth) { body(layer * fine.depth + s) }
    }
  }
}

extension RowNeighbours {
  /// Row that stores the depth face in front of row `r`: the one before it, or the last of its layer, which closes the
  /// period or holds the zero of a mirror.
  @inline(__always)
  func depthFaceBefore(_ r: Int, _ grid: Grid) -> Int { r % grid.depth > 0 ? r - 1 : r + grid.depth - 1 }
}

extension Grid {
  /// 1 on cells of even index in the first row, on cells of odd index in the second, 0 elsewhere.
  var colourMasks: Field<Float> {
    let masks = Field<Float>(Grid(width: width, growth: 2, widthSpacing: 1))
    for i in 0..<width { masks[i, 0, i % 2] = 1 }
    return masks
  }

  /// One layer of rows more than the grid: faces normal to the growth axis, the bottom one first.
  fileprivate var growthFaceGrid: Grid {
    Grid(
      width: width, depth: depth, growth: growth + 1,
      widthSpacing: widthSpacing, depthSpacing: depthSpacing, growthSpacing: growthSpacing,
      widthClosure: widthClosure, depthClosure: depthClosure, growthClosure: growthClosure)
  }
}

import Fields

/// One grid of the hierarchy: links, diagonal, right-hand side and solution, in single precision, even and odd columns apart.
final class Level: Sendable {
  let grid: Grid
  let split: ColumnSplit
  /// Between a cell and its right neighbour. The link that closes an odd period stands in the left ghost of the odd columns.
  let widthFaces: SplitField
  let depthFaces: SplitField
  let growthFaces: SplitField
  /// What is not a link.
  let reaction: SplitField
  /// Reaction plus all links of the cell, and its inverse.
  let total: SplitField
  let inverse: SplitField
  let source: SplitField
  let solution: SplitField
  /// Whether the depth axis is an odd period, of which two layers of the same colour touch.
  let hasSeam: Bool
  /// Whether no two cells of one colour touch.
  let isBipartite: Bool

  init(_ grid: Grid) {
    self.grid = grid
    split = ColumnSplit(grid)
    widthFaces = SplitField(grid)
    depthFaces = SplitField(grid.depth > 1 ? grid : grid.singleRow)
    growthFaces = SplitField(grid.growthFaceGrid)
    reaction = SplitField(grid)
    total = SplitField(grid)
    inverse = SplitField(grid)
    source = SplitField(grid)
    solution = SplitField(grid)
    hasSeam = grid.hasOddPeriod(.depth)
    isBipartite = !grid.hasOddPeriod
  }

  /// Calls `body` with ranges of layers that together cover the grid once, concurrently unless the bottom layer and the top one are
  /// neighbours of the same colour.
  @inline(__always)
  func forEachTileOfLayers(_ body: @Sendable (Range<Int>) -> Void) {
    if grid.hasOddPeriod(.growth) {
      body(0..<grid.growth)
    } else {
      Tiling.forEach(rows: grid.growth, cellsPerRow: grid.depth * grid.width, body)
    }
  }

  /// The link between the last and the first cell of a row of odd period.
  @inline(__always)
  func closingLink(ofRow r: Int) -> Float { unsafe widthFaces.row(r, 1)[-1] }

  /// Sets the links of each cell of a row to its right neighbour, from a row with ghosts.
  func setRightLinks(ofRow r: Int, _ links: UnsafePointer<Float>) {
    let row = unsafe widthFaces.row(r)
    unsafe split.split(links, into: row)
    guard split.isOddPeriod else { return }
    unsafe row[split.start(1) - 1] = row[split.half - 1]
    unsafe row[split.half - 1] = 0
  }

  /// The link of a cell to its right neighbour.
  func rightLink(_ i: Int, _ j: Int, _ k: Int) -> Float {
    split.isOddPeriod && i == grid.width - 1 ? closingLink(ofRow: k * grid.depth + j) : widthFaces[i, j, k]
  }

  /// Adds what is given for the columns of one parity in a row of a finer grid to the source of row `r`.
  @inline(__always)
  func addToSource(row r: Int, _ rest: UnsafePointer<Float>, _ fine: ColumnSplit, _ parity: Int) {
    if split.width == fine.width {
      let to = unsafe source.row(r, parity)
      for t in 0..<fine.count(parity) { unsafe to[t] += rest[t] }
      return
    }
    let even = unsafe source.row(r, 0), odd = unsafe source.row(r, 1), count = fine.count(parity)
    fine.forEachVector { i in
      var added = unsafe rest.lanes(i)
      if i + Lanes.scalarCount > count { added.clear(from: count - i) }
      unsafe even.set(i / 2, even.load(i / 2, as: HalfLanes.self) + added.evenHalf)
      unsafe odd.set(i / 2, odd.load(i / 2, as: HalfLanes.self) + added.oddHalf)
    }
  }

  /// Adds the solution of row `r` to the columns of one parity in a row of a finer grid.
  @inline(__always)
  func addSolution(row r: Int, to x: UnsafeMutablePointer<Float>, _ fine: ColumnSplit, _ parity: Int) {
    let even = unsafe solution.row(r, 0), odd = unsafe solution.row(r, 1), own = unsafe solution.row(r, parity)
    let isCoarsened = split.width != fine.width, count = fine.count(parity)
    fine.forEachVector { i in
      var added =
        unsafe isCoarsened
        ? Lanes(interleaving: even.load(i / 2, as: HalfLanes.self), odd.load(i / 2, as: HalfLanes.self)) : own.lanes(i)
      if i + Lanes.scalarCount > count { added.clear(from: count - i) }
      unsafe x.set(i, x.lanes(i) + added)
    }
  }

  /// Row of this level that aggregates a row of a finer grid.
  @inline(__always)
  func parent(of place: RowPlace, in fine: Grid) -> Int {
    (place.layer >> (fine.factor(to: grid, .growth) - 1)) * grid.depth + place.depthIndex >> (fine.factor(to: grid, .depth) - 1)
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

extension Grid {
  /// Whether two cells of one colour touch, across the ends of an axis.
  func hasOddPeriod(_ axis: Axis) -> Bool { cells(axis) > 1 && cells(axis) % 2 == 1 && closure(axis) == .periodic }
  var hasOddPeriod: Bool { Axis.allCases.contains(where: hasOddPeriod) }

  /// One layer of rows more than the grid: faces normal to the growth axis, the bottom one first.
  fileprivate var growthFaceGrid: Grid {
    Grid(
      width: width, depth: depth, growth: growth + 1,
      widthSpacing: widthSpacing, depthSpacing: depthSpacing, growthSpacing: growthSpacing,
      widthClosure: widthClosure, depthClosure: depthClosure, growthClosure: growthClosure)
  }
}

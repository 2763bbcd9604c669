import Fields
import RealModule

/// The finest grid of the cycle: red, black and red cells are visited before the coarse correction, and again after it.
///
/// The third visit is worth its time: conjugate gradients then take seven tenths of the iterations in three dimensions and eight tenths in
/// two; a fourth saves few more.
///
/// Most of a cycle's time goes to moving this grid's fields, so that each half of it reads them once, row after row, and keeps only the
/// layers that it works on. The first half starts from zero: red cells become b/t, black ones follow, then the red ones change by δ, and what
/// is left to be solved on the black ones, the links times δ, goes to the coarse grid. None of this is stored: the second half finds the black
/// cells from b again, corrects them, and finds the red ones anew. Links come from the operator itself. Even and odd columns are apart
/// (`ColumnSplit`).
///
/// Around an odd period two cells of one colour touch, and the sweeps would need more visits: such a grid, and a tiny one, is passed on
/// to a level of its own size without a sweep.
final class FinestLevel: Sendable {
  let grid: Grid
  let split: ColumnSplit
  private let isPassedOn: Bool
  /// 1 over the sum of diagonal and links (1 where a cell has neither).
  let inverse: SplitField
  let solution: Field<Float>
  /// The coefficient whose means are the links, where they are means.
  let coefficient: SplitField
  private let strips: LayerStrips
  /// Half of 1 over the square of the spacing along each axis, 1/m²: × the sum of two coefficients it is their link.
  let widthScale: Float, depthScale: Float, growthScale: Float
  /// Elements from row to row of the fields, and of a worker's rings.
  let stride: Int, rowLength: Int

  /// Layers of a tile: at each end four more are begun.
  private static let tileLayers = 32

  /// - Parameter isPassedOn: no sweep; the coarse grid is this one.
  init(_ grid: Grid, isPassedOn: Bool) {
    self.grid = grid
    self.isPassedOn = isPassedOn
    split = ColumnSplit(grid)
    inverse = SplitField(grid)
    solution = Field(grid)
    coefficient = SplitField(grid)
    strips = LayerStrips(grid, rings: 2)
    stride = coefficient.stride
    rowLength = LayerStrip.rowLength(split.length)
    func scale(_ axis: Axis) -> Float { Float(0.5 / (grid.spacing(axis) * grid.spacing(axis))) }
    (widthScale, depthScale, growthScale) = (scale(.width), scale(.depth), scale(.growth))
  }

  func assignLinks(_ matrix: ConductionOperator) {
    guard let means = matrix.coefficient else { return }
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        unsafe self.split.split(means.row(r, n).baseAddress!, scale: 1, into: self.coefficient.row(r))
        for parity in 0...1 { self.coefficient.seal(r, parity) }
      }
    }
  }

  /// - Parameter rows: above 0 for rows that changed; all when nil.
  func assignDiagonal(_ matrix: ConductionOperator, rows: RowPartials?) {
    let n = grid.width, isDeep = grid.depth > 1, split = self.split, inverse = self.inverse
    matrix.forEachRow(where: rows) { r, links in
      let w = unsafe links.right.span, upper = unsafe links.upper.span, d = unsafe matrix.diagonal.row(r, n).span
      let before = unsafe links.before.span, behind = unsafe links.behind.span
      // In the place of the lower link, which nobody needs any more.
      var total = unsafe links.lower.mutableSpan
      for i in 1..<n + 1 { total[i] = d[i] + w[i] + w[i - 1] + total[i] + upper[i] }
      if isDeep { for i in 1..<n + 1 { total[i] = total[i] + before[i] + behind[i] } }
      let row = unsafe inverse.row(r)
      unsafe split.split(links.lower.baseAddress!, scale: 1, into: row)
      for parity in 0...1 {
        let v = unsafe row + split.start(parity), count = split.count(parity)
        split.forEachVector { i in
          var inverse = unsafe v.lanes(i).inverseSums
          if i + Lanes.scalarCount > count { inverse.clear(from: count - i) }
          unsafe v.set(i, inverse)
        }
      }
    }
  }

  /// solution = inverse × scale × residual, and the sum of solution × residual.
  func applyDiagonal(_ residual: Field<Float>, scale: Double) -> Double {
    let n = grid.width, factor = Float(scale)
    return grid.sum { r in
      let from = unsafe residual.row(r, n).span
      unsafe self.split.merge(self.inverse.row(r), into: self.solution.row(r, n).baseAddress!)
      var to = unsafe self.solution.row(r, n).mutableSpan
      for i in 1..<n + 1 { to[i] *= factor * from[i] }
      self.solution.seal(r)
      var sum = 0.0
      for i in 1..<n + 1 { sum = Relaxed.multiplyAdd(Double(from[i]), Double(to[i]), sum) }
      return sum
    }
  }

  /// First half of the cycle: the coarse source is the sum over each aggregate of what the visits leave of `scale` × residual.
  func descend(_ matrix: ConductionOperator, _ residual: Field<Float>, scale: Double, to coarse: Level) {
    if isPassedOn { return passOn(residual, scale: scale, to: coarse) }
    let grid = self.grid, depth = grid.depth, isFetched = grid.isLargerThanCache
    let high = grid.factor(to: coarse.grid, .growth), deep = grid.factor(to: coarse.grid, .depth)
    Tiling.forEach(rows: coarse.grid.growth, cellsPerRow: high * depth * grid.width, atLeast: Self.tileLayers / high) { layers in
      let first = high * layers.lowerBound, end = min(high * layers.upperBound, grid.growth)
      strips.with { strip in
        let sources = strip.ring(0), solutions = strip.ring(1)
        var newest = FinestLayer(self, first - 4, sources: sources, solutions: solutions), second = newest, third = newest, fourth = newest
        for v in first - 3..<end + 3 {
          (fourth, third, second) = (third, second, newest)
          newest = FinestLayer(self, v, sources: sources, solutions: solutions)
          let k = v - 3, coarseRow = (k >> (high - 1)) * coarse.grid.depth
          if k >= first && k & (high - 1) == 0 {
            for j in 0..<coarse.grid.depth { coarse.source.clear(coarseRow + j) }
          }
          for j in 0..<depth {
            if isFetched { fetch(v, j, residual) }
            start(newest, j, residual, scale: Float(scale))
            if v > first - 2 { visit(second, j, .black, matrix, strip) }
            if v > first { change(third, j, matrix, strip) }
            if k >= first { restrict(fourth, j, matrix, strip, to: coarse, row: coarseRow + j >> (deep - 1)) }
          }
        }
      }
    }
  }

  /// Second half: solution = what the first half found + the coarse correction, and the visits in reverse. Answers by rows the sums of
  /// solution × residual and of solution × `image`.
  func ascend(
    _ matrix: ConductionOperator, _ residual: Field<Float>, scale: Double, from coarse: Level, image: Field<Float>,
    products: RowPartials, overlaps: RowPartials
  ) {
    if isPassedOn { return takeOver(coarse, residual, image, products, overlaps) }
    let grid = self.grid, split = self.split, m = grid.width, isFetched = grid.isLargerThanCache
    Tiling.forEach(rows: grid.growth, cellsPerRow: grid.depth * m, atLeast: Self.tileLayers) { layers in
      let first = layers.lowerBound
      strips.with { strip in
        let sources = strip.ring(0), solutions = strip.ring(1)
        var newest = FinestLayer(self, first - 5, sources: sources, solutions: solutions), second = newest, third = newest, fourth = newest
        var fifth = newest
        for v in first - 4..<layers.upperBound + 4 {
          (fifth, fourth, third, second) = (fourth, third, second, newest)
          newest = FinestLayer(self, v, sources: sources, solutions: solutions)
          for j in 0..<grid.depth {
            if isFetched { fetch(v, j, residual, image) }
            start(newest, j, residual, scale: Float(scale))
            if v > first - 3 {
              visit(second, j, .black, matrix, strip)
              correct(second, j, coarse)
            }
            if v >= first { visit(third, j, .red, matrix, strip) }
            if v > first + 1 { visit(fourth, j, .black, matrix, strip) }
            if v < first + 4 { continue }
            visit(fifth, j, .red, matrix, strip)
            let r = fifth.firstRow + j, x = unsafe solution.row(r, m).baseAddress!
            unsafe split.merge(fifth.solution + j * rowLength, into: x)
            solution.seal(r)
            (products[r], overlaps[r]) = unsafe Self.dots(x + 1, residual.row(r, m).baseAddress! + 1, image.row(r, m).baseAddress! + 1, m)
          }
        }
      }
    }
  }

  private func passOn(_ residual: Field<Float>, scale: Double, to coarse: Level) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows { unsafe self.split.split(residual.row(r, n).baseAddress!, scale: Float(scale), into: coarse.source.row(r)) }
    }
  }

  private func takeOver(
    _ coarse: Level, _ residual: Field<Float>, _ image: Field<Float>, _ products: RowPartials, _ overlaps: RowPartials
  ) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        unsafe self.split.merge(coarse.solution.row(r), into: self.solution.row(r, n).baseAddress!)
        self.solution.seal(r)
        (products[r], overlaps[r]) = unsafe Self.dots(
          self.solution.row(r, n).baseAddress! + 1, residual.row(r, n).baseAddress! + 1, image.row(r, n).baseAddress! + 1, n)
      }
    }
  }

  /// Σ z a and Σ z b over `count` cells.
  @inline(__always)
  private static func dots(
    _ z: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
  ) -> (Double, Double) {
    @inline(__always) func product(_ i: Int, _ y: UnsafePointer<Float>) -> DoubleLanes {
      unsafe Float.lanes(z, i) * Float.lanes(y, i)
    }
    var sums = (DoubleLanes(), DoubleLanes(), DoubleLanes(), DoubleLanes())
    var i = 0
    while i &+ 16 <= count {
      unsafe sums.0 += product(i, a)
      unsafe sums.1 += product(i, b)
      unsafe sums.2 += product(i &+ 8, a)
      unsafe sums.3 += product(i &+ 8, b)
      i &+= 16
    }
    var first = (sums.0 + sums.2).sum(), second = (sums.1 + sums.3).sum()
    while i < count {
      unsafe first += Double(z[i]) * Double(a[i])
      unsafe second += Double(z[i]) * Double(b[i])
      i &+= 1
    }
    return (first, second)
  }
}

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
  private let split: ColumnSplit
  private let isPassedOn: Bool
  /// 1 over the sum of diagonal and links (over 1 where a cell has neither, so that it keeps its source's zero).
  private let inverse: SplitField
  let solution: Field<Float>
  /// The coefficient whose means are the links, where they are means.
  private let coefficient: SplitField
  private let strips: LayerStrips
  /// Half of 1 over the square of the spacing along each axis, 1/m²: × the sum of two coefficients it is their link.
  private let widthScale: Float, depthScale: Float, growthScale: Float

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
        let v = unsafe row + split.start(parity)
        for t in 0..<split.count(parity) { unsafe v[t] = 1 / (v[t] > 0 ? v[t] : 1) }
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
    let grid = self.grid, split = self.split
    let high = grid.factor(to: coarse.grid, .growth), deep = grid.factor(to: coarse.grid, .depth)
    Tiling.forEach(rows: coarse.grid.growth, cellsPerRow: high * grid.depth * grid.width, atLeast: Self.tileLayers / high) { layers in
      let first = high * layers.lowerBound, end = min(high * layers.upperBound, grid.growth)
      strips.with { strip in
        let sources = strip.ring(0), swept = strip.ring(1)
        for v in first - 3..<end + 3 {
          let k = v - 3
          if k >= first && k % high == 0 {
            for j in 0..<coarse.grid.depth { coarse.source.clear(k / high * coarse.grid.depth + j) }
          }
          for j in 0..<grid.depth {
            fetch(v, j, residual)
            start(v, j, residual, scale: scale, sources, swept)
            if v > first - 2 { visit(v - 1, j, .black, matrix, strip, sources, swept) }
            if v > first { change(v - 2, j, matrix, strip, swept) }
            guard k >= first else { continue }
            let black = columnParity(k, j, .black), rest = unsafe strip.scratch
            gather(k, j, black, matrix, strip, swept) { i, sum in unsafe rest.set(i, sum) }
            unsafe coarse.addToSource(row: k / high * coarse.grid.depth + j / deep, rest, split, black)
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
    let grid = self.grid, split = self.split
    let m = grid.width
    Tiling.forEach(rows: grid.growth, cellsPerRow: grid.depth * m, atLeast: Self.tileLayers) { layers in
      let first = layers.lowerBound
      strips.with { strip in
        let sources = strip.ring(0), swept = strip.ring(1)
        for v in first - 4..<layers.upperBound + 4 {
          for j in 0..<grid.depth {
            fetch(v, j, residual, image)
            start(v, j, residual, scale: scale, sources, swept)
            if v > first - 3 {
              visit(v - 1, j, .black, matrix, strip, sources, swept)
              correct(v - 1, j, coarse, swept)
            }
            if v >= first { visit(v - 2, j, .red, matrix, strip, sources, swept) }
            if v > first + 1 { visit(v - 3, j, .black, matrix, strip, sources, swept) }
            let k = v - 4
            guard k >= first else { continue }
            let r = k * grid.depth + j
            visit(k, j, .red, matrix, strip, sources, swept)
            unsafe split.merge(swept.row(k, j), into: solution.row(r, m).baseAddress!)
            solution.seal(r)
            (products[r], overlaps[r]) = unsafe Self.dots(
              solution.row(r, m).baseAddress! + 1, residual.row(r, m).baseAddress! + 1, image.row(r, m).baseAddress! + 1, m)
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

  // MARK: Layers

  private enum Colour: Int { case red, black }

  /// Parity of the columns that have a colour in row `j` of a layer.
  @inline(__always)
  private func columnParity(_ layer: Int, _ j: Int, _ colour: Colour) -> Int { (layer + j + colour.rawValue) & 1 }

  /// The layer that stands at index `v`, beyond the ends that of the period; nil beyond a mirror.
  @inline(__always)
  private func layer(_ v: Int) -> Int? {
    if v >= 0 && v < grid.growth { return v }
    return grid.growthClosure == .periodic ? (v + 4 * grid.growth) % grid.growth : nil
  }

  /// Asks for what is read first some rows on, and in the second half for what is read and written last there.
  private func fetch(_ v: Int, _ j: Int, _ residual: Field<Float>, _ image: Field<Float>? = nil) {
    guard grid.isLargerThanCache else { return }
    let m = grid.width, first = v * grid.depth + j + grid.rowsAhead
    if first >= 0, first < grid.rowCount {
      unsafe residual.row(first, m).baseAddress!.prefetch(m)
      unsafe inverse.row(first).prefetch(split.length)
      unsafe coefficient.row(first).prefetch(split.length)
    }
    let last = first - 4 * grid.depth
    if let image, last >= 0, last < grid.rowCount {
      unsafe image.row(last, m).baseAddress!.prefetch(m)
      unsafe solution.row(last, m).baseAddress!.prefetch(m)
    }
  }

  /// The source of row `j` of a layer and its red cells after the first visit. Beyond a mirror, where links are 0, stays what was there.
  private func start(_ v: Int, _ j: Int, _ residual: Field<Float>, scale: Double, _ sources: LayerRing, _ swept: LayerRing) {
    guard let layer = layer(v) else { return }
    let b = unsafe sources.row(v, j), row = unsafe swept.row(v, j)
    let r = layer * grid.depth + j, red = columnParity(layer, j, .red)
    unsafe split.split(residual.row(r, grid.width).baseAddress!, scale: Float(scale), into: b)
    let source = unsafe b + split.start(red), x = unsafe row + split.start(red), inverse = unsafe self.inverse.row(r, red)
    // Not `forEachVector`, whose body would be a call here.
    var i = 0
    while i < split.whole {
      unsafe x.set(i, source.lanes(i) * inverse.lanes(i))
      i &+= Lanes.scalarCount
    }
    unsafe split.seal(row, red)
  }

  /// Visits the cells of one colour in row `j` of a layer; those of the other must be in the ring there, in the rows beside it and in row `j`
  /// of the layers below and above.
  private func visit(
    _ v: Int, _ j: Int, _ colour: Colour, _ matrix: ConductionOperator, _ strip: LayerStrip, _ sources: LayerRing, _ swept: LayerRing
  ) {
    guard let layer = layer(v) else { return }
    let parity = columnParity(layer, j, colour)
    let row = unsafe swept.row(v, j), x = unsafe row + split.start(parity), b = unsafe sources.row(v, j) + split.start(parity)
    let inverse = unsafe self.inverse.row(layer * grid.depth + j, parity)
    gather(v, j, parity, matrix, strip, swept) { i, sum in unsafe x.set(i, inverse.lanes(i) * (b.lanes(i) + sum)) }
    unsafe split.seal(row, parity)
  }

  /// By how much the red cells in row `j` of a layer change when they are visited a second time, in their place.
  private func change(_ v: Int, _ j: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, _ swept: LayerRing) {
    guard let layer = layer(v) else { return }
    let red = columnParity(layer, j, .red)
    let row = unsafe swept.row(v, j), x = unsafe row + split.start(red), inverse = unsafe self.inverse.row(layer * grid.depth + j, red)
    gather(v, j, red, matrix, strip, swept) { i, sum in unsafe x.set(i, inverse.lanes(i) * sum) }
    unsafe split.seal(row, red)
  }

  /// Adds the coarse solution to the black cells of row `j` of a layer; the red ones are found from them.
  private func correct(_ v: Int, _ j: Int, _ coarse: Level, _ swept: LayerRing) {
    guard let layer = layer(v) else { return }
    let black = columnParity(layer, j, .black), row = unsafe swept.row(v, j)
    unsafe coarse.addSolution(
      row: coarse.parent(of: RowPlace(grid, layer: layer, depthIndex: j), in: grid), to: row + split.start(black), split, black)
    unsafe split.seal(row, black)
  }

  /// Calls `body` with Σ over the neighbours of link × value for all cells of one column parity in a row, whole vectors at a time.
  @inline(__always)
  private func gather(
    _ v: Int, _ j: Int, _ parity: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, _ ring: LayerRing, _ body: (Int, Lanes) -> Void
  ) {
    guard let layer = layer(v) else { return }
    let place = RowPlace(grid, layer: layer, depthIndex: j)
    if matrix.coefficient != nil { return gatherMeans(v, j, place, parity, ring, body) }
    gatherLinks(v, j, place, parity, matrix, strip, ring)
    let sum = unsafe strip.scratch
    split.forEachVector { i in unsafe body(i, sum.lanes(i)) }
  }

  /// The same with links that are the means of the coefficient.
  @inline(__always)
  private func gatherMeans(_ v: Int, _ j: Int, _ next: RowPlace, _ parity: Int, _ ring: LayerRing, _ body: (Int, Lanes) -> Void) {
    let r = next.row, shift = 1 - parity, start = split.start(parity), beside = split.start(1 - parity)
    let a = widthScale, down = next.below == r ? 0 : growthScale, up = next.above == r ? 0 : growthScale
    let k = unsafe UnsafePointer(coefficient.row(r)), x = unsafe UnsafePointer(ring.row(v, j))
    let own = unsafe k + start
    let kl = unsafe k + (beside - shift), kr = unsafe k + (beside + parity), left = unsafe x + (beside - shift),
      right = unsafe x + (beside + parity)
    let kb = unsafe UnsafePointer(coefficient.row(next.below, parity)), ka = unsafe UnsafePointer(coefficient.row(next.above, parity))
    let below = unsafe UnsafePointer(ring.row(v - 1, j) + start), above = unsafe UnsafePointer(ring.row(v + 1, j) + start)
    @inline(__always) func plane(_ i: Int, _ c: Lanes) -> Lanes {
      let lateral = unsafe (c + kr.lanes(i)) * right.lanes(i) + (c + kl.lanes(i)) * left.lanes(i)
      let vertical = unsafe down * (c + kb.lanes(i)) * below.lanes(i) + up * (c + ka.lanes(i)) * above.lanes(i)
      return a * lateral + vertical
    }
    if grid.depth == 1 {
      split.forEachVector { i in unsafe body(i, plane(i, own.lanes(i))) }
      return
    }
    let fore = next.before == r ? 0 : depthScale, back = next.behind == r ? 0 : depthScale, first = r - j
    let kf = unsafe UnsafePointer(coefficient.row(next.before, parity)), kh = unsafe UnsafePointer(coefficient.row(next.behind, parity))
    let before = unsafe UnsafePointer(ring.row(v, next.before - first) + start)
    let behind = unsafe UnsafePointer(ring.row(v, next.behind - first) + start)
    split.forEachVector { i in
      let c = unsafe own.lanes(i)
      let deep = unsafe fore * (c + kf.lanes(i)) * before.lanes(i) + back * (c + kh.lanes(i)) * behind.lanes(i)
      body(i, plane(i, c) + deep)
    }
  }

  /// scratch = the same sum with the operator's own links.
  private func gatherLinks(
    _ v: Int, _ j: Int, _ next: RowPlace, _ parity: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, _ ring: LayerRing
  ) {
    let r = next.row, start = split.start(parity), beside = split.start(1 - parity)
    let links = unsafe matrix.links(ofRow: r, in: strip.links), sum = unsafe strip.scratch
    let w = unsafe UnsafePointer(links.right.baseAddress! + parity)
    let lower = unsafe UnsafePointer(links.lower.baseAddress! + parity), upper = unsafe UnsafePointer(links.upper.baseAddress! + parity)
    let left = unsafe UnsafePointer(ring.row(v, j) + (beside - 1 + parity)),
      right = unsafe UnsafePointer(ring.row(v, j) + (beside + parity))
    let below = unsafe UnsafePointer(ring.row(v - 1, j) + start), above = unsafe UnsafePointer(ring.row(v + 1, j) + start)
    for t in 0..<split.count(parity) {
      let i = 2 &* t &+ 1
      let lateral = unsafe w[i] * right[t] + w[i &- 1] * left[t]
      unsafe sum[t] = lateral + (lower[i] * below[t] + upper[i] * above[t])
    }
    if grid.depth > 1 {
      let first = r - j
      let before = unsafe UnsafePointer(ring.row(v, next.before - first) + start)
      let behind = unsafe UnsafePointer(ring.row(v, next.behind - first) + start)
      let front = unsafe UnsafePointer(links.before.baseAddress! + parity), back = unsafe UnsafePointer(links.behind.baseAddress! + parity)
      for t in 0..<split.count(parity) {
        let i = 2 &* t &+ 1
        unsafe sum[t] += front[i] * before[t] + back[i] * behind[t]
      }
    }
  }
}

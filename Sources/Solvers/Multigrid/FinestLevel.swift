import Fields
import RealModule

/// The finest grid of the cycle: one red–black sweep before the coarse correction and one in reverse order after it.
///
/// Most of a cycle's time goes to moving this grid's fields, so that each half of it reads them once, layer after layer, and keeps only the
/// layers that it works on. The first half starts from zero: red cells become b/t, black ones follow, and what is left to be solved
/// on the red ones (on the black ones nothing is) goes to the coarse grid. None of this is stored: the second half finds the red cells
/// from b again, and the black ones anew. Links come from the operator itself.
///
/// Around an odd period two cells of one colour touch, and the sweeps would need more visits: such a grid, and a tiny one, is passed on
/// to a level of its own size without a sweep.
final class FinestLevel: Sendable {
  let grid: Grid
  private let isPassedOn: Bool
  /// 1 over the sum of diagonal and links (over 1 where a cell has neither, so that it keeps its source's zero).
  let inverse: Field<Float>
  let solution: Field<Float>
  /// The coefficient whose means are the links, where they are means.
  private let coefficient: Field<Float>
  /// 1 on cells of even index in the first row, on cells of odd index in the second, 0 elsewhere.
  private let masks: Field<Float>

  /// - Parameter isPassedOn: no sweep; the coarse grid is this one.
  init(_ grid: Grid, isPassedOn: Bool) {
    self.grid = grid
    self.isPassedOn = isPassedOn
    inverse = Field(grid)
    solution = Field(grid)
    coefficient = Field(grid)
    masks = grid.colourMasks
  }

  func assignLinks(_ matrix: ConductionOperator) {
    guard let means = matrix.coefficient else { return }
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let from = unsafe means.row(r, n).span
        var to = unsafe self.coefficient.row(r, n).mutableSpan
        for i in 0..<n + 2 { to[i] = Float(from[i]) }
      }
    }
  }

  /// - Parameter rows: above 0 for rows that changed; all when nil.
  func assignDiagonal(_ matrix: ConductionOperator, rows: RowPartials?) {
    let n = grid.width, isDeep = grid.depth > 1
    let inverse = self.inverse
    matrix.forEachRow(where: rows) { r, links in
      let w = unsafe links.right.span, lower = unsafe links.lower.span, upper = unsafe links.upper.span
      let before = unsafe links.before.span, behind = unsafe links.behind.span
      let d = unsafe matrix.diagonal.row(r, n).span
      var v = unsafe inverse.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let plane = d[i] + w[i] + w[i - 1] + lower[i] + upper[i]
        let total = Float(isDeep ? plane + before[i] + behind[i] : plane)
        v[i] = 1 / (total > 0 ? total : 1)
      }
    }
  }

  /// solution = inverse × scale × residual, and the sum of solution × residual.
  func applyDiagonal(_ residual: ScalarField, scale: Double) -> Double {
    let n = grid.width
    return grid.sum { r in
      let from = unsafe residual.row(r, n).span, v = unsafe self.inverse.row(r, n).span
      var to = unsafe self.solution.row(r, n).mutableSpan
      for i in 1..<n + 1 { to[i] = Float(scale * from[i]) * v[i] }
      self.solution.seal(r)
      var sum = 0.0
      for i in 1..<n + 1 { sum = Relaxed.multiplyAdd(from[i], Double(to[i]), sum) }
      return sum
    }
  }

  /// First half of the cycle: the coarse source is the sum over each aggregate of what a sweep leaves of `scale` × residual.
  func descend(_ matrix: ConductionOperator, _ residual: ScalarField, scale: Double, to coarse: Level) {
    if isPassedOn { return passOn(residual, scale: scale, to: coarse) }
    let grid = self.grid
    let m = grid.width, n = coarse.grid.width
    let high = grid.factor(to: coarse.grid, .growth), deep = grid.factor(to: coarse.grid, .depth)
    Tiling.forEach(rows: coarse.grid.growth, cellsPerRow: high * grid.depth * m) { layers in
      let first = high * layers.lowerBound, end = min(high * layers.upperBound, grid.growth)
      unsafe LayerStrip.with(grid, rings: 3) { strip in
        let sources = strip.ring(0), reds = strip.ring(1), swept = strip.ring(2)
        for v in first - 2..<end + 2 {
          start(v, residual, scale: scale, sources, reds)
          if v > first - 1 { sweepBlack(v - 1, matrix, strip, sources, from: reds, into: swept) }
          guard v - 2 >= first else { continue }
          let k = v - 2
          if k % high == 0 {
            for j in 0..<coarse.grid.depth {
              var out = unsafe coarse.source.row(k / high * coarse.grid.depth + j, n).mutableSpan
              for i in 0..<n + 2 { out[i] = 0 }
            }
          }
          for j in 0..<grid.depth {
            gather(k, j, matrix, strip, swept)
            let red = unsafe masks.row(parity(k, j), m).span
            var rest = unsafe strip.scratch.mutableSpan
            for i in 1..<m + 1 { rest[i] *= red[i] }
            var out = unsafe coarse.source.row(k / high * coarse.grid.depth + j / deep, n).mutableSpan
            unsafe coarse.addPairs(of: strip.scratch.span, m, 1, into: &out)
          }
        }
      }
    }
  }

  /// Second half: solution = what the first half found + the coarse correction, and the sweep in reverse. Answers by rows the sums of
  /// solution × residual and of solution × `image`.
  func ascend(
    _ matrix: ConductionOperator, _ residual: ScalarField, scale: Double, from coarse: Level, image: ScalarField,
    products: RowPartials, overlaps: RowPartials
  ) {
    if isPassedOn { return takeOver(coarse, residual, image, products, overlaps) }
    let grid = self.grid
    let m = grid.width
    Tiling.forEach(rows: grid.growth, cellsPerRow: grid.depth * m) { layers in
      unsafe LayerStrip.with(grid, rings: 3) { strip in
        let sources = strip.ring(0), corrected = strip.ring(1), swept = strip.ring(2)
        for v in layers.lowerBound - 2..<layers.upperBound + 2 {
          start(v, residual, scale: scale, sources, corrected)
          correct(v, coarse, corrected)
          if v > layers.lowerBound - 1 { sweepBlack(v - 1, matrix, strip, sources, from: corrected, into: swept) }
          guard v - 2 >= layers.lowerBound else { continue }
          let k = v - 2
          for j in 0..<grid.depth {
            let r = k * grid.depth + j
            gather(k, j, matrix, strip, swept)
            let red = unsafe masks.row(parity(k, j), m).span
            let b = unsafe sources.row(k, j).span, x = unsafe swept.row(k, j).span, sum = unsafe strip.scratch.span
            let inverse = unsafe self.inverse.row(r, m).span
            var z = unsafe solution.row(r, m).mutableSpan
            for i in 1..<m + 1 {
              let kept = x[i], visited = inverse[i] * (b[i] + sum[i])
              z[i] = red[i] > 0 ? visited : kept
            }
            solution.seal(r)
            let d = unsafe residual.row(r, m).span, t = unsafe image.row(r, m).span
            var product = 0.0, overlap = 0.0
            for i in 1..<m + 1 { product = Relaxed.multiplyAdd(d[i], Double(z[i]), product) }
            for i in 1..<m + 1 { overlap = Relaxed.multiplyAdd(t[i], Double(z[i]), overlap) }
            products[r] = product
            overlaps[r] = overlap
          }
        }
      }
    }
  }

  private func passOn(_ residual: ScalarField, scale: Double, to coarse: Level) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let from = unsafe residual.row(r, n).span
        var to = unsafe coarse.source.row(r, n).mutableSpan
        for i in 1..<n + 1 { to[i] = Float(scale * from[i]) }
      }
    }
  }

  private func takeOver(
    _ coarse: Level, _ residual: ScalarField, _ image: ScalarField, _ products: RowPartials, _ overlaps: RowPartials
  ) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let from = unsafe coarse.solution.row(r, n).span, d = unsafe residual.row(r, n).span, t = unsafe image.row(r, n).span
        var z = unsafe self.solution.row(r, n).mutableSpan
        for i in 0..<n + 2 { z[i] = from[i] }
        var product = 0.0, overlap = 0.0
        for i in 1..<n + 1 { product = Relaxed.multiplyAdd(d[i], Double(z[i]), product) }
        for i in 1..<n + 1 { overlap = Relaxed.multiplyAdd(t[i], Double(z[i]), overlap) }
        products[r] = product
        overlaps[r] = overlap
      }
    }
  }

  // MARK: Layers

  /// The layer that stands at index `v`, beyond the ends that of the period; nil beyond a mirror.
  @inline(__always)
  private func layer(_ v: Int) -> Int? {
    if v >= 0 && v < grid.growth { return v }
    return grid.growthClosure == .periodic ? (v + 2 * grid.growth) % grid.growth : nil
  }

  /// Which mask row selects the red cells of a row.
  @inline(__always)
  private func parity(_ layer: Int, _ j: Int) -> Int { (layer + j) & 1 }

  /// The source of a layer and its red cells after the first visit, beyond a mirror zero.
  private func start(_ v: Int, _ residual: ScalarField, scale: Double, _ sources: LayerRing, _ reds: LayerRing) {
    let m = grid.width
    for j in 0..<grid.depth {
      var b = unsafe sources.row(v, j).mutableSpan, x = unsafe reds.row(v, j).mutableSpan
      guard let layer = layer(v) else {
        for i in 0..<m + 2 {
          b[i] = 0
          x[i] = 0
        }
        continue
      }
      let r = layer * grid.depth + j
      let from = unsafe residual.row(r, m).span, inverse = unsafe self.inverse.row(r, m).span
      let red = unsafe masks.row(parity(layer, j), m).span
      for i in 1..<m + 1 { b[i] = Float(scale * from[i]) }
      for i in 1..<m + 1 { x[i] = red[i] * b[i] * inverse[i] }
      close(&x)
    }
  }

  /// Adds the coarse solution to a layer.
  private func correct(_ v: Int, _ coarse: Level, _ ring: LayerRing) {
    guard let layer = layer(v) else { return }
    let high = grid.factor(to: coarse.grid, .growth), deep = grid.factor(to: coarse.grid, .depth)
    for j in 0..<grid.depth {
      var x = unsafe ring.row(v, j).mutableSpan
      coarse.addSolution(row: layer / high * coarse.grid.depth + j / deep, to: &x, grid.width)
      close(&x)
    }
  }

  /// Visits the black cells of a layer; beyond a mirror it is zero.
  private func sweepBlack(
    _ v: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, _ sources: LayerRing, from old: LayerRing, into new: LayerRing
  ) {
    let m = grid.width
    for j in 0..<grid.depth {
      var x = unsafe new.row(v, j).mutableSpan
      guard let layer = layer(v) else {
        for i in 0..<m + 2 { x[i] = 0 }
        continue
      }
      gather(v, j, matrix, strip, old)
      let red = unsafe masks.row(parity(layer, j), m).span
      let b = unsafe sources.row(v, j).span, y = unsafe old.row(v, j).span, sum = unsafe strip.scratch.span
      let inverse = unsafe self.inverse.row(layer * grid.depth + j, m).span
      for i in 1..<m + 1 {
        let kept = y[i], visited = inverse[i] * (b[i] + sum[i])
        x[i] = red[i] > 0 ? kept : visited
      }
      close(&x)
    }
  }

  /// scratch = Σ over the neighbours of each cell of row `j` of link × value in `ring`. The layers beside must be in the ring.
  @inline(__always)
  private func gather(_ v: Int, _ j: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, _ ring: LayerRing) {
    guard let layer = layer(v) else { return }
    let m = grid.width
    let r = layer * grid.depth + j
    if matrix.coefficient != nil { return gatherMeans(v, j, r, strip, ring) }
    let links = unsafe matrix.links(ofRow: r, in: strip.links)
    let w = unsafe links.right.span, lower = unsafe links.lower.span, upper = unsafe links.upper.span
    let c = unsafe ring.row(v, j).span, below = unsafe ring.row(v - 1, j).span, above = unsafe ring.row(v + 1, j).span
    var sum = unsafe strip.scratch.mutableSpan
    for i in 1..<m + 1 {
      let lateral = w[i] * c[i + 1] + w[i - 1] * c[i - 1]
      sum[i] = lateral + (lower[i] * below[i] + upper[i] * above[i])
    }
    if grid.depth > 1 {
      let next = grid.neighbours(of: r)
      let fore = unsafe ring.row(v, next.before - layer * grid.depth).span, back = unsafe ring.row(v, next.behind - layer * grid.depth).span
      let before = unsafe links.before.span, behind = unsafe links.behind.span
      for i in 1..<m + 1 { sum[i] += before[i] * fore[i] + behind[i] * back[i] }
    }
  }

  /// The same with links that are the means of the coefficient.
  private func gatherMeans(_ v: Int, _ j: Int, _ r: Int, _ strip: LayerStrip, _ ring: LayerRing) {
    let m = grid.width, next = grid.neighbours(of: r), open = openings(r)
    let a = Float(0.5 / (grid.widthSpacing * grid.widthSpacing)), g = Float(0.5 / (grid.growthSpacing * grid.growthSpacing))
    let down = g * open.below, up = g * open.above
    let k = unsafe coefficient.row(r, m).span
    let kb = unsafe coefficient.row(next.below, m).span, ka = unsafe coefficient.row(next.above, m).span
    let c = unsafe ring.row(v, j).span, below = unsafe ring.row(v - 1, j).span, above = unsafe ring.row(v + 1, j).span
    var sum = unsafe strip.scratch.mutableSpan
    for i in 1..<m + 1 {
      let lateral = (k[i] + k[i + 1]) * c[i + 1] + (k[i] + k[i - 1]) * c[i - 1]
      let vertical = down * (k[i] + kb[i]) * below[i] + up * (k[i] + ka[i]) * above[i]
      sum[i] = a * lateral + vertical
    }
    if open.around == 0 {
      sum[1] -= a * (k[1] + k[0]) * c[0]
      sum[m] -= a * (k[m] + k[m + 1]) * c[m + 1]
    }
    if grid.depth > 1 {
      let b = Float(0.5 / (grid.depthSpacing * grid.depthSpacing)), fore = b * open.before, back = b * open.behind
      let first = r - j
      let x = unsafe ring.row(v, next.before - first).span, y = unsafe ring.row(v, next.behind - first).span
      let kf = unsafe coefficient.row(next.before, m).span, kr = unsafe coefficient.row(next.behind, m).span
      for i in 1..<m + 1 { sum[i] += fore * (k[i] + kf[i]) * x[i] + back * (k[i] + kr[i]) * y[i] }
    }
  }

  /// 1 where a row has a neighbour, 0 at mirrors: across its growth and depth faces, and around its ends.
  private func openings(_ r: Int) -> (below: Float, above: Float, before: Float, behind: Float, around: Float) {
    let next = grid.neighbours(of: r)
    func opening(_ row: Int) -> Float { row == r ? 0 : 1 }
    return (
      opening(next.below), opening(next.above), opening(next.before), opening(next.behind),
      grid.widthClosure == .periodic && grid.width > 1 ? 1 : 0
    )
  }

  @inline(__always)
  private func close(_ x: inout MutableSpan<Float>) {
    let m = grid.width
    let isPeriodic = grid.widthClosure == .periodic
    x[0] = x[isPeriodic ? m : 1]
    x[m + 1] = x[isPeriodic ? 1 : m]
  }
}

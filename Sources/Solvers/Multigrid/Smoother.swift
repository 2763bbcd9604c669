import Fields

/// Red–black Gauss–Seidel: cells of one colour (parity of the sum of the indices) at a time, so that rows can be relaxed
/// concurrently with a result that does not depend on their order.
///
/// Cells of one colour are columns of one parity, which a row has apart. Around an odd period two cells of the same colour touch: within a
/// row that is a Jacobi step, and the last layer of an odd periodic depth takes a turn of its own.
///
/// Visits go through the layers one behind the other, so that a layer comes from memory once for all of them.
enum Smoother {
  /// Cells of parity `colour`, in the last depth layer of an odd period or in all others.
  private struct Visit: Sendable {
    let colour: Int
    let isSeam: Bool
    /// Of a zero guess the first: no neighbour contributes. The other colour's values stay what they are; the next visit does not look at
    /// them.
    var isFirst = false
  }

  /// Relaxes both colours `sweeps` times, red first; in the reverse order when `isReversed`, which makes a cycle symmetric.
  static func relax(_ level: Level, sweeps: Int, isReversed: Bool, fromZero: Bool = false) {
    var order = [Visit(colour: 0, isSeam: false), Visit(colour: 1, isSeam: false)]
    if level.hasSeam { order += [Visit(colour: 0, isSeam: true), Visit(colour: 1, isSeam: true)] }
    if isReversed { order.reverse() }
    var visits = (0..<sweeps).flatMap { _ in order }
    if fromZero && level.isBipartite && sweeps > 0 {
      visits[0].isFirst = true
    } else if fromZero {
      level.grid.forEachTile { rows in for r in rows { level.solution.clear(r) } }
    }
    if level.grid.growthClosure == .periodic {
      for visit in visits { level.forEachTileOfLayers { layers in for k in layers { relax(level, visit, layer: k) } } }
    } else {
      relax(level, visits)
    }
  }

  /// All visits in two loops. A visit to a layer asks for the visit before to the layers beside. In the first loop each tile of layers loses
  /// therefore one at either side from visit to visit; in the second what is missing around each edge between tiles is made good. Every cell
  /// finds what it would find if visit followed on visit.
  private static func relax(_ level: Level, _ visits: [Visit]) {
    let grid = level.grid, layers = grid.growth, count = visits.count, workers = Tiling.threadBudget
    let tiles = workers == 1 ? 1 : max(1, min(2 * workers, layers / (2 * count))), cost = grid.cellCount / tiles
    @Sendable func edge(_ t: Int) -> Int { layers * t / tiles }
    Tiling.forEach(rows: tiles, cellsPerRow: cost) { range in
      for t in range {
        let isFirst = t == 0, isLast = t == tiles - 1
        for front in edge(t)..<edge(t + 1) + count - 1 {
          for h in 0..<count {
            let k = front - h
            if k >= (isFirst ? 0 : edge(t) + h) && k < (isLast ? layers : edge(t + 1) - h) { relax(level, visits[h], layer: k) }
          }
        }
      }
    }
    if tiles == 1 { return }
    Tiling.forEach(rows: tiles - 1, cellsPerRow: cost) { range in
      for t in range {
        for h in 1..<count {
          for k in edge(t + 1) - h..<edge(t + 1) + h { relax(level, visits[h], layer: k) }
        }
      }
    }
  }

  private static func relax(_ level: Level, _ visit: Visit, layer k: Int) {
    let grid = level.grid, seam = level.hasSeam ? grid.depth - 1 : grid.depth
    for j in visit.isSeam ? seam..<grid.depth : 0..<seam {
      let place = RowPlace(grid, layer: k, depthIndex: j), parity = place.columnParity(visit.colour)
      if visit.isFirst { start(level, place.row, parity) } else { relax(level, place, parity) }
    }
  }

  @inline(__always)
  private static func start(_ level: Level, _ r: Int, _ parity: Int) {
    let b = unsafe level.source.row(r, parity), v = unsafe level.inverse.row(r, parity), x = unsafe level.solution.row(r, parity)
    level.split.forEachVector { i in unsafe x.set(i, b.lanes(i) * v.lanes(i)) }
    level.solution.seal(r, parity)
  }

  @inline(__always)
  private static func relax(_ level: Level, _ place: RowPlace, _ parity: Int) {
    let split = level.split, last = split.half - 1, around = Stencil(level, place, parity), at = around.offset
    let b = unsafe level.source.start + at, v = unsafe level.inverse.start + at, x = unsafe level.solution.start + at
    let ends = unsafe (x[0], x[last])
    if level.grid.depth > 1 {
      split.forEachVector { i in unsafe x.set(i, v.lanes(i) * (b.lanes(i) + around.sum(i))) }
    } else {
      split.forEachVector { i in unsafe x.set(i, v.lanes(i) * (b.lanes(i) + around.planeSum(i))) }
    }
    if split.isOddPeriod && parity == 0 {
      let link = level.closingLink(ofRow: place.row)
      unsafe x[0] += v[0] * (link * ends.1)
      unsafe x[last] += v[last] * (link * ends.0)
    }
    unsafe split.seal(x - split.start(parity), parity)
  }
}

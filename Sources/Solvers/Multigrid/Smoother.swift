import Fields

/// Red–black Gauss–Seidel: cells of one colour (parity of the sum of the indices) at a time, so that rows can be relaxed
/// concurrently with a result that does not depend on their order.
///
/// A row is computed whole and then blended in by colour, which vectorises; a stride of two would not. Around an odd period two
/// layers of the same colour touch: within a row the blend makes that a Jacobi step, and the last layer of an odd periodic depth
/// takes a turn of its own.
///
/// Blending writes the other colour's values back as they are. Rows at the ends of a tile are read by the worker of the next one at the
/// same time: there, only cells of the visited colour are touched, and only cells of the other colour are read.
enum Smoother {
  /// One visit: cells of parity `colour`, in the last depth layer of an odd period or in all others.
  private struct Visit: Sendable {
    let colour: Int
    let isSeam: Bool
  }

  /// Relaxes both colours `sweeps` times, red first; in the reverse order when `isReversed`, which makes a cycle symmetric.
  static func relax(_ level: Level, sweeps: Int, isReversed: Bool, fromZero: Bool = false) {
    let hasSeam = level.grid.depth > 1 && level.grid.depth % 2 == 1 && level.grid.depthClosure == .periodic
    var order = [Visit(colour: 0, isSeam: false), Visit(colour: 1, isSeam: false)]
    if hasSeam { order += [Visit(colour: 0, isSeam: true), Visit(colour: 1, isSeam: true)] }
    if isReversed { order.reverse() }
    var remaining = sweeps
    if fromZero && !hasSeam && sweeps > 0 {
      startFromZero(level, colour: order[0].colour)
      relax(level, order[1], seam: hasSeam)
      remaining -= 1
    } else if fromZero {
      level.solution.fill(0)
    }
    for _ in 0..<remaining {
      for visit in order { relax(level, visit, seam: hasSeam) }
    }
  }

  /// First visit of a zero guess: no neighbour contributes.
  private static func startFromZero(_ level: Level, colour: Int) {
    let grid = level.grid
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let b = unsafe level.source.row(r, n).span
        let v = unsafe level.inverse.row(r, n).span
        let mask = unsafe level.masks.row(parity(r, grid, colour), n).span
        var x = unsafe level.solution.row(r, n).mutableSpan
        for i in 1..<n + 1 { x[i] = mask[i] * b[i] * v[i] }
        level.solution.seal(r)
      }
    }
  }

  private static func relax(_ level: Level, _ visit: Visit, seam: Bool) {
    let grid = level.grid
    let n = grid.width
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        let inner = rows.count == grid.rowCount ? rows : rows.dropFirst(grid.depth).dropLast(grid.depth)
        for r in rows where !seam || (grid.depthIndex(of: r) == grid.depth - 1) == visit.isSeam {
          if !inner.contains(r) {
            relaxShared(level, row: r, visit.colour)
            continue
          }
          let next = grid.neighbours(of: r)
          var relaxed = unsafe buffer.mutableSpan
          let c = unsafe level.solution.row(r, n).span
          let below = unsafe level.solution.row(next.below, n).span
          let above = unsafe level.solution.row(next.above, n).span
          let w = unsafe level.widthFaces.row(r, n).span
          let lower = unsafe level.growthFaces.row(r, n).span
          let upper = unsafe level.growthFaces.row(r + grid.depth, n).span
          let b = unsafe level.source.row(r, n).span
          for i in 1..<n + 1 {
            let lateral = w[i] * c[i + 1] + w[i - 1] * c[i - 1]
            let vertical = lower[i] * below[i] + upper[i] * above[i]
            relaxed[i] = b[i] + lateral + vertical
          }
          if grid.depth > 1 {
            let before = unsafe level.solution.row(next.before, n).span
            let behind = unsafe level.solution.row(next.behind, n).span
            let front = unsafe level.depthFaces.row(next.depthFaceBefore(r, grid), n).span
            let back = unsafe level.depthFaces.row(r, n).span
            for i in 1..<n + 1 { relaxed[i] += front[i] * before[i] + back[i] * behind[i] }
          }
          let v = unsafe level.inverse.row(r, n).span
          let mask = unsafe level.masks.row(parity(r, grid, visit.colour), n).span
          var x = unsafe level.solution.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            let old = x[i], new = old + (relaxed[i] * v[i] - old)
            x[i] = mask[i] > 0 ? new : old
          }
          level.solution.seal(r)
        }
      }
    }
  }

  /// The same for a row that another worker reads meanwhile, cell by cell.
  private static func relaxShared(_ level: Level, row r: Int, _ colour: Int) {
    let grid = level.grid
    let n = grid.width
    let next = grid.neighbours(of: r)
    let isDeep = grid.depth > 1
    let c = unsafe level.solution.row(r, n).span
    let below = unsafe level.solution.row(next.below, n).span
    let above = unsafe level.solution.row(next.above, n).span
    let before = unsafe level.solution.row(next.before, n).span
    let behind = unsafe level.solution.row(next.behind, n).span
    let w = unsafe level.widthFaces.row(r, n).span
    let lower = unsafe level.growthFaces.row(r, n).span
    let upper = unsafe level.growthFaces.row(r + grid.depth, n).span
    let front = unsafe level.depthFaces.row(isDeep ? next.depthFaceBefore(r, grid) : 0, n).span
    let back = unsafe level.depthFaces.row(isDeep ? r : 0, n).span
    let b = unsafe level.source.row(r, n).span
    let v = unsafe level.inverse.row(r, n).span
    var x = unsafe level.solution.row(r, n).mutableSpan
    for i in stride(from: 1 + parity(r, grid, colour), to: n + 1, by: 2) {
      let lateral = w[i] * c[i + 1] + w[i - 1] * c[i - 1]
      let vertical = lower[i] * below[i] + upper[i] * above[i]
      var relaxed = b[i] + lateral + vertical
      if isDeep { relaxed += front[i] * before[i] + back[i] * behind[i] }
      x[i] += relaxed * v[i] - x[i]
    }
    level.solution.seal(r)
  }

  /// Which mask row selects the cells of `colour` in row `r`.
  @inline(__always)
  private static func parity(_ r: Int, _ grid: Grid, _ colour: Int) -> Int { (grid.layer(of: r) + grid.depthIndex(of: r) + colour) & 1 }
}

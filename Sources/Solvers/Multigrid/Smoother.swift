import Fields

/// Red–black Gauss–Seidel: cells of one colour (parity of the sum of the indices) at a time, so that rows can be relaxed
/// concurrently with a result that does not depend on their order.
///
/// Cells of one colour are columns of one parity, which a row has apart. Around an odd period two cells of the same colour touch: within a
/// row that is a Jacobi step, and the last layer of an odd periodic depth takes a turn of its own.
enum Smoother {
  /// One visit: cells of parity `colour`, in the last depth layer of an odd period or in all others.
  private struct Visit: Sendable {
    let colour: Int
    let isSeam: Bool
  }

  /// Relaxes both colours `sweeps` times, red first; in the reverse order when `isReversed`, which makes a cycle symmetric.
  static func relax(_ level: Level, sweeps: Int, isReversed: Bool, fromZero: Bool = false) {
    var order = [Visit(colour: 0, isSeam: false), Visit(colour: 1, isSeam: false)]
    if level.hasSeam { order += [Visit(colour: 0, isSeam: true), Visit(colour: 1, isSeam: true)] }
    if isReversed { order.reverse() }
    var remaining = sweeps
    if fromZero && level.isBipartite && sweeps > 0 {
      startFromZero(level, colour: order[0].colour)
      relax(level, order[1])
      remaining -= 1
    } else if fromZero {
      level.forEachTile { rows in for r in rows { level.solution.clear(r) } }
    }
    for _ in 0..<remaining {
      for visit in order { relax(level, visit) }
    }
  }

  /// First visit of a zero guess: no neighbour contributes. The other colour's values stay what they are; the next visit does not look at
  /// them.
  private static func startFromZero(_ level: Level, colour: Int) {
    level.forEachTile { rows in
      for r in rows {
        let parity = RowPlace(level.grid, row: r).columnParity(colour)
        let b = unsafe level.source.row(r, parity), v = unsafe level.inverse.row(r, parity), x = unsafe level.solution.row(r, parity)
        level.split.forEachVector { i in unsafe x.set(i, b.lanes(i) * v.lanes(i)) }
        level.solution.seal(r, parity)
      }
    }
  }

  private static func relax(_ level: Level, _ visit: Visit) {
    let grid = level.grid, hasSeam = level.hasSeam
    level.forEachTile { rows in
      for r in rows {
        let place = RowPlace(grid, row: r)
        if hasSeam && (place.depthIndex == grid.depth - 1) != visit.isSeam { continue }
        relax(level, place, place.columnParity(visit.colour))
      }
    }
  }

  @inline(__always)
  private static func relax(_ level: Level, _ place: RowPlace, _ parity: Int) {
    let split = level.split, r = place.row, last = split.half - 1
    let around = Stencil(level.solution, level, place, parity)
    let b = unsafe level.source.row(r, parity), v = unsafe level.inverse.row(r, parity), x = unsafe level.solution.row(r, parity)
    let ends = unsafe (x[0], x[last])
    if level.grid.depth > 1 {
      split.forEachVector { i in unsafe x.set(i, v.lanes(i) * (b.lanes(i) + around.sum(i))) }
    } else {
      split.forEachVector { i in unsafe x.set(i, v.lanes(i) * (b.lanes(i) + around.planeSum(i))) }
    }
    if split.isOddPeriod && parity == 0 {
      let link = level.closingLink(ofRow: r)
      unsafe x[0] += v[0] * (link * ends.1)
      unsafe x[last] += v[last] * (link * ends.0)
    }
    level.solution.seal(r, parity)
  }
}

import Fields

/// Gauss–Seidel on the faces of an elastic level, component by component, in colours: rows first, of which none needs another of its own
/// colour, then the faces of a row.
///
/// Within a row what is left is found once; how much of it the faces of the first colour take away from their neighbours is added
/// before the next one's turn.
enum ElasticSmoother {
  /// Relaxes all faces `sweeps` times; in the reverse order when `isReversed`, which makes a cycle symmetric.
  static func relax<Scalar: Precision>(_ level: ElasticLevel<Scalar>, sweeps: Int, isReversed: Bool) {
    let colours = level.depthColours * level.growthColours
    for _ in 0..<sweeps {
      for colour in 0..<colours { relax(level, rowColour: isReversed ? colours - 1 - colour : colour, isReversed: isReversed) }
    }
  }

  private static func relax<Scalar: Precision>(_ level: ElasticLevel<Scalar>, rowColour: Int, isReversed: Bool) {
    let grid = level.grid, n = grid.width
    let axes = isReversed ? level.axes.reversed() : level.axes
    Tiling.forEach(rows: grid.rowCount, cellsPerRow: level.axes.count * n) { rows in
      unsafe withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 3 * (n + 2)) { memory in
        unsafe memory.initialize(repeating: 0)
        let start = memory.baseAddress!
        let rest = unsafe UnsafeMutableBufferPointer(start: start, count: n + 2)
        let buffer = unsafe UnsafeMutableBufferPointer(start: start + n + 2, count: n + 2)
        let change = unsafe UnsafeMutableBufferPointer(start: start + 2 * (n + 2), count: n + 2)
        for r in rows where level.colour(row: r) == rowColour {
          for axis in axes where !level.isOnMirror(axis, r) {
            unsafe level.assignRest(axis, r, into: rest, buffer: buffer)
            unsafe relax(level, axis, r, rest, change, isReversed: isReversed)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func relax<Scalar: Precision>(
    _ level: ElasticLevel<Scalar>, _ axis: Axis, _ r: Int, _ rest: UnsafeMutableBufferPointer<Scalar>,
    _ change: UnsafeMutableBufferPointer<Scalar>, isReversed: Bool
  ) {
    let n = level.grid.width, colours = level.masks.grid.growth
    let v = unsafe level[level.inverses, axis].row(r, n).span
    var u = unsafe level[level.solutions, axis].row(r, n).mutableSpan
    var f = unsafe rest.mutableSpan, d = unsafe change.mutableSpan
    for turn in 0..<colours {
      if turn > 0 { addNeighbours(level, axis, r, d.span, to: &f) }
      let mask = unsafe level.masks.row(isReversed ? colours - 1 - turn : turn, n).span
      for i in 1..<n + 1 { d[i] = mask[i] * v[i] * f[i] }
      level.close(&d, isOnFaces: axis == .width)
      for i in 1..<n + 1 { u[i] += d[i] }
    }
    level.close(&u, isOnFaces: axis == .width)
  }

  /// What a change of a row's faces does to the others of the row.
  @inline(__always)
  private static func addNeighbours<Scalar: Precision>(
    _ level: ElasticLevel<Scalar>, _ axis: Axis, _ r: Int, _ change: Span<Scalar>, to rest: inout MutableSpan<Scalar>
  ) {
    let n = level.grid.width, square = level.inverseSpacing.x * level.inverseSpacing.x
    if axis == .width {
      let m = unsafe level.axial.row(r, n).span
      for i in 1..<n + 1 { rest[i] += square * (m[i - 1] * change[i - 1] + m[i] * change[i + 1]) }
    } else {
      let g = unsafe level.edges[axis == .growth ? 0 : 1].row(r, n).span
      for i in 1..<n + 1 { rest[i] += square * (g[i] * change[i - 1] + g[i + 1] * change[i + 1]) }
    }
  }
}

import Fields

/// The connected pieces of lithium: cells with ξ ≥ ½ that share a face, across periodic sides as well.
///
/// Runs of lithium within a row are joined with those they touch in the rows before (a disjoint-set forest: Galler & Fischer,
/// Commun. ACM 7 (1964) 301). Buffers are kept from call to call.
final class LithiumPieces {
  private struct Run {
    /// First and last cell.
    var first: Int, last: Int
  }

  private let grid: Grid
  private var runs: [Run] = []
  /// Index of the first run of each row, and of the end of the last.
  private var rowStarts: [Int] = []
  private var parents: [Int] = []
  private var isJoined: [Bool] = []
  /// Pieces that are not joined to the lithium at the bottom.
  private(set) var detachedCount = 0

  init(_ grid: Grid) { self.grid = grid }

  func find(_ orderParameter: ScalarField) {
    collectRuns(orderParameter)
    parents = Array(0..<runs.count)
    for r in 0..<grid.rowCount {
      let next = grid.neighbours(of: r)
      joinRow(r, next.below)
      if grid.depth > 1 { joinRow(r, next.before) }
      if grid.growthClosure == .periodic { joinRow(r, next.above) }
      if grid.widthClosure == .periodic, let first = runs(of: r).first, let last = runs(of: r).last, runs[first].first == 0,
        runs[last].last == grid.width - 1
      {
        join(first, last)
      }
    }
    isJoined = Array(repeating: false, count: runs.count)
    for run in 0..<(rowStarts[min(grid.depth, grid.rowCount)]) { isJoined[root(run)] = true }
    detachedCount = runs.indices.count { parents[$0] == $0 && !isJoined[$0] }
  }

  private func collectRuns(_ orderParameter: ScalarField) {
    runs.removeAll(keepingCapacity: true)
    rowStarts.removeAll(keepingCapacity: true)
    let n = grid.width
    for r in 0..<grid.rowCount {
      rowStarts.append(runs.count)
      let x = unsafe orderParameter.row(r, n)
      var i = 1
      while true {
        let first = unsafe Self.end(ofLithium: false, x, from: i)
        if first > n { break }
        i = unsafe Self.end(ofLithium: true, x, from: first)
        runs.append(Run(first: first - 1, last: i - 2))
      }
    }
    rowStarts.append(runs.count)
  }

  /// The first element from `start` on that is not lithium, or is; that after the last cell where none is. Most are like those beside them, so
  /// that sixteen are looked at at once.
  private static func end(ofLithium isLithium: Bool, _ row: UnsafeMutableBufferPointer<Double>, from start: Int) -> Int {
    let end = row.count - 1
    var i = start
    while i &+ 16 <= end {
      var count = 0
      for k in 0..<16 { count &+= unsafe row[i &+ k] >= 0.5 ? 1 : 0 }
      if count != (isLithium ? 16 : 0) { break }
      i &+= 16
    }
    while i < end, unsafe (row[i] >= 0.5) == isLithium { i &+= 1 }
    return i
  }

  private func runs(of row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  private func joinRow(_ r: Int, _ other: Int) {
    guard other != r else { return }
    var a = rowStarts[r], b = rowStarts[other]
    while a < rowStarts[r + 1], b < rowStarts[other + 1] {
      if runs[a].first <= runs[b].last, runs[b].first <= runs[a].last { join(a, b) }
      if runs[a].last < runs[b].last { a += 1 } else { b += 1 }
    }
  }

  private func root(_ run: Int) -> Int {
    var run = run
    while parents[run] != run {
      parents[run] = parents[parents[run]]
      run = parents[run]
    }
    return run
  }

  private func join(_ a: Int, _ b: Int) {
    let x = root(a), y = root(b)
    parents[max(x, y)] = min(x, y)
  }

  /// Whether a cell (index along the width, row) is lithium that is not joined to the bottom.
  func isDetached(_ i: Int, row: Int) -> Bool {
    guard detachedCount > 0 else { return false }
    return runs(of: row).contains { runs[$0].first <= i && i <= runs[$0].last && !isJoined[root($0)] }
  }

  /// The highest layer with joined lithium, and its cells there by index along the width and row; nil when there is none.
  func topOfJoined() -> (layer: Int, cells: [(i: Int, row: Int)])? {
    for k in stride(from: grid.growth - 1, through: 0, by: -1) {
      let cells = (k * grid.depth..<(k + 1) * grid.depth).flatMap { r in
        runs(of: r).filter { isJoined[root($0)] }.flatMap { run in (runs[run].first...runs[run].last).map { (i: $0, row: r) } }
      }
      if !cells.isEmpty { return (k, cells) }
    }
    return nil
  }
}

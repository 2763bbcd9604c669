import Synchronization

/// The one door to parallelism: rows are dealt out in tiles to at most `threadBudget` workers.
///
/// Results never depend on the number of threads: workers write disjoint rows, and reductions combine one partial
/// result per row in row order.
public enum Tiling {
  private static let budget = Atomic<Int>(Topology.processorCount)

  /// Number of workers, at least 1. Defaults to the number of processors.
  public static var threadBudget: Int {
    get { budget.load(ordering: .relaxed) }
    set { budget.store(max(1, newValue), ordering: .relaxed) }
  }

  /// Cells below which sharing a loop costs more than it saves (to begin and end it takes a microsecond).
  @usableFromInline static let serialCells = 4_000

  /// Calls `body` with ranges that together cover `0 ..< rows` once, concurrently.
  ///
  /// - Parameters:
  ///   - cellsPerRow: the cost of a row, in cells, from which the tile size follows.
  ///   - wanted: rows that a tile should have because it begins with work that its neighbour does as well; it has fewer where else a worker
  ///     would have less than two tiles.
  @inlinable
  public static func forEach(rows: Int, cellsPerRow: Int, atLeast wanted: Int = 1, _ body: @Sendable (Range<Int>) -> Void) {
    deal(rows: rows, wanted: wanted, workers: rows * cellsPerRow < serialCells ? 1 : threadBudget, body)
  }

  @usableFromInline
  static func deal(rows: Int, wanted: Int, workers: Int, _ body: @Sendable (Range<Int>) -> Void) {
    if workers == 1 { return WorkerTeam.run(body, on: 0..<rows) }
    // Four tiles a worker even out processors that are slowed by other work.
    let tiles = min(rows, max(2 * workers, min(4 * workers, rows / wanted)))
    WorkerTeam.shared.deal(rows: rows, tiles: tiles, helpers: min(workers, tiles) - 1, body)
  }
}

extension Grid {
  /// Calls `body` with ranges of rows that together cover the grid once, concurrently.
  @inlinable
  public func forEachTile(_ body: @Sendable (Range<Int>) -> Void) {
    Tiling.forEach(rows: rowCount, cellsPerRow: width, body)
  }
}

import Fields

/// A chain of ever coarser conduction problems, made from a fine one by aggregation of two cells an axis.
///
/// Coarse links are half the sum of the fine links on the coarse face (the distance between centres doubles), coarse diagonals
/// the sum of the fine ones; transfer is piecewise constant. Harmonic means instead make the cycle diverge where conductances
/// jump by orders of magnitude. Everything is in single precision: the hierarchy only preconditions a conjugate-gradient solve
/// in double precision. Odd counts leave a single cell in the last aggregate; an axis of much longer cells waits its turn.
final class GridHierarchy: Sendable {
  let finest: FinestLevel
  /// At least one, the last with few enough cells for a dense solve.
  let levels: [Level]
  /// Of the first of the levels; the next has twice as many, up to four.
  let sweeps: Int

  init(_ fine: Grid) {
    let aggregated = fine.hasOddPeriod ? nil : fine.aggregated
    var grids = [aggregated ?? fine]
    while let next = grids[grids.count - 1].aggregated { grids.append(next) }
    finest = FinestLevel(fine, isPassedOn: aggregated == nil)
    sweeps = aggregated == nil ? 1 : 2
    levels = grids.map(Level.init)
  }

  /// Takes over the links of the fine problem and builds all coarser ones.
  func assignLinks(_ fine: ConductionOperator) {
    finest.assignLinks(fine)
    levels[0].aggregateLinks(fine)
    for l in 1..<max(1, levels.count) { levels[l].aggregateLinks(levels[l - 1]) }
  }

  /// Takes over the diagonal alone, where the links have not changed.
  func assignDiagonal(_ fine: ConductionOperator, rows: RowPartials?) {
    finest.assignDiagonal(fine, rows: rows)
    var changed = levels[0].aggregateDiagonal(fine.diagonal, rows: rows)
    for l in 1..<max(1, levels.count) { changed = levels[l].aggregateDiagonal(levels[l - 1], rows: changed) }
  }
}

extension Grid {
  /// Cells along each axis of one coarse cell: 2 where an axis is coarsened.
  func factor(to coarse: Grid, _ axis: Axis) -> Int { coarse.cells(axis) == cells(axis) ? 1 : 2 }

  /// The next coarser grid, or nil when a dense solve is due.
  fileprivate var aggregated: Grid? {
    guard cellCount > 40 else { return nil }
    let open = Axis.allCases.filter { cells($0) > 2 }
    guard let finest = open.map(spacing).min() else { return nil }
    func halve(_ axis: Axis) -> Bool { cells(axis) > 2 && spacing(axis) < 1.5 * finest }
    func count(_ axis: Axis) -> Int { halve(axis) ? (cells(axis) + 1) / 2 : cells(axis) }
    func edge(_ axis: Axis) -> Double { halve(axis) ? 2 * spacing(axis) : spacing(axis) }
    return Grid(
      width: count(.width), depth: count(.depth), growth: count(.growth),
      widthSpacing: edge(.width), depthSpacing: edge(.depth), growthSpacing: edge(.growth),
      widthClosure: widthClosure, depthClosure: depthClosure, growthClosure: growthClosure)
  }
}

import Fields

/// A chain of ever coarser conduction problems, made from a fine one by aggregation of two cells an axis.
///
/// Coarse links are half the sum of the fine links on the coarse face (the distance between centres doubles), coarse diagonals
/// the sum of the fine ones; transfer is piecewise constant. Harmonic means instead make the cycle diverge where conductances
/// jump by orders of magnitude. Everything is in single precision: the hierarchy only preconditions a conjugate-gradient solve
/// in double precision. Odd counts leave a single cell in the last aggregate; an axis of much longer cells waits its turn.
final class GridHierarchy: Sendable {
  let levels: [Level]

  init(_ fine: Grid) {
    var grids = [fine]
    while let next = grids[grids.count - 1].aggregated { grids.append(next) }
    levels = grids.map(Level.init)
  }

  /// Takes over links and diagonal of the fine problem and builds all coarser ones.
  func assign(_ fine: ConductionOperator) {
    levels[0].assignLinks(fine)
    for l in 1..<max(1, levels.count) { levels[l].aggregateLinks(levels[l - 1]) }
    assignDiagonal(fine)
  }

  /// Takes over the diagonal alone, where the links have not changed.
  func assignDiagonal(_ fine: ConductionOperator) {
    levels[0].assignDiagonal(fine)
    for l in 1..<max(1, levels.count) { levels[l].aggregateDiagonal(levels[l - 1]) }
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

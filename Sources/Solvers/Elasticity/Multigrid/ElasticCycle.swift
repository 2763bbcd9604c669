import Fields

/// Multigrid V-cycle for an `ElasticOperator`, as a symmetric positive definite preconditioner.
///
/// Coarser grids have the same differences with means of the moduli: arithmetic ones of the cells' K + 4G/3 and K − 2G/3, full weighting of
/// the edges' G, which are harmonic means on the finest grid. Displacements are interpolated linearly along all axes, what is left is
/// summed with the same weights. Two sweeps of Gauss–Seidel come before each correction and two in reverse order after it.
///
/// Iterations of the preconditioned conjugate gradients then depend neither on the grid nor, much, on the contrast of the moduli.
final class ElasticCycle<Scalar: Precision>: Sendable {
  let levels: [ElasticLevel<Scalar>]
  private let transfers: [GridTransfer<Scalar>]
  private let bottom: ElasticBottom<Scalar>
  private let unitLength: Double

  private static var sweeps: Int { 2 }

  /// - Parameter rests: fields on `grid` that are written over; the result may go to the same memory. Own ones when nil.
  init(_ grid: Grid, rests: [Field<Scalar>]? = nil) {
    var grids = [grid]
    while let next = grids[grids.count - 1].halved { grids.append(next) }
    unitLength = grid.leastSpacing
    let unit = unitLength
    levels = grids.enumerated().map { ElasticLevel($1, unitLength: unit, rests: $0 == 0 ? rests : nil) }
    transfers = zip(grids, grids.dropFirst()).map { GridTransfer($0, $1) }
    bottom = ElasticBottom(levels[levels.count - 1])
  }

  /// Whether a grid has faces on either side of each cell; one cell wide or high has none.
  static func suits(_ grid: Grid) -> Bool { grid.width > 1 && grid.growth > 1 }

  /// Takes over a medium's moduli.
  ///
  /// - Parameter stiffness: a modulus of the order of the medium's, Pa, as unit.
  func assign(_ medium: ElasticMedium, stiffness: Double) {
    levels[0].assign(medium, scale: 1 / stiffness)
    for (l, transfer) in transfers.enumerated() { levels[l + 1].assign(meansOf: levels[l], transfer) }
    bottom.factorize()
  }

  /// Writes the approximate displacement (m) under `force` (N/m³).
  ///
  /// - Parameter stiffness: that of the last `assign`.
  func apply(_ force: FaceVector, stiffness: Double, into displacement: FaceVector) {
    let top = levels[0], grid = top.grid, n = grid.width
    let scale = unitLength / stiffness
    grid.forEachTile { rows in
      for (from, to) in zip(force.components, top.sources) {
        for r in rows {
          let f = unsafe from.row(r, n).span
          var b = unsafe to.row(r, n).mutableSpan
          for i in 1..<n + 1 { b[i] = Scalar(rounding: scale * f[i]) }
        }
      }
    }
    descend(0)
    let length = unitLength
    grid.forEachTile { rows in
      for (axis, from) in zip(top.axes, top.solutions) {
        for r in rows {
          let x = unsafe from.row(r, n).span
          var u = unsafe displacement[axis].row(r, n).mutableSpan
          for i in 1..<n + 1 { u[i] = length * x[i].asDouble }
          displacement.seal(axis, r)
        }
      }
    }
  }

  private func descend(_ l: Int) {
    let level = levels[l]
    if l == levels.count - 1 { return bottom.solve() }
    for field in level.solutions { field.fill(0) }
    ElasticSmoother.relax(level, sweeps: Self.sweeps, isReversed: false)
    level.assignRests()
    let coarse = levels[l + 1], transfer = transfers[l]
    // Forces are densities: those of the fine cells in a coarse one add up to its own times their number.
    let share = Scalar(rounding: Double(coarse.grid.cellCount) / Double(level.grid.cellCount))
    for (index, axis) in level.axes.enumerated() {
      transfer.gather(level.rests[index], into: coarse.sources[index], faceAxes: [axis], areMeans: false, scale: share)
    }
    descend(l + 1)
    for (index, axis) in level.axes.enumerated() {
      transfer.interpolate(coarse.solutions[index], addingTo: level.solutions[index], faceAxes: [axis]) { r in
        level.seal(level.solutions[index], r, isOnFaces: axis == .width)
      }
    }
    ElasticSmoother.relax(level, sweeps: Self.sweeps, isReversed: true)
  }
}

extension ElasticLevel {
  /// What the sources leave, in `rests`; zero on mirrors.
  func assignRests() {
    let n = grid.width
    Tiling.forEach(rows: grid.rowCount, cellsPerRow: axes.count * n) { rows in
      unsafe withUnsafeTemporaryAllocation(of: Scalar.self, capacity: n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        for r in rows {
          for (axis, rest) in zip(axes, rests) {
            if isOnMirror(axis, r) {
              var row = unsafe rest.row(r, n).mutableSpan
              for i in 0..<n + 2 { row[i] = 0 }
              continue
            }
            unsafe assignRest(axis, r, into: rest.row(r, n), buffer: buffer)
            if axis == .width { seal(rest, r, isOnFaces: true) }
          }
        }
      }
    }
  }
}

extension Grid {
  /// The next coarser grid, of half as many cells along the axes of short ones, or nil when a direct solve is due. An odd number of cells
  /// becomes one of somewhat shorter ones than twice.
  fileprivate var halved: Grid? {
    guard cellCount > 40 else { return nil }
    let open = Axis.allCases.filter { cells($0) > 3 }
    guard let finest = open.map(spacing).min() else { return nil }
    func count(_ axis: Axis) -> Int { cells(axis) > 3 && spacing(axis) < 1.5 * finest ? (cells(axis) + 1) / 2 : cells(axis) }
    func edge(_ axis: Axis) -> Double { length(axis) / Double(count(axis)) }
    return Grid(
      width: count(.width), depth: count(.depth), growth: count(.growth),
      widthSpacing: edge(.width), depthSpacing: edge(.depth), growthSpacing: edge(.growth),
      widthClosure: widthClosure, depthClosure: depthClosure, growthClosure: growthClosure)
  }
}

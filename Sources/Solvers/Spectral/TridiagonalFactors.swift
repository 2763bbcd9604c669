import Fields

/// Factors of the tridiagonal systems along the growth axis, one system for each lateral mode.
///
/// Gaussian elimination without pivoting (Thomas). The pivot of layer k is written as the coupling to the layer above
/// plus what ties the layers up to k to the ground, a sum of conductances in series and in parallel: no subtraction,
/// hence no cancellation, and the one pivot that vanishes in a singular problem is exactly zero.
///
/// Invariant behind `@unchecked Sendable`: batches of columns are disjoint, and updates never run while a solve does.
final class TridiagonalFactors: @unchecked Sendable {
  private let grid: Grid
  private let columns: Int
  /// Real factors a column: one if the parts of its modes share their eigenvalue, else two.
  private let parts: Int
  private let widthEigenvalues: [Double]
  private let depthEigenvalues: [Double]
  /// Reciprocal pivots, laid out like the spectrum; 0 stands for the vanishing pivot.
  private let pivotRows: Field<Double>
  /// Coupling below each layer, and above the last, times the scale of the transforms.
  private var couplings: [Double]

  /// Columns eliminated together: runs of memory long enough to stream, layers few enough bytes for the second-level cache.
  private static let batch = 64
  /// How far ahead rows are asked for.
  private static let rowsAhead = 4

  init(_ grid: Grid) {
    self.grid = grid
    columns = grid.width / 2 + 1
    parts = grid.widthClosure == .periodic ? 1 : 2
    let harmonics = (0..<columns).map(grid.widthHarmonics)
    let isShared = parts == 1
    widthEigenvalues = harmonics.flatMap { pair in
      (isShared ? [pair.real] : [pair.real, pair.imaginary]).map { grid.eigenvalue($0, .width) }
    }
    depthEigenvalues = (0..<grid.depth).map { grid.eigenvalue($0, .depth) }
    pivotRows = Field(Grid(width: parts * columns, depth: grid.depth, growth: grid.growth, widthSpacing: 1))
    couplings = Array(repeating: 0, count: grid.growth + 1)
  }

  /// Factorises the operator times `scale`, so that solving also undoes what the transforms multiply by.
  func update(_ operation: LayeredOperator, scale: Double) {
    let lateral = operation.lateralCoefficient.map { scale * $0 }
    let grounding = (0..<grid.growth).map { scale * operation.grounding($0) }
    couplings = (0...grid.growth).map { scale * operation.coupling($0) }
    let couplings = couplings
    forEachBatch { j, range in
      let numbers = parts * range.lowerBound..<parts * range.upperBound
      let eigenvalues = widthEigenvalues[numbers].map { $0 + depthEigenvalues[j] }
      // What ties the layers below and the layer itself to the ground, without the coupling to the layer above.
      var ties = Array(repeating: 0.0, count: numbers.count)
      for k in 0..<grid.growth {
        let (a, ground, below, above) = (lateral[k], grounding[k], couplings[k], couplings[k + 1])
        let previous = unsafe pivots(max(k - 1, 0), j, numbers).span
        var pivot = unsafe pivots(k, j, numbers).mutableSpan
        let eigenvalue = eigenvalues.span
        var tie = ties.mutableSpan
        for i in 0..<numbers.count { tie[i] = ground + a * eigenvalue[i] + below * tie[i] * previous[i] }
        for i in 0..<numbers.count {
          let sum = above + tie[i]
          pivot[i] = sum > 0 ? 1 / sum : 0
        }
      }
    }
  }

  /// Replaces the modes of a right-hand side by those of the solution.
  func solve(_ spectrum: Spectrum) {
    let couplings = couplings
    forEachBatch { j, range in
      if parts == 1 {
        unsafe eliminate(spectrum, j, range, couplings.span) { unsafe $0.load($1 / 2, as: SIMD4<Double>.self).doubled }
      } else {
        unsafe eliminate(spectrum, j, range, couplings.span) { unsafe $0.load($1, as: DoubleLanes.self) }
      }
    }
  }

  private func forEachBatch(_ body: @Sendable (_ j: Int, _ columns: Range<Int>) -> Void) {
    let lanes = (columns + Spectrum.lane - 1) / Spectrum.lane
    let batches = max(1, Spectrum.lane * lanes / Self.batch)
    Tiling.forEach(rows: grid.depth * batches, cellsPerRow: 2 * grid.growth * Self.batch) { pieces in
      for piece in pieces {
        let batch = piece % batches
        let start = Spectrum.lane * (lanes * batch / batches), end = Spectrum.lane * (lanes * (batch + 1) / batches)
        body(piece / batches, start..<min(end, columns))
      }
    }
  }

  @inline(__always)
  private func pivots(_ k: Int, _ j: Int, _ numbers: Range<Int>) -> UnsafeMutableBufferPointer<Double> {
    unsafe pivotRows.row(k * grid.depth + j, parts * columns).extracting(numbers.lowerBound + 1..<numbers.upperBound + 1)
  }

  /// - Parameter spread: the pivots of eight numbers from a given one on, which is a multiple of eight.
  @inline(__always)
  private func eliminate(
    _ spectrum: Spectrum, _ j: Int, _ range: Range<Int>, _ couplings: Span<Double>,
    spread: (UnsafePointer<Double>, _ number: Int) -> DoubleLanes
  ) {
    let depth = grid.depth, last = grid.growth - 1, n = 2 * range.count, whole = n & ~7
    let numbers = parts * range.lowerBound..<parts * range.upperBound, perPivot = 2 / parts
    func modes(_ k: Int) -> UnsafeMutablePointer<Double> { unsafe spectrum.numbers(k * depth + j, range).baseAddress! }
    func pivot(_ k: Int) -> UnsafeMutablePointer<Double> { unsafe pivots(k, j, numbers).baseAddress! }
    // A batch's rows are pages apart: the processor foresees none of them.
    func fetch(_ k: Int) {
      guard k >= 0, k <= last else { return }
      unsafe modes(k).prefetch(n)
      unsafe pivot(k).prefetch(numbers.count)
    }
    for k in 0...last {
      fetch(k + Self.rowsAhead)
      let below = couplings[k]
      let f = unsafe modes(k), previous = unsafe modes(max(k - 1, 0)), p = unsafe UnsafePointer(pivot(k))
      for i in stride(from: 0, to: whole, by: 8) {
        let sum = unsafe f.load(i, as: DoubleLanes.self) + below * previous.load(i, as: DoubleLanes.self)
        unsafe f.set(i, sum * spread(p, i))
      }
      for i in whole..<n { unsafe f[i] = (f[i] + below * previous[i]) * p[i / perPivot] }
    }
    for k in stride(from: last - 1, through: 0, by: -1) {
      fetch(k - Self.rowsAhead)
      let above = couplings[k + 1]
      let f = unsafe modes(k), next = unsafe modes(k + 1), p = unsafe UnsafePointer(pivot(k))
      for i in stride(from: 0, to: whole, by: 8) {
        let part = unsafe above * spread(p, i) * next.load(i, as: DoubleLanes.self)
        unsafe f.set(i, f.load(i, as: DoubleLanes.self) + part)
      }
      for i in whole..<n { unsafe f[i] = f[i] + above * p[i / perPivot] * next[i] }
    }
  }
}

extension SIMD4<Double> {
  /// Each number twice.
  @inline(__always)
  fileprivate var doubled: DoubleLanes {
    var lanes = DoubleLanes()
    lanes.evenHalf = self
    lanes.oddHalf = self
    return lanes
  }
}

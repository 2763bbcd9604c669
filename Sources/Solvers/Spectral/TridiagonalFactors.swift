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
        eliminateShared(spectrum, j, range, couplings.span)
      } else {
        eliminateSeparate(spectrum, j, range, couplings.span)
      }
    }
  }

  private func forEachBatch(_ body: @Sendable (_ j: Int, _ columns: Range<Int>) -> Void) {
    let batches = (columns + Self.batch - 1) / Self.batch
    Tiling.forEach(rows: grid.depth * batches, cellsPerRow: 2 * grid.growth * Self.batch) { pieces in
      for piece in pieces {
        let start = piece % batches * Self.batch
        body(piece / batches, start..<min(start + Self.batch, columns))
      }
    }
  }

  @inline(__always)
  private func pivots(_ k: Int, _ j: Int, _ numbers: Range<Int>) -> UnsafeMutableBufferPointer<Double> {
    unsafe pivotRows.row(k * grid.depth + j, parts * columns).extracting(numbers.lowerBound + 1..<numbers.upperBound + 1)
  }

  /// One pivot for both parts of a mode.
  private func eliminateShared(_ spectrum: Spectrum, _ j: Int, _ range: Range<Int>, _ couplings: Span<Double>) {
    let depth = grid.depth
    let n = range.count
    for k in 0..<grid.growth {
      let below = couplings[k]
      let previous = unsafe spectrum.modes(max(k - 1, 0) * depth + j, range).span
      var f = unsafe spectrum.modes(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots(k, j, range).span
      for i in 0..<n { f[i] = (f[i] + below * previous[i]) * pivot[i] }
    }
    for k in stride(from: grid.growth - 2, through: 0, by: -1) {
      let above = couplings[k + 1]
      let next = unsafe spectrum.modes((k + 1) * depth + j, range).span
      var f = unsafe spectrum.modes(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots(k, j, range).span
      for i in 0..<n { f[i] = f[i] + above * pivot[i] * next[i] }
    }
  }

  /// A pivot for each part of a mode.
  private func eliminateSeparate(_ spectrum: Spectrum, _ j: Int, _ range: Range<Int>, _ couplings: Span<Double>) {
    let depth = grid.depth
    let n = 2 * range.count
    let numbers = 2 * range.lowerBound..<2 * range.upperBound
    for k in 0..<grid.growth {
      let below = couplings[k]
      let previous = unsafe spectrum.numbers(max(k - 1, 0) * depth + j, range).span
      var f = unsafe spectrum.numbers(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots(k, j, numbers).span
      for i in 0..<n { f[i] = (f[i] + below * previous[i]) * pivot[i] }
    }
    for k in stride(from: grid.growth - 2, through: 0, by: -1) {
      let above = couplings[k + 1]
      let next = unsafe spectrum.numbers((k + 1) * depth + j, range).span
      var f = unsafe spectrum.numbers(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots(k, j, numbers).span
      for i in 0..<n { f[i] = f[i] + above * pivot[i] * next[i] }
    }
  }
}

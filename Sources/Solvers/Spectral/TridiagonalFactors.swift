import Fields

/// Factors of the tridiagonal systems along the growth axis, one system for each lateral mode.
///
/// Gaussian elimination without pivoting (Thomas). The pivot of layer k is written as the coupling to the layer above
/// plus what ties the layers up to k to the ground, a sum of conductances in series and in parallel: no subtraction,
/// hence no cancellation, and the one pivot that vanishes in a singular problem is exactly zero.
@safe
final class TridiagonalFactors: @unchecked Sendable {
  private let grid: Grid
  private let columns: Int
  /// Real factors a column: one if the parts of its modes share their eigenvalue, else two.
  private let parts: Int
  private let widthEigenvalues: [Double]
  private let depthEigenvalues: [Double]
  /// Reciprocal pivots, laid out like the spectrum; 0 stands for the vanishing pivot.
  private let pivots: Field<Double>
  /// Coupling below each layer, and above the last, times the scale of the transforms.
  private var couplings: [Double]

  /// Columns eliminated together, so that a batch of all layers stays in the second-level cache.
  static let batch = 32

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
    pivots = Field(Grid(width: parts * columns, depth: grid.depth, growth: grid.growth, widthSpacing: 1))
    couplings = Array(repeating: 0, count: grid.growth + 1)
  }

  /// Factorises the operator divided by `scale`, so that solving also undoes what the transforms multiply by.
  func update(_ operation: LayeredOperator, scale: Double) {
    let lateral = operation.lateralCoefficient.map { scale * $0 }
    let grounding = (0..<grid.growth).map { scale * operation.grounding($0) }
    couplings = (0...grid.growth).map { scale * operation.coupling($0) }
    let (couplings, widthEigenvalues) = (couplings, widthEigenvalues)
    let depth = grid.depth
    let n = parts * columns
    Tiling.forEach(rows: depth, cellsPerRow: grid.growth * n) { js in
      var held = Array(repeating: 0.0, count: n)
      for j in js {
        let across = depthEigenvalues[j]
        for k in 0..<grid.growth {
          let (a, ground, below, above) = (lateral[k], grounding[k], couplings[k], couplings[k + 1])
          let previous = unsafe pivots.row(max(k - 1, 0) * depth + j, n).span
          var pivot = unsafe pivots.row(k * depth + j, n).mutableSpan
          let eigenvalue = widthEigenvalues.span
          var tie = held.mutableSpan
          for i in 0..<n {
            let series = k == 0 ? 0 : below * tie[i] * previous[i + 1]
            tie[i] = ground + a * (eigenvalue[i] + across) + series
          }
          for i in 0..<n {
            let sum = above + tie[i]
            pivot[i + 1] = sum > 0 ? 1 / sum : 0
          }
        }
      }
    }
  }

  /// Replaces the modes of a right-hand side by those of the solution.
  func solve(_ spectrum: Spectrum) {
    let batches = (columns + Self.batch - 1) / Self.batch
    let couplings = couplings
    Tiling.forEach(rows: grid.depth * batches, cellsPerRow: 2 * grid.growth * Self.batch) { pieces in
      for piece in pieces {
        let j = piece / batches
        let start = piece % batches * Self.batch
        let range = start..<min(start + Self.batch, columns)
        if parts == 1 {
          eliminateShared(spectrum, j, range, couplings.span)
        } else {
          eliminateSeparate(spectrum, j, range, couplings.span)
        }
      }
    }
  }

  private func eliminateShared(_ spectrum: Spectrum, _ j: Int, _ range: Range<Int>, _ couplings: Span<Double>) {
    let depth = grid.depth
    let n = range.count
    for k in 0..<grid.growth {
      let below = couplings[k]
      let previous = unsafe spectrum.modes(max(k - 1, 0) * depth + j, range).span
      var f = unsafe spectrum.modes(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots.row(k * depth + j, columns).extracting(range.lowerBound + 1..<range.upperBound + 1).span
      for i in 0..<n { f[i] = (f[i] + below * previous[i]) * pivot[i] }
    }
    for k in stride(from: grid.growth - 2, through: 0, by: -1) {
      let above = couplings[k + 1]
      let next = unsafe spectrum.modes((k + 1) * depth + j, range).span
      var f = unsafe spectrum.modes(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots.row(k * depth + j, columns).extracting(range.lowerBound + 1..<range.upperBound + 1).span
      for i in 0..<n { f[i] = f[i] + above * pivot[i] * next[i] }
    }
  }

  private func eliminateSeparate(_ spectrum: Spectrum, _ j: Int, _ range: Range<Int>, _ couplings: Span<Double>) {
    let depth = grid.depth
    let n = 2 * range.count
    for k in 0..<grid.growth {
      let below = couplings[k]
      let previous = unsafe spectrum.numbers(max(k - 1, 0) * depth + j, range).span
      var f = unsafe spectrum.numbers(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots.row(k * depth + j, 2 * columns).extracting(2 * range.lowerBound + 1..<2 * range.upperBound + 1).span
      for i in 0..<n { f[i] = (f[i] + below * previous[i]) * pivot[i] }
    }
    for k in stride(from: grid.growth - 2, through: 0, by: -1) {
      let above = couplings[k + 1]
      let next = unsafe spectrum.numbers((k + 1) * depth + j, range).span
      var f = unsafe spectrum.numbers(k * depth + j, range).mutableSpan
      let pivot = unsafe pivots.row(k * depth + j, 2 * columns).extracting(2 * range.lowerBound + 1..<2 * range.upperBound + 1).span
      for i in 0..<n { f[i] = f[i] + above * pivot[i] * next[i] }
    }
  }
}

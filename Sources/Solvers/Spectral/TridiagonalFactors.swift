import Fields

/// Factors of the tridiagonal systems along the growth axis, one system for each lateral mode.
///
/// Gaussian elimination without pivoting, from both ends to the layer where they meet, and from there outwards: as many operations as from
/// end to end, and two halves that do not wait for each other ("burn at both ends"; H. A. van der Vorst, Parallel Computing 5 (1987) 45).
/// The pivot of a layer is written as the coupling to the next layer inwards plus what ties the layers from its end up to it to the ground, a
/// sum of conductances in series and in parallel: no subtraction, hence no cancellation, and the one pivot that vanishes in a singular
/// problem, that where the halves meet, is exactly zero.
///
/// Invariant behind `@unchecked Sendable`: calls at the same time are for different halves or disjoint columns, and updates never run while a
/// solve does.
final class TridiagonalFactors: @unchecked Sendable {
  let halves: Halves
  let grid: Grid
  let columns: Int
  /// Real factors a column: one if the parts of its modes share their eigenvalue, else two.
  let parts: Int
  private let widthEigenvalues: [Double]
  private let depthEigenvalues: [Double]
  /// Reciprocal pivots, laid out like the spectrum; 0 stands for the vanishing pivot.
  private let pivotRows: Field<Double>
  /// Coupling below each layer, and above the last, times the scale of the transforms.
  private(set) var couplings: [Double]

  init(_ grid: Grid) {
    self.grid = grid
    halves = Halves(layers: grid.growth)
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
    forEachBatch { _, j, range in
      let numbers = parts * range.lowerBound..<parts * min(range.upperBound, columns)
      let eigenvalues = widthEigenvalues[numbers].map { $0 + depthEigenvalues[j] }
      // What ties a layer and those from its end up to it to the ground, without the coupling inwards: of both halves, then where they meet.
      var ties = [Array(repeating: 0.0, count: numbers.count), Array(repeating: 0.0, count: numbers.count)]
      func factorise(_ k: Int, _ half: Int, inner: Double, adding other: [Double]?) {
        let (a, ground, eigenvalue) = (lateral[k], grounding[k], eigenvalues.span)
        var tie = ties[half].mutableSpan
        let row = unsafe pivots(k, j, numbers.lowerBound)
        for i in 0..<numbers.count { tie[i] += ground + a * eigenvalue[i] }
        if let other = other?.span { for i in 0..<numbers.count { tie[i] += other[i] } }
        var pivot = unsafe UnsafeMutableBufferPointer(start: row, count: numbers.count).mutableSpan
        for i in 0..<numbers.count {
          let sum = inner + tie[i]
          pivot[i] = sum > 0 ? 1 / sum : 0
        }
        // As the next layer sees it, through the coupling.
        for i in 0..<numbers.count { tie[i] = inner * tie[i] * pivot[i] }
      }
      for half in 0..<2 {
        for k in halves.inwards(half) { factorise(k, half, inner: couplings[halves.innerFace(k)], adding: nil) }
      }
      factorise(halves.meeting, 0, inner: 0, adding: ties[1])
    }
  }

  /// Eliminates the unknowns of the layer before `k` on the way inwards from the right-hand sides of layer `k`, in the modes `range` (whole
  /// cache lines) of a row.
  func eliminate(_ spectrum: Spectrum, _ k: Int, _ j: Int, _ range: Range<Int>) {
    eliminate(spectrum, halves.outer(k), couplings[halves.outerFace(k)], k, j, range)
  }

  func eliminate(_ spectrum: Spectrum, _ k: Int) {
    for j in 0..<grid.depth { eliminate(spectrum, k, j, 0..<spectrum.paddedColumns) }
  }

  /// Solves for the layer where the halves meet.
  func meet(_ spectrum: Spectrum, _ j: Int, _ range: Range<Int>) {
    let k = halves.meeting, below = couplings[k]
    let modes = unsafe modes(spectrum, k, j, range), before = unsafe self.modes(spectrum, max(k - 1, 0), j, range)
    for i in stride(from: 0, to: 2 * range.count, by: 8) {
      unsafe modes.set(i, modes.load(i, as: DoubleLanes.self) + below * before.load(i, as: DoubleLanes.self))
    }
    eliminate(spectrum, min(k + 1, grid.growth - 1), couplings[k + 1], k, j, range)
  }

  @inline(__always)
  private func eliminate(_ spectrum: Spectrum, _ outer: Int, _ coupling: Double, _ k: Int, _ j: Int, _ range: Range<Int>) {
    let modes = unsafe modes(spectrum, k, j, range), before = unsafe self.modes(spectrum, outer, j, range)
    let pivots = unsafe pivots(k, j, parts * range.lowerBound), areShared = parts == 1
    for i in stride(from: 0, to: 2 * range.count, by: 8) {
      let sum = unsafe modes.load(i, as: DoubleLanes.self) + coupling * before.load(i, as: DoubleLanes.self)
      unsafe modes.set(i, sum * pivots.lanes(i, areShared))
    }
  }

  /// Solves for layer `k` where the next one inwards is solved.
  func substitute(_ spectrum: Spectrum, _ k: Int, _ j: Int, _ range: Range<Int>) {
    let coupling = couplings[halves.innerFace(k)]
    let modes = unsafe modes(spectrum, k, j, range), next = unsafe self.modes(spectrum, halves.inner(k), j, range)
    let pivots = unsafe pivots(k, j, parts * range.lowerBound), areShared = parts == 1
    for i in stride(from: 0, to: 2 * range.count, by: 8) {
      let part = unsafe coupling * pivots.lanes(i, areShared) * next.load(i, as: DoubleLanes.self)
      unsafe modes.set(i, modes.load(i, as: DoubleLanes.self) + part)
    }
  }

  func substitute(_ spectrum: Spectrum, _ k: Int) {
    for j in 0..<grid.depth { substitute(spectrum, k, j, 0..<spectrum.paddedColumns) }
  }

  /// Mean over the layers of what `substitute` will make of the real part of the first mode.
  func layerMean(_ spectrum: Spectrum) -> Double {
    func value(_ k: Int) -> Double { unsafe spectrum.numbers(k * grid.depth, 0..<1)[0] }
    var sum = value(halves.meeting)
    for half in 0..<2 {
      var next = value(halves.meeting)
      for k in halves.outwards(half) {
        next = unsafe value(k) + couplings[halves.innerFace(k)] * pivots(k, 0, 0)[0] * next
        sum += next
      }
    }
    return sum / Double(grid.growth)
  }

  func modes(_ spectrum: Spectrum, _ k: Int, _ j: Int, _ range: Range<Int>) -> UnsafeMutablePointer<Double> {
    unsafe spectrum.numbers(k * grid.depth + j, range).baseAddress!
  }

  /// Pivots of a row from a number on. Behind the last one zeros follow up to a whole cache line.
  func pivots(_ k: Int, _ j: Int, _ number: Int) -> UnsafeMutablePointer<Double> {
    unsafe pivotRows.row(k * grid.depth + j, parts * columns).baseAddress! + 1 + number
  }

  /// A batch's rows are pages apart: the processor foresees none of them.
  func fetch(_ spectrum: Spectrum, _ k: Int, _ j: Int, _ range: Range<Int>) {
    guard k >= 0, k < grid.growth else { return }
    unsafe modes(spectrum, k, j, range).prefetch(2 * range.count)
    unsafe pivots(k, j, parts * range.lowerBound).prefetch(parts * range.count)
  }
}

extension UnsafeMutablePointer<Double> {
  /// The factors of eight numbers from number `i` on, where two neighbours share one or each has its own.
  @inline(__always)
  fileprivate func lanes(_ i: Int, _ areShared: Bool) -> DoubleLanes {
    if !areShared { return unsafe load(i, as: DoubleLanes.self) }
    let factors = unsafe load(i / 2, as: SIMD4<Double>.self)
    var lanes = DoubleLanes()
    lanes.evenHalf = factors
    lanes.oddHalf = factors
    return lanes
  }
}

/// The modes of a field: one row of `width / 2 + 1` complex modes for each of its rows.
///
/// The real and the imaginary part of a mode are two real unknowns; operators that are diagonal in this space act on each
/// by a real factor of its own.
///
/// Invariant behind `@unchecked Sendable`: concurrent writers hold disjoint rows or disjoint columns.
@safe
final class Spectrum: @unchecked Sendable {
  /// Modes a row, and modes from one row to the next.
  let columns: Int, stride: Int
  let rows: Int
  /// Modes on a cache line. Batches of columns start on lines; the padding behind the last column stays zero.
  static let lane = 4
  private let base: UnsafeMutablePointer<SIMD2<Double>>

  /// Modes of whole cache lines.
  var paddedColumns: Int { (columns + Self.lane - 1) / Self.lane * Self.lane }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    // An odd number of lines a row keeps rows from sharing the same cache sets.
    stride = ((columns + Self.lane - 1) / Self.lane | 1) * Self.lane
    let raw = UnsafeMutableRawPointer.allocate(byteCount: stride * rows * 16, alignment: 64)
    unsafe base = raw.bindMemory(to: SIMD2<Double>.self, capacity: stride * rows)
    unsafe base.initialize(repeating: .zero, count: stride * rows)
  }

  deinit { unsafe base.deallocate() }

  /// Where row `row` starts, for FFTW.
  func start(_ row: Int, _ column: Int = 0) -> UnsafeMutablePointer<SIMD2<Double>> {
    precondition(row >= 0 && row < rows && column >= 0 && column < stride && column % Self.lane == 0)
    return unsafe base + (row &* stride &+ column)
  }

  /// Modes of a row in a range of columns; take `.span` or `.mutableSpan` of it.
  @inline(__always)
  func modes(_ row: Int, _ range: Range<Int>) -> UnsafeMutableBufferPointer<SIMD2<Double>> {
    precondition(row >= 0 && row < rows && range.lowerBound >= 0 && range.upperBound <= stride)
    return unsafe UnsafeMutableBufferPointer(start: base + (row &* stride &+ range.lowerBound), count: range.count)
  }

  /// The same as real unknowns, two a mode.
  @inline(__always)
  func numbers(_ row: Int, _ range: Range<Int>) -> UnsafeMutableBufferPointer<Double> {
    let modes = unsafe modes(row, range)
    let start = unsafe UnsafeMutableRawPointer(modes.baseAddress!).assumingMemoryBound(to: Double.self)
    return unsafe UnsafeMutableBufferPointer(start: start, count: 2 * range.count)
  }
}

/// As a complex number.
extension SIMD2<Double> {
  @inline(__always)
  var conjugate: Self { Self(x, -y) }

  @inline(__always)
  func times(_ a: Self) -> Self { x * a + y * Self(-a.y, a.x) }
}

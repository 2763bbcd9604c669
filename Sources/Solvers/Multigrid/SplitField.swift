import Fields

/// A scalar quantity at the cell centres of a grid, in single precision, with the even and the odd columns of each row apart.
///
/// Invariant behind `@unchecked Sendable`: concurrent writers hold disjoint rows, or columns of one parity, and nothing is read while
/// another thread writes it.
@safe
final class SplitField: @unchecked Sendable {
  let grid: Grid
  let split: ColumnSplit
  private let memory: Field<Float>
  /// Behind the left ghost of the first row.
  let start: UnsafeMutablePointer<Float>
  /// Elements from row to row: the same for all fields with rows of this width.
  let stride: Int
  private let rowCount: Int

  /// A field of zeros, which takes memory only where it is written to.
  init(_ grid: Grid) {
    self.grid = grid
    split = ColumnSplit(grid)
    rowCount = grid.rowCount
    memory = Field(Grid(width: split.length, growth: grid.rowCount, widthSpacing: 1))
    unsafe start = memory.row(0, split.length).baseAddress! + 1
    stride = memory.rowStride
  }

  /// Row `row`: its elements are those of the split.
  @inline(__always)
  func row(_ row: Int) -> UnsafeMutablePointer<Float> {
    check(row)
    return unsafe start + row &* stride
  }

  /// Stops the program where there is no such row.
  @inline(__always)
  func check(_ row: Int) { precondition(UInt(bitPattern: row) < UInt(bitPattern: rowCount), "row outside the field") }

  /// The columns of one parity in row `row`.
  @inline(__always)
  func row(_ row: Int, _ parity: Int) -> UnsafeMutablePointer<Float> { unsafe self.row(row) + split.start(parity) }

  /// Sets the ghost of one parity.
  @inline(__always)
  func seal(_ row: Int, _ parity: Int) { unsafe split.seal(self.row(row), parity) }

  /// Sets a row to zero, ghosts included.
  @inline(__always)
  func clear(_ row: Int) { unsafe self.row(row).update(repeating: 0, count: split.length) }

  /// Value of one cell; not for kernels.
  subscript(_ i: Int, _ j: Int, _ k: Int) -> Float {
    get { unsafe row(k * grid.depth + j, i % 2)[i / 2] }
    set {
      unsafe row(k * grid.depth + j, i % 2)[i / 2] = newValue
      seal(k * grid.depth + j, i % 2)
    }
  }
}

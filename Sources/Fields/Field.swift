/// A scalar quantity at the cell centres of a grid, with one ghost cell at each end of every row.
///
/// Rows are handed out as spans of `width + 2` elements: element 0 is the ghost on the left, elements 1 … width the
/// cells, element `width + 1` the ghost on the right. Cells start on 64-byte boundaries. Whoever writes a row seals it
/// (`seal`), so that ghosts always hold what the grid's closure demands.
///
/// Invariant behind `@unchecked Sendable`: concurrent writers hold disjoint rows (`Tiling` deals them out), or disjoint cells of a row that
/// nobody seals meanwhile, and nothing is read while another thread writes it.
@safe
public final class Field<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: @unchecked Sendable {
  public let grid: Grid
  /// Elements from row to row.
  public let rowStride: Int
  @usableFromInline let rows: Int
  private var memory: FieldMemory
  /// Changes only in `exchange`, which nothing runs beside; asking at each row whether something does would cost more than the row's look-up.
  @exclusivity(unchecked) @usableFromInline private(set) var base: UnsafeMutablePointer<Scalar>

  /// A field with the same value everywhere. One of zeros takes memory only where it is written to.
  public convenience init(_ grid: Grid, _ value: Scalar = 0) {
    self.init(grid, in: FieldMemory(byteCount: Self.byteCount(grid)))
    if value != 0 { fill(value) }
  }

  /// A field of what happens to be in a memory.
  init(_ grid: Grid, in memory: FieldMemory) {
    precondition(memory.byteCount >= Self.byteCount(grid), "a field larger than its memory")
    self.grid = grid
    self.memory = memory
    rows = grid.rowCount
    rowStride = Self.rowStride(grid)
    unsafe base = memory.base.bindMemory(to: Scalar.self, capacity: rowStride * rows + 64 / MemoryLayout<Scalar>.stride)
  }

  /// Elements from row to row.
  private static func rowStride(_ grid: Grid) -> Int {
    let lane = 64 / MemoryLayout<Scalar>.stride
    // The line before the cells holds their left ghost and the right one of the row before. An odd number of lines a row: rows a power
    // of two apart would share the same cache sets.
    let lines = (grid.width + 2 + lane - 1) / lane
    return (lines | 1) * lane
  }

  /// Memory that a field takes, bytes.
  static func byteCount(_ grid: Grid) -> Int { rowStride(grid) * grid.rowCount * MemoryLayout<Scalar>.stride + 64 }

  /// Row `row` with its two ghosts; take `.span` or `.mutableSpan` of it.
  ///
  /// - Parameter width: the grid's width, passed so that the compiler can see that all rows of a loop are equally long.
  @inlinable @inline(__always)
  public func row(_ row: Int, _ width: Int) -> UnsafeMutableBufferPointer<Scalar> {
    precondition(UInt(bitPattern: row) < UInt(bitPattern: rows) && width == grid.width, "row outside the field")
    let lane = 64 / MemoryLayout<Scalar>.stride
    return unsafe UnsafeMutableBufferPointer(start: base + (row &* rowStride &+ lane &- 1), count: width + 2)
  }

  /// Sets the ghosts of a row from its cells.
  @inlinable @inline(__always)
  public func seal(_ row: Int) {
    let n = grid.width
    let cells = unsafe self.row(row, n)
    if grid.widthClosure == .periodic {
      unsafe cells[0] = unsafe cells[n]
      unsafe cells[n + 1] = unsafe cells[1]
    } else {
      unsafe cells[0] = unsafe cells[1]
      unsafe cells[n + 1] = unsafe cells[n]
    }
  }

  public func sealAll() {
    for r in 0..<rows { seal(r) }
  }

  /// Value of one cell; for set-up, probes and tests, not for kernels. Setting keeps the ghosts true.
  @inlinable
  public subscript(_ i: Int, _ j: Int, _ k: Int) -> Scalar {
    get {
      precondition(i >= 0 && i < grid.width && j >= 0 && j < grid.depth && k >= 0 && k < grid.growth, "cell outside the grid")
      return unsafe row(k * grid.depth + j, grid.width)[i + 1]
    }
    set {
      precondition(i >= 0 && i < grid.width && j >= 0 && j < grid.depth && k >= 0 && k < grid.growth, "cell outside the grid")
      let r = k * grid.depth + j
      unsafe row(r, grid.width)[i + 1] = newValue
      seal(r)
    }
  }

  /// Copies every cell of `other`, which must live on an equal grid.
  @inlinable
  public func assign(_ other: Field<Scalar>) {
    precondition(grid == other.grid, "fields on different grids")
    grid.forEachTile { [self] rows in
      let part = elements(rows)
      unsafe base.advanced(by: part.lowerBound).update(from: other.base.advanced(by: part.lowerBound), count: part.count)
    }
  }

  /// The same of a field that is zero in most rows: those are cleared.
  @inlinable
  public func assign(sparse other: Field<Scalar>) {
    precondition(grid == other.grid, "fields on different grids")
    grid.forEachTile { [self] rows in
      for r in rows {
        if other.isClear(r) {
          clear(r)
        } else {
          assign(other, row: r)
        }
      }
    }
  }

  /// Copies a row of `other`, which must live on an equal grid, with its ghosts.
  @inlinable
  public func assign(_ other: Field<Scalar>, row r: Int) {
    precondition(grid == other.grid, "fields on different grids")
    let n = grid.width
    unsafe row(r, n).baseAddress!.update(from: other.row(r, n).baseAddress!, count: n + 2)
  }

  /// Gives each of two fields on equal grids what the other has, with its ghosts. Fields that have their memory to themselves exchange that;
  /// no row of either may be in use.
  public func exchange(with other: Field<Scalar>) {
    precondition(grid == other.grid, "fields on different grids")
    if self === other { return }
    if isKnownUniquelyReferenced(&memory), isKnownUniquelyReferenced(&other.memory) {
      swap(&memory, &other.memory)
      unsafe swap(&base, &other.base)
      return
    }
    let n = grid.width
    grid.forEachTile { [self] rows in
      for r in rows {
        var a = unsafe row(r, n).mutableSpan, b = unsafe other.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          let value = a[i]
          a[i] = b[i]
          b[i] = value
        }
      }
    }
  }

  /// Elements of rows with their ghosts.
  @inlinable
  func elements(_ rows: Range<Int>) -> Range<Int> {
    let ghost = 64 / MemoryLayout<Scalar>.stride - 1
    return rows.lowerBound * rowStride + ghost..<rows.upperBound * rowStride + ghost
  }

  /// Whether a row is zero to the last bit, the sign of zero included.
  @inlinable
  public func isClear(_ row: Int) -> Bool {
    let cells = unsafe UnsafeRawBufferPointer(self.row(row, grid.width))
    // A row that is not is seldom zero for long.
    var offset = 0
    while offset < cells.count {
      let end = min(offset + 1024, cells.count)
      var bits: UInt32 = 0
      while offset < end {
        unsafe bits |= cells.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        offset += 4
      }
      if bits != 0 { return false }
    }
    return true
  }

  /// Sets a row to zero. One that is zero is only looked at, so that what was never written to takes no memory.
  @inlinable
  public func clear(_ row: Int) {
    if isClear(row) { return }
    let n = grid.width
    unsafe self.row(row, n).update(repeating: 0)
  }

  /// Sets the field to zero where it is not.
  @inlinable
  public func clear() {
    grid.forEachTile { [self] rows in for r in rows { clear(r) } }
  }

  @inlinable
  public func fill(_ value: Scalar) {
    grid.forEachTile { [self] rows in
      let part = elements(rows)
      unsafe base.advanced(by: part.lowerBound).update(repeating: value, count: part.count)
    }
  }

  /// Sets every cell to a function of its centre (width, depth, growth), m.
  public func fill(_ value: (_ x: Double, _ y: Double, _ z: Double) -> Scalar) {
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        let cells = unsafe row(k * grid.depth + j, grid.width)
        for i in 0..<grid.width {
          unsafe cells[i + 1] = value(grid.center(i, .width), grid.center(j, .depth), grid.center(k, .growth))
        }
        seal(k * grid.depth + j)
      }
    }
  }
}

/// A scalar quantity in double precision: what physics works on.
public typealias ScalarField = Field<Double>

import Fields

/// Memory of one worker that goes through a grid layer by layer: rings of four layers of rows with even and odd columns apart, and rows
/// for what is made on the way.
@safe
struct LayerStrip {
  /// Links of the row at hand.
  let links: UnsafeMutablePointer<Float>
  /// Columns of one parity in one row.
  let scratch: UnsafeMutablePointer<Float>
  private let start: UnsafeMutablePointer<Float>
  private let depth: Int
  private let length: Int

  /// Calls `body` with memory that lives as long as the call, all zero.
  static func with(_ grid: Grid, rings: Int, _ body: (LayerStrip) -> Void) {
    let length = rowLength(ColumnSplit(grid).length), linkLength = 5 * rowLength(grid.width + 2)
    unsafe withUnsafeTemporaryAllocation(
      byteCount: MemoryLayout<Float>.stride * (linkLength + length * (1 + 4 * rings * grid.depth)), alignment: 64
    ) { memory in
      let floats = unsafe memory.bindMemory(to: Float.self)
      unsafe floats.initialize(repeating: 0)
      let base = floats.baseAddress!
      body(
        unsafe LayerStrip(
          links: base, scratch: base + linkLength, start: base + linkLength + length, depth: grid.depth, length: length))
    }
  }

  /// Elements from row to row of `count`: whole cache lines, and not nearly a page, so that a load of one row never waits for a store to
  /// another.
  static func rowLength(_ count: Int) -> Int {
    var lines = (count + 15) / 16
    while lines % 64 < 9 || lines % 64 > 55 { lines += 1 }
    return 16 * lines
  }

  private init(
    links: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, start: UnsafeMutablePointer<Float>, depth: Int, length: Int
  ) {
    unsafe self.links = links
    unsafe self.scratch = scratch
    unsafe self.start = start
    self.depth = depth
    self.length = length
  }

  func ring(_ index: Int) -> LayerRing {
    unsafe LayerRing(start: start + 4 * index * depth * length, depth: depth, length: length)
  }
}

/// Four layers of rows, those of the indices that were written last. With four, columns of one parity have the same colour whenever they are
/// written again: a new layer's red cells leave an old one's black ones alone.
@safe
struct LayerRing {
  private let start: UnsafeMutablePointer<Float>
  private let depth: Int
  private let length: Int

  init(start: UnsafeMutablePointer<Float>, depth: Int, length: Int) {
    unsafe self.start = start
    self.depth = depth
    self.length = length
  }

  /// Row `j` of the layer at index `v`.
  @inline(__always)
  func row(_ v: Int, _ j: Int) -> UnsafeMutablePointer<Float> { unsafe start + ((v & 3) * depth + j) * length }
}

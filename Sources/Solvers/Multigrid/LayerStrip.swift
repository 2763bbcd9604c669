import Fields

/// Memory of one worker that goes through a grid layer by layer: rings of three layers, and rows for what is made on the way.
@safe
struct LayerStrip {
  /// Links of the row at hand.
  let links: UnsafeMutablePointer<Float>
  /// One row.
  let scratch: UnsafeMutableBufferPointer<Float>
  private let start: UnsafeMutablePointer<Float>
  private let depth: Int
  private let length: Int

  /// Calls `body` with memory that lives as long as the call, all zero.
  static func with(_ grid: Grid, rings: Int, _ body: (LayerStrip) -> Void) {
    let length = rowLength(grid), linkLength = 5 * length
    unsafe withUnsafeTemporaryAllocation(
      byteCount: MemoryLayout<Float>.stride * (linkLength + length * (1 + 3 * rings * grid.depth)), alignment: 64
    ) { memory in
      let floats = unsafe memory.bindMemory(to: Float.self)
      unsafe floats.initialize(repeating: 0)
      let base = floats.baseAddress!
      body(
        unsafe LayerStrip(
          links: base, scratch: UnsafeMutableBufferPointer(start: base + linkLength, count: grid.width + 2),
          start: base + linkLength + length, depth: grid.depth, length: length))
    }
  }

  /// Elements from row to row: whole cache lines, and not nearly a page, so that a load of one row never waits for a store to another.
  static func rowLength(_ grid: Grid) -> Int {
    var lines = (grid.width + 2 + 15) / 16
    while lines % 64 < 9 || lines % 64 > 55 { lines += 1 }
    return 16 * lines
  }

  private init(
    links: UnsafeMutablePointer<Float>, scratch: UnsafeMutableBufferPointer<Float>, start: UnsafeMutablePointer<Float>, depth: Int,
    length: Int
  ) {
    unsafe self.links = links
    unsafe self.scratch = scratch
    unsafe self.start = start
    self.depth = depth
    self.length = length
  }

  func ring(_ index: Int) -> LayerRing {
    unsafe LayerRing(start: start + 3 * index * depth * length, depth: depth, length: length, count: scratch.count)
  }
}

/// Three layers of rows, those of the indices that were written last.
@safe
struct LayerRing {
  private let start: UnsafeMutablePointer<Float>
  private let depth: Int
  private let length: Int
  private let count: Int

  init(start: UnsafeMutablePointer<Float>, depth: Int, length: Int, count: Int) {
    unsafe self.start = start
    self.depth = depth
    self.length = length
    self.count = count
  }

  /// Row `j` of the layer at index `v` ≥ −3.
  @inline(__always)
  func row(_ v: Int, _ j: Int) -> UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(start: start + ((v + 3) % 3 * depth + j) * length, count: count)
  }
}

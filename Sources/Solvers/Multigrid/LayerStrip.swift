import Fields
import Foundation

/// Strips that workers take and give back. A strip of a deep grid is so large that the system maps it anew, page by page, for each who asks:
/// that took a tenth of a cycle.
///
/// Invariant behind `@unchecked Sendable`: idle buffers are touched under the lock only. It is one that a thread sanitizer knows, which sees
/// nothing of a `Mutex`.
@safe
final class LayerStrips: @unchecked Sendable {
  private let grid: Grid
  private let rings: Int
  private let lock = NSLock()
  private var idle: [UnsafeMutablePointer<Float>] = []

  init(_ grid: Grid, rings: Int) {
    self.grid = grid
    self.rings = rings
  }

  deinit { for floats in unsafe idle { unsafe floats.deallocate() } }

  /// Calls `body` with a strip that is all zero, and its own as long as the call.
  func with(_ body: (LayerStrip) -> Void) {
    let count = LayerStrip.length(grid, rings: rings)
    let floats = unsafe lock.withLock { unsafe idle.popLast() } ?? allocate(count)
    unsafe floats.initialize(repeating: 0, count: count)
    unsafe body(LayerStrip(grid, memory: floats))
    lock.withLock { unsafe idle.append(floats) }
  }

  private func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<Float>.stride * count, alignment: 64)
    return unsafe memory.bindMemory(to: Float.self, capacity: count)
  }
}

/// Memory of one worker that goes through a grid layer by layer: rings of six layers of rows with even and odd columns apart, and rows
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

  fileprivate static func length(_ grid: Grid, rings: Int) -> Int {
    5 * rowLength(grid.width + 2) + rowLength(ColumnSplit(grid).length) * (1 + LayerRing.layers * rings * grid.depth)
  }

  /// Elements from row to row of `count`: whole cache lines, and not nearly a page, so that a load of one row never waits for a store to
  /// another.
  static func rowLength(_ count: Int) -> Int {
    var lines = (count + 15) / 16
    while lines % 64 < 9 || lines % 64 > 55 { lines += 1 }
    return 16 * lines
  }

  fileprivate init(_ grid: Grid, memory: UnsafeMutablePointer<Float>) {
    depth = grid.depth
    length = Self.rowLength(ColumnSplit(grid).length)
    unsafe links = memory
    unsafe scratch = memory + 5 * Self.rowLength(grid.width + 2)
    unsafe start = scratch + length
  }

  func ring(_ index: Int) -> LayerRing {
    unsafe LayerRing(start: start + LayerRing.layers * index * depth * length, layerLength: depth * length)
  }
}

/// Six layers of rows, those of the indices that were written last. With an even number, columns of one parity have the same colour whenever
/// they are written again: a new layer's red cells leave an old one's black ones alone.
@safe
struct LayerRing {
  fileprivate static let layers = 6

  private let start: UnsafeMutablePointer<Float>
  private let layerLength: Int

  fileprivate init(start: UnsafeMutablePointer<Float>, layerLength: Int) {
    unsafe self.start = start
    self.layerLength = layerLength
  }

  /// First row of the layer at index `v`, which is at most six layers below the bottom.
  @inline(__always)
  func layer(_ v: Int) -> UnsafeMutablePointer<Float> { unsafe start + (v &+ Self.layers) % Self.layers &* layerLength }
}

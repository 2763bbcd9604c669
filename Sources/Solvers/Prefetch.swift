import CPrefetch
import Fields

extension UnsafeMutablePointer {
  /// Asks for the next `count` elements to come into the second cache. The processor does so by itself where a loop runs on through memory, but
  /// begins anew where it went on to other rows meanwhile.
  @inline(__always)
  func prefetch(_ count: Int) {
    let start = UnsafeRawPointer(self), byteCount = count * MemoryLayout<Pointee>.stride
    for offset in stride(from: 0, to: byteCount, by: 64) { unsafe lid_prefetch(start + offset) }
  }
}

extension Grid {
  /// Whether what a multigrid cycle reads is more than a second cache of a megabyte or two holds.
  var isLargerThanCache: Bool { cellCount > 100_000 }

  /// Rows from the one at hand to that which is asked for: more in a deep grid, whose rows are short.
  var rowsAhead: Int { depth > 1 ? 4 : 1 }
}

/// The pixels of a picture as 0x00RRGGBB, row 0 at the top: the layout that cairo calls RGB24.
///
/// Invariant behind `@unchecked Sendable`: concurrent writers hold disjoint rows, and no row is read while it is written.
@safe
final class PixelBuffer: @unchecked Sendable {
  let width: Int, height: Int
  /// All pixels, for the drawing library; everything else goes through `row`.
  let base: UnsafeMutablePointer<UInt32>

  init(width: Int, height: Int, _ color: Color) {
    self.width = width
    self.height = height
    unsafe base = .allocate(capacity: width * height)
    unsafe base.initialize(repeating: color.hex, count: width * height)
  }

  deinit { unsafe base.deallocate() }

  /// One row from the top; take `.span` or `.mutableSpan` of it.
  @inline(__always)
  func row(_ row: Int) -> UnsafeMutableBufferPointer<UInt32> {
    precondition(row >= 0 && row < height, "row outside the picture")
    return unsafe UnsafeMutableBufferPointer(start: base + row &* width, count: width)
  }

  subscript(_ x: Int, _ y: Int) -> UInt32 {
    precondition(x >= 0 && x < width, "pixel outside the picture")
    return unsafe row(y)[x] & 0xFFFFFF
  }
}

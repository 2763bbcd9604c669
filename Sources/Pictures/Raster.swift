/// A quantity at the pixels of an image; row 0 is the lowest, as in a field.
///
/// Invariant behind `@unchecked Sendable`: concurrent writers hold disjoint rows, and no row is read while it is written.
@safe
final class Raster: @unchecked Sendable {
  let width: Int, height: Int
  private let base: UnsafeMutablePointer<Float>

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    unsafe base = .allocate(capacity: width * height)
    unsafe base.initialize(repeating: 0, count: width * height)
  }

  deinit { unsafe base.deallocate() }

  /// One row; take `.span` or `.mutableSpan` of it.
  @inline(__always)
  func row(_ row: Int) -> UnsafeMutableBufferPointer<Float> {
    precondition(row >= 0 && row < height, "row outside the raster")
    return unsafe UnsafeMutableBufferPointer(start: base + row &* width, count: width)
  }

  subscript(_ x: Int, _ y: Int) -> Float {
    get {
      precondition(x >= 0 && x < width, "pixel outside the raster")
      return unsafe row(y)[x]
    }
    set {
      precondition(x >= 0 && x < width, "pixel outside the raster")
      unsafe row(y)[x] = newValue
    }
  }
}

import CPNG
import Fields

/// The compressed stream of a PNG: rows filtered, then deflated in strips of fixed height that are worked on in parallel.
///
/// Each strip ends on a byte boundary (a full flush), so that strips can be joined; the result does not depend on the
/// number of threads.
struct Deflation {
  /// Rows of a strip: some 150 kB of a picture, beyond which a longer history compresses no better.
  static let rowsPerStrip = 32

  let stream: [UInt8]

  init(_ pixels: PixelBuffer, level: Int32) {
    let strips = (pixels.height + Self.rowsPerStrip - 1) / Self.rowsPerStrip
    let results = Strips(count: strips)
    Tiling.forEach(rows: strips, cellsPerRow: 20 * Self.rowsPerStrip * pixels.width) { indices in
      for index in indices {
        let rows = index * Self.rowsPerStrip..<min((index + 1) * Self.rowsPerStrip, pixels.height)
        results[index] = Strip(pixels, rows: rows, isLast: index == strips - 1, level: level)
      }
    }
    var stream: [UInt8] = [0x78, 0x5E]  // deflate with a window of 32 kB
    var sum = adler32(0, nil, 0)
    for strip in (0..<strips).compactMap({ results[$0] }) {
      stream += strip.bytes
      sum = adler32_combine(sum, strip.sum, strip.length)
    }
    self.stream = stream + PNGFile.bigEndian(UInt32(truncatingIfNeeded: sum))
  }

  /// Strips that several workers finish.
  ///
  /// Invariant behind `@unchecked Sendable`: each is written by the one worker that has its index.
  @safe
  private final class Strips: @unchecked Sendable {
    private let strips: UnsafeMutableBufferPointer<Strip?>

    init(count: Int) {
      unsafe strips = .allocate(capacity: count)
      unsafe strips.initialize(repeating: nil)
    }

    deinit {
      unsafe strips.deinitialize()
      unsafe strips.deallocate()
    }

    subscript(_ index: Int) -> Strip? {
      get {
        unsafe precondition((0..<strips.count).contains(index), "strip outside the picture")
        return unsafe strips[index]
      }
      set {
        unsafe precondition((0..<strips.count).contains(index), "strip outside the picture")
        unsafe strips[index] = newValue
      }
    }
  }

  private struct Strip: Sendable {
    let bytes: [UInt8]
    /// Adler-32 of the filtered rows, and how many bytes they are.
    let sum: UInt
    let length: Int

    init(_ pixels: PixelBuffer, rows: Range<Int>, isLast: Bool, level: Int32) {
      let rowLength = 3 * pixels.width + 1
      var filtered = [UInt8](repeating: 0, count: rowLength * rows.count)
      // Packed rows behind three zeros, which stand for the pixel before the first.
      var above = [UInt8](repeating: 0, count: rowLength + 2)
      var here = above
      if rows.lowerBound > 0 { Self.pack(pixels, row: rows.lowerBound - 1, into: &above) }
      for y in rows {
        Self.pack(pixels, row: y, into: &here)
        Self.filter(here.span, above.span, into: &filtered, at: (y - rows.lowerBound) * rowLength)
        swap(&here, &above)
      }
      length = filtered.count
      sum = unsafe adler32(adler32(0, nil, 0), filtered, UInt32(filtered.count))
      var stream = unsafe z_stream()
      let begun = unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, -15, 9, Z_FILTERED, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      precondition(begun == Z_OK, "no memory to compress a picture in")
      let capacity = Int(unsafe deflateBound(&stream, UInt(filtered.count))) + 16
      bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { out, count in
        unsafe filtered.withUnsafeMutableBufferPointer { input in
          unsafe stream.next_in = input.baseAddress
          unsafe stream.avail_in = UInt32(input.count)
          unsafe stream.next_out = out.baseAddress
          unsafe stream.avail_out = UInt32(capacity)
          _ = unsafe deflate(&stream, isLast ? Z_FINISH : Z_FULL_FLUSH)
          count = unsafe capacity - Int(stream.avail_out)
        }
      }
      _ = unsafe deflateEnd(&stream)
    }

    private static func pack(_ pixels: PixelBuffer, row y: Int, into out: inout [UInt8]) {
      let row = unsafe pixels.row(y).span
      var bytes = out.mutableSpan
      for x in 0..<row.count {
        bytes[3 * x + 3] = UInt8(truncatingIfNeeded: row[x] >> 16)
        bytes[3 * x + 4] = UInt8(truncatingIfNeeded: row[x] >> 8)
        bytes[3 * x + 5] = UInt8(truncatingIfNeeded: row[x])
      }
    }

    /// Each row is written as the difference from the row above, or from the pixel before where that leaves less.
    private static func filter(_ here: Span<UInt8>, _ above: Span<UInt8>, into out: inout [UInt8], at start: Int) {
      var upCost: UInt32 = 0
      var sideCost: UInt32 = 0
      for i in 3..<here.count {
        let up = here[i] &- above[i]
        let side = here[i] &- here[i - 3]
        upCost &+= UInt32(min(up, 0 &- up))
        sideCost &+= UInt32(min(side, 0 &- side))
      }
      var bytes = out.mutableSpan
      if upCost <= sideCost {
        bytes[start] = 2
        for i in 3..<here.count { bytes[start + i - 2] = here[i] &- above[i] }
      } else {
        bytes[start] = 1
        for i in 3..<here.count { bytes[start + i - 2] = here[i] &- here[i - 3] }
      }
    }
  }
}

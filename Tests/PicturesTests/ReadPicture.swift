import CPNG
import Foundation

/// A PNG file as libpng sees it.
struct ReadPicture {
  let width: Int, height: Int
  private let bytes: [UInt8]

  /// Nil if the file is missing or no PNG.
  init?(_ path: String) {
    var width: Int32 = 0
    var height: Int32 = 0
    guard let pixels = unsafe lid_png_read_rgb(path, &width, &height) else { return nil }
    defer { unsafe free(pixels) }
    self.width = Int(width)
    self.height = Int(height)
    bytes = unsafe Array(UnsafeBufferPointer(start: pixels, count: 3 * Int(width) * Int(height)))
  }

  /// 0xRRGGBB of a pixel, counted from the upper left corner.
  subscript(_ x: Int, _ y: Int) -> UInt32 {
    let start = 3 * (y * width + x)
    return UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
  }
}

/// Calls `body` with a folder that exists for its duration.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pictures-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// Largest difference of two colours in a component.
func distance(_ a: UInt32, _ b: UInt32) -> Int {
  [UInt32(16), 8, 0].map { abs(Int(a >> $0 & 255) - Int(b >> $0 & 255)) }.max()!
}

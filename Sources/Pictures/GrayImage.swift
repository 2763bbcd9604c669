import CPNG
public import Foundation

/// The brightness of a picture, such as a micrograph.
public struct GrayImage: Equatable, Sendable {
  /// Pixels, at least 1.
  public let width: Int, height: Int
  /// From 0, black, to 1, white, on the scale of the file: what other programs show as 0 … 255. Row 0 is the lowest.
  let values: [Float]

  /// Pixels beyond which a picture is refused.
  public static let largestPixelCount = 64_000_000

  /// Reads a PNG file (ISO/IEC 15948): gray, coloured or with a palette, of any depth. Values are taken as they are, whatever the file
  /// says of its gamma; colours count by their luminance (ITU-R BT.709); what is transparent lies on white.
  /// - Throws: `PictureError.cannotRead` with the reason of libpng.
  public init(png file: Data) throws(PictureError) {
    var width: Int32 = 0
    var height: Int32 = 0
    var message = [CChar](repeating: 0, count: 64)
    let pixels = unsafe file.withUnsafeBytes {
      unsafe lid_png_read_gray($0.baseAddress, $0.count, Self.largestPixelCount, &width, &height, &message)
    }
    guard let pixels = unsafe pixels else {
      let words = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let isTooLarge = Int(width) * Int(height) > Self.largestPixelCount
      throw .cannotRead(reason: isTooLarge ? "\(width) x \(height) pixels are too many, at most 64 million" : words)
    }
    defer { unsafe free(pixels) }
    let columns = Int(width), rows = Int(height)
    let samples = unsafe UnsafeBufferPointer(start: pixels, count: 2 * columns * rows).span
    var values: [Float] = []
    values.reserveCapacity(columns * rows)
    for row in (0..<rows).reversed() {
      for sample in row * columns..<(row + 1) * columns {
        let alpha = Float(samples[2 * sample + 1]) / 65535
        values.append(Float(samples[2 * sample]) / 65535 * alpha + 1 - alpha)
      }
    }
    self.width = columns
    self.height = rows
    self.values = values
  }

  init(width: Int, height: Int, _ value: (_ x: Int, _ y: Int) -> Float) {
    self.width = width
    self.height = height
    values = (0..<height).flatMap { y in (0..<width).map { x in value(x, y) } }
  }

  public subscript(_ x: Int, _ y: Int) -> Float { values[y * width + x] }
}

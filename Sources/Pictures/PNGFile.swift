import CPNG

/// A picture as a PNG file (ISO/IEC 15948): eight-bit RGB, with its resolution and a few words about itself.
struct PNGFile {
  let pixels: PixelBuffer
  /// Pixels per inch when printed.
  var resolution: Double
  /// Keyword and text, e.g. ("Title", "Lithium"); Latin-1 where it suffices, else UTF-8.
  var texts: [(keyword: String, text: String)]
  /// zlib's effort, 1 … 9.
  var compression = 2

  func encoded() -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var header = Self.bigEndian(UInt32(pixels.width)) + Self.bigEndian(UInt32(pixels.height))
    header += [8, 2, 0, 0, 0]  // eight bits, RGB, deflate, adaptive filters, not interlaced
    Self.append("IHDR", header, to: &file)
    Self.append("sRGB", [0], to: &file)
    let perMetre = Self.bigEndian(UInt32((resolution / 0.0254).rounded()))
    Self.append("pHYs", perMetre + perMetre + [1], to: &file)
    for (keyword, text) in texts where !text.isEmpty {
      let scalars = text.unicodeScalars
      if scalars.allSatisfy({ $0.value < 256 }) {
        Self.append("tEXt", Array(keyword.utf8) + [0] + scalars.map { UInt8($0.value) }, to: &file)
      } else {
        Self.append("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8), to: &file)
      }
    }
    Self.append("IDAT", Deflation(pixels, level: Int32(compression)).stream, to: &file)
    Self.append("IEND", [], to: &file)
    return file
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    let body = Array(type.utf8) + data
    file += bigEndian(UInt32(data.count)) + body + bigEndian(UInt32(truncatingIfNeeded: unsafe crc32(0, body, UInt32(body.count))))
  }

  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

/// The checksums of a PNG file (ISO/IEC 15948, section 5.5), made right: a reader stops at the first that is wrong, and what lies behind
/// it would never be tried.
enum PNGChecksums {
  static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

  /// The file with every chunk's checksum made that of its bytes, as far as whole chunks go.
  static func mended(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var start = signature.count
    while start + 12 <= file.count {
      let length = file[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= file.count - start - 12 else { break }
      let sum = checksum(file[start + 4..<start + 8 + length])
      for place in 0..<4 { file[start + 8 + length + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt32(place))) }
      start += 12 + length
    }
    return file
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
  }
}

import Fields
import Foundation
import Testing

@testable import Pictures

@Suite struct PNGFileTests {
  /// A picture in which every filter and several strips occur.
  static func picture() -> PNGFile {
    let pixels = PixelBuffer(width: 70, height: 100, .gray(1))
    for y in 0..<100 {
      var row = unsafe pixels.row(y).mutableSpan
      for x in 0..<70 where y > 10 { row[x] = UInt32(x * 3) << 16 | UInt32(y * 2) << 8 | UInt32((x * y) & 255) }
    }
    return PNGFile(pixels: pixels, resolution: 300, texts: [("Title", "A 2 µm cell"), ("Description", "φ"), ("Software", "")])
  }

  @Test func anotherReaderSeesTheSamePixels() throws {
    try withTemporaryFolder { folder in
      let file = Self.picture()
      try WholePicture.write(file.encoded(), to: folder + "/a.png")
      let read = try #require(ReadPicture(folder + "/a.png"))
      #expect(read.width == 70 && read.height == 100)
      for y in 0..<100 {
        for x in 0..<70 { #expect(read[x, y] == file.pixels[x, y]) }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.png"])
    }
  }

  @Test func resolutionAndTextsAreWithin() {
    let bytes = Self.picture().encoded()
    func holds(_ needle: [UInt8]) -> Bool {
      bytes.indices.dropLast(needle.count).contains { bytes[$0..<$0 + needle.count].elementsEqual(needle) }
    }
    // 300 an inch are 11 811 a metre; µ is one Latin-1 byte, φ needs UTF-8.
    #expect(holds(Array("pHYs".utf8) + [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]))
    #expect(holds(Array("tEXtTitle".utf8) + [0] + Array("A 2 ".utf8) + [0xB5]))
    #expect(holds(Array("iTXtDescription".utf8) + [0, 0, 0, 0, 0] + Array("φ".utf8)))
    #expect(!holds(Array("Software".utf8)))
  }

  @Test func anUnwritablePathIsOneClearError() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/missing/a.png"
      let error = #expect(throws: PictureError.self) { try WholePicture.write(Self.picture().encoded(), to: path) }
      #expect(error?.description == "cannot write the picture \(path): no such file or directory")
    }
  }

  @Test func nothingIsLeftBesideAPlaceThatIsTaken() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/taken"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      #expect(throws: PictureError.cannotWrite(path: path, reason: "is a directory")) {
        try WholePicture.write(Self.picture().encoded(), to: path)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
    }
  }
}

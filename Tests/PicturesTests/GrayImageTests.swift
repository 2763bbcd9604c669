import CPNG
import Foundation
import Testing

@testable import Pictures

@Suite struct GrayImageTests {
  /// Three by two pixels, from the top: 0 64 128, 200 255 1 of 255. Written by Pillow 10 in one form each.
  static let sameInEveryForm = [
    ("gray, 8 bits", "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNkcHBgOPGfEQAHJwJKr+UOTAAAAABJRU5ErkJggg=="),
    (
      "gray, 16 bits",
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAAFklEQVR4nGNkYHBwcHBgOHHi/39GRgAZMASSNUqtLwAAAABJRU5ErkJggg=="
    ),
    (
      "colour",
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAG0lEQVR4nAXBAQEAAACCoHzm/F4VkERV03YbcDYfBtrw1EFPAAAAAElFTkSuQmCC"
    ),
    (
      "palette",
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACBAMAAABvWnspAAAAElBMVEX////IyMiAgIBAQEABAQEAAACVuZyyAAAADklEQVR4nGMIVmAUMAAAAngAtc7dkHEAAAAASUVORK5CYII="
    ),
  ]

  private func bytes(_ text: String) throws -> Data { try #require(Data(base64Encoded: text)) }

  @Test(arguments: sameInEveryForm) func theSameGraysInEveryForm(form: String, text: String) throws {
    let image = try GrayImage(png: bytes(text))
    #expect(image.width == 3 && image.height == 2)
    for (place, value) in zip([(0, 1), (1, 1), (2, 1), (0, 0), (1, 0), (2, 0)], [0.0, 64, 128, 200, 255, 1]) {
      #expect(abs(Double(image[place.0, place.1]) - value / 255) < 1e-6, "\(form) \(place)")
    }
  }

  @Test func whatIsTransparentLiesOnWhite() throws {
    // The same with alpha; the second pixel of the lower row is black and clear, the third black and half clear (128 of 255).
    let image = try GrayImage(
      png: bytes("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAQAAAA3fa6RAAAAFklEQVR4nGNk+O/A4MDAcOI/AwNDAwAbOwPIbXuBYQAAAABJRU5ErkJggg=="))
    #expect(abs(image[1, 1] - 64.0 / 255) < 1e-6)
    #expect(abs(image[1, 0] - 1) < 1e-6)
    #expect(abs(image[2, 0] - 127.0 / 255) < 1e-6)
  }

  @Test func oneBitIsBlackAndWhite() throws {
    let image = try GrayImage(
      png: bytes("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR4nGNwYDgAAAGEAQEKf5BQAAAAAElFTkSuQmCC"))
    #expect((0..<2).map { y in (0..<3).map { image[$0, y] } } == [[1, 1, 0], [0, 1, 0]])
  }

  @Test func coloursCountByTheirLuminance() throws {
    // Red, green, blue above white, black and 128. ITU-R BT.709: 0.2126, 0.7152, 0.0722, here to a gray level.
    let image = try GrayImage(
      png: bytes("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAGklEQVR4nAXBgQEAIAjAIOxyvXyBEHrK2L0PPvIGgBz4584AAAAASUVORK5CYII="))
    for (x, value) in [0.2126, 0.7152, 0.0722].enumerated() { #expect(abs(Double(image[x, 1]) - value) < 0.5 / 255) }
    #expect(image[0, 0] == 1 && image[1, 0] == 0)
  }

  @Test func aDamagedFileIsRefusedWithOneReason() throws {
    let sound = try bytes(Self.sameInEveryForm[0].1)
    #expect(throws: PictureError.cannotRead(reason: "not a PNG file")) { try GrayImage(png: Data("x [um],z [um]".utf8)) }
    #expect(throws: PictureError.self) { try GrayImage(png: Data()) }
    // Cut off anywhere before the pixels are complete.
    for length in 8..<sound.count - 1 {
      #expect(throws: PictureError.cannotRead(reason: "the file is cut off"), "\(length)") { try GrayImage(png: sound.prefix(length)) }
    }
    // A byte of the pixels changed.
    var damaged = sound
    damaged[44] ^= 0x40
    #expect(throws: PictureError.self) { try GrayImage(png: damaged) }
    // A header that claims 60000 x 60000 pixels, its checksum right.
    var huge = sound
    huge.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    let sum = unsafe crc32(0, Array(huge[12..<29]), 17)
    huge.replaceSubrange(29..<33, with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) })
    #expect(throws: PictureError.cannotRead(reason: "60000 x 60000 pixels are too many, at most 64 million")) { try GrayImage(png: huge) }
  }
}

import Fields
import Foundation
import Testing

@testable import Pictures

/// What a frame's file says of the moment that it shows.
@Suite struct FrameStampTests {
  private func stamp(_ context: FrameContext) throws -> (FrameStamp, CompositeFrame) {
    let frame = CompositeFrame(
      panels: [FieldPanel(lithium: FrameTests.front(at: 5e-6))], context: context, style: FrameStyle(width: 300, height: 201))
    let stamp = try withTemporaryFolder { folder in
      try frame.write(to: folder + "/frame.png")
      return try FrameStamp(path: folder + "/frame.png")
    }
    return (stamp, frame)
  }

  @Test func timeAndChargeAreTold() throws {
    for time in [0, 0.1 + 0.2, 1e-7, 86_400 * Double.pi] {
      for charge in [nil, 0, -1.0 / 3, 3600 * Double.pi] {
        let (stamp, frame) = try stamp(FrameContext(time: time, charge: charge, title: "Δ ξ"))
        #expect(stamp.time == time && (stamp.charge == nil) == (charge == nil))
        #expect(abs((stamp.charge ?? 0) - (charge ?? 0)) <= 1e-11 * abs(charge ?? 0))
        let pixels = frame.drawn().pixels
        #expect(stamp.width == pixels.width && stamp.height == pixels.height)
      }
    }
  }

  /// Captions grow with time and charge; of a narrow picture they are wider than all else.
  @Test func picturesOfAMovieAreOfOneSize() throws {
    var sizes: Set<[Int]> = []
    for (time, charge) in [(0, 0), (3, -0.1), (59.9, 40), (119.4, 36_000), (119.9, 1e6)] as [(Double, Double)] {
      let (stamp, _) = try stamp(FrameContext(time: time, charge: charge, title: "a", timeUnit: .second))
      sizes.insert([stamp.width, stamp.height])
    }
    #expect(sizes.count == 1, "\(sizes)")
  }

  @Test func otherPicturesTellNoTime() throws {
    try withTemporaryFolder { folder in
      let pixels = PixelBuffer(width: 4, height: 3, Color(hex: 0xFFFFFF))
      try Data(PNGFile(pixels: pixels, resolution: 300, texts: [("Title", "t = 3 s")]).encoded()).write(
        to: URL(fileURLWithPath: folder + "/other.png"))
      try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/text.png"))
      for name in ["other", "text", "nothing"] {
        #expect(throws: PictureError.self) { try FrameStamp(path: "\(folder)/\(name).png") }
      }
    }
  }
}

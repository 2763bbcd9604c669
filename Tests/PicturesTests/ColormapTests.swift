import Pictures
import Testing

@Suite struct ColormapTests {
  /// Entries of the published tables of 256, none of them a control point.
  static let published: [(map: Colormap, entries: [UInt32], tolerance: Int)] = [
    (.viridis, [0x450457, 0x463480, 0x3B528B, 0x2B748E, 0x21918C, 0x2AB07F, 0x60CA60, 0xC2DF23, 0xF8E621], 1),
    (.cividis, [0x002451, 0x243C6E, 0x434E6C, 0x636670, 0x7D7C78, 0x9D9576, 0xBDAE6C, 0xE7D150, 0xFEE535], 4),
    (.magma, [0x010106, 0x251255, 0x51127C, 0x862781, 0xB73779, 0xE95462, 0xFC8A62, 0xFED395, 0xFCF9BB], 1),
  ]

  @Test func controlPointsReproduceThePublishedTables() {
    for (map, entries, tolerance) in Self.published {
      for (index, entry) in zip([2, 38, 64, 98, 128, 162, 193, 232, 253], entries) {
        #expect(distance(map.color(at: Double(index) / 255).hex, entry) <= tolerance, "\(map.name) at \(index)")
      }
    }
  }

  @Test(arguments: ["viridis", "cividis", "magma"])
  func lightnessRisesAllAlongASequentialMap(_ name: String) throws {
    let map = try #require(Colormap.named(name))
    let lightness = (0...50).map { map.color(at: Double($0) / 50).lightness }
    for (lower, upper) in zip(lightness, lightness.dropFirst()) { #expect(upper > lower) }
    // The steps are even: none is more than twice their mean.
    let mean = (lightness.last! - lightness.first!) / 50
    for (lower, upper) in zip(lightness, lightness.dropFirst()) { #expect(upper - lower < 2 * mean) }
  }

  @Test func lightnessOfTheDivergingMapIsSymmetric() {
    for step in 0...25 {
      let distance = Double(step) / 50
      let low = Colormap.polar.color(at: 0.5 - distance).lightness
      let high = Colormap.polar.color(at: 0.5 + distance).lightness
      #expect(abs(low - high) < 0.5)
      #expect(abs(low - (97 - 140 * distance)) < 0.5)
    }
  }

  @Test func fractionsBeyondTheEndsTakeTheEnds() {
    #expect(Colormap.viridis.color(at: -3) == Colormap.viridis.color(at: 0))
    #expect(Colormap.viridis.color(at: 7) == Colormap.viridis.color(at: 1))
    #expect(Colormap.viridis.color(at: 0).hex == 0x440154)
    #expect(Colormap.viridis.color(at: 1).hex == 0xFDE725)
  }

  @Test func lightnessOfBlackAndWhite() {
    #expect(Color(hex: 0).lightness == 0)
    #expect(abs(Color(hex: 0xFFFFFF).lightness - 100) < 1e-9)
    #expect(abs(Color(hex: 0x777777).lightness - 50.03) < 0.01)
  }
}

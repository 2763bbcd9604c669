import Testing

@testable import Configuration

/// A config damaged at random is either refused with a message or still a run; it never ends the program.
@Suite struct DamagedConfigTests {
  /// The generator of Steele, Lea and Flood (splitmix64): the same damage in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func damage(_ text: [UInt8], _ random: inout Generator) -> [UInt8] {
    let marks = Array("[]{}\"'=.#\n\\-+0e9x,µ ()^*/%".utf8)
    var text = text
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<text.count, using: &random)
      let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
      switch Int.random(in: 0..<4, using: &random) {
      case 0: text.remove(at: place)
      case 1: text[place] = mark
      case 2: text.insert(mark, at: place)
      default: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...30, using: &random)))
      }
    }
    return text
  }

  @Test(arguments: [SampleConfig.minimal, SampleConfig.full]) func refusedOrStillARun(sample: String) throws {
    var random = Generator(state: 2026)
    for _ in 0..<800 {
      let text = String(decoding: damage(Array(sample.utf8), &random), as: UTF8.self)
      do throws(ConfigurationErrors) {
        let config = try RunConfiguration(parsing: text, file: "damaged.toml")
        #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "damaged.toml") == config)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}

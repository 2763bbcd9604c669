@testable import Fields
import Foundation
import Testing

/// Philox4x32-10 against the known answers of its authors' library (Random123, `kat_vectors`), and its normal deviates against the
/// moments of their distribution.
@Suite struct RandomStreamTests {
  struct Answer: Sendable {
    let counter: [UInt32], key: [UInt32], words: [UInt32]
  }

  static let answers = [
    Answer(counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    Answer(
      counter: [.max, .max, .max, .max], key: [.max, .max], words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    Answer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0],
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test(arguments: answers.indices) func philoxGivesTheKnownAnswers(_ index: Int) {
    let a = Self.answers[index]
    let words = RandomStream.block((a.counter[0], a.counter[1], a.counter[2], a.counter[3]), key: (a.key[0], a.key[1]))
    #expect([words.0, words.1, words.2, words.3] == a.words)
  }

  /// Mean 0, variance 1, skewness 0, fourth moment 3, no correlation of neighbours, each within four standard errors of its estimate
  /// from 400 000 deviates; and a largest one such as that many have.
  @Test(arguments: [UInt64(1), 0xDEAD_BEEF_0000_0007]) func normalDeviatesHaveTheirMoments(_ seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let steps = 400, cells = 1000
    let n = Double(steps * cells)
    var moments = [0.0, 0, 0, 0], lag = 0.0, lateral = 0.0, largest = 0.0
    var before = [Double](repeating: 0, count: cells)
    for step in 0..<steps {
      var left = 0.0
      for cell in 0..<cells {
        let z = stream.normal(step: UInt64(step), cell: UInt64(cell))
        moments[0] += z
        moments[1] += z * z
        moments[2] += z * z * z
        moments[3] += z * z * z * z
        lag += z * before[cell]
        lateral += z * left
        largest = max(largest, abs(z))
        before[cell] = z
        left = z
      }
    }
    let root = n.squareRoot()
    // Variances of z, z², z³, z⁴ and of a product of two: 1, 2, 15, 96, 1.
    #expect(abs(moments[0] / n) <= 4 / root)
    #expect(abs(moments[1] / n - 1) <= 4 * 2.0.squareRoot() / root)
    #expect(abs(moments[2] / n) <= 4 * 15.0.squareRoot() / root)
    #expect(abs(moments[3] / n - 3) <= 4 * 96.0.squareRoot() / root)
    #expect(abs(lag / n) <= 4 / root)
    #expect(abs(lateral / n) <= 4 / root)
    #expect(largest > 4 && largest < 6.5, "\(largest)")
  }

  /// The part of the deviates below a few bounds, against the error function.
  @Test func normalDeviatesHaveTheirDistribution() {
    let stream = RandomStream(seed: 42)
    let n = 200_000
    let deviates = (0..<n).map { stream.normal(step: 3, cell: UInt64($0)) }
    for bound in [-2.5, -1, -0.3, 0, 0.7, 2] {
      let share = Double(deviates.count { $0 < bound }) / Double(n)
      let exact = 0.5 * erfc(-bound / 2.0.squareRoot())
      #expect(abs(share - exact) <= 4 * (exact * (1 - exact) / Double(n)).squareRoot())
    }
  }

  /// Seed, step and cell all matter, up to their highest bits.
  @Test func everyWordOfTheCounterMatters() {
    let reference = RandomStream(seed: 1).normal(step: 1, cell: 1)
    #expect(RandomStream(seed: 1).normal(step: 1, cell: 1) == reference)
    #expect(RandomStream(seed: 1 | 1 << 63).normal(step: 1, cell: 1) != reference)
    #expect(RandomStream(seed: 1).normal(step: 1 | 1 << 63, cell: 1) != reference)
    #expect(RandomStream(seed: 1).normal(step: 1, cell: 1 | 1 << 63) != reference)
    #expect(RandomStream(seed: 2).normal(step: 1, cell: 1) != reference)
  }
}

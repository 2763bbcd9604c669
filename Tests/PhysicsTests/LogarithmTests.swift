import Foundation
@testable import Physics
import Testing

/// Against the C library's logarithm, which is within one unit in the last place itself.
@Suite struct LogarithmTests {
  /// Largest difference in units in the last place of ln x, over `count` values of a geometric series.
  private func worst(from first: Double, to last: Double, count: Int) -> Double {
    var worst = 0.0
    for k in 0...count {
      let x = first * pow(last / first, Double(k) / Double(count)), expected = log(x)
      worst = max(worst, abs(positiveLogarithm(x) - expected) / expected.ulp)
    }
    return worst
  }

  @Test(arguments: [(1e-300, 1e300), (1e-13, 1e13), (0.5, 2), (0.999, 1.001)])
  func logarithmIsThatOfTheLibrary(_ first: Double, _ last: Double) {
    #expect(worst(from: first, to: last, count: 200_000) <= 2)
  }

  @Test func powersOfTwoAndOneAreExact() {
    #expect(positiveLogarithm(1) == 0)
    for k in [-1022, -1, 1, 10, 1023] {
      #expect(positiveLogarithm(Double(sign: .plus, exponent: k, significand: 1)) == Double(k) * log(2.0))
    }
  }
}

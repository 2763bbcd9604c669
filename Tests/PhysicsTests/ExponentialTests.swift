import Foundation
@testable import Physics
import Testing

@Suite struct ExponentialTests {
  @Test func exponentialIsHeldBeyondSixty() {
    #expect(boundedExponential(1e4) == boundedExponential(60))
    #expect(boundedExponential(-1e4) == boundedExponential(-60))
    #expect(boundedExponential(-60) > 0)
  }

  @Test func smallTanhToRoundOff() {
    var worst = 0.0, odd = 0.0
    for k in 0...500_000 {
      let x = Double(k) * 1e-6
      worst = max(worst, abs(smallTanh(x) - tanh(x)))
      odd = max(odd, abs(smallTanh(x) + smallTanh(-x)))
    }
    #expect(worst <= 1e-15)
    // An even part would make the exchange between neighbours drift.
    #expect(odd == 0)
  }
}

import Foundation
@testable import Physics
import Testing

@Suite struct ExponentialTests {
  @Test func exponentialWithinTwoUnitsInTheLastPlace() {
    var worst = 0.0
    for k in -600_000...600_000 {
      // The irrational stride visits every phase of the reduction by ln 2.
      let x = Double(k) * 1e-4 * 0.999_998_3
      let exact = exp(x)
      worst = max(worst, abs(boundedExponential(x) - exact) / exact.ulp)
    }
    note("exp ulp", worst)
    #expect(worst <= 2, "\(worst) units")
    #expect(boundedExponential(0) == 1)
  }

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
    note("tanh", worst)
    #expect(worst <= 1e-15)
    // An even part would make the exchange between neighbours drift.
    #expect(odd == 0)
  }
}

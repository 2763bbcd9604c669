@testable import Physics
import Testing

@Suite struct InverseSquareRootTests {
  /// Against the square root of IEEE 754 in double precision.
  @Test func isWithinTwoUnitsInTheLastPlace() {
    var worst = 0.0
    for exponent in -126...126 {
      for k in 0..<4096 {
        let x = Float(sign: .plus, exponent: exponent, significand: 1 + Float(k) / 4096)
        let expected = 1 / Double(x).squareRoot()
        worst = max(worst, abs(Double(inverseSquareRoot(x)) - expected) / Double(Float(expected).ulp))
      }
    }
    #expect(worst <= 2, "\(worst)")
  }

  @Test func isFiniteAtZero() { #expect(inverseSquareRoot(0).isFinite) }
}

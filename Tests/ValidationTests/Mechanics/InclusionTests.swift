import Testing

@testable import Validations

/// Eshelby's inclusion on coarse grids; finer ones and balls are on the validation page.
@Suite struct InclusionTests {
  @Test(arguments: Inclusion.ratios)
  func thePressureIsThatOfTheClosedForm(_ ratio: Double) {
    let coarse = Inclusion.spread(ratio: ratio, radius: 10, cells: 336)
    #expect(abs(coarse.mean - 1) < 0.07, "\(coarse)")
    #expect(coarse.jitter < 0.015, "\(coarse)")
    let fine = Inclusion.solve(ratio: ratio, radius: 20, cells: 672)
    #expect(abs(fine.pressure - 1) < 0.6 * abs(coarse.mean - 1), "\(fine)")
    #expect(fine.scatter < 0.04)
  }

  @Test(arguments: [(0.01, 0.16), (3, 0.06)])
  func aBallIsUnderThePressureOfTheClosedForm(_ ratio: Double, _ bound: Double) {
    let ball = Inclusion.solve(ratio: ratio, radius: 6, cells: 48, isSphere: true)
    #expect(abs(ball.pressure - 1) < bound && ball.scatter < 0.03, "\(ball)")
  }
}

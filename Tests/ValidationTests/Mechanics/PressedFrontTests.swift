import Testing

@testable import Validations

/// The pressed front of Monroe and Newman; more on the validation page.
@Suite struct PressedFrontTests {
  @Test(arguments: [(0.1, 0.25), (1, 0.33), (3, 0.45)])
  func pressuresAndStressesAreThoseOfHalfSpaces(_ ratio: Double, _ poisson: Double) {
    let found = PressedFront.solve(shearRatio: ratio, poisson: poisson, cells: 48)
    let expected = PressedFront.exact(shearRatio: ratio, poisson: poisson)
    let size = max(abs(expected.metalStress), abs(expected.electrolyteStress))
    for (a, b) in [
      (found.metalPressure, expected.metalPressure), (found.electrolytePressure, expected.electrolytePressure),
      (found.metalStress, expected.metalStress), (found.electrolyteStress, expected.electrolyteStress),
    ] { #expect(abs(a - b) < 0.012 * size, "\(a) \(b)") }
  }

  /// One incompressible medium: the force that presses is twice 2 G k U.
  @Test func theJumpOfOneMediumIsKnown() {
    let one = PressedFront.exact(shearRatio: 1, poisson: PressedFront.lithiumRatio)
    #expect(abs(one.metalStress + one.electrolyteStress) < 1e-12 && abs(one.metalPressure + one.electrolytePressure) < 1e-12)
  }
}

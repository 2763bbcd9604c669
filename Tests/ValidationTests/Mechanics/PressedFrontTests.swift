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

  /// In one medium both sides bear the same with opposite signs, each as a half space that may not slip: σ = 4 G k U (1 − ν)/(3 − 4ν).
  @Test func theJumpOfOneMediumIsKnown() {
    let one = PressedFront.exact(shearRatio: 1, poisson: PressedFront.lithiumRatio)
    let expected = 4 * (1 - PressedFront.lithiumRatio) / (3 - 4 * PressedFront.lithiumRatio)
    #expect(abs(one.metalStress - expected) < 1e-12 && abs(one.electrolyteStress + expected) < 1e-12)
    #expect(abs(one.metalStress + one.electrolyteStress) < 1e-12 && abs(one.metalPressure + one.electrolytePressure) < 1e-12)
  }
}

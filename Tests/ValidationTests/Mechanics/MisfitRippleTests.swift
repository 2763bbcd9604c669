import Testing

@testable import Validations

/// What misfit does to a ripple, at one place of it and over a run; the curves are on the validation page.
@Suite struct MisfitRippleTests {
  @Test(arguments: [0.01, 0.1, 3, 10]) func theShiftAlongARippleIsThatOfHalfSpaces(_ ratio: Double) {
    let response = MisfitRipple.response(shearRatio: ratio, poisson: 0.25, cells: 64)
    let exact = MisfitRipple.exact(shearRatio: ratio, poisson: 0.25)
    #expect(abs(response / exact - 1) < 0.05, "\(response) \(exact)")
  }

  @Test func equalShearModuliDoNothing() {
    #expect(abs(MisfitRipple.exact(shearRatio: 1, poisson: 0.25)) < 1e-12)
    #expect(abs(MisfitRipple.response(shearRatio: 1, poisson: 0.25, cells: 32)) < 1e-6)
  }

  /// A run in which stress and current act on each other; small ripples in lithium that yields are slowed down as well.
  @Test func rippleGrowsAsItsStressSays() throws {
    func rate(_ ratio: Double, yields: Bool, strain: Double = MisfitRipple.strain) throws -> Double {
      try StressedRipple.rate(shearRatio: ratio, poisson: 0.33, yields: yields, depositionStrain: strain, cells: 64)
    }
    let bare = try rate(1, yields: false, strain: 0)
    #expect(abs(bare / StressedRipple.exact(response: 0, cells: 64) - 1) < 0.01, "\(bare)")
    // Behind a stiff electrolyte little is left of the growth, and a drop across the front that is wrong by a little takes much of that.
    for ratio in [0.3, 1, 10] {
      let measured = try rate(ratio, yields: false)
      let exact = StressedRipple.exact(
        response: MisfitRipple.exact(shearRatio: ratio, poisson: 0.33, heights: [1.25, 0.75, 2]), cells: 64)
      #expect(abs(measured / exact - 1) < 0.05, "\(ratio) \(measured) \(exact)")
    }
    #expect(try rate(10, yields: true) < 0.8 * bare)
  }
}

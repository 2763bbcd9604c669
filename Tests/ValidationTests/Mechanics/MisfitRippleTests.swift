import Testing

@testable import Validations

/// The sign of what misfit does to a ripple; the curves are on the validation page.
@Suite struct MisfitRippleTests {
  @Test func equalShearModuliDoNothing() {
    let same = MisfitRipple.response(shearRatio: 1, poisson: 0.25, yields: false, cells: 32)
    let stiff = MisfitRipple.response(shearRatio: 10, poisson: 0.25, yields: false, cells: 32)
    let soft = MisfitRipple.response(shearRatio: 0.01, poisson: 0.25, yields: false, cells: 32)
    #expect(abs(same) < 1e-6 && stiff < -0.3 && soft > 0.8, "\(soft) \(same) \(stiff)")
    let yielding = MisfitRipple.response(shearRatio: 10, poisson: 0.25, yields: true, cells: 32)
    #expect(yielding < 0 && yielding / stiff < 0.2, "\(yielding)")
  }
}

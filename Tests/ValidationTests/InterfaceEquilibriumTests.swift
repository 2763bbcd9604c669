import Testing

@testable import Validations

/// Equilibrium: no current flows and nothing moves.
@Suite struct InterfaceEquilibriumTests {
  @Test(arguments: [0.1, 1, 2], [false, true]) func flatFrontRestsAtAnyConcentration(_ relative: Double, _ salt: Bool) throws {
    let found = try Rest.flat(relative: relative, salt: salt)
    #expect(found.current <= 1e-12)
    #expect(found.motion <= 1e-12)
    #expect(found.salt <= 1e-9)
  }

  @Test(arguments: [2.0, 3.0], [true, false]) func discAtItsGibbsThomsonPotentialCarriesNoCurrent(_ ratio: Double, _ ofMetal: Bool) throws {
    #expect(try Rest.disc(ofMetal: ofMetal, halfWidth: 1e-6, cellsPerHalfWidth: ratio) <= 0.02)
  }
}

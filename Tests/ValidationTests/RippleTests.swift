import Testing

@testable import Validations

/// Growth rate of a small ripple on a flat front without salt: the ohmic instability that makes dendrites, and what interfacial
/// energy and charge transfer take off it.
@Suite struct RippleTests {
  @Test(arguments: Ripple.cases) func growsAsTheSharpFrontDoes(_ item: Ripple.Case) throws {
    let (rate, wave, parameters) = try Ripple.measure(item)
    let exact = Ripple.exactRate(item, parameters)
    #expect(abs(wave - 1) <= 1e-3)
    let error = rate / exact - 1
    #expect(abs(error) <= 0.01, "\(error)")
    if item.interfacialEnergy > 0 {
      var without = item
      without.interfacialEnergy = 0
      // Otherwise the case would not test capillarity.
      #expect(abs(Ripple.exactRate(without, parameters) / exact - 1) > 0.1)
    }
  }

  @Test(arguments: Ripple.filmed) func filmSlowsTheRipple(_ item: Ripple.Case) throws {
    let (rate, wave, parameters) = try Ripple.measure(item)
    let exact = Ripple.exactRate(item, parameters)
    #expect(abs(wave - 1) <= 1e-3)
    let error = rate / exact - 1
    #expect(abs(error) <= 0.01, "\(error)")
    var bare = item
    bare.film = 0
    // Otherwise the case would not test the film.
    #expect(abs(Ripple.exactRate(bare, parameters) / exact - 1) > 0.05)
  }
}

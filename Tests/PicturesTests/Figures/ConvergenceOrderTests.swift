import Foundation
import Testing

@testable import Pictures

/// Against sequences of which the order is known.
@Suite struct ConvergenceOrderTests {
  private let resolutions = [0.8, 0.4, 0.2, 0.1]

  @Test(arguments: [0.5, 1, 1.5, 2, 4]) func aPowerLawGivesItsOrder(order: Double) throws {
    let fit = try #require(ConvergenceOrder(resolutions: resolutions, errors: resolutions.map { 3 * pow($0, order) }))
    #expect(abs(fit.order - order) < 1e-7)
    #expect(abs(fit.factor - 3) < 1e-6)
    #expect(abs(fit.error(at: 0.3) - 3 * pow(0.3, order)) < 1e-7)
  }

  /// The finest run is off by C h₀ᵖ itself; a straight line through the differences would give 2.3 in place of 2.
  @Test(arguments: [1, 2, 3.5]) func theErrorOfTheFinestRunIsAccountedFor(order: Double) throws {
    func result(_ h: Double) -> Double { 7 - 2 * pow(h, order) }
    let errors = resolutions.dropLast().map { abs(result($0) - result(0.1)) }
    let fit = try #require(ConvergenceOrder(resolutions: resolutions.dropLast(), errors: errors, finest: 0.1))
    #expect(abs(fit.order - order) < 1e-6)
    #expect(abs(fit.factor - 2) < 1e-5)
  }

  /// Linear regression of ln e on ln h by hand: ln h = (ln 4, ln 2, 0), ln e = (ln 15, ln 5, 0) has slope ln 15 / ln 4.
  @Test func scatterIsFittedByLeastSquares() throws {
    let fit = try #require(ConvergenceOrder(resolutions: [4, 2, 1], errors: [15, 5, 1]))
    #expect(abs(fit.order - log(15) / log(4)) < 1e-7)
  }

  @Test func whatDoesNotFallHasNoOrder() {
    #expect(ConvergenceOrder(resolutions: [1, 2, 4], errors: [3, 2, 1]) == nil)
    #expect(ConvergenceOrder(resolutions: [1, 2], errors: [1, 1]) == nil)
    #expect(ConvergenceOrder(resolutions: [2, 2], errors: [1, 3]) == nil)
    #expect(ConvergenceOrder(resolutions: [1, 2], errors: [0, 1]) == nil)
  }
}

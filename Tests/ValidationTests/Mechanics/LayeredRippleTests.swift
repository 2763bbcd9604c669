import Testing

@testable import Validations

/// A layer before a rippled front; more of them are on the validation page.
@Suite struct LayeredRippleTests {
  @Test(arguments: [(10, 0.0625, 0.3), (10, 0.25, 0.3), (0.1, 0.125, 3), (3, 0.125, 0.3)], [false, true])
  func theShiftAlongTheFrontIsThatOfTheLayersBehindIt(_ materials: (Double, Double, Double), _ isRiding: Bool) {
    let (ratio, thickness, electrolyte) = materials
    let layer = LayeredRipple.Layer(shearRatio: ratio, thickness: thickness, isRiding: isRiding)
    let measured = LayeredRipple.response(layer, shearRatio: electrolyte, poisson: 0.33)
    let exact = LayeredRipple.exact(layer, shearRatio: electrolyte, poisson: 0.33)
    #expect(
      abs(measured - exact) < 0.06 * max(abs(exact), abs(MisfitRipple.exact(shearRatio: electrolyte, poisson: 0.33))),
      "\(measured) \(exact)")
  }

  /// A layer that is thick against the wavelength is the electrolyte, one of no thickness that rides is none, one of the electrolyte's material is no layer.
  @Test func theClosedFormHasItsLimits() {
    func difference(_ layer: LayeredRipple.Layer, _ electrolyte: Double, _ limit: Double) -> Double {
      abs(
        LayeredRipple.exact(layer, shearRatio: electrolyte, poisson: 0.33) / MisfitRipple.exact(shearRatio: limit, poisson: 0.33) - 1)
    }
    #expect(difference(LayeredRipple.Layer(shearRatio: 10, thickness: 2.25), 0.3, 10) < 1e-4)
    #expect(difference(LayeredRipple.Layer(shearRatio: 10, thickness: 1e-9, isRiding: true), 0.3, 0.3) < 1e-6)
    #expect(difference(LayeredRipple.Layer(shearRatio: 3, thickness: 0.1), 3, 3) < 1e-12)
  }
}

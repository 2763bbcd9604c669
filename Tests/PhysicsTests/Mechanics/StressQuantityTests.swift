import Foundation
import Testing

@testable import Physics

@Suite struct StressQuantityTests {
  /// Tensors with known eigenvalues (1, 2, 4), turned about two axes; pure shear; and a pressure.
  @Test(arguments: [(0.0, 0.0), (0.4, 0.0), (0.3, 1.1), (-2.0, 0.7)])
  func theLargestPrincipalStressIsTheLargestEigenvalue(_ first: Double, _ second: Double) {
    let (c, s, d, t) = (cos(first), sin(first), cos(second), sin(second))
    // Columns of a rotation.
    let axes: [SIMD3<Double>] = [[c, s * d, s * t], [-s, c * d, c * t], [0, -t, d]]
    func component(_ i: Int, _ j: Int) -> Double { zip([1.0, 2, 4], axes).reduce(0) { $0 + $1.0 * $1.1[i] * $1.1[j] } }
    let quantity = StressQuantity.largestPrincipal
    let value = quantity.value(
      component(0, 0), component(1, 1), component(2, 2), component(0, 2), component(0, 1), component(1, 2), shearSquare: 0)
    #expect(abs(value - 4) < 1e-12)
    #expect(abs(quantity.value(0, 0, 0, 3, 0, 0, shearSquare: 9) - 3) < 1e-12)
    #expect(quantity.value(-2, -2, -2, 0, 0, 0, shearSquare: 0) == -2)
  }

  @Test func vonMisesOfTensionAndShear() {
    #expect(abs(StressQuantity.vonMises.value(5, 0, 0, 0, 0, 0, shearSquare: 0) - 5) < 1e-12)
    #expect(abs(StressQuantity.vonMises.value(-7, -7, -7, 2, 0, 0, shearSquare: 4) - 2 * 3.0.squareRoot()) < 1e-12)
  }
}

import Testing

@testable import Validations

/// A wavy front under kinetic control: it moves at the same normal speed everywhere, along the parallel curves of where it began.
@Suite struct ParallelFrontTests {
  /// Over a way of 4.2 µm the shortest ripple (kδ = 0.98 and 0.49) loses 8 % of its amplitude. On cells of half the half-width the loss
  /// is met within 1.1 % of the amplitude, and with the thinner interface within 0.1 %, whatever the time step and the rate of the
  /// sharpening. With the front of a step's beginning in place of its middle, and normals from differences of ξ, the shortest ripple lost
  /// 16 % and 25 % of itself besides at rates 4 and 8.
  @Test(arguments: [
    (1.5625e-6, 0.2, 4.0, 1.2e-2), (0.78125e-6, 0.2, 4, 1e-3), (0.78125e-6, 0.4, 4, 1e-3), (0.78125e-6, 0.2, 8, 1e-3),
  ])
  func ripplesFollowTheParallelCurve(_ halfWidth: Double, _ part: Double, _ rate: Double, _ tolerance: Double) throws {
    let errors = try ParallelFront.errors(halfWidth: halfWidth, travel: part, sharpening: rate)
    #expect(errors.ripples.allSatisfy { abs($0) <= tolerance }, "\(errors)")
    #expect(abs(errors.mean) <= 2e-3, "\(errors)")
  }
}

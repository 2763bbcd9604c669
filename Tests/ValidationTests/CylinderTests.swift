import Foundation
import Testing

@testable import Validations

/// A lithium wire in a concentric cell: kinetics and conduction on a curved front, against the closed form.
@Suite struct CylinderTests {
  /// Kinetics hardly matter beside conduction in the first, conduction limits in the second.
  @Test(arguments: [(0.1, 30.0, 5e-4), (0.3, 100.0, 5e-3)])
  func currentConvergesToTheClosedForm(_ voltage: Double, _ exchange: Double, _ bound: Double) throws {
    let errors = try [0.1, 0.05, 0.025].map { try Wire.error($0, voltage: voltage, exchange: exchange) }
    #expect(abs(errors[0]) <= bound, "\(errors)")
    // At δ/R = 0.2 the second order and the third still cancel in part. The order between the first and the last, over a factor of four.
    let order = log2(abs(errors[0] / errors[2])) / 2
    #expect(order >= 1.8, "order \(order) of \(errors)")
  }
}

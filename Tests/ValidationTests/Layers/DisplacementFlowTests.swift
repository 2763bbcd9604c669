import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Electrolyte that moves on with the lithium.
@Suite struct DisplacementFlowTests {
  /// In a flat cell the electrolyte then rests against the front: Sand's time is that of a front that is held. Against the moving-frame solution, whose
  /// gap shrinks.
  @Test func sandsTimeWithDisplacement() throws {
    let sharp = SandsTime.dryWhileMoving(isDisplaced: true), sand = FlatCell.electrolyte().sandTime(currentDensity: SandsTime.current)
    #expect(abs(sharp / sand - 1) < 2e-3, "\(sharp)")
    let dry = try SandsTime.dry(halfWidth: 8e-6, isHeld: false, isDisplaced: true)
    print("sand", dry, sharp)
    #expect(abs(dry / sharp - 1) <= 0.01, "\(dry) \(sharp)")
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

@Suite struct InterfaceMotionTests {
  /// Stripes in a box periodic on both axes: both fronts of a stripe move outwards at the imposed velocity.
  @Test(arguments: TiltedFront.boxes + [TiltedFront.Box(width: 132, growth: 132, cellsPerHalfWidth: 2)])
  func tiltedStripesAdvanceAtTheImposedVelocity(_ box: TiltedFront.Box) {
    let found = TiltedFront.advance(box)
    #expect(abs(found.error) <= 3e-3)
    #expect(found.excess == 0)
  }

  /// A front under uniform drive through 50 δ over a background of 1e-12.
  @Test(arguments: [2.0, 3.0]) func nothingNucleatesAheadOfADrivenFront(_ ratio: Double) {
    let h = 1 / ratio
    let grid = Grid(width: Int(12 * ratio), growth: Int(80 * ratio), widthSpacing: h)
    let motion = ImposedMotion(grid, halfWidth: 1)
    motion.xi.fill { _, _, z in OrderParameter.profile(z - 9, halfWidth: 1) }
    InterfacePlanarFrontTests.addBackground(motion.xi)
    var worst = 0.0, least = 0.0, greatest = 0.0, tip = 0.0
    for _ in 0..<Int(50 / (0.2 * h)) {
      motion.advance(0.2 * h)
      least = min(least, motion.xi.minimum())
      greatest = max(greatest, motion.xi.maximum() - 1)
      tip = (0..<grid.width).map { Front.contour(motion.xi, column: $0) }.max()!
      let from = Int((tip + 15) / h) + 1
      if from < grid.growth { for k in from..<grid.growth { for i in 0..<grid.width { worst = max(worst, motion.xi[i, 0, k]) } } }
    }
    #expect(worst <= 1e-11)
    #expect(least >= 0 && greatest <= 0)
  }
}

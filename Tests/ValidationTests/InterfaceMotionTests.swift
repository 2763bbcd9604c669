import Fields
import Foundation
import Physics
import Testing

/// The laws that move ξ, driven by an imposed velocity instead of a current.
final class ImposedMotion {
  let xi: ScalarField
  let density: ScalarField
  let slope: ScalarField
  let velocity: ScalarField
  private let halfWidth: Double
  private let law: InterfaceDensity
  private let average: NormalAverage
  private let sharpening: ConservativeSharpening

  init(_ grid: Grid, halfWidth: Double) {
    xi = ScalarField(grid)
    density = ScalarField(grid)
    slope = ScalarField(grid)
    velocity = ScalarField(grid)
    law = InterfaceDensity(halfWidth: halfWidth)
    average = NormalAverage(grid, halfWidth: halfWidth, slowestRate: 1, reduction: 0.003)
    self.halfWidth = halfWidth
    sharpening = ConservativeSharpening(grid, halfWidth: halfWidth)
  }

  /// A step in which the front moves by `distance` (m).
  func advance(_ distance: Double) {
    law.assign(xi, into: density)
    OrderParameter.assignSlope(xi, halfWidth: halfWidth, into: slope)
    average.prepare(xi, density: slope)
    for k in 0..<xi.grid.growth {
      for i in 0..<xi.grid.width { velocity[i, 0, k] = slope[i, 0, k] > 0 ? density[i, 0, k] / slope[i, 0, k] : 0 }
    }
    average.apply(velocity)
    for k in 0..<xi.grid.growth {
      for i in 0..<xi.grid.width { xi[i, 0, k] += distance * slope[i, 0, k] * velocity[i, 0, k] }
    }
    sharpening.apply(xi, speed: velocity, largest: 1.5, factor: 4 * abs(distance), timeStep: 1)
  }
}

@Suite struct InterfaceMotionTests {
  /// Stripes in a box periodic on both axes: both fronts of a stripe move outwards at the imposed velocity.
  @Test(arguments: [(44, 44, 2.0), (66, 66, 3), (132, 132, 2), (198, 198, 3), (37, 64, 2), (55, 96, 3), (112, 194, 2)])
  func tiltedStripesAdvanceAtTheImposedVelocity(_ box: (width: Int, growth: Int, ratio: Double)) {
    let ratio = box.ratio
    let h = 1 / ratio
    let width = box.width, growth = box.growth
    let grid = Grid(width: width, growth: growth, widthSpacing: h, growthClosure: .periodic)
    let a = Double(width) * h, b = Double(growth) * h
    let diagonal = (a * a + b * b).squareRoot()
    let period = a * b / diagonal
    let motion = ImposedMotion(grid, halfWidth: 1)
    let start = 0.3 * period
    motion.xi.fill { x, _, z in
      let s = (x * b + z * a) / diagonal
      return OrderParameter.profile(abs(s - period * (s / period).rounded()) - 0.5 * start, halfWidth: 1)
    }
    let before = motion.xi.sum() * h * h
    let travel = 0.2 * period
    let steps = Int((travel / (0.2 * h)).rounded(.up))
    for _ in 0..<steps { motion.advance(travel / Double(steps)) }
    let advance = (motion.xi.sum() * h * h - before) / (2 * diagonal)
    #expect(abs(advance / travel - 1) <= 3e-3)
    #expect(motion.xi.minimum() >= 0 && motion.xi.maximum() <= 1)
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

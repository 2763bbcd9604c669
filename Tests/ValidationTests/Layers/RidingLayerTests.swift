import Fields
import Foundation
import Solvers
import Testing

@testable import Physics
@testable import Validations

/// A coating on a front that grows into a bump.
@Suite struct RidingLayerTests {
  /// A front whose tip moves 81 times as fast as its flanks, a bump 10 cells wide, δ = 2 h; distances in cells.
  private final class Bump {
    static let h = 1e-7, delta = 2 * h
    let motion: ImposedMotion
    let layer: RidingLayer
    let flow: DisplacementFlow
    let scratch: Scratch
    private(set) var advance = 0.0
    private(set) var left = 0.0

    init(thickness: Double, critical: Double = 0) {
      let grid = Grid(width: 96, growth: 160, widthSpacing: Self.h)
      scratch = Scratch(grid.corners)
      motion = ImposedMotion(grid, halfWidth: Self.delta)
      motion.xi.fill { _, _, z in OrderParameter.profile(z - 16 * Self.h, halfWidth: Self.delta) }
      motion.xi.sealAll()
      var law = LayerLaw(.riding(thickness: thickness * Self.h))
      law.criticalThickness = critical * Self.h
      layer = RidingLayer(grid, law, base: 0, halfWidth: Self.delta, scratch: scratch)
      layer.start { _, _, z in z - 16 * Self.h }
      flow = DisplacementFlow(grid, scratch: scratch, solver: ConjugateGradient(grid, scratch: scratch, first: 4))
    }

    /// Relative to the tip's speed.
    static func speed(_ x: Double) -> Double { (4 * exp(-pow((x - 48 * h) / (10 * h), 2)) + 0.05) / 4.05 }

    func step() {
      let before = ScalarField(motion.xi.grid)
      before.assign(motion.xi)
      motion.advance(0.2 * Self.h, factor: Self.speed)
      advance += 0.2
      let report = flow.solve(from: before, to: motion.xi, timeStep: 1)
      #expect(report.relativeResidual <= 1e-9)
      flow.prepare(from: before, to: motion.xi)
      layer.advance(along: flow, from: before, to: motion.xi, speed: 0.2 * Self.h)
    }

    var amount: Double {
      let grid = motion.xi.grid, n = grid.width
      let xi = motion.xi, intact = layer.intact, broken = layer.broken
      return grid.sum { r in
        let x = unsafe xi.row(r, n).span
        let a = unsafe intact.row(r, n).span, b = unsafe broken.row(r, n).span
        var sum = 0.0
        for i in 1..<n + 1 { sum += ElectrolytePotential.conductingFraction(x[i]) * (a[i] + b[i]) }
        return sum
      }
    }

    var summary: FilmSummary {
      let density = ScalarField(motion.xi.grid)
      InterfaceDensity(halfWidth: Self.delta).assign(motion.xi, into: density)
      return layer.summary(motion.xi, density: density)
    }
  }

  /// Thicknesses at the tip of an independent program: 3.7 cells of 8 after 10 cells of growth, 2.7 after 14, 1.9 after 17.
  @Test func thinsOverATip() {
    let bump = Bump(thickness: 8), start = bump.amount
    for (advance, expected) in [(10.0, 3.7), (14, 2.7), (17, 1.9)] {
      while bump.advance < advance - 0.1 { bump.step() }
      let thickness = bump.summary.leastThickness / Bump.h
      #expect(abs(thickness - expected) < 0.35, "\(thickness) \(expected)")
    }
    // Nothing is lost, and nothing piles up or is overdrawn.
    #expect(abs(bump.amount / start - 1) < 1e-12, "\(bump.amount / start - 1)")
    #expect(bump.layer.intact.minimum() > -1e-3 && bump.layer.intact.maximum() < 1 + 1e-3)
  }

  /// It breaks where it gets thinner than its critical thickness, there and nowhere else, and stays broken.
  @Test func breaksByTheRule() {
    let whole = Bump(thickness: 8), brittle = Bump(thickness: 8, critical: 4), start = brittle.amount
    while whole.summary.leastThickness > 4.05 * Bump.h {
      whole.step()
      brittle.step()
      if whole.summary.leastThickness > 4.05 * Bump.h { #expect(brittle.summary.openFraction == 0) }
    }
    for _ in 0..<30 {
      whole.step()
      brittle.step()
    }
    #expect(abs(brittle.amount / start - 1) < 1e-12)
    // Broken over the tip, whole on the flanks, where it is thicker than it was.
    let density = ScalarField(brittle.motion.xi.grid)
    InterfaceDensity(halfWidth: Bump.delta).assign(brittle.motion.xi, into: density)
    #expect(brittle.summary.openFraction > 0.1 && brittle.summary.openFraction < 0.3)
    // What the flow's discretisation carries over the rim of the tear is a trace.
    func largest(_ column: Int, _ value: (Int) -> Double) -> Double { (0..<160).filter { density[column, 0, $0] > 0 }.map(value).max() ?? 0 }
    for column in [0, 20, 76] {
      #expect(largest(column) { brittle.layer.broken[column, 0, $0] } < 1e-3 && largest(column) { 1 - brittle.layer.intact[column, 0, $0] } < 0.1)
    }
    #expect(largest(48) { brittle.layer.intact[48, 0, $0] } < 0.1 && largest(48) { 1 - brittle.layer.broken[48, 0, $0] } < 0.3)
  }
}

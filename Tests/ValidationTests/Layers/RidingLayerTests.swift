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

    /// On the first, where there is one.
    private(set) var outer: RidingLayer?

    init(thickness: Double, critical: Double = 0, outer above: Double = 0) {
      let grid = Grid(width: 96, growth: 160, widthSpacing: Self.h)
      scratch = Scratch(grid.corners)
      motion = ImposedMotion(grid, halfWidth: Self.delta)
      motion.xi.fill { _, _, z in OrderParameter.profile(z - 16 * Self.h, halfWidth: Self.delta) }
      motion.xi.sealAll()
      var law = LayerLaw(.riding(thickness: thickness * Self.h))
      law.criticalThickness = critical * Self.h
      layer = RidingLayer(grid, law, on: nil, halfWidth: Self.delta, scratch: scratch)
      layer.start { _, _, z in z - 16 * Self.h }
      if above > 0 {
        var law = LayerLaw(.riding(thickness: above * Self.h))
        law.criticalThickness = critical * Self.h
        outer = RidingLayer(grid, law, on: layer, halfWidth: Self.delta, scratch: scratch)
        outer?.start { _, _, z in z - 16 * Self.h }
      }
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
      for layer in [layer, outer].compactMap({ $0 }) { layer.advance(along: flow, from: before, to: motion.xi, speed: 0.2 * Self.h) }
      for layer in [layer, outer].compactMap({ $0 }) { layer.rupture(motion.xi, flow) }
    }

    var amount: Double {
      let grid = motion.xi.grid, n = grid.width
      let xi = motion.xi, reach = layer.reach
      return grid.sum { r in
        let x = unsafe xi.row(r, n).span
        let a = unsafe reach.row(r, n).span
        var sum = 0.0
        for i in 1..<n + 1 { sum += ElectrolytePotential.conductingFraction(x[i]) * a[i] }
        return sum
      }
    }

    var summary: FilmSummary { summary(of: layer) }

    func summary(of layer: RidingLayer) -> FilmSummary {
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
    #expect(bump.layer.reach.minimum() > -1e-9 && bump.layer.reach.maximum() < 1 + 1e-9)
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
    #expect(brittle.summary.openFraction > 0.1 && brittle.summary.openFraction < 0.3)
    // What the flow's discretisation carries over the rim of the tear is a trace.
    let xi = brittle.motion.xi
    func largest(_ column: Int, _ value: (Int) -> Double) -> Double {
      (0..<160).filter { xi[column, 0, $0] * (1 - xi[column, 0, $0]) > 0.05 }.map(value).max() ?? .nan
    }
    for column in [0, 20, 76] {
      #expect(
        largest(column) { brittle.layer.broken[column, 0, $0] } < 1e-3 && largest(column) { 1 - brittle.layer.intact[column, 0, $0] } < 0.1)
    }
    #expect(largest(48) { brittle.layer.intact[48, 0, $0] } < 0.1 && largest(48) { brittle.layer.broken[48, 0, $0] } > 0.5)
  }

  /// Two coatings take no more than there is, the inner one stays next to the lithium, and the outer one breaks although the inner one keeps it off the
  /// front.
  @Test func coatingsOnEachOtherDoNotOverlap() throws {
    let bump = Bump(thickness: 8, critical: 3, outer: 6)
    let outer = try #require(bump.outer)
    var broke: [Double?] = [nil, nil], least: [Double] = [8, 6]
    while bump.advance < 40, broke.contains(where: { $0 == nil }) {
      bump.step()
      for (k, layer) in [bump.layer, outer].enumerated() where broke[k] == nil {
        let summary = bump.summary(of: layer)
        if summary.openFraction > 0 { broke[k] = bump.advance } else { least[k] = summary.leastThickness / Bump.h }
      }
    }
    for k in 0..<160 {
      for i in 0..<96 {
        let sum = bump.layer.intact[i, 0, k] + bump.layer.broken[i, 0, k] + outer.intact[i, 0, k] + outer.broken[i, 0, k]
        if !(sum < 1 + 1e-6) { Issue.record("\(i) \(k) \(sum)") }
      }
    }
    // The last thickness before each broke.
    #expect(broke[0] != nil && broke[1] != nil, "\(broke) \(least)")
    for value in least { #expect(value > 3 && value < 3.4, "\(least)") }
  }

  /// Lithium that closes round a droplet pushes neither electrolyte nor coating through itself.
  @Test func whatIsEnclosedStays() {
    let h = 1e-7, grid = Grid(width: 64, growth: 64, widthSpacing: h), scratch = Scratch(grid.corners)
    let flow = DisplacementFlow(grid, scratch: scratch, solver: ConjugateGradient(grid, scratch: scratch, first: 4))
    let layer = RidingLayer(grid, LayerLaw(.riding(thickness: 60 * h)), on: nil, halfWidth: 2 * h, scratch: scratch)
    func xi(_ radius: Double) -> ScalarField {
      let field = ScalarField(grid)
      field.fill { x, _, z in
        let r = (pow(x - 32 * h, 2) + pow(z - 24 * h, 2)).squareRoot()
        return OrderParameter.profile(max(z - 48 * h, radius - r), halfWidth: 2 * h)
      }
      field.sealAll()
      return field
    }
    var radius = 7 * h, before = xi(radius)
    layer.start { _, _, _ in 0 }
    while radius > 4 * h {
      radius -= 0.1 * h
      let after = xi(radius)
      #expect(flow.solve(from: before, to: after, timeStep: 1).relativeResidual <= 1e-9 || flow.potential.maximum() == 0)
      flow.prepare(from: before, to: after)
      #expect(flow.substeps == 1)
      layer.advance(along: flow, from: before, to: after, speed: 0.1 * h)
      before = after
    }
    #expect(abs(layer.reach[32, 0, 24] - 1) < 0.01 && layer.reach.minimum() >= 0)
    // Beside it the lithium that swept it keeps what was there, in what is left of the cell.
    let first = xi(7 * h)
    for k in 0..<64 {
      for i in 0..<64 {
        let held = ElectrolytePotential.conductingFraction(first[i, 0, k]) / ElectrolytePotential.conductingFraction(before[i, 0, k])
        if abs(layer.reach[i, 0, k] / held - 1) > 0.05, k < 40 { Issue.record("\(i) \(k) \(layer.reach[i, 0, k]) \(held)") }
      }
    }
  }
}

import Fields
import Foundation
import Physics
import Testing
import Validations

/// The one-potential models of the literature against what is known from elsewhere.
@Suite struct LiteratureModelTests {
  @Test func strongPlanarFrontIsThatOfTheReference() throws {
    let result = try LiteraturePlanarFront.measure(.strong, spacing: 1e-7, longestStep: 0.1)
    for finding in LiteraturePlanarFront.findings(.strong, result) { #expect(finding.isMet, "\(finding)") }
    // Of second order at least: what cells of twice the edge leave is four times as much.
    let coarse = try LiteraturePlanarFront.measure(.strong, spacing: 2e-7, longestStep: 0.1)
    let goal = LiteraturePlanarFront.Reference.strong.front
    #expect(abs(coarse.front - goal) > 3.5 * abs(result.front - goal))
  }

  @Test func weakPlanarFrontIsThatOfTheReference() throws {
    let result = try LiteraturePlanarFront.measure(.weak, spacing: 1e-7, longestStep: 0.15)
    for finding in LiteraturePlanarFront.findings(.weak, result) { #expect(finding.isMet, "\(finding)") }
  }

  @Test(arguments: [(-0.1, 1.0), (-0.3, 1), (-0.2, 2), (0.1, 1)]) func frontMovesAtItsKineticSpeed(_ potential: Double, _ c: Double) throws
  {
    let finding = try LiteratureKineticSpeed.finding(.hong2018, "hong-2018", potential: potential, concentration: c)
    #expect(finding.isMet, "\(finding)")
  }

  @Test func frontThatReactsOutsideTheMetalHasHalfTheIons() throws {
    var set = SinglePotentialModel.Parameters.hong2018
    set.reactionLeavesOutMetal = true
    let finding = try LiteratureKineticSpeed.finding(set, "c̃(1 − h)", potential: -0.2, concentration: 1)
    #expect(finding.isMet, "\(finding)")
  }

  @Test func chargeAndLithiumAreBalanced() throws {
    for (name, set, spacing) in [("chen-2015", SinglePotentialModel.Parameters.chen2015, 2.5e-7), ("ahmad-2020", .ahmad2020, 1.25e-7)] {
      let result = try LiteratureBalances.measure(set, width: 40, growth: 56, spacing: spacing, voltage: 0.2, time: 0.3)
      #expect(result.growth > 1e-9)
      for finding in LiteratureBalances.findings(name, result) { #expect(finding.isMet, "\(finding)") }
    }
  }

  /// Central differences of the energy with single cells, on a field without any symmetry.
  @Test(arguments: [Closure.periodic, .mirrored]) func forceIsTheDerivativeOfTheGradientEnergy(_ sides: Closure) {
    for (depth, strength) in [(1, 0.05), (1, 0.0), (4, 0.0)] {
      let grid = Grid(
        width: 9, depth: depth, growth: 8, widthSpacing: 0.7e-6, depthSpacing: 1.1e-6, growthSpacing: 0.4e-6, widthClosure: sides,
        depthClosure: sides)
      let energy = GradientEnergy(coefficient: 1.5e-6, strength: strength)
      let xi = ScalarField(grid), force = ScalarField(grid), across = ScalarField(grid), along = ScalarField(grid)
      xi.fill { x, y, z in 0.5 + 0.3 * sin(2.1e6 * x + 1) * cos(1.7e6 * z) + 0.2 * sin(1.3e6 * y + 0.9e6 * z + 2.9e6 * x) }
      energy.assignForce(xi, into: force, acrossWidth: across, acrossGrowth: along)
      let largest = max(force.maximum(), -force.minimum())
      for k in 0..<grid.growth {
        for j in 0..<grid.depth {
          for i in 0..<grid.width {
            let value = xi[i, j, k], step = 1e-3
            xi[i, j, k] = value + step
            let above = energy.energy(xi)
            xi[i, j, k] = value - step
            let below = energy.energy(xi)
            xi[i, j, k] = value
            let derivative = (above - below) / (2 * step) / grid.cellVolume
            #expect(abs(derivative + force[i, j, k]) < 1e-5 * largest, "\(i) \(j) \(k): \(derivative) \(force[i, j, k])")
          }
        }
      }
    }
  }

  @Test func anisotropicEnergyOfAFrontFollowsItsDirection() {
    // Fronts along an axis and along a diagonal, in periodic cells of a wave each: κ(1 + ε) and κ(1 − ε).
    let grid = Grid(width: 64, growth: 64, widthSpacing: 1)
    let k = 2 * Double.pi / grid.length(.width)
    let xi = ScalarField(grid)
    func ratio(_ value: (Double, Double) -> Double) -> Double {
      xi.fill { x, _, z in value(x, z) }
      let plain = GradientEnergy(coefficient: 1, strength: 0), strong = GradientEnergy(coefficient: 1, strength: 0.1)
      let force = ScalarField(grid), bare = ScalarField(grid), a = ScalarField(grid), b = ScalarField(grid)
      plain.assignForce(xi, into: bare, acrossWidth: a, acrossGrowth: b)
      strong.assignForce(xi, into: force, acrossWidth: a, acrossGrowth: b)
      return force[20, 0, 30] / bare[20, 0, 30]
    }
    #expect(abs(ratio { x, _ in sin(k * x) } - 1.1) < 2e-3)
    #expect(abs(ratio { x, z in sin(k * (x + z)) } - 0.9) < 2e-3)
  }
}

import Fields
import Foundation
import Testing

@testable import Validations

/// PFHub 6a.
@Suite struct CahnHilliardPoissonTests {
  /// Φ of a constant concentration: a parabola for the charge, and a harmonic function for the right-hand side, whose cosines along y
  /// are those of sin(y/7).
  private static func exactPotential(_ concentration: Double, _ x: Double, _ y: Double) -> Double {
    let side = 100.0, p = 1 / 7.0
    var potential = 0.09 * concentration / 90 / 2 * x * (side - x) + (1 - cos(p * side)) / (p * side) * x / side
    for m in 1...400 {
      let q = Double.pi * Double(m) / side
      // (2/L) ∫ sin(py) cos(qy) dy; cos(qL) = (−1)ᵐ.
      let sign = m % 2 == 0 ? 1.0 : -1.0
      let amplitude = 2 / side * p * (1 - sign * cos(p * side)) / (p * p - q * q)
      potential += amplitude * cos(q * y) * exp(q * (x - side)) * (1 - exp(-2 * q * x)) / (1 - exp(-2 * q * side))
    }
    return potential
  }

  private static func potentialError(cells: Int) -> Double {
    let grid = Grid(width: cells, growth: cells, widthSpacing: 100 / Double(cells), depthSpacing: 1, widthClosure: .mirrored)
    let potential = ScalarField(grid)
    CahnHilliardPoissonProblem.Potential(grid).solve(ScalarField(grid, 0.6), into: potential)
    var error = 0.0
    for k in stride(from: 0, to: cells - cells / 8, by: 3) {
      for i in stride(from: 0, to: cells, by: 3) {
        let exact = exactPotential(0.6, grid.center(k, .growth), grid.center(i, .width))
        error = max(error, abs(potential[i, 0, k] - exact))
      }
    }
    return error
  }

  @Test func thePotentialConvergesToTheClosedForm() {
    let errors = [25, 50, 100].map(Self.potentialError)
    #expect(errors[2] < 5e-4, "\(errors)")
    #expect(log2(errors[0] / errors[2]) / 2 > 1.8, "\(errors)")
  }

  @Test func theMeanStaysAndTheEnergyOfTheFlowFalls() throws {
    let run = try CahnHilliardPoissonProblem.run(cells: 60, timeStep: 0.04, times: stride(from: 1, through: 20, by: 1).map { $0 })
    #expect(run.meanDrift < 1e-10)
    #expect(CahnHilliardPoissonProblem.largestRise(run.moments.map(\.fallingEnergy)) == 0)
    #expect(run.moments[20].energy < 0.9 * run.moments[0].energy)
    // Two phases, no more: the charge shifts them a little.
    #expect(run.concentration.minimum() > 0.2 && run.concentration.maximum() < 0.8)
  }

  @Test func gridsAgree() throws {
    let runs = try [60, 100].map { try CahnHilliardPoissonProblem.run(cells: $0, timeStep: 0.05, times: [10]) }
    let (a, b) = (runs[0].moments[1].energy, runs[1].moments[1].energy)
    #expect(abs(a / b - 1) < 5e-3, "\(a) \(b)")
  }

  @Test(arguments: [80, 81])
  func cutsLieInTheMiddle(_ cells: Int) throws {
    let run = try CahnHilliardPoissonProblem.run(cells: cells, timeStep: 0.05, times: [])
    for row in run.alongY { #expect(abs(row[1] - CahnHilliardPoissonProblem.initialConcentration(50, row[0])) < 1e-4) }
    for row in run.alongX { #expect(abs(row[1] - CahnHilliardPoissonProblem.initialConcentration(row[0], 50)) < 1e-4) }
  }

  /// A parabola through the last three cells leads to the potential of each end, but for an error of second order.
  @Test func thePotentialMeetsItsEnds() throws {
    func end(_ v: [Double]) -> Double { (15 * v[0] - 10 * v[1] + 3 * v[2]) / 8 }
    let errors = try [80, 160].map { cells in
      let potential = try CahnHilliardPoissonProblem.run(cells: cells, timeStep: 0.05, times: []).alongX.map { $0[2] }
      return (left: abs(end(potential)), right: abs(end(potential.reversed()) - sin(50 / 7.0)))
    }
    #expect(errors[1].left < 1e-4 && errors[1].right < 1.5e-3, "\(errors)")
    #expect(errors[0].left / errors[1].left > 3.4 && errors[0].right / errors[1].right > 3.4, "\(errors)")
  }
}

import Fields
import Testing

@testable import Validations

/// PFHub 1a with a periodic start. The numbers are those of a Fourier SBDF2 in NumPy with nodes where here are cell centres.
@Suite struct CahnHilliardTests {
  /// Both extrapolated to vanishing steps, by their second order: the other program from 0.02 and 0.01 on 128² nodes.
  @Test func theEnergyFallsAsInAnotherProgram() throws {
    let times: [Double] = [1, 2, 5, 10]
    let runs = try [0.04, 0.02].map { try CahnHilliardProblem.run(cells: 128, timeStep: $0, times: times) }
    let coarse = [319.051081, 318.833962, 318.547220, 316.909253, 304.431040]
    let fine = [319.051081, 318.833953, 318.547197, 316.909046, 304.426709]
    for (index, time) in ([0] + times).enumerated() {
      let energy = (4 * runs[1].energy(at: time) - runs[0].energy(at: time)) / 3
      #expect(abs(energy - (4 * fine[index] - coarse[index]) / 3) < 5e-5, "F(\(time)) = \(energy)")
    }
    #expect(runs[1].meanDrift < 1e-12)
  }

  @Test func phasesSeparateAsInAnotherProgram() throws {
    let run = try CahnHilliardProblem.run(cells: 100, timeStep: 0.05, times: [10, 15, 20, 25, 30])
    // On 200² nodes with steps of 0.02; on 100² nodes the other program is off by as much.
    #expect(abs(run.energy(at: 20) - 203.272614) < 0.03, "F(20) = \(run.energy(at: 20))")
    #expect(abs(run.energy(at: 30) - 186.068289) < 0.03, "F(30) = \(run.energy(at: 30))")
    #expect(run.largestRise == 0)
    #expect(run.meanDrift < 1e-12)
  }

  /// The mean of the start: cos²cos² has the mean ¼, all else none.
  @Test func theStartIsPeriodic() {
    let n = 48, side = CahnHilliardProblem.size
    var mean = 0.0
    for i in 0..<n * n {
      let x = side * Double(i % n) / Double(n), y = side * Double(i / n) / Double(n)
      let c = CahnHilliardProblem.initialConcentration(x, y)
      mean += c / Double(n * n)
      #expect(abs(c - CahnHilliardProblem.initialConcentration(x + side, y - side)) < 1e-13)
    }
    #expect(abs(mean - 0.5025) < 1e-14)
  }

  @Test func theSlopeOfTheDoubleWellIsThatOfItsEnergy() {
    let well = DoubleWell(height: 5, low: 0.3, high: 0.7), step = 1e-5
    for c in stride(from: 0.1, through: 0.9, by: 0.05) {
      let difference = (well.energy(c + step) - well.energy(c - step)) / (2 * step)
      #expect(abs(well.slope(c) - difference) < 1e-9)
    }
  }
}

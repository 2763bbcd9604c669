import Fields
import Testing

@testable import Validations

/// PFHub 8a. The numbers are those of a Fourier SBDF2 in NumPy on 200² nodes with steps of 0.02.
@Suite struct NucleationTests {
  @Test(arguments: [(0.99, 0.008214, 3.64355, 0.007, 3.60838), (1.01, 0.008528, 3.64354, 0.009434, 3.62074)])
  func aSeedStartsToDissolveOrGrow(_ ratio: Double, _ start: Double, _ startEnergy: Double, _ end: Double, _ endEnergy: Double) throws {
    let moments = try NucleationProblem.run(cells: 128, timeStep: 0.05, ratio: ratio, times: [50])
    #expect(abs(moments[0].fraction - start) < 1e-6)
    #expect(abs(moments[0].energy - startEnergy) < 5e-5)
    #expect(abs(moments[1].fraction - end) < 3e-5, "\(moments[1])")
    #expect(abs(moments[1].energy - endEnergy) < 1e-3, "\(moments[1])")
  }

  @Test func theSlopeIsThatOfTheEnergy() {
    let step = 1e-5
    for phase in stride(from: -0.1, through: 1.1, by: 0.05) {
      let force = NucleationProblem.undercooling
      let above = NucleationProblem.energyDensity(phase + step, force), below = NucleationProblem.energyDensity(phase - step, force)
      #expect(abs(NucleationProblem.energySlope(phase, force) - (above - below) / (2 * step)) < 1e-8)
    }
  }
}

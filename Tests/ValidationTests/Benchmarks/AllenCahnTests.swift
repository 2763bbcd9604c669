import Fields
import Foundation
import Testing

@testable import Validations

/// PFHub 7a. The numbers are those of a Fourier and cosine SBDF2 in NumPy.
@Suite struct AllenCahnTests {
  /// The solution obeys the equation with the source, all derivatives taken as differences.
  @Test func theSourceMakesTheSolution() {
    func solution(_ x: Double, _ y: Double, _ t: Double) -> Double { AllenCahnProblem.Front(x, t).solution(y) }
    let h = 1e-4, kappa = AllenCahnProblem.gradientCoefficient
    for (x, y, t) in [(0.1, 0.25, 1.0), (0.33, 0.22, 3.0), (0.62, 0.3, 5.5), (0.9, 0.26, 8.0), (0.05, 0.2, 0.5)] {
      let u = solution(x, y, t)
      let rate = (solution(x, y, t + h) - solution(x, y, t - h)) / (2 * h)
      let neighbours = solution(x + h, y, t) + solution(x - h, y, t) + solution(x, y + h, t) + solution(x, y - h, t)
      let equation = rate + 4 * u * (u - 1) * (u - 0.5) - kappa * (neighbours - 4 * u) / (h * h)
      #expect(abs(equation - AllenCahnProblem.Front(x, t).source(y)) < 2e-4, "at \(x), \(y), \(t)")
    }
  }

  @Test(arguments: [(100, 1.9197e-3), (128, 4.2380e-4)])
  func theErrorIsThatOfAnotherProgram(_ cells: Int, _ expected: Double) throws {
    let error = try AllenCahnProblem.error(cells: cells, timeStep: 0.016)
    #expect(abs(error / expected - 1) < 5e-3, "\(error)")
  }

  @Test func theStepIsOfSecondOrder() throws {
    let fields = try [0.1, 0.05, 0.025].map { try AllenCahnProblem.run(cells: 128, timeStep: $0, to: 2) }
    let (first, second) = (AllenCahnProblem.distance(fields[0], fields[1]), AllenCahnProblem.distance(fields[1], fields[2]))
    #expect(log2(first / second) >= 1.9, "\(first) \(second)")
  }
}

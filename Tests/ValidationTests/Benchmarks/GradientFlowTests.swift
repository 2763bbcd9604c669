import Fields
import Foundation
import Testing

@testable import Validations

/// Single harmonics, whose decay is known, and steps that cannot be taken.
@Suite struct GradientFlowTests {
  static let side = 2.0, gradientCoefficient = 0.3, mobility = 0.7

  static func grid(_ closure: Closure) -> Grid {
    Grid(width: 16, growth: 12, widthSpacing: side / 16, depthSpacing: 1, growthSpacing: side / 12, growthClosure: closure)
  }

  /// One wave across the width and one along growth, or half of one between mirrors, on a mean of ½.
  static func wave(_ closure: Closure) -> (field: ScalarField, squaredWavenumber: Double) {
    let k = 2 * Double.pi / side, q = closure == .periodic ? k : 0.5 * k
    let field = ScalarField(grid(closure))
    field.fill { x, _, z in 0.5 + sin(k * x) * cos(q * z) }
    return (field, k * k + q * q)
  }

  /// Error of a harmonic at t = 1, with g = s(u − ½) beside the gradient energy: it decays at the rate A(κk² + s).
  private static func error(_ isConserved: Bool, _ closure: Closure, timeStep: Double) throws -> Double {
    let (start, k2) = wave(closure)
    let stiffness = -0.5 * gradientCoefficient * k2
    let scale = mobility / k2 * (isConserved ? 0.1 : k2)
    let flow = try GradientFlow(
      from: start, mobility: isConserved ? .diffusing(scale) : .relaxing(scale), gradientCoefficient: gradientCoefficient,
      timeStep: timeStep)
    try flow.advance(to: 1) { u, _, g in g.set(from: u) { stiffness * ($0 - 0.5) } }
    let rate = scale * (isConserved ? k2 : 1) * 0.5 * gradientCoefficient * k2
    return abs((flow.field[3, 0, 2] - 0.5) / (start[3, 0, 2] - 0.5) / exp(-rate) - 1)
  }

  @Test(arguments: [false, true], [Closure.periodic, .mirrored])
  func aHarmonicDecaysWithSecondOrder(_ isConserved: Bool, _ closure: Closure) throws {
    let errors = try [0.1, 0.05, 0.025].map { try Self.error(isConserved, closure, timeStep: $0) }
    #expect(errors[2] < 2e-3, "\(errors)")
    #expect(log2(errors[1] / errors[2]) > 1.85, "\(errors)")
  }

  @Test func aConcentrationKeepsItsMean() throws {
    let (start, _) = Self.wave(.mirrored)
    let flow = try GradientFlow(from: start, mobility: .diffusing(1), gradientCoefficient: 0.3, timeStep: 0.01)
    try flow.advance(to: 5) { u, _, g in g.set(from: u) { $0 * $0 * $0 - $0 + 0.2 } }
    #expect(abs(flow.field.sum() / start.sum() - 1) < 1e-13)
  }

  @Test func bitsDoNotDependOnTheThreads() throws {
    let grid = Grid(width: 128, growth: 128, widthSpacing: 1, growthClosure: .periodic)
    let results = try [1, 2, 3].map { threads in
      Tiling.threadBudget = threads
      defer { Tiling.threadBudget = Topology.processorCount }
      let start = ScalarField(grid)
      start.fill { x, _, z in 0.5 + 0.1 * sin(x) * cos(0.7 * z) }
      let flow = try GradientFlow(from: start, mobility: .diffusing(5), gradientCoefficient: 2, timeStep: 0.02)
      try flow.advance(to: 0.2) { u, _, g in g.set(from: u) { CahnHilliardProblem.well.slope($0) } }
      return (0..<128).map { flow.field[$0, 0, 7] }
    }
    #expect(results[1] == results[0] && results[2] == results[0])
  }

  @Test(arguments: [0, -0.1, Double.nan, .infinity])
  func refusesAStepThatIsNotPositive(_ step: Double) {
    #expect(throws: GradientFlowError.self) {
      _ = try CahnHilliardProblem.run(cells: 8, timeStep: step, times: [1])
    }
  }

  @Test func refusesATimeBetweenSteps() {
    #expect(throws: GradientFlowError.timeNotReached(1, step: 0.3)) {
      _ = try NucleationProblem.run(cells: 8, timeStep: 0.3, ratio: 1, times: [1])
    }
  }

  @Test func refusesATimeThatIsPast() {
    #expect(throws: GradientFlowError.timeNotReached(0.5, step: 0.25)) {
      _ = try NucleationProblem.run(cells: 8, timeStep: 0.25, ratio: 1, times: [1, 0.5])
    }
  }

  @Test func saysThatStepsAreTooLong() {
    #expect(throws: GradientFlowError.diverged(time: 400, step: 20)) {
      _ = try NucleationProblem.run(cells: 16, timeStep: 20, ratio: 2, times: [400])
    }
  }
}

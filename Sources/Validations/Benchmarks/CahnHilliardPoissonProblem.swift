import Fields
import Foundation
import Solvers

/// PFHub benchmark 6a, spinodal decomposition of a charged species.
///
/// ∂c/∂t = ∇·M∇(f′(c) − κ∇²c + kΦ), ∇²Φ = −kc/ε, F = ∫ [f + ½κ|∇c|² + ½kcΦ] dA; f, κ and M as in `CahnHilliardProblem`, k 0.09, ε 90, on a
/// square of side 100 that neither c nor the flux leaves. Φ is 0 on the left and sin(y/7) on the right, its gradient zero at the top and
/// bottom. At t = 0
///
/// c = 0.5 + 0.04{cos 0.2x cos 0.11y + [cos 0.13x cos 0.087y]² + cos(0.025x − 0.15y) cos(0.07x − 0.02y)}.
///
/// PFHub benchmark 6 (pages.nist.gov/pfhub); J. E. Guyer et al., Phys. Rev. E 69 (2004) 021603. What falls for certain is not F but F with all of
/// the energy in the potential Φ₀ of the boundary, ∫ kcΦ₀, of which F has half: E = F + ∫ ½kcΦ₀, for δE/δc = f′ − κ∇²c + kΦ.
///
/// Width is y, growth is x. Cosine modes carry the conditions for c and, in the weak form, for the flux; Φ has finite differences of
/// second order along x.
public enum CahnHilliardPoissonProblem {
  static let size = 100.0, charge = 0.09, permittivity = 90.0
  static var mobility: Double { CahnHilliardProblem.mobility }
  static var gradientCoefficient: Double { CahnHilliardProblem.gradientCoefficient }

  static func initialConcentration(_ x: Double, _ y: Double) -> Double {
    let square = cos(0.13 * x) * cos(0.087 * y)
    return 0.5 + 0.04 * (cos(0.2 * x) * cos(0.11 * y) + square * square + cos(0.025 * x - 0.15 * y) * cos(0.07 * x - 0.02 * y))
  }

  /// Φ on the right.
  static func appliedPotential(_ y: Double) -> Double { sin(y / 7) }

  /// Solver for Φ.
  final class Potential {
    private let solver: HelmholtzSolver
    private let source: ScalarField

    init(_ grid: Grid) {
      let grounded = EndCondition.dirichlet(0)
      solver = HelmholtzSolver(LayeredOperator(grid, shift: 0, coefficient: 1, bottom: grounded, top: grounded))
      source = ScalarField(grid)
    }

    /// Φ of a concentration.
    func solve(_ concentration: ScalarField, into potential: ScalarField) {
      source.set(from: concentration) { charge / permittivity * $0 }
      let grid = source.grid
      for i in 0..<grid.width {
        let end = EndCondition.dirichlet(appliedPotential(grid.center(i, .width)))
        source[i, 0, grid.growth - 1] += end.source(coefficient: 1, spacing: grid.growthSpacing)
      }
      solver.solve(source, into: potential)
    }
  }

  struct Moment {
    var time: Double
    /// F, and E, which never rises.
    var energy: Double, fallingEnergy: Double
  }

  struct Run {
    var moments: [Moment] = []
    /// Largest change of the mean concentration since the start, at any of the times.
    var meanDrift = 0.0
    /// c and Φ at the last time.
    var concentration: ScalarField, potential: ScalarField

    /// Position along y at x = 50, c and Φ.
    var alongY: [[Double]] { cut(.width) }
    /// Position along x at y = 50, c and Φ.
    var alongX: [[Double]] { cut(.growth) }

    /// F at the last time.
    var lastEnergy: Double { moments.last?.energy ?? .nan }

    /// Largest difference along both cuts from a run with twice as many cells a side.
    /// - Parameter column: 1 for c, 2 for Φ.
    func largestDifference(_ column: Int, from finer: Run) -> Double {
      [(alongX, finer.alongX), (alongY, finer.alongY)].flatMap { coarse, fine in
        // A coarse centre lies on the face between two fine cells; the outermost lack the neighbours of a cubic.
        (1..<coarse.count - 1).map { i in
          let v = fine[2 * i - 1...2 * i + 2].map { $0[column] }
          return abs(coarse[i][column] - (9 * (v[1] + v[2]) - v[0] - v[3]) / 16)
        }
      }.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
    }

    private func cut(_ axis: Axis) -> [[Double]] {
      let grid = concentration.grid, middle = grid.growth / 2
      func value(_ field: ScalarField, _ index: Int) -> Double {
        func cell(_ k: Int) -> Double { axis == .width ? field[index, 0, k] : field[k, 0, index] }
        if grid.growth % 2 == 1 { return cell(middle) }
        // The cut lies on the faces between the cells of an even number; cubic interpolation.
        return (9 * (cell(middle - 1) + cell(middle)) - cell(middle - 2) - cell(middle + 1)) / 16
      }
      return (0..<grid.growth).map { [grid.center($0, axis), value(concentration, $0), value(potential, $0)] }
    }
  }

  /// From zero to the given times, ascending multiples of the step.
  /// - Parameter cells: per side, at least 3.
  /// - Throws: `GradientFlowError`.
  static func run(cells: Int, timeStep: Double, times: [Double]) throws -> Run {
    let grid = Grid(
      width: cells, growth: cells, widthSpacing: size / Double(cells), depthSpacing: 1, widthClosure: .mirrored)
    let solver = Potential(grid), boundary = ScalarField(grid)
    solver.solve(ScalarField(grid), into: boundary)
    let start = ScalarField(grid)
    start.fill { y, _, x in initialConcentration(x, y) }
    let flow = try GradientFlow(
      from: start, mobility: .diffusing(mobility), gradientCoefficient: gradientCoefficient, timeStep: timeStep)
    let well = CahnHilliardProblem.well
    let chemical = FreeEnergy(grid, gradientCoefficient: gradientCoefficient) { well.energy($0) }
    let potential = ScalarField(grid), sum = start.sum()
    var run = Run(concentration: start, potential: potential)
    for time in [0] + times {
      try flow.advance(to: time) { c, _, slope in
        solver.solve(c, into: potential)
        slope.set(from: c) { well.slope($0) }
        slope.set(1, slope, charge, potential)
      }
      let c = flow.field
      solver.solve(c, into: potential)
      let energy = chemical.value(of: c) + 0.5 * charge * c.dot(potential) * grid.cellVolume
      run.moments.append(
        Moment(time: time, energy: energy, fallingEnergy: energy + 0.5 * charge * c.dot(boundary) * grid.cellVolume))
      run.meanDrift = max(run.meanDrift, abs(c.sum() - sum) / Double(grid.cellCount))
    }
    run.concentration = flow.field
    return run
  }

  public static func problem() -> Problem {
    Problem(
      name: "cahn-hilliard-poisson", title: "Spinodal decomposition of a charged species (PFHub 6a)",
      statement: """
        A charged concentration separates into two phases in a square of side 100 between a grounded side and one with a wavy potential.
        No converged reference is published. The mean concentration is constant; the energy that the flow can only lower (the free
        energy with all of the energy in the potential of the boundary, of which the published one has half) never rises; and two
        grids agree on the free energy and on both cuts at t = 400. What the grid adds to the free energy is of second order, as the
        differences of the potential are.
        """,
      source: "PFHub benchmark 6a (pages.nist.gov/pfhub)"
    ) { tell in
      let endTime = 400.0, times = stride(from: 1, through: endTime, by: 1).map { $0 }
      var record = BenchmarkRecord("6a.0", endTime: endTime, summary: "Cahn-Hilliard-Poisson, cosine SBDF2, 200 x 200")
      tell("200² cells, steps of 0.04")
      let fine = try run(cells: 200, timeStep: 0.04, times: times)
      record.add("free_energy", columns: ["time", "free_energy"], rows: fine.moments.map { [$0.time, $0.energy] })
      record.add("x_cut_plane", columns: ["y", "concentration", "potential"], rows: fine.alongY)
      record.add("y_cut_plane", columns: ["x", "concentration", "potential"], rows: fine.alongX)
      var solution = Solution()
      solution.files = record.finished()

      /// The state at the end on another grid or with another step.
      func end(cells: Int, timeStep: Double) throws -> Run {
        tell("\(cells)² cells, steps of \(timeStep)")
        return try run(cells: cells, timeStep: timeStep, times: [endTime])
      }
      let runs = try [80, 100, 160].map { try end(cells: $0, timeStep: 0.04) } + [fine]
      let energies = runs.map(\.lastEnergy)
      let longer = try end(cells: 100, timeStep: 0.08)
      let grids = Convergence(
        "change of F(400) when h is halved", against: "h",
        [[1.25, abs(energies[0] - energies[2])], [1, abs(energies[1] - energies[3])]])
      solution.convergence = [grids]
      let coarse = runs[1]
      solution.findings = [
        Finding("F(400) on 100² cells, against 200²", target: energies[3], measured: energies[1], .relative(5e-4)),
        Finding("order of F(400) in h", target: 1.9, measured: grids.orders.last ?? .nan, .above),
        Finding("F(400) with Δt = 0.08, against 0.04", target: energies[1], measured: longer.lastEnergy, .relative(2e-5)),
        Finding("c along both cuts, 100² cells against 200²", target: 0.001, measured: coarse.largestDifference(1, from: fine), .below),
        Finding("Φ along both cuts, 100² cells against 200²", target: 0.002, measured: coarse.largestDifference(2, from: fine), .below),
        Finding("largest rise of E within 1", target: 0, measured: largestRise(fine.moments.map(\.fallingEnergy)), .below),
        Finding("largest rise of F within 1", target: 0, measured: largestRise(fine.moments.map(\.energy)), .below),
        Finding("change of the mean concentration", target: 1e-10, measured: fine.meanDrift, .below),
      ]
      solution.courses = [
        Course(
          ("free energy", ""), over: ("time", ""),
          [("F", fine.moments.map { [$0.time, $0.energy] }), ("E", fine.moments.map { [$0.time, $0.fallingEnergy] })]),
        Course(
          ("concentration", ""), over: ("x at y = 50", ""),
          [("100²", coarse.alongX.map { [$0[0], $0[1]] }), ("200²", fine.alongX.map { [$0[0], $0[1]] })]),
        Course(
          ("concentration", ""), over: ("y at x = 50", ""),
          [("100²", coarse.alongY.map { [$0[0], $0[1]] }), ("200²", fine.alongY.map { [$0[0], $0[1]] })]),
      ]
      return solution
    }
  }

  /// Largest rise from one value to the next; zero if they only fall.
  static func largestRise(_ values: [Double]) -> Double { zip(values, values.dropFirst()).map { $1 - $0 }.reduce(0, max) }
}

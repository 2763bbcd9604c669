import Fields
import Foundation

/// PFHub benchmark 8a, a single seed in an undercooled melt.
///
/// ∂φ/∂t = ∇²φ − g′(φ) + Δf p′(φ), F = ∫ [½|∇φ|² + g − Δf p] dA, g = φ²(1 − φ)², p = φ³(10 − 15φ + 6φ²), on a periodic square of side 100.
/// Δf = √2/(6 r*) makes r* = 5 the critical radius. In the middle lies a seed φ = ½{1 − tanh[(r − r₀)/√2]}: one with r₀ < r* dissolves,
/// a larger one grows.
///
/// W. Wu et al., Comput. Mater. Sci. 193 (2021) 110371. The growth amplifies what the grid adds to the radius at the start, so that the
/// solid fraction at the end says more about a program than that of a large seed.
public enum NucleationProblem {
  static let size = 100.0, criticalRadius = 5.0
  static var undercooling: Double { 2.0.squareRoot() / (6 * criticalRadius) }

  /// g − Δf p.
  @inline(__always)
  static func energyDensity(_ phase: Double, _ undercooling: Double) -> Double {
    let product = phase * (1 - phase)
    return product * product - undercooling * phase * phase * phase * (10 - phase * (15 - 6 * phase))
  }

  /// g′ − Δf p′ = 2φ(1 − φ)(1 − 2φ) − 30 Δf φ²(1 − φ)².
  @inline(__always)
  static func energySlope(_ phase: Double, _ undercooling: Double) -> Double {
    let product = phase * (1 - phase)
    return product * (2 - 4 * phase - 30 * undercooling * product)
  }

  /// What is recorded at a time.
  struct Moment {
    var time: Double
    /// Solid fraction, the mean of φ.
    var fraction: Double
    var energy: Double
  }

  /// A seed from time zero and at the given times, ascending multiples of the step.
  /// - Parameters:
  ///   - cells: per side.
  ///   - ratio: r₀/r*.
  /// - Throws: `GradientFlowError`.
  static func run(cells: Int, timeStep: Double, ratio: Double, times: [Double]) throws -> [Moment] {
    let grid = Grid(
      width: cells, growth: cells, widthSpacing: size / Double(cells), depthSpacing: 1, growthClosure: .periodic)
    let start = ScalarField(grid)
    start.fill { x, _, y in
      let radius = ((x - size / 2) * (x - size / 2) + (y - size / 2) * (y - size / 2)).squareRoot()
      return 0.5 * (1 - tanh((radius - ratio * criticalRadius) / 2.0.squareRoot()))
    }
    let flow = try GradientFlow(from: start, mobility: .relaxing(1), gradientCoefficient: 1, timeStep: timeStep)
    let undercooling = undercooling
    let energy = FreeEnergy(grid, gradientCoefficient: 1) { energyDensity($0, undercooling) }
    return try ([0] + times).map { time in
      try flow.advance(to: time) { phase, _, slope in slope.set(from: phase) { energySlope($0, undercooling) } }
      return Moment(time: time, fraction: flow.field.sum() / Double(grid.cellCount), energy: energy.value(of: flow.field))
    }
  }

  public static func problem() -> Problem {
    Problem(
      name: "nucleation", title: "A seed near the critical size (PFHub 8a)",
      statement: """
        A round seed of solid, one hundredth smaller or larger than the critical one, dissolves or grows in an undercooled melt. The solid
        fraction of the growing seed at t = 200 is compared with that of another program.
        """,
      source: "PFHub benchmark 8a (pages.nist.gov/pfhub); Fourier SBDF2 in NumPy"
    ) { tell in
      let endTime = 200.0, times = stride(from: 1, through: endTime, by: 1).map { $0 }
      var record = BenchmarkRecord("8a.1", endTime: endTime, summary: "Nucleation of a single seed, Fourier SBDF2, 160 x 160")
      let ratios = [0.99, 1, 1.01]
      let seeds = try ratios.map { ratio in
        tell("160² cells, steps of 0.02, r₀ = \(ratio) r*")
        return try run(cells: 160, timeStep: 0.02, ratio: ratio, times: times)
      }
      for (index, seed) in seeds.enumerated() {
        record.add(
          "solid_fraction_\(index + 1)", columns: ["time", "solid_fraction", "free_energy"],
          rows: seed.map { [$0.time, $0.fraction, $0.energy] })
      }
      var solution = Solution()
      solution.files = record.finished()

      /// Solid fraction of the larger seed at the end.
      func fraction(cells: Int, timeStep: Double) throws -> Double {
        tell("\(cells)² cells, steps of \(timeStep), r₀ = 1.01 r*")
        return try run(cells: cells, timeStep: timeStep, ratio: 1.01, times: [endTime])[1].fraction
      }
      let grown = seeds[2][times.count].fraction
      let fine = try fraction(cells: 200, timeStep: 0.02)
      let grids = try [80, 100, 128].map { SIMD2(size / Double($0), abs(try fraction(cells: $0, timeStep: 0.02) - fine)) }
      let steps = [0.16, 0.08, 0.04]
      let fractions = try steps.map { try fraction(cells: 160, timeStep: $0) } + [grown]
      solution.convergence = [
        Convergence("Y(200) against that of 200² cells", against: "h", grids + [[size / 160, abs(grown - fine)]]),
        Convergence(
          "change of Y(200) when the step is halved", against: "Δt",
          zip(steps, zip(fractions, fractions.dropFirst())).map { [$0, abs($1.0 - $1.1)] }),
      ]
      solution.findings = [
        Finding("Y(200), r₀ = 1.01 r*", target: 0.0965, measured: grown, .absolute(0.001)),
        Finding("Y(200), r₀ = 1.01 r*, 200² cells", target: 0.0965, measured: fine, .absolute(0.001)),
        Finding("Y(200), r₀ = 0.99 r*", target: 1e-6, measured: seeds[0][times.count].fraction, .below),
        Finding("F(0), r₀ = 1.01 r*", target: 3.64354, measured: seeds[2][0].energy, .absolute(1e-4)),
      ]
      solution.courses = [
        Course(
          ("solid fraction", ""), over: ("time", ""),
          zip(ratios, seeds).map { ("r₀ = \($0) r*", $1.map { [$0.time, $0.fraction] }) })
      ]
      return solution
    }
  }
}

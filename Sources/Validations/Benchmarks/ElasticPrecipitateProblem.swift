import Fields
import Foundation
import Physics
import Solvers

/// PFHub benchmark 4a, an elastic precipitate in a matrix of the same cubic stiffness, in a periodic box under no mean stress.
///
/// ∂η/∂t = ∇·M∇(w Σ j aⱼ η^{j−1} − κ∇²η − ε^T h′(η)(σ_xx + σ_yy)), ∇·σ = 0 at all times, σ = C:(ε − ε^T h(η)) with ε^T = 0.5 % along x
/// and y, h = η³(6η² − 15η + 10), C11, C12, C44 = 250, 150, 100 aJ/nm³; κ 0.29 aJ/nm, w 0.1 aJ/nm³, M 5 nm⁵/aJ, a square of 400 nm.
/// At t = 0 a disc of radius 20 nm: η = 0.0065 + 0.9935 ½{1 − tanh[(r − 20 nm)/5 nm]}.
///
/// A. M. Jokisaari et al., Comput. Mater. Sci. 149 (2018) 336. The published box is free of traction on its outside.
public enum ElasticPrecipitateProblem {
  static let size = 400.0, mobility = 5.0, gradientCoefficient = 0.29, barrier = 0.1, misfit = 0.005
  static let stiffness = Stiffness(c11: 250, c12: 150, c44: 100)
  /// a₂ … a₁₀.
  static let powers = [
    8.072789087, -81.24549382, 408.0297321, -1244.129167, 2444.046270, -3120.635139, 2506.663551, -1151.003178, 230.2006355,
  ]
  /// What of the slope is taken into the implicit part, aJ/nm³: about the largest curvature of the free energy.
  static let splitting = 2.0

  /// Time, then chemical, gradient and elastic energy of the other program, 200² modes in steps of 0.05.
  static let reference: [(time: Double, chemical: Double, gradient: Double, elastic: Double)] = [
    (0, 13.835204, 1.199009, 2.859064), (10, 11.998681, 1.652545, 2.825238), (100, 8.383187, 3.064515, 3.144076),
    (500, 8.016041, 3.103960, 3.250652), (1000, 7.690845, 3.181618, 3.344780),
  ]

  static func density(_ eta: Double) -> Double {
    var sum = 0.0
    for a in powers.reversed() { sum = sum * eta + a }
    return barrier * sum * eta * eta
  }

  static func slope(_ eta: Double) -> Double {
    var sum = 0.0
    for (index, a) in powers.enumerated().reversed() { sum = sum * eta + Double(index + 2) * a }
    return barrier * sum * eta
  }

  static func share(_ eta: Double) -> Double { eta * eta * eta * (eta * (6 * eta - 15) + 10) }
  static func shareSlope(_ eta: Double) -> Double { 30 * eta * eta * (1 - eta) * (1 - eta) }

  static func initial(_ x: Double, _ y: Double) -> Double {
    let r = ((x - size / 2) * (x - size / 2) + (y - size / 2) * (y - size / 2)).squareRoot()
    return 0.0065 + (1 - 0.0065) * 0.5 * (1 - tanh((r - 20) / 5))
  }

  /// Energies in aJ per nm of depth, and ∫η in nm².
  struct Sample {
    var time: Double
    var chemical: Double, gradient: Double, elastic: Double
    var area: Double
    var total: Double { chemical + gradient + elastic }
  }

  /// Mechanics of η.
  final class Elasticity {
    private let medium: ElasticMedium
    private let solver: EquilibriumSolver
    private let displacement: FaceVector
    private var strain = SIMD3<Double>.zero
    /// σ_xx + σ_yy, aJ/nm³.
    let sum: ScalarField
    private(set) var iterations = 0

    init(_ grid: Grid) {
      medium = ElasticMedium(grid, isCubic: true, eigenstrain: .inPlane)
      medium.bulkModulus.fill(stiffness.bulkModulus)
      medium.shearCompliance.fill(1 / stiffness.shearModulus)
      medium.edgeCompliance.fill(1 / stiffness.edgeShearModulus)
      solver = EquilibriumSolver(grid)
      displacement = FaceVector(grid)
      sum = ScalarField(grid)
    }

    func solve(_ eta: ScalarField) {
      medium.normalEigenstrain[0].set(from: eta) { misfit * share($0) }
      iterations +=
        solver.solve(
          medium, displacement, meanStrain: &strain, loads: [.stress(0), .strain(0), .stress(0)], tolerance: 1e-9
        ).iterations
      let n = eta.grid.width, sum = self.sum
      ElasticOperator(medium).forEachRow(displacement, meanStrain: strain) { r, stress in
        let x = unsafe stress.width.span, z = unsafe stress.growth.span
        var s = unsafe sum.row(r, n).mutableSpan
        for i in 1..<n + 1 { s[i] = x[i] + z[i] }
      }
    }

    /// −½ ∫ σ:ε*, which at equilibrium without mean stress is the elastic energy, aJ per nm of depth.
    func energy() -> Double { -0.5 * sum.dot(medium.normalEigenstrain[0]) * sum.grid.cellVolume }
  }

  /// - Parameter cells: per side.
  /// - Throws: `GradientFlowError`.
  static func run(cells: Int, timeStep: Double, times: [Double]) throws -> (samples: [Sample], iterationsPerStep: Double) {
    let grid = Grid(width: cells, growth: cells, widthSpacing: size / Double(cells), depthSpacing: 1, growthClosure: .periodic)
    let start = ScalarField(grid)
    start.fill { x, _, y in initial(x, y) }
    let flow = try GradientFlow(
      from: start, mobility: .diffusing(mobility), gradientCoefficient: gradientCoefficient, splitting: splitting, timeStep: timeStep)
    let elasticity = Elasticity(grid), n = grid.width
    let chemical = FreeEnergy(grid, gradientCoefficient: 0) { density($0) }
    let gradient = FreeEnergy(grid, gradientCoefficient: gradientCoefficient) { _ in 0 }
    var samples: [Sample] = []
    for time in [0] + times {
      try flow.advance(to: time) { eta, _, g in
        elasticity.solve(eta)
        let sum = elasticity.sum
        grid.forEachTile { rows in
          for r in rows {
            let x = unsafe eta.row(r, n).span, s = unsafe sum.row(r, n).span
            var out = unsafe g.row(r, n).mutableSpan
            for i in 1..<n + 1 { out[i] = slope(x[i]) - misfit * shareSlope(x[i]) * s[i] }
            g.seal(r)
          }
        }
      }
      elasticity.solve(flow.field)
      samples.append(
        Sample(
          time: time, chemical: chemical.value(of: flow.field), gradient: gradient.value(of: flow.field), elastic: elasticity.energy(),
          area: flow.field.sum() * grid.cellVolume))
    }
    return (samples, Double(elasticity.iterations) / Double(max(1, flow.steps)))
  }

  public static func problem() -> Problem {
    Problem(
      name: "elastic-precipitate", title: "Elastic precipitate (PFHub 4a, periodic)",
      statement: """
        A misfitting disc of the same cubic stiffness relaxes and dissolves towards equilibrium with its matrix, in mechanical equilibrium at every step, in a periodic box of
        400 nm without mean stress. Energies and ∫η against another program with spectral derivatives, in which elasticity is solved mode by mode.
        """,
      source: "PFHub benchmark 4a (pages.nist.gov/pfhub), in a periodic box; Fourier SBDF2 in NumPy"
    ) { tell in
      let endTime = 1000.0
      var solution = Solution()
      var record = BenchmarkRecord("4a.1", endTime: endTime, summary: "Elastic precipitate, periodic box, 200 x 200")
      tell("200² cells, steps of 0.1")
      let main = try run(cells: 200, timeStep: 0.1, times: stride(from: 5, through: endTime, by: 5).map { $0 })
      record.add(
        "energies", columns: ["time", "total_free_energy", "gradient_energy", "elastic_energy", "eta"],
        rows: main.samples.map { [$0.time, $0.total, $0.gradient, $0.elastic, $0.area] })
      solution.files = record.finished()
      func sample(_ time: Double) -> Sample { main.samples.first { abs($0.time - time) < 1e-9 }! }
      let reference = Self.reference
      for (time, chemical, gradient, elastic) in reference {
        let s = sample(time)
        let total = chemical + gradient + elastic
        solution.findings += [
          Finding("total energy at \(Int(time))", unit: "aJ/nm", target: total, measured: s.total, .relative(0.005)),
          Finding("gradient energy at \(Int(time))", unit: "aJ/nm", target: gradient, measured: s.gradient, .relative(0.01)),
          Finding("elastic energy at \(Int(time))", unit: "aJ/nm", target: elastic, measured: s.elastic, .relative(0.01)),
        ]
      }
      let drift = main.samples.map { abs($0.area / main.samples[0].area - 1) }.max() ?? .nan
      solution.findings.append(Finding("change of ∫η in 10 000 steps, relative", target: 1e-11, measured: drift, .below))
      tell("100² and 400² cells")
      let energies = try [100, 200, 400].map { cells in
        let samples = try run(cells: cells, timeStep: 0.1, times: [5]).samples
        return (h: size / Double(cells), energy: samples[0].elastic)
      }
      solution.convergence.append(
        Convergence(
          "elastic energy at t = 0 against that of the other program", against: "h, nm",
          energies.map { [$0.h, abs($0.energy / reference[0].elastic - 1)] }))
      solution.courses = [
        Course(
          ("energy", "aJ/nm"), over: ("time", ""),
          [
            ("total", main.samples.map { [$0.time, $0.total] }), ("gradient", main.samples.map { [$0.time, $0.gradient] }),
            ("elastic", main.samples.map { [$0.time, $0.elastic] }),
          ])
      ]
      return solution
    }
  }
}

import Fields
import Foundation
import Solvers
import Testing

private let closures: [Closure] = [.periodic, .mirrored]

private let ends: [EndCondition] = [.dirichlet(0.7), .neumann(-1.3), .robin(conductance: 2.5, value: 0.4)]

private func solverGrids(_ width: Closure, _ depth: Closure) -> [Grid] {
  let shapes = [
    (7, 1, 5), (8, 1, 6), (1, 1, 9), (5, 1, 2), (10, 1, 3), (12, 1, 4), (2, 1, 7), (3, 1, 8), (17, 1, 10), (9, 1, 1), (1, 4, 3), (6, 1, 1),
    (2, 3, 2), (5, 4, 3), (4, 5, 4), (6, 6, 3), (3, 7, 1),
  ]
  return shapes.map { w, d, g in
    Grid(
      width: w, depth: d, growth: g, widthSpacing: 0.3, depthSpacing: 0.45, growthSpacing: 0.2,
      widthClosure: width, depthClosure: depth)
  }
}

private func layered(_ grid: Grid, shift: Double, _ bottom: EndCondition, _ top: EndCondition) -> LayeredOperator {
  LayeredOperator(
    grid, shift: (0..<grid.growth).map { shift * (1 + 0.5 * Double($0 % 3)) },
    lateralCoefficient: (0..<grid.growth).map { 1 + 0.7 * Double($0 % 2) },
    growthCoefficient: (0...grid.growth).map { 0.4 + 0.3 * Double($0 % 4) }, bottom: bottom, top: top)
}

@Suite struct HelmholtzSolverTests {
  @Test(arguments: closures, closures)
  func agreesWithGaussianElimination(_ width: Closure, _ depth: Closure) {
    for grid in solverGrids(width, depth) {
      for bottom in ends {
        for top in ends {
          for shift in [0, 1.9] {
            let operation = layered(grid, shift: shift, bottom, top)
            let f = SpectralReference.noise(grid)
            let before = SpectralReference.values(f)
            let u = ScalarField(grid)
            let report = HelmholtzSolver(operation).solve(f, into: u, reportsResidual: true)
            let expected = SpectralReference.solve(operation, f)
            #expect(SpectralReference.relativeError(u, expected.solution) < 1e-11, "\(operation)")
            #expect(report.iterations == 1)
            #expect(report.relativeResidual < 1e-13)
            #expect(abs(report.removedMean - expected.removedMean) < 1e-13)
            #expect(SpectralReference.values(f) == before)
            #expect(SpectralReference.isSealed(u))
          }
        }
      }
    }
  }

  @Test(arguments: closures)
  func agreesWithGaussianEliminationOnPrimesAndUniformCoefficients(_ closure: Closure) {
    let grid = Grid(
      width: 13, growth: 11, widthSpacing: 2e-7, growthSpacing: 1e-7, widthClosure: closure, depthClosure: closure)
    for shift in [0, 3e4] {
      let operation = LayeredOperator(
        grid, shift: shift, coefficient: 1e-10, bottom: .dirichlet(1000), top: .robin(conductance: 2e-4, value: 900))
      let f = SpectralReference.noise(grid)
      let u = ScalarField(grid)
      HelmholtzSolver(operation).solve(f, into: u)
      #expect(SpectralReference.relativeError(u, SpectralReference.solve(operation, f).solution) < 1e-11)
    }
  }

  @Test func fluxIntoTheDomainIsPositive() {
    let grid = Grid(width: 3, growth: 10, widthSpacing: 0.1)
    let f = ScalarField(grid)
    let u = ScalarField(grid)
    let (a, flux, value) = (2.0, 3.0, 5.0)
    HelmholtzSolver(LayeredOperator(grid, shift: 0, coefficient: a, bottom: .neumann(flux), top: .dirichlet(value))).solve(f, into: u)
    let rising = (0..<10).flatMap { k in Array(repeating: value + flux / a * (1 - grid.center(k, .growth)), count: 3) }
    #expect(SpectralReference.relativeError(u, rising) < 1e-14)
    HelmholtzSolver(LayeredOperator(grid, shift: 0, coefficient: a, bottom: .dirichlet(value), top: .neumann(flux))).solve(f, into: u)
    let falling = (0..<10).flatMap { k in Array(repeating: value + flux / a * grid.center(k, .growth), count: 3) }
    #expect(SpectralReference.relativeError(u, falling) < 1e-14)
  }

  @Test func infiniteConductancePrescribesTheValueAndNoneInsulates() {
    let grid = Grid(width: 6, growth: 5, widthSpacing: 0.1)
    let f = SpectralReference.noise(grid)
    func solution(_ end: EndCondition) -> ScalarField {
      let u = ScalarField(grid)
      HelmholtzSolver(layered(grid, shift: 1, end, end)).solve(f, into: u)
      return u
    }
    let held = SpectralReference.values(solution(.dirichlet(2)))
    #expect(SpectralReference.relativeError(solution(.robin(conductance: .infinity, value: 2)), held) < 1e-14)
    let insulated = SpectralReference.values(solution(.neumann(0)))
    #expect(SpectralReference.relativeError(solution(.robin(conductance: 0, value: 2)), insulated) < 1e-14)
  }

  @Test(arguments: closures, closures)
  func convergesWithTheSquareOfTheSpacing(_ width: Closure, _ depth: Closure) {
    let kx = (width == .periodic ? 2 : 1) * Double.pi
    let ky = (depth == .periodic ? 2 : 1) * Double.pi
    let (shift, a) = (0.8, 1.7)
    // The part that varies laterally vanishes at both ends, where only one value can be prescribed; the rest does not.
    let wave = { @Sendable (x: Double, y: Double, z: Double) in cos(kx * x) * cos(ky * y) * sin(Double.pi * z) }
    let errors = [12, 24, 48].map { n in
      let grid = Grid(
        width: n, depth: n / 2, growth: n, widthSpacing: 1 / Double(n), depthSpacing: 2 / Double(n), widthClosure: width,
        depthClosure: depth)
      let f = ScalarField(grid)
      f.fill { x, y, z in
        (shift + a * (kx * kx + ky * ky + Double.pi * Double.pi)) * wave(x, y, z) + (shift + 4 * a) * cos(2 * z)
      }
      let u = ScalarField(grid)
      let operation = LayeredOperator(grid, shift: shift, coefficient: a, bottom: .dirichlet(1), top: .dirichlet(cos(2)))
      HelmholtzSolver(operation).solve(f, into: u)
      let exact = ScalarField(grid)
      exact.fill { x, y, z in wave(x, y, z) + cos(2 * z) }
      return SpectralReference.relativeError(u, SpectralReference.values(exact))
    }
    #expect(errors[0] / errors[1] > 3.5 && errors[0] / errors[1] < 4.5)
    #expect(errors[1] / errors[2] > 3.7 && errors[1] / errors[2] < 4.3)
  }

  @Test func meetsFluxesAndConductancesToSecondOrder() {
    // u = cos(2z): flux 0 into the domain at the bottom; 2a sin 2 leaves at the top, through a conductance.
    let (shift, a, conductance) = (0.8, 1.7, 2.3)
    let errors = [16, 32, 64].map { n in
      let grid = Grid(width: 4, growth: n, widthSpacing: 1 / Double(n))
      let f = ScalarField(grid)
      f.fill { _, _, z in (shift + 4 * a) * cos(2 * z) }
      let beyond = cos(2.0) - 2 * a * sin(2.0) / conductance
      let operation = LayeredOperator(
        grid, shift: shift, coefficient: a, bottom: .neumann(0), top: .robin(conductance: conductance, value: beyond))
      let u = ScalarField(grid)
      HelmholtzSolver(operation).solve(f, into: u)
      let exact = ScalarField(grid)
      exact.fill { _, _, z in cos(2 * z) }
      return SpectralReference.relativeError(u, SpectralReference.values(exact))
    }
    #expect(errors[0] / errors[1] > 3.8 && errors[0] / errors[1] < 4.2)
    #expect(errors[1] / errors[2] > 3.8 && errors[1] / errors[2] < 4.2)
  }

  @Test(arguments: closures, closures)
  func bitsDependNeitherOnTheRunNorOnTheThreads(_ width: Closure, _ depth: Closure) {
    for (w, d, g) in [(217, 1, 190), (64, 1, 101), (640, 1, 200), (64, 20, 31)] {
      let grid = Grid(width: w, depth: d, growth: g, widthSpacing: 1, widthClosure: width, depthClosure: depth)
      let f = SpectralReference.noise(grid)
      let results = [1, 2, 3, 4, 1].map { threads in
        Tiling.threadBudget = threads
        let u = ScalarField(grid)
        HelmholtzSolver(layered(grid, shift: 0, .neumann(1), .neumann(2))).solve(f, into: u)
        return SpectralReference.values(u)
      }
      Tiling.threadBudget = Topology.processorCount
      #expect(results.dropFirst().allSatisfy { $0 == results[0] })
    }
  }

  @Test(arguments: closures, closures)
  func solvesLargeGridsToRounding(_ width: Closure, _ depth: Closure) {
    // Lengths for which plans were measured, and others.
    let measured = [32, 48, 80, 128, 192, 640, 1024].map { ($0, 1, 12) }
    for (w, d, g) in [(301, 1, 200), (44, 35, 40)] + measured {
      let grid = Grid(width: w, depth: d, growth: g, widthSpacing: 0.1, widthClosure: width, depthClosure: depth)
      let f = SpectralReference.noise(grid)
      let u = ScalarField(grid)
      let operation = layered(grid, shift: 0.1, .robin(conductance: 2, value: 1), .neumann(0.5))
      let report = HelmholtzSolver(operation).solve(f, into: u, reportsResidual: true)
      #expect(report.relativeResidual < 1e-12)
    }
  }

  @Test func insulatedDiffusionConservesTheAmountHoweverLongTheStep() {
    for rate in [1e3, 1, 1e-3, 1e-9, 1e-15] {
      let grid = Grid(width: 60, growth: 110, widthSpacing: 0.1)
      let amount = SpectralReference.noise(grid)
      let before = amount.sum()
      let f = ScalarField(grid)
      for (i, j, k) in SpectralReference.cells(grid) { f[i, j, k] = rate * amount[i, j, k] }
      let operation = LayeredOperator(grid, shift: rate, coefficient: 1, bottom: .neumann(0), top: .neumann(0))
      HelmholtzSolver(operation).solve(f, into: amount)
      #expect(abs(amount.sum() - before) < 1e-10)
    }
  }

  @Test func whatIsNotFiniteIsForgotten() {
    let grid = Grid(width: 12, growth: 9, widthSpacing: 1)
    let f = SpectralReference.noise(grid), u = ScalarField(grid), v = ScalarField(grid)
    let solver = HelmholtzSolver(layered(grid, shift: 1, .dirichlet(1), .neumann(2)))
    solver.solve(f, into: u)
    solver.solve(ScalarField(grid, .nan), into: v)
    #expect(SpectralReference.values(v).allSatisfy { $0.isNaN })
    solver.solve(f, into: v)
    #expect(SpectralReference.values(u) == SpectralReference.values(v))
  }

  @Test(arguments: [1, 4]) func updateIsAsGoodAsANewSolver(depth: Int) {
    let grid = Grid(width: 9, depth: depth, growth: 7, widthSpacing: 1, depthClosure: .mirrored)
    let f = SpectralReference.noise(grid)
    let operations = [
      layered(grid, shift: 1, .dirichlet(1), .neumann(2)), layered(grid, shift: 1, .dirichlet(3), .neumann(-1)),
      layered(grid, shift: 2, .dirichlet(3), .robin(conductance: 1, value: 1)), layered(grid, shift: 0, .neumann(1), .neumann(0)),
    ]
    let solver = HelmholtzSolver(operations[0])
    for operation in operations {
      solver.update(operation)
      let (u, v) = (ScalarField(grid), ScalarField(grid))
      v.assign(f)
      solver.solve(f, into: u)
      HelmholtzSolver(operation).solve(v, into: v)
      #expect(SpectralReference.values(u) == SpectralReference.values(v))
    }
  }
}

import Fields
import Physics
import Solvers

/// The two linear solvers, each on the kind of problem that it is for.
enum SolverMeasurements {
  static func all(_ scene: FrontScene, _ stopwatch: Stopwatch) -> [Measurement] {
    [spectral(scene, stopwatch), multigrid(scene, stopwatch)]
  }

  /// Diffusion with the same coefficient everywhere.
  private static func spectral(_ scene: FrontScene, _ stopwatch: Stopwatch) -> Measurement {
    let h = scene.grid.widthSpacing
    let problem = LayeredOperator(scene.grid, shift: 1 / (h * h), coefficient: 1, bottom: .neumann(0), top: .dirichlet(1))
    let solver = HelmholtzSolver(problem)
    let time = stopwatch.median { solver.solve(scene.model.state.orderParameter, into: scene.scratch) }
    return Measurement("FFT x tridiagonal solve", time)
  }

  /// Conduction through metal and electrolyte of conductivities 10⁴ and 1, from bottom to top, from zero to 1e-8.
  private static func multigrid(_ scene: FrontScene, _ stopwatch: Stopwatch) -> Measurement {
    let grid = scene.grid
    let coefficient = ScalarField(grid), source = ScalarField(grid), solution = ScalarField(grid)
    let width = grid.length(.width)
    coefficient.fill { x, _, z in
      let xi = OrderParameter.profile(width * FrontScene.distance(x / width, z / width), halfWidth: scene.halfWidth)
      return 1 + (1e4 - 1) * OrderParameter.metalFraction(xi)
    }
    let matrix = ConductionOperator(meansOf: coefficient)
    let h = grid.growthSpacing
    for i in 0..<grid.width {
      matrix.diagonal[i, 0, 0] = 2 * coefficient[i, 0, 0] / (h * h)
      matrix.diagonal[i, 0, grid.growth - 1] = 2 * coefficient[i, 0, grid.growth - 1] / (h * h)
      source[i, 0, grid.growth - 1] = matrix.diagonal[i, 0, grid.growth - 1]
    }
    let solver = ConjugateGradient(grid)
    var iterations = 0
    let time = stopwatch.median(reset: { solution.fill(0) }) {
      solver.assign(matrix)
      iterations = solver.solve(matrix, solution, source: source, tolerance: 1e-8).iterations
    }
    return Measurement("multigrid-CG to 1e-8", time, iterations: "\(iterations) CG")
  }
}

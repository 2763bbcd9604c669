import Fields
import Solvers

/// The linear solvers, each on the kind of problem that it is for.
extension Workload {
  /// From zero to a residual of 1e-8, the preconditioner's set-up included.
  static func multigrid(_ size: GridSize) -> Workload {
    let problem = ConductionScene(size)
    let solution = ScalarField(problem.grid)
    let solver = ConjugateGradient(problem.grid)
    return Workload(reset: { solution.fill(0) }) {
      solver.assign(problem.matrix)
      let report = solver.solve(problem.matrix, solution, source: problem.source, tolerance: 1e-8)
      // One product for the residual at the start, one an iteration.
      return ["CG": report.iterations, "products": report.iterations + 1]
    }
  }

  /// Diffusion with the same coefficient everywhere: transforms across, tridiagonal systems along the growth axis, transforms back.
  public static func layered(_ size: GridSize) -> Workload {
    let grid = FrontScene.grid(size), h = grid.widthSpacing
    let problem = LayeredOperator(grid, shift: 1 / (h * h), coefficient: 1, bottom: .neumann(0), top: .dirichlet(1))
    let solver = HelmholtzSolver(problem)
    let source = waves(grid), solution = ScalarField(grid)
    return Workload {
      solver.solve(source, into: solution)
      return [:]
    }
  }

  /// Transforms along all axes, forth and back.
  static func filter(_ size: GridSize) -> Workload {
    let grid = FrontScene.grid(size)
    let filter = SpectralFilter.gaussian(grid, standardDeviation: 2 * grid.widthSpacing)
    let rough = waves(grid), smooth = ScalarField(grid)
    return Workload {
      filter.apply(rough, into: smooth)
      return [:]
    }
  }

  private static func waves(_ grid: Grid) -> ScalarField {
    let field = ScalarField(grid)
    field.fill { x, y, z in (x + 2 * y + 3 * z).truncatingRemainder(dividingBy: 1e-6) * 1e6 }
    return field
  }
}

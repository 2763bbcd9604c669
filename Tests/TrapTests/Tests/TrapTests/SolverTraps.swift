import Fields
import Solvers
import Testing

/// A problem that no solver can answer stops the program where it is posed.
@Suite struct SolverTraps {
  @Test func negativeCoefficient() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      _ = LayeredOperator(grid, shift: 0, coefficient: -1, bottom: .dirichlet(0), top: .dirichlet(1))
    }
  }

  @Test func coefficientThatIsNotANumber() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      _ = LayeredOperator(grid, shift: .nan, coefficient: 1, bottom: .dirichlet(0), top: .dirichlet(1))
    }
  }

  @Test func tooFewLayers() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      _ = LayeredOperator(
        grid, shift: [0], lateralCoefficient: [1], growthCoefficient: [1, 1], bottom: .dirichlet(0), top: .dirichlet(1))
    }
  }

  @Test func endsOfAPeriodicAxis() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1, growthClosure: .periodic)
      _ = LayeredOperator(grid, shift: 1, coefficient: 1, bottom: .dirichlet(0), top: .dirichlet(1))
    }
  }

  @Test func negativeConductanceOfAnEnd() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      _ = LayeredOperator(
        grid, shift: 0, coefficient: 1, bottom: .dirichlet(0), top: .robin(conductance: -1, value: 0))
    }
  }

  @Test func operatorOnAnotherGrid() async {
    await #expect(processExitsWith: .failure) {
      let small = Grid(width: 8, growth: 8, widthSpacing: 1), large = Grid(width: 16, growth: 8, widthSpacing: 1)
      let solver = HelmholtzSolver(LayeredOperator(small, shift: 1, coefficient: 1, bottom: .neumann(0), top: .neumann(0)))
      solver.update(LayeredOperator(large, shift: 1, coefficient: 1, bottom: .neumann(0), top: .neumann(0)))
    }
  }

  @Test func fieldOnAnotherGrid() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1), other = Grid(width: 8, growth: 9, widthSpacing: 1)
      let solver = HelmholtzSolver(LayeredOperator(grid, shift: 1, coefficient: 1, bottom: .neumann(0), top: .neumann(0)))
      solver.solve(ScalarField(other, 1), into: ScalarField(grid))
    }
  }

  @Test func residualOfALostRightHandSide() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      let solver = HelmholtzSolver(LayeredOperator(grid, shift: 1, coefficient: 1, bottom: .neumann(0), top: .neumann(0)))
      let field = ScalarField(grid, 1)
      solver.solve(field, into: field, reportsResidual: true)
    }
  }

  /// What these tests take for a trap is none when the problem is right.
  @Test func theSameProblemPosedWellIsSolved() async {
    await #expect(processExitsWith: .success) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      let solver = HelmholtzSolver(LayeredOperator(grid, shift: 1, coefficient: 1, bottom: .neumann(0), top: .neumann(0)))
      let solution = ScalarField(grid)
      let report = solver.solve(ScalarField(grid, 1), into: solution, reportsResidual: true)
      precondition(report.relativeResidual < 1e-12 && abs(solution[3, 0, 3] - 1) < 1e-12)
    }
  }
}

import Fields
import Foundation
import Solvers
import Testing

@Suite struct ConductionOperatorTests {
  /// Links written out as the means of a coefficient, face by face, are the same operator as those that are not stored.
  @Test(arguments: ConjugateGradientTests.cases) func facesThatAreMeansMakeTheSameOperator(_ item: ConjugateGradientTests.Case) {
    let grid = item.grid
    var numbers = Numbers(7)
    let coefficient = ScalarField(grid), u = ScalarField(grid), diagonal = ScalarField(grid)
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          coefficient[i, j, k] = pow(10, 4 * numbers.next() - 2)
          diagonal[i, j, k] = 0.1 + numbers.next()
          u[i, j, k] = numbers.next() - 0.5
        }
      }
    }
    let faces = ConductionOperator.Faces(grid)
    func mean(_ i: Int, _ j: Int, _ k: Int, _ c: (Int, Int, Int), _ h: Double) -> Double {
      0.5 * (coefficient[i, j, k] + coefficient[c.0, c.1, c.2]) / (h * h)
    }
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          // The last face of an axis closes the period; at a mirror nobody looks at it.
          faces.width[i, j, k] = mean(i, j, k, ((i + 1) % grid.width, j, k), grid.widthSpacing)
          faces.growth[i, j, k] = mean(i, j, k, (i, j, (k + grid.growth - 1) % grid.growth), grid.growthSpacing)
          if grid.depth > 1 { faces.depth[i, j, k] = mean(i, j, k, (i, (j + 1) % grid.depth, k), grid.depthSpacing) }
        }
      }
    }
    let stored = ConductionOperator(grid, faces: faces), means = ConductionOperator(meansOf: coefficient)
    stored.diagonal.assign(diagonal)
    means.diagonal.assign(diagonal)
    let a = ScalarField(grid), b = ScalarField(grid)
    let first = stored.apply(u, into: a), second = means.apply(u, into: b)
    #expect(abs(first - second) <= 1e-13 * abs(second))
    let scale = max(b.maximum(), -b.minimum())
    for k in 0..<grid.growth {
      for j in 0..<grid.depth { for i in 0..<grid.width { #expect(abs(a[i, j, k] - b[i, j, k]) <= 1e-13 * scale) } }
    }
    let solver = ConjugateGradient(grid)
    var iterations: [Int] = []
    for matrix in [stored, means] {
      let solution = ScalarField(grid)
      solver.assign(matrix)
      iterations.append(solver.solve(matrix, solution, source: u, tolerance: 1e-10).iterations)
    }
    #expect(abs(iterations[0] - iterations[1]) <= 1, "\(iterations)")
  }

  /// One solver that goes from one operator to another notices whose links it has.
  @Test func aSolverSharedByTwoOperatorsTakesOverTheLinksOfEach() {
    let grid = Grid(width: 48, growth: 40, widthSpacing: 1)
    let shape = ScalarField(grid), uniform = ScalarField(grid, 1)
    shape.fill { x, _, z in hypot(x - 24, z - 20) < 9 ? 1e-5 : 1 }
    let first = ConductionOperator(meansOf: shape), second = ConductionOperator(meansOf: uniform)
    first.diagonal.fill(1e-4)
    second.diagonal.fill(1e-4)
    let source = ScalarField(grid)
    source.fill { x, _, z in sin(x / 5) + cos(z / 3) }
    func iterations(_ solver: ConjugateGradient, _ matrix: ConductionOperator) -> Int {
      solver.assignDiagonal(matrix)
      return solver.solve(matrix, ScalarField(grid), source: source, tolerance: 1e-10).iterations
    }
    let shared = ConjugateGradient(grid)
    let alone = [iterations(ConjugateGradient(grid), first), iterations(ConjugateGradient(grid), second)]
    let turns = [iterations(shared, first), iterations(shared, second), iterations(shared, first)]
    #expect(turns == [alone[0], alone[1], alone[0]])
  }
}

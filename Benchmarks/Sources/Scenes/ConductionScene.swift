import Fields
import Physics
import Solvers

/// Conduction through metal and electrolyte of conductivities 10⁴ and 1, from the bottom at potential 0 to the top at 1.
struct ConductionScene {
  let grid: Grid
  let matrix: ConductionOperator
  /// What the held top brings in.
  let source: ScalarField

  init(_ size: GridSize) {
    let grid = FrontScene.grid(size)
    let coefficient = ScalarField(grid), source = ScalarField(grid)
    let shape = BranchedShape(grid)
    coefficient.fill { x, y, z in
      let xi = OrderParameter.profile(shape.distance(x, y, z), halfWidth: FrontScene.halfWidth)
      return 1 + (1e4 - 1) * OrderParameter.metalFraction(xi)
    }
    let matrix = ConductionOperator(meansOf: coefficient)
    let h = grid.growthSpacing, top = grid.growth - 1
    for j in 0..<grid.depth {
      for i in 0..<grid.width {
        matrix.diagonal[i, j, 0] = 2 * coefficient[i, j, 0] / (h * h)
        matrix.diagonal[i, j, top] = 2 * coefficient[i, j, top] / (h * h)
        source[i, j, top] = matrix.diagonal[i, j, top]
      }
    }
    self.grid = grid
    self.matrix = matrix
    self.source = source
  }
}

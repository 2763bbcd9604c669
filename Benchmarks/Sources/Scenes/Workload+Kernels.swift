import Fields
import Solvers

/// Loops over all cells, of which nothing is asked but to move memory, and the product that the solvers are made of.
extension Workload {
  /// Reads one field and writes another, with the threads of everything else: the speed of memory.
  static func copy(_ size: GridSize) -> Workload {
    let grid = FrontScene.grid(size), n = grid.width
    let from = ScalarField(grid, 1), to = ScalarField(grid, 2)
    return Workload {
      grid.forEachTile { rows in
        for r in rows {
          let a = unsafe from.row(r, n).span
          var b = unsafe to.row(r, n).mutableSpan
          for i in 0..<n + 2 { b[i] = a[i] }
        }
      }
      return [:]
    }
  }

  /// a = b + s c.
  static func triad(_ size: GridSize) -> Workload {
    let grid = FrontScene.grid(size), n = grid.width
    let sum = ScalarField(grid, 1), first = ScalarField(grid, 2), second = ScalarField(grid, 3)
    return Workload {
      grid.forEachTile { rows in
        for r in rows {
          let b = unsafe first.row(r, n).span, c = unsafe second.row(r, n).span
          var a = unsafe sum.row(r, n).mutableSpan
          for i in 0..<n + 2 { a[i] = b[i] + 0.5 * c[i] }
        }
      }
      return [:]
    }
  }

  /// A u for the conduction of `multigrid`.
  static func conduction(_ size: GridSize) -> Workload {
    let problem = ConductionScene(size)
    let u = ScalarField(problem.grid), result = ScalarField(problem.grid)
    let height = problem.grid.length(.growth)
    u.fill { _, _, z in z / height }
    return Workload {
      problem.matrix.apply(u, into: result)
      return [:]
    }
  }
}

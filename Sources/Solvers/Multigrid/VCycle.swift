public import Fields

/// Multigrid V-cycle for a `ConductionOperator`, as a symmetric preconditioner: red–black smoothing once on the finest grid, twice on
/// the next and four times on all coarser ones (piecewise-constant transfer under-corrects; the extra sweeps are cheap where they are
/// done), dense solve at the bottom.
///
/// Iterations of the preconditioned conjugate gradients then depend neither on the contrast of the coefficients nor on the grid.
final class VCycle: Sendable {
  private let hierarchy: GridHierarchy
  private let coarsest: DenseCholesky

  init(_ grid: Grid) {
    hierarchy = GridHierarchy(grid)
    coarsest = DenseCholesky(hierarchy.levels[hierarchy.levels.count - 1])
  }

  /// Takes over an operator's links; `assignDiagonal` must follow.
  func assignLinks(_ fine: ConductionOperator) { hierarchy.assignLinks(fine) }

  /// Takes over an operator's diagonal, its links being those of the last `assign`.
  ///
  /// - Parameter rows: above 0 for rows in which it changed, where the others are known not to have.
  func assignDiagonal(_ fine: ConductionOperator, rows: RowPartials? = nil) {
    hierarchy.assignDiagonal(fine, rows: rows)
    coarsest.factorize()
  }

  /// The approximate inverse applied to `residual`; the result lives until the next call.
  ///
  /// - Parameters:
  ///   - matrix: the operator whose coefficients were taken over.
  ///   - scale: brings the residual into single-precision range; the result is that of `scale` × residual.
  /// - Returns: the result, and the sums of its products with `residual` and with `image`.
  func apply(
    _ matrix: ConductionOperator, _ residual: ScalarField, scale: Double, image: ScalarField
  ) -> (result: Field<Float>, product: Double, overlap: Double) {
    let finest = hierarchy.finest, top = hierarchy.levels[0]
    finest.descend(matrix, residual, scale: scale, to: top)
    descend(0)
    let products = RowPartials(finest.grid.rowCount), overlaps = RowPartials(finest.grid.rowCount)
    finest.ascend(matrix, residual, scale: scale, from: top, image: image, products: products, overlaps: overlaps)
    return (finest.solution, products.sum(), overlaps.sum())
  }

  /// The inverse of the diagonal applied to `residual`, in place of the last result of `apply`; answers its product with `residual`.
  func applyDiagonal(_ residual: ScalarField, scale: Double) -> Double { hierarchy.finest.applyDiagonal(residual, scale: scale) }

  private func descend(_ l: Int) {
    let level = hierarchy.levels[l]
    if l == hierarchy.levels.count - 1 {
      coarsest.solve()
      return
    }
    let sweeps = min(4, hierarchy.sweeps << min(l, 2))
    Smoother.relax(level, sweeps: sweeps, isReversed: false, fromZero: true)
    let coarse = hierarchy.levels[l + 1]
    restrictResidual(level, to: coarse)
    descend(l + 1)
    prolong(coarse, onto: level)
    Smoother.relax(level, sweeps: sweeps, isReversed: true)
  }

  /// Coarse source = sum of the fine residual over each aggregate.
  private func restrictResidual(_ fine: Level, to coarse: Level) {
    let grid = fine.grid
    let m = grid.width, n = coarse.grid.width
    coarse.grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: m + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: m + 2)
        for row in rows {
          var out = unsafe coarse.source.row(row, n).mutableSpan
          for i in 0..<n + 2 { out[i] = 0 }
          coarse.forEachFineRow(of: row, in: grid) { r in
            let next = grid.neighbours(of: r)
            var rest = unsafe buffer.mutableSpan
            let c = unsafe fine.solution.row(r, m).span
            let below = unsafe fine.solution.row(next.below, m).span
            let above = unsafe fine.solution.row(next.above, m).span
            let w = unsafe fine.widthFaces.row(r, m).span
            let lower = unsafe fine.growthFaces.row(r, m).span
            let upper = unsafe fine.growthFaces.row(r + grid.depth, m).span
            let b = unsafe fine.source.row(r, m).span
            let t = unsafe fine.total.row(r, m).span
            for i in 1..<m + 1 {
              let lateral = w[i] * c[i + 1] + w[i - 1] * c[i - 1]
              let vertical = lower[i] * below[i] + upper[i] * above[i]
              rest[i] = b[i] - t[i] * c[i] + lateral + vertical
            }
            if grid.depth > 1 {
              let before = unsafe fine.solution.row(next.before, m).span
              let behind = unsafe fine.solution.row(next.behind, m).span
              let front = unsafe fine.depthFaces.row(next.depthFaceBefore(r, grid), m).span
              let back = unsafe fine.depthFaces.row(r, m).span
              for i in 1..<m + 1 { rest[i] += front[i] * before[i] + back[i] * behind[i] }
            }
            unsafe coarse.addPairs(of: buffer.span, m, 1, into: &out)
          }
        }
      }
    }
  }

  private func prolong(_ coarse: Level, onto fine: Level) {
    let grid = fine.grid
    let m = grid.width
    let high = grid.factor(to: coarse.grid, .growth), deep = grid.factor(to: coarse.grid, .depth)
    grid.forEachTile { rows in
      for r in rows {
        let parent = (grid.layer(of: r) / high) * coarse.grid.depth + grid.depthIndex(of: r) / deep
        var x = unsafe fine.solution.row(r, m).mutableSpan
        coarse.addSolution(row: parent, to: &x, m)
        fine.solution.seal(r)
      }
    }
  }
}

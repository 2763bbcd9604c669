import Fields

/// Multigrid V-cycle for a `ConductionOperator`, as a symmetric preconditioner: red–black smoothing one and a half times on the finest grid
/// (`FinestLevel`), twice on the next and four times on all coarser ones (piecewise-constant transfer under-corrects; the extra sweeps are
/// cheap where they are done), dense solve at the bottom.
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
    _ matrix: ConductionOperator, _ residual: Field<Float>, scale: Double, image: Field<Float>
  ) -> (result: Field<Float>, product: Double, overlap: Double) {
    let finest = hierarchy.finest, top = hierarchy.levels[0]
    finest.descend(matrix, residual, scale: scale, to: top)
    descend(0)
    let products = RowPartials(finest.grid.rowCount), overlaps = RowPartials(finest.grid.rowCount)
    finest.ascend(matrix, residual, scale: scale, from: top, image: image, products: products, overlaps: overlaps)
    return (finest.solution, products.sum(), overlaps.sum())
  }

  /// The inverse of the diagonal applied to `residual`, in place of the last result of `apply`; answers its product with `residual`.
  func applyDiagonal(_ residual: Field<Float>, scale: Double) -> Double { hierarchy.finest.applyDiagonal(residual, scale: scale) }

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

  /// Coarse source = sum of the fine residual over each aggregate. Black cells, which were visited last, leave none.
  private func restrictResidual(_ fine: Level, to coarse: Level) {
    let split = fine.split
    coarse.grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(byteCount: split.whole * MemoryLayout<Float>.stride, alignment: 64) { memory in
        let rest = unsafe memory.bindMemory(to: Float.self).baseAddress!
        for row in rows {
          coarse.source.clear(row)
          coarse.forEachFineRow(of: row, in: fine.grid) { r in
            for colour in 0...(fine.isBipartite ? 0 : 1) {
              let place = RowPlace(fine.grid, row: r), parity = place.columnParity(colour)
              unsafe Self.residual(fine, place, parity, into: rest)
              unsafe coarse.addToSource(row: row, rest, split, parity)
            }
          }
        }
      }
    }
  }

  /// What is left to be solved in the columns of one parity.
  @inline(__always)
  private static func residual(_ level: Level, _ place: RowPlace, _ parity: Int, into rest: UnsafeMutablePointer<Float>) {
    let split = level.split, last = split.half - 1, around = Stencil(level, place, parity), at = around.offset
    let b = unsafe level.source.start + at, t = unsafe level.total.start + at, x = unsafe level.solution.start + at
    if level.grid.depth > 1 {
      split.forEachVector { i in
        unsafe rest.set(i, b.lanes(i) - t.lanes(i) * x.lanes(i) + around.sum(i))
      }
    } else {
      split.forEachVector { i in
        unsafe rest.set(i, b.lanes(i) - t.lanes(i) * x.lanes(i) + around.planeSum(i))
      }
    }
    if split.isOddPeriod && parity == 0 {
      let link = level.closingLink(ofRow: place.row)
      unsafe rest[0] += link * x[last]
      unsafe rest[last] += link * x[0]
    }
  }

  /// Adds the coarse solution to the red cells; black ones are visited next, and what they are does not matter.
  private func prolong(_ coarse: Level, onto fine: Level) {
    fine.grid.forEachTile { rows in
      for r in rows {
        let place = RowPlace(fine.grid, row: r)
        for colour in 0...(fine.isBipartite ? 0 : 1) {
          let parity = place.columnParity(colour)
          unsafe coarse.addSolution(row: coarse.parent(of: place, in: fine.grid), to: fine.solution.row(r, parity), fine.split, parity)
          fine.solution.seal(r, parity)
        }
      }
    }
  }
}

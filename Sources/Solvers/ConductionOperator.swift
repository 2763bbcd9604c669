public import Fields
import RealModule

/// The seven-point operator of a conduction problem with variable coefficients:
/// (A u)ᵢ = dᵢ uᵢ + Σ over faces kᵢⱼ (uᵢ − uⱼ).
///
/// Link conductances k ≥ 0 are already divided by the square of the cell edge, so A u is a source per volume. Ends with a
/// prescribed value enter through the diagonal d ≥ 0 (and the right-hand side), ends without flux have k = 0. A is symmetric
/// and an M-matrix: positive sources give positive solutions.
public final class ConductionOperator: Sendable {
  public let grid: Grid
  /// Link between a cell and its right neighbour; the last one of a row closes the period, or is 0 at a mirror.
  public let widthFaces: ScalarField
  /// Link between a row and the one behind it; the last one closes the period, or is 0 at a mirror. Unused one cell deep.
  public let depthFaces: ScalarField
  /// Link between a row and the one below; one layer more than the grid, the top one closing the period or 0.
  public let growthFaces: ScalarField
  /// Everything that is not a link: mass, Robin and Dirichlet ends, linearised reaction.
  public let diagonal: ScalarField

  public init(_ grid: Grid) {
    self.grid = grid
    widthFaces = ScalarField(grid)
    depthFaces = ScalarField(grid.depth > 1 ? grid : Grid(width: grid.width, growth: 1, widthSpacing: grid.widthSpacing))
    growthFaces = ScalarField(grid.growthFaceGrid)
    diagonal = ScalarField(grid)
  }

  /// Links from a coefficient at cell centres: arithmetic mean on each face over the square of the cell edge.
  public func setFaces(meanOf coefficient: ScalarField) {
    let n = grid.width
    let grid = self.grid
    let a = 0.5 / (grid.widthSpacing * grid.widthSpacing)
    let b = 0.5 / (grid.depthSpacing * grid.depthSpacing)
    let g = 0.5 / (grid.growthSpacing * grid.growthSpacing)
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let c = unsafe coefficient.row(r, n).span
        let below = unsafe coefficient.row(next.below, n).span
        var w = unsafe self.widthFaces.row(r, n).mutableSpan
        var v = unsafe self.growthFaces.row(r, n).mutableSpan
        for i in 1..<n + 1 { w[i] = a * (c[i] + c[i + 1]) }
        let bottomLink = r >= grid.depth || grid.growthClosure == .periodic ? g : 0
        for i in 1..<n + 1 { v[i] = bottomLink * (c[i] + below[i]) }
        if grid.depth > 1 {
          let behind = unsafe coefficient.row(next.behind, n).span
          var d = unsafe self.depthFaces.row(r, n).mutableSpan
          let link = r % grid.depth < grid.depth - 1 || grid.depthClosure == .periodic ? b : 0
          for i in 1..<n + 1 { d[i] = link * (c[i] + behind[i]) }
        }
        self.closeFaces(row: r)
      }
    }
    closeTop()
  }

  /// Gives the ghosts of a row of width faces the value that closes the row. To be called after its cells are written.
  public func closeFaces(row r: Int) {
    let n = grid.width
    var w = unsafe widthFaces.row(r, n).mutableSpan
    if grid.widthClosure == .mirrored || n == 1 { w[n] = 0 }
    w[0] = w[n]
  }

  /// Copies the bottom growth faces to the top layer of a periodic growth axis, and zero otherwise.
  public func closeTop() {
    let n = grid.width
    for j in 0..<grid.depth {
      let bottom = unsafe growthFaces.row(j, n).span
      var top = unsafe growthFaces.row(grid.rowCount + j, n).mutableSpan
      let isPeriodic = grid.growthClosure == .periodic && grid.growth > 1
      for i in 1..<n + 1 { top[i] = isPeriodic ? bottom[i] : 0 }
    }
  }

  /// result = A u, and the sum of u · A u.
  @discardableResult
  public func apply(_ u: ScalarField, into result: ScalarField) -> Double {
    let n = grid.width
    let grid = self.grid
    return grid.sum { r in
      let next = grid.neighbours(of: r)
      let c = unsafe u.row(r, n).span
      let below = unsafe u.row(next.below, n).span
      let above = unsafe u.row(next.above, n).span
      let w = unsafe self.widthFaces.row(r, n).span
      let lower = unsafe self.growthFaces.row(r, n).span
      let upper = unsafe self.growthFaces.row(r + grid.depth, n).span
      let d = unsafe self.diagonal.row(r, n).span
      var out = unsafe result.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let lateral = w[i] * (c[i] - c[i + 1]) + w[i - 1] * (c[i] - c[i - 1])
        let vertical = lower[i] * (c[i] - below[i]) + upper[i] * (c[i] - above[i])
        out[i] = d[i] * c[i] + lateral + vertical
      }
      if grid.depth > 1 {
        let before = unsafe u.row(next.before, n).span
        let behind = unsafe u.row(next.behind, n).span
        let front = unsafe self.depthFaces.row(next.depthFaceBefore(r, grid), n).span
        let back = unsafe self.depthFaces.row(r, n).span
        for i in 1..<n + 1 { out[i] += front[i] * (c[i] - before[i]) + back[i] * (c[i] - behind[i]) }
      }
      var s = 0.0
      for i in 1..<n + 1 { s = Relaxed.multiplyAdd(c[i], out[i], s) }
      return s
    }
  }
}

extension Grid {
  /// One layer of rows more than the grid: faces normal to the growth axis, the bottom one first.
  public var growthFaceGrid: Grid {
    Grid(
      width: width, depth: depth, growth: growth + 1,
      widthSpacing: widthSpacing, depthSpacing: depthSpacing, growthSpacing: growthSpacing,
      widthClosure: widthClosure, depthClosure: depthClosure, growthClosure: growthClosure)
  }
}

extension RowNeighbours {
  /// Row that stores the depth face in front of row `r`: the one before it, or the last of its layer, which closes the
  /// period or holds the zero of a mirror.
  @inlinable @inline(__always)
  public func depthFaceBefore(_ r: Int, _ grid: Grid) -> Int { r % grid.depth > 0 ? r - 1 : r + grid.depth - 1 }
}

import Fields
public import Physics

/// The cell of a front where something is largest; for messages and results, not for kernels.
public struct FrontCell: Codable, Equatable, Sendable {
  /// Indices along width, depth and growth.
  public private(set) var i = 0, j = 0, k = 0

  /// - Parameter assign: writes the values of the cells of a row, counted from 0; the first of equals wins. All are 0 at first.
  public init(_ model: any CellModel, largest assign: (_ row: Int, _ values: inout MutableSpan<Double>) -> Void) {
    let grid = model.grid, density = model.frontDensity
    let n = grid.width
    let densities = RowPartials(grid.rowCount)
    grid.forEachTile { rows in
      for r in rows {
        let w = unsafe density.row(r, n)
        densities[r] = largest(1..<n + 1) { unsafe w[$0] }
      }
    }
    let threshold = 0.02 * densities.maximum()
    var best = -Double.infinity
    var values = [Double](repeating: 0, count: n)
    for r in 0..<grid.rowCount where densities[r] > threshold {
      var assigned = values.mutableSpan
      assign(r, &assigned)
      let w = unsafe density.row(r, n), row = values.span
      let busiest = largest(1..<n + 1) { i in unsafe w[i] > threshold ? row[i - 1] : -.infinity }
      guard busiest > best, let i = (0..<n).first(where: { unsafe w[$0 + 1] > threshold && row[$0] == busiest }) else { continue }
      best = busiest
      (self.i, self.j, self.k) = (i, grid.depthIndex(of: r), grid.layer(of: r))
    }
  }
}

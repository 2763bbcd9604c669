import Fields
public import Physics

/// The cell of a front where something is largest; for messages and results, not for kernels.
public struct FrontCell: Codable, Equatable, Sendable {
  /// Indices along width, depth and growth.
  public private(set) var i = 0, j = 0, k = 0

  /// - Parameter value: of a cell by its indices; the first of equals wins.
  public init(_ model: any CellModel, largest value: (Int, Int, Int) -> Double) {
    let grid = model.grid, density = model.frontDensity
    let n = grid.width
    let threshold = 0.02 * density.maximum()
    var best = -Double.infinity
    for r in 0..<grid.rowCount {
      let w = unsafe density.row(r, n).span
      var count = 0
      for i in 1..<n + 1 { count &+= w[i] > threshold ? 1 : 0 }
      if count == 0 { continue }
      let j = grid.depthIndex(of: r), k = grid.layer(of: r)
      for i in 0..<n where w[i + 1] > threshold {
        let candidate = value(i, j, k)
        guard candidate > best else { continue }
        best = candidate
        (self.i, self.j, self.k) = (i, j, k)
      }
    }
  }
}

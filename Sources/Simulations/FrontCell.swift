import Fields
public import Physics

/// The cell of a front where something is largest; for messages and results, not for kernels.
public struct FrontCell: Codable, Equatable, Sendable {
  /// Indices along width, depth and growth.
  public private(set) var i = 0, j = 0, k = 0

  /// - Parameter value: of a cell by its indices; the first of equals wins.
  public init(_ model: any CellModel, largest value: (Int, Int, Int) -> Double) {
    let grid = model.grid, density = model.frontDensity
    let threshold = 0.02 * density.maximum()
    var best = -Double.infinity
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width where density[i, j, k] > threshold {
          let candidate = value(i, j, k)
          guard candidate > best else { continue }
          best = candidate
          (self.i, self.j, self.k) = (i, j, k)
        }
      }
    }
  }
}

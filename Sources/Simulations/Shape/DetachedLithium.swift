import Fields

/// Lithium that is no longer joined to the electrode: islands of ξ ≥ ½.
///
/// Its potential is still that of the electrode in this version, so that it goes on plating and stripping.
public struct DetachedLithium: Codable, Equatable, Sendable {
  /// Over the cross-section, as a thickness, m, with the diffuse rim of each piece.
  public var thickness = 0.0
  /// Number of pieces.
  public var pieces = 0
  /// Highest lithium that is joined to the electrode, m.
  public var joinedHeight = 0.0

  public init() {}

  /// - Parameters:
  ///   - pieces: of this very field.
  ///   - tipHeight: of the highest lithium of all, m.
  init(_ orderParameter: ScalarField, pieces: LithiumPieces, tipHeight: Double) {
    joinedHeight = tipHeight
    self.pieces = pieces.detachedCount
    guard pieces.detachedCount > 0 else { return }
    let grid = orderParameter.grid
    var sum = 0.0
    for r in 0..<grid.rowCount {
      for i in 0..<grid.width {
        let xi = orderParameter[i, grid.depthIndex(of: r), grid.layer(of: r)]
        if xi > Self.faint, let summit = Self.summit(i, r, orderParameter), pieces.isDetached(summit.i, row: summit.row) { sum += xi }
      }
    }
    thickness = sum * grid.growthSpacing / Double(grid.width * grid.depth)
    joinedHeight = Self.height(pieces, orderParameter)
  }

  /// Rims below this hold less than a thousandth of a rim's lithium.
  private static let faint = 1e-3

  /// The lithium cell (ξ ≥ ½) that a cell's rim belongs to: uphill to the highest neighbour, as often as it takes.
  private static func summit(_ i: Int, _ row: Int, _ xi: ScalarField) -> (i: Int, row: Int)? {
    let grid = xi.grid, n = xi.grid.width
    func value(_ i: Int, _ row: Int) -> Double { xi[i, grid.depthIndex(of: row), grid.layer(of: row)] }
    var here = (i: i, row: row)
    var height = value(i, row)
    while height < 0.5 {
      let next = grid.neighbours(of: here.row)
      let left = here.i > 0 ? here.i - 1 : (grid.widthClosure == .periodic ? n - 1 : 0)
      let right = here.i < n - 1 ? here.i + 1 : (grid.widthClosure == .periodic ? 0 : n - 1)
      var best = here
      for (i, row) in [
        (left, here.row), (right, here.row), (here.i, next.below), (here.i, next.above), (here.i, next.before), (here.i, next.behind),
      ] where value(i, row) > height {
        best = (i, row)
        height = value(i, row)
      }
      if best == here { return nil }
      here = best
    }
    return here
  }

  private static func height(_ pieces: LithiumPieces, _ xi: ScalarField) -> Double {
    guard let top = pieces.topOfJoined() else { return 0 }
    let grid = xi.grid, k = top.layer
    let part = top.cells.map { cell in
      let j = grid.depthIndex(of: cell.row)
      return k == grid.growth - 1 ? 0.5 : Morphology.crossing(from: xi[cell.i, j, k], to: xi[cell.i, j, k + 1])
    }.max()
    return (Double(k) + 0.5 + (part ?? 0)) * grid.growthSpacing
  }
}

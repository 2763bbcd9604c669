import Fields

/// A row of a grid by layer and depth index, with those around it: found with one division, which costs as much as a good part of a short row.
struct RowPlace {
  let row: Int, layer: Int, depthIndex: Int
  /// Rows next to it. Beyond a mirrored end the row itself, beyond a periodic one the row at the far end.
  let below: Int, above: Int, before: Int, behind: Int

  @inline(__always)
  init(_ grid: Grid, row: Int) {
    let layer = grid.layer(of: row)
    self.init(grid, layer: layer, depthIndex: row &- layer &* grid.depth)
  }

  @inline(__always)
  init(_ grid: Grid, layer k: Int, depthIndex j: Int) {
    let depth = grid.depth, last = grid.growth &- 1, r = k &* depth &+ j
    row = r
    layer = k
    depthIndex = j
    below = k > 0 ? r &- depth : grid.growthClosure == .periodic ? r &+ last &* depth : r
    above = k < last ? r &+ depth : grid.growthClosure == .periodic ? r &- last &* depth : r
    before = j > 0 ? r &- 1 : grid.depthClosure == .periodic ? r &+ depth &- 1 : r
    behind = j < depth &- 1 ? r &+ 1 : grid.depthClosure == .periodic ? r &- depth &+ 1 : r
  }

  /// Row that stores the depth face in front of the row: the one before it, or the last of its layer, which closes the period or holds the
  /// zero of a mirror.
  @inline(__always)
  func depthFaceBefore(_ depth: Int) -> Int { depthIndex > 0 ? row &- 1 : row &+ depth &- 1 }

  /// Which columns of the row have a colour: 0 the even ones, 1 the odd ones.
  @inline(__always)
  func columnParity(_ colour: Int) -> Int { (layer &+ depthIndex &+ colour) & 1 }
}

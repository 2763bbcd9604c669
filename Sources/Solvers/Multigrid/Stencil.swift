import Fields

/// What surrounds the cells of one column parity in a row: values and links, by the index among the columns of that parity.
@safe
struct Stencil {
  let left: UnsafePointer<Float>, right: UnsafePointer<Float>
  let below: UnsafePointer<Float>, above: UnsafePointer<Float>
  let before: UnsafePointer<Float>, behind: UnsafePointer<Float>
  let leftLink: UnsafePointer<Float>, rightLink: UnsafePointer<Float>
  let lower: UnsafePointer<Float>, upper: UnsafePointer<Float>
  let front: UnsafePointer<Float>, back: UnsafePointer<Float>

  /// - Parameters:
  ///   - x: values.
  ///   - level: whose links they are.
  @inline(__always)
  init(_ x: SplitField, _ level: Level, _ place: RowPlace, _ parity: Int) {
    let depth = level.grid.depth, r = place.row
    let w = level.widthFaces, g = level.growthFaces, d = level.depthFaces
    // An even column's left neighbour is the odd one before it, an odd column's right one the even one behind it.
    let shift = 1 - parity
    unsafe left = UnsafePointer(x.row(r, 1 - parity) - shift)
    unsafe leftLink = UnsafePointer(w.row(r, 1 - parity) - shift)
    unsafe right = UnsafePointer(x.row(r, 1 - parity) + parity)
    unsafe rightLink = UnsafePointer(w.row(r, parity))
    // Beyond a mirror the link is 0: what stands there must only be a number, which what was not visited yet may not be.
    let fallback = unsafe UnsafePointer(x.row(r, 1 - parity))
    unsafe below = place.below == r ? fallback : UnsafePointer(x.row(place.below, parity))
    unsafe above = place.above == r ? fallback : UnsafePointer(x.row(place.above, parity))
    unsafe lower = UnsafePointer(g.row(r, parity))
    unsafe upper = UnsafePointer(g.row(r &+ depth, parity))
    let isDeep = depth > 1
    unsafe before = place.before == r ? fallback : UnsafePointer(x.row(place.before, parity))
    unsafe behind = place.behind == r ? fallback : UnsafePointer(x.row(place.behind, parity))
    unsafe front = UnsafePointer(d.row(isDeep ? place.depthFaceBefore(depth) : 0, parity))
    unsafe back = UnsafePointer(d.row(isDeep ? r : 0, parity))
  }

  /// Σ of link × value over the neighbours within a plane of width and growth.
  @inline(__always)
  func planeSum(_ i: Int) -> Lanes {
    let lateral = unsafe rightLink.lanes(i) * right.lanes(i) + leftLink.lanes(i) * left.lanes(i)
    let vertical = unsafe lower.lanes(i) * below.lanes(i) + upper.lanes(i) * above.lanes(i)
    return lateral + vertical
  }

  /// The same with those across depth faces.
  @inline(__always)
  func sum(_ i: Int) -> Lanes { unsafe planeSum(i) + (front.lanes(i) * before.lanes(i) + back.lanes(i) * behind.lanes(i)) }
}

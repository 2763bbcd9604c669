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
  /// Elements between the start of a field and the first of these columns.
  let offset: Int

  /// Values and links of a level. All fields of a level have rows of one stride, so that a row's place is found once for all of them: where
  /// rows are short, finding it in each took longer than the visit.
  @inline(__always)
  init(_ level: Level, _ place: RowPlace, _ parity: Int) {
    let x = level.solution, r = place.row, stride = x.stride, depth = level.grid.depth, isDeep = depth > 1
    x.check(r)
    let own = level.split.start(parity), beside = level.split.start(1 - parity), row = r &* stride
    // An even column's left neighbour is the odd one before it, an odd column's right one the even one behind it.
    let before = row &+ beside &+ parity &- 1, behind = row &+ beside &+ parity
    let values = unsafe UnsafePointer(x.start), w = unsafe UnsafePointer(level.widthFaces.start)
    unsafe left = values + before
    unsafe right = values + behind
    unsafe leftLink = w + before
    unsafe rightLink = w + (row &+ own)
    // Beyond a mirror the link is 0: what stands there must only be a number, which what was not visited yet may not be.
    @inline(__always) func neighbour(_ s: Int) -> UnsafePointer<Float> {
      unsafe values + (s == r ? row &+ beside : s &* stride &+ own)
    }
    unsafe below = neighbour(place.below)
    unsafe above = neighbour(place.above)
    unsafe lower = UnsafePointer(level.growthFaces.start) + (row &+ own)
    unsafe upper = lower + depth &* stride
    unsafe self.before = neighbour(place.before)
    unsafe self.behind = neighbour(place.behind)
    let d = unsafe UnsafePointer(level.depthFaces.start)
    unsafe front = d + (isDeep ? place.depthFaceBefore(depth) &* stride &+ own : own)
    unsafe back = d + (isDeep ? row &+ own : own)
    offset = row &+ own
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

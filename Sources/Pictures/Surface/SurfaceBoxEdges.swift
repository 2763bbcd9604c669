/// The edges of the box around the metal and of what was taken away from it: whole where nothing hides them, faint at the back, absent
/// behind metal and slices.
struct SurfaceBoxEdges {
  let casting: SurfaceCasting
  let view: SurfaceView
  var plane: SurfacePlane?

  /// A straight piece of an edge that the viewer sees, in pixels of the image.
  struct Piece {
    let start: (x: Double, y: Double), end: (x: Double, y: Double)
    /// Whether the box itself stands before it.
    let isBack: Bool
  }

  var pieces: [Piece] {
    let box = casting.spline.box
    var pieces: [Piece] = []
    forEachEdge(from: .zero, to: box) { start, end, faces in
      // At the back both sides that meet in the edge face away.
      let towards = view.towards(0.5 * (start + end))
      let isBack = faces.allSatisfy { side, isUpper in (isUpper ? 1 : -1) * towards[side] <= 1e-6 }
      append(from: start, to: end, isBack, &pieces)
    }
    guard let removal = casting.removal else { return pieces }
    forEachEdge(
      from: removal.lower.held(from: .zero, to: box), to: removal.upper.held(from: .zero, to: box)
    ) { start, end, faces in
      // Those that are edges of the box as well went with it.
      let isOfBox = faces.allSatisfy { side, isUpper in isUpper ? start[side] >= box[side] : start[side] <= 0 }
      if !isOfBox { append(from: start, to: end, false, &pieces) }
    }
    return pieces
  }

  /// The twelve edges of a box, each with the sides that meet in it: their axis, and whether it is the upper one.
  private func forEachEdge(
    from lower: SIMD3<Float>, to upper: SIMD3<Float>, _ body: (SIMD3<Float>, SIMD3<Float>, [(axis: Int, isUpper: Bool)]) -> Void
  ) {
    for axis in 0..<3 {
      for corner in 0..<4 {
        let (first, second) = ((axis + 1) % 3, (axis + 2) % 3)
        var start = lower
        start[first] = corner & 1 == 0 ? lower[first] : upper[first]
        start[second] = corner & 2 == 0 ? lower[second] : upper[second]
        var end = start
        end[axis] = upper[axis]
        body(start, end, [(first, corner & 1 == 1), (second, corner & 2 == 2)])
      }
    }
  }

  private func append(from start: SIMD3<Float>, to end: SIMD3<Float>, _ isBack: Bool, _ pieces: inout [Piece]) {
    let (a, b) = (view.seen(start), view.seen(end))
    let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    // An edge that points at the viewer has no length.
    let steps = Int(2 * length)
    if steps < 2 { return }
    // In perspective equal steps in space are none in the picture.
    func point(_ step: Int) -> SIMD3<Float> { start + (Float(step) / Float(steps)) * (end - start) }
    var from: Int?
    for step in 0...steps {
      let isSeen = isSeen(point(step))
      if isSeen, from == nil { from = step }
      if let first = from, !isSeen || step == steps {
        let last = isSeen ? step : step - 1
        if last > first { pieces.append(Piece(start: view.seen(point(first)), end: view.seen(point(last)), isBack: isBack)) }
        from = nil
      }
    }
  }

  private func isSeen(_ point: SIMD3<Float>) -> Bool {
    // What was taken away has no edges within.
    if let removal = casting.removal, removal.holds(point, margin: 1e-3) { return false }
    let ray = SurfaceRay(origin: point, direction: -view.towards(point))
    if let hit = plane?.hit(ray), hit.distance < -0.1 { return false }
    guard let hit = casting.hit(ray) else { return true }
    // Where metal reaches the edge, the edge is seen.
    return hit.distance > -0.1
  }
}

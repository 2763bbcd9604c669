/// The edges of the box around the metal: whole where nothing hides them, faint at the back, absent behind metal.
struct SurfaceBoxEdges {
  let casting: SurfaceCasting
  let view: SurfaceView

  /// A straight piece of an edge that the viewer sees, in pixels of the image.
  struct Piece {
    let start: (x: Double, y: Double), end: (x: Double, y: Double)
    /// Whether the box itself stands before it.
    let isBack: Bool
  }

  var pieces: [Piece] {
    let box = casting.spline.box
    var pieces: [Piece] = []
    for axis in 0..<3 {
      for corner in 0..<4 {
        let (first, second) = ((axis + 1) % 3, (axis + 2) % 3)
        var start = SIMD3<Float>.zero
        start[first] = corner & 1 == 0 ? 0 : box[first]
        start[second] = corner & 2 == 0 ? 0 : box[second]
        // At the back both sides that meet in the edge face away.
        let faces = [(first, corner & 1), (second, corner & 2)]
        let isBack = faces.allSatisfy { side, upper in (upper == 0 ? -1 : 1) * view.viewer[side] <= 1e-6 }
        var end = start
        end[axis] = box[axis]
        append(from: start, to: end, isBack, &pieces)
      }
    }
    return pieces
  }

  private func append(from start: SIMD3<Float>, to end: SIMD3<Float>, _ isBack: Bool, _ pieces: inout [Piece]) {
    let (a, b) = (view.seen(start), view.seen(end))
    let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    // An edge that points at the viewer has no length.
    let steps = Int(2 * length)
    if steps < 2 { return }
    func place(_ step: Int) -> (x: Double, y: Double) {
      let t = Double(step) / Double(steps)
      return (a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
    }
    var from: Int?
    for step in 0...steps {
      let point = start + (Float(step) / Float(steps)) * (end - start)
      let isSeen = isSeen(point)
      if isSeen, from == nil { from = step }
      if let first = from, !isSeen || step == steps {
        let last = isSeen ? step : step - 1
        if last > first { pieces.append(Piece(start: place(first), end: place(last), isBack: isBack)) }
        from = nil
      }
    }
  }

  private func isSeen(_ point: SIMD3<Float>) -> Bool {
    guard let hit = casting.hit(SurfaceRay(origin: point, direction: -view.viewer)) else { return true }
    // Where metal reaches the edge, the edge is seen.
    return hit.distance > -0.1
  }
}

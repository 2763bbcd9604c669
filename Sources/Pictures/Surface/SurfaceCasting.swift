/// What a ray meets: the front, or the metal where the box cuts it or something was taken away.
struct SurfaceHit: Sendable {
  let position: SIMD3<Float>
  /// Unit vector away from the metal.
  let normal: SIMD3<Float>
  /// Along the ray, from its origin.
  let distance: Float
  /// Whether it is a side of the box, or of what was taken away from it.
  let isCut: Bool
}

/// Finds where rays meet the metal within the box, less what was taken away from it.
struct SurfaceCasting: Sendable {
  let spline: FrontSpline
  let blocks: FrontBlocks
  let removal: SurfaceRemoval?

  /// The least step near the front: a ray that is in metal for less may miss it, which moves the outline of a ball ten cells in
  /// radius by a thousandth of a cell.
  private static let leastStep: Float = 0.3
  /// How far beyond the end of a region a step ends, so that it lies in the next one.
  private static let overstep: Float = 1e-3

  init(_ spline: FrontSpline, removal: SurfaceRemoval? = nil) {
    self.spline = spline
    blocks = FrontBlocks(spline)
    self.removal = removal
  }

  /// The first metal that a line of sight meets within the box, however far before its origin.
  ///
  /// - Parameter range: depths outside of which there is none.
  func hit(_ ray: SurfaceRay, within range: (from: Float, to: Float) = (-.infinity, .infinity)) -> SurfaceHit? {
    guard let (entrance, exit, side) = span(ray) else { return nil }
    if let removal, let gone = removal.span(ray), gone.near < exit, gone.far > entrance {
      if gone.near > entrance, let hit = hit(ray, entrance, gone.near, side, within: range) { return hit }
      return gone.far < exit ? hit(ray, gone.far, exit, gone.side, within: range) : nil
    }
    return hit(ray, entrance, exit, side, within: range)
  }

  private func hit(
    _ ray: SurfaceRay, _ entrance: Float, _ exit: Float, _ side: SIMD3<Float>, within range: (from: Float, to: Float)
  ) -> SurfaceHit? {
    let near = max(entrance, range.from)
    let far = min(exit, range.to)
    if near >= far { return nil }
    if near == entrance {
      let entry = ray.origin + near * ray.direction
      if spline.value(entry) >= 0 { return SurfaceHit(position: entry, normal: side, distance: near, isCut: true) }
    }
    return crossing(ray, near, far, isInside: false).map { hit(ray, at: $0) }
  }

  /// Calls `body` with each face that a line of sight passes before a distance, from outside to inside or back, sides of the box and of
  /// what was taken away from it included, in their order; with the first `most` of them.
  func forEachFace(_ ray: SurfaceRay, before distance: Float, most: Int, _ body: (SurfaceHit) -> Void) {
    guard let (entrance, exit, side) = span(ray) else { return }
    var pieces = [(entrance, exit, side)]
    if let removal, let gone = removal.span(ray), gone.near < exit, gone.far > entrance {
      pieces = [(entrance, gone.near, side), (gone.far, exit, gone.side)].filter { $0.0 < $0.1 }
    }
    var count = 0
    for (near, far, side) in pieces where near < distance && count < most {
      let entry = ray.origin + near * ray.direction
      var isInside = spline.value(entry) >= 0
      if isInside {
        body(SurfaceHit(position: entry, normal: side, distance: near, isCut: true))
        count += 1
      }
      var t = near
      while count < most, let next = crossing(ray, t, min(far, distance), isInside: isInside) {
        body(hit(ray, at: next))
        count += 1
        isInside.toggle()
        t = next + Self.leastStep
      }
    }
  }

  /// Calls `body` with the corners, as places of the spline, of every block in which a ray may meet metal.
  func forEachBlockWithSurface(_ body: (_ lower: SIMD3<Float>, _ upper: SIMD3<Float>) -> Void) {
    let (removal, cellsPerUnit) = (removal, spline.cellsPerUnit)
    blocks.forEachBlockWithSurface { lower, upper in
      removal?.touches((lower - 0.6) / cellsPerUnit, (upper - 0.4) / cellsPerUnit) ?? false
    } _: {
      body($0, $1)
    }
  }

  private func hit(_ ray: SurfaceRay, at distance: Float) -> SurfaceHit {
    let position = ray.origin + distance * ray.direction
    let normal = (-spline.gradient(position)).normalized(or: -ray.direction)
    return SurfaceHit(position: position, normal: normal, distance: distance, isCut: false)
  }

  /// Where a ray next passes the front between two distances, the first of which lies on the side that `isInside` tells.
  @inline(__always)
  private func crossing(_ ray: SurfaceRay, _ near: Float, _ far: Float, isInside: Bool) -> Float? {
    if near >= far { return nil }
    let sign: Float = isInside ? -1 : 1
    let origin = ray.origin * spline.cellsPerUnit + 0.5
    let speed = ray.direction * spline.cellsPerUnit
    let pace = SIMD3(Self.reciprocal(speed.x), Self.reciprocal(speed.y), Self.reciprocal(speed.z))
    let (isRightwards, isBackwards, isUpwards) = (speed.x >= 0, speed.y >= 0, speed.z >= 0)
    var before = near
    // The last place is the end itself: metal may reach into the box by less than a step.
    var t = min(near + Self.overstep, far)
    while true {
      let region = blocks.region(spline.place(ray.origin + t * ray.direction))
      let side = SIMD3(
        isRightwards ? region.upper.x : region.lower.x, isBackwards ? region.upper.y : region.lower.y,
        isUpwards ? region.upper.z : region.lower.z)
      let exits = (side - origin) * pace
      let end = min(max(exits.least, t) + Self.overstep, far)
      if region.isEmpty {
        if (region.steepness > 0) != isInside { return front(ray, before, t, sign) }
        before = t
        t = end
      } else {
        while true {
          let value = sign * spline.value(ray.origin + t * ray.direction)
          if value >= 0 { return front(ray, before, t, sign) }
          before = t
          if t >= end { break }
          t = min(t + max(-value / region.steepness, Self.leastStep), end)
        }
      }
      if before >= far { return nil }
    }
  }

  /// The front between a place on this side of it and one beyond, by false position; a side that stays counts half (Illinois).
  ///
  /// - Parameter sign: 1 from electrolyte to metal, −1 from metal to electrolyte.
  private func front(_ ray: SurfaceRay, _ outside: Float, _ inside: Float, _ sign: Float) -> Float {
    var (a, b) = (outside, inside)
    var fa = min(sign * spline.value(ray.origin + a * ray.direction), 0)
    var fb = sign * spline.value(ray.origin + b * ray.direction)
    var t = b
    for _ in 0..<8 {
      if fb - fa <= 0 { break }
      t = a + (b - a) * (-fa / (fb - fa))
      let value = sign * spline.value(ray.origin + t * ray.direction)
      if abs(value) < 1e-4 { break }
      if value < 0 {
        (a, fa, fb) = (t, value, 0.5 * fb)
      } else {
        (b, fb, fa) = (t, value, 0.5 * fa)
      }
    }
    return t
  }

  /// Where a line of sight enters and leaves the box, and the outward normal of the side by which it enters.
  private func span(_ ray: SurfaceRay) -> (near: Float, far: Float, side: SIMD3<Float>)? {
    var near = -Float.infinity
    var far = Float.infinity
    var side = SIMD3<Float>.zero
    for axis in 0..<3 {
      let speed = ray.direction[axis]
      if abs(speed) < 1e-6 {
        if ray.origin[axis] < 0 || ray.origin[axis] > spline.box[axis] { return nil }
        continue
      }
      let low = -ray.origin[axis] / speed
      let high = (spline.box[axis] - ray.origin[axis]) / speed
      if min(low, high) > near {
        near = min(low, high)
        side = .zero
        side[axis] = speed > 0 ? -1 : 1
      }
      far = min(far, max(low, high))
    }
    return near < far ? (near, far, side) : nil
  }

  /// Finite also for a ray that runs along a side of its region, and then of the sign of a rising one.
  private static func reciprocal(_ speed: Float) -> Float {
    abs(speed) > 1e-12 ? 1 / speed : speed < 0 ? -1e12 : 1e12
  }
}

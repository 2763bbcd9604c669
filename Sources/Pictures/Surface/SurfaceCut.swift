/// A box whose sides lie along the axes and that is taken away from the cell, so that one looks into it.
public struct SurfaceCut: Hashable, Sendable {
  /// Corners along width, depth and growth, m; infinite where it reaches through the whole cell.
  public let lower: SIMD3<Double>, upper: SIMD3<Double>

  public init(lower: SIMD3<Double>, upper: SIMD3<Double>) {
    precondition((0..<3).allSatisfy { lower[$0] < upper[$0] }, "a cut takes something away")
    self.lower = lower
    self.upper = upper
  }

  /// The least box that holds what is left of one from the origin: a shorter one where a slab goes from a side.
  func rest(of box: SIMD3<Double>) -> (lower: SIMD3<Double>, size: SIMD3<Double>) {
    let slack = 1e-9 * box.max()
    for axis in 0..<3 {
      let isSlab = (0..<3).allSatisfy { $0 == axis || (lower[$0] <= slack && upper[$0] >= box[$0] - slack) }
      if !isSlab { continue }
      var rest = (lower: SIMD3<Double>.zero, size: box)
      if lower[axis] <= slack {
        rest.lower[axis] = max(upper[axis], 0)
        rest.size[axis] -= max(upper[axis], 0)
      } else if upper[axis] >= box[axis] - slack {
        rest.size[axis] = min(lower[axis], box[axis])
      }
      return rest
    }
    return (.zero, box)
  }
}

/// The same in lengths of `FrontSpline`.
struct SurfaceRemoval: Sendable {
  let lower: SIMD3<Float>, upper: SIMD3<Float>

  /// - Parameter unit: of the spline, m.
  init(_ cut: SurfaceCut, unit: Double, box: SIMD3<Float>) {
    // A little beyond the cell, so that nothing of its sides stays.
    let beyond = SIMD3<Double>(box) * 1.01 + 1
    func place(_ corner: SIMD3<Double>) -> SIMD3<Float> {
      let scaled = corner / unit
      return SIMD3<Float>((0..<3).map { Float(min(max(scaled[$0], -beyond[$0]), 2 * beyond[$0])) })
    }
    var (lower, upper) = (place(cut.lower), place(cut.upper))
    for axis in 0..<3 {
      if lower[axis] <= 1e-3 { lower[axis] = Float(-beyond[axis]) }
      if upper[axis] >= box[axis] - 1e-3 { upper[axis] = Float(2 * beyond[axis]) }
    }
    (self.lower, self.upper) = (lower, upper)
  }

  /// Where a line of sight enters and leaves it, and the outward normal of what is left behind the side by which it leaves.
  @inline(__always)
  func span(_ ray: SurfaceRay) -> (near: Float, far: Float, side: SIMD3<Float>)? {
    var near = -Float.infinity
    var far = Float.infinity
    var side = SIMD3<Float>.zero
    for axis in 0..<3 {
      let speed = ray.direction[axis]
      if abs(speed) < 1e-6 {
        if ray.origin[axis] < lower[axis] || ray.origin[axis] > upper[axis] { return nil }
        continue
      }
      let low = (lower[axis] - ray.origin[axis]) / speed, high = (upper[axis] - ray.origin[axis]) / speed
      near = max(near, min(low, high))
      if max(low, high) < far {
        far = max(low, high)
        side = .zero
        side[axis] = speed > 0 ? -1 : 1
      }
    }
    return near < far ? (near, far, side) : nil
  }

  /// Whether a point lies within it by at least `margin`; one outside by less does so with a negative one.
  func holds(_ point: SIMD3<Float>, margin: Float = 0) -> Bool {
    (0..<3).allSatisfy { point[$0] > lower[$0] + margin && point[$0] < upper[$0] - margin }
  }

  /// Whether its sides pass through a block.
  func touches(_ low: SIMD3<Float>, _ high: SIMD3<Float>) -> Bool {
    let overlaps = (0..<3).allSatisfy { high[$0] >= lower[$0] && low[$0] <= upper[$0] }
    return overlaps && !(0..<3).allSatisfy { low[$0] > lower[$0] && high[$0] < upper[$0] }
  }

  /// Distance from it, negative within.
  @inline(__always)
  func distance(_ point: SIMD3<Float>) -> Float {
    let middle = 0.5 * (lower + upper), half = 0.5 * (upper - lower)
    let away = SIMD3(abs(point.x - middle.x), abs(point.y - middle.y), abs(point.z - middle.z)) - half
    let outside = away.held(from: .zero, to: SIMD3(repeating: .infinity)).length
    return outside + min(away.greatest, 0)
  }
}

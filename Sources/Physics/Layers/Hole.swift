import Fields

/// A hole through a film or a layer: across a place along the width, a slot in two dimensions and round in three.
public struct Hole: Sendable, Equatable {
  /// Along width and depth, m.
  public var position: SIMD2<Double>
  /// Half the width of a slot, m, > 0.
  public var radius: Double

  public init(position: SIMD2<Double>, radius: Double) {
    self.position = position
    self.radius = radius
  }

  /// From its rim, m, negative within; of its nearest image across periodic sides.
  func distance(_ x: Double, _ y: Double, on grid: Grid) -> Double { Self.lateralSquare(x, y, position, on: grid).squareRoot() - radius }

  /// Square of the distance in the plane from a place's nearest image, m².
  static func lateralSquare(_ x: Double, _ y: Double, _ place: SIMD2<Double>, on grid: Grid) -> Double {
    func gap(_ a: Double, _ b: Double, _ axis: Axis) -> Double {
      let length = grid.length(axis), gap = abs(a - b)
      return grid.closure(axis) == .periodic ? min(gap, length - gap) : gap
    }
    let a = gap(x, place.x, .width), b = grid.depth > 1 ? gap(y, place.y, .depth) : 0
    return a * a + b * b
  }
}

extension [Hole] {
  /// Share of a column of the grid that the widest open one takes.
  func openShare(_ x: Double, _ y: Double, on grid: Grid) -> Double {
    reduce(0) { Swift.max($0, Swift.min(1, Swift.max(0, 0.5 - $1.distance(x, y, on: grid) / grid.widthSpacing))) }
  }
}

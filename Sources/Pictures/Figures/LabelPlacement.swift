import RealModule

/// Places for the names of points in a plot: beside their points, within the frame, clear of each other and of all points.
///
/// Each name in turn, those with most neighbours first, takes the nearest free place around its point. The same points give the same
/// places.
struct LabelPlacement {
  /// Upper left corner and size of each name; nil where no free place was found.
  private(set) var boxes: [Box?]

  private static let distances = [3.0, 5, 8, 12, 17, 23, 30, 38, 48, 60]
  /// Of a place from its point, degrees from the right, upwards: beside, above and below first.
  private static let directions = [0.0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240, 15, 345, 165, 195, 75, 285, 105, 255]

  /// - Parameters:
  ///   - sizes: of the names.
  ///   - radius: of the points.
  ///   - taken: where nothing may stand besides.
  init(points: [SIMD2<Double>], sizes: [(width: Double, height: Double)], radius: Double, in frame: Box, taken: [Box] = []) {
    boxes = points.map { _ in nil }
    let markers = points.map { Box(x: $0.x - radius, y: $0.y - radius, width: 2 * radius, height: 2 * radius) }
    func distance(_ a: Int, _ b: Int) -> Double { let d = points[a] - points[b]; return (d * d).sum() }
    let crowd = points.indices.map { index in points.indices.count { $0 != index && distance($0, index) < 1600 } }
    for index in points.indices.sorted(by: { (-crowd[$0], $0) < (-crowd[$1], $1) }) {
      let others = markers + taken + boxes.compactMap { $0 }
      boxes[index] = Self.candidates(points[index], sizes[index], radius).first { box in
        frame.holds(box) && !others.contains { $0.overlaps(box) }
      }
    }
  }

  /// In order of distance from the point.
  private static func candidates(_ point: SIMD2<Double>, _ size: (width: Double, height: Double), _ radius: Double) -> [Box] {
    distances.flatMap { distance in
      directions.map { angle -> Box in
        let turn = angle * Double.pi / 180, reach = radius + distance
        let direction = SIMD2(Double.cos(turn), -Double.sin(turn))
        // The side of the name that faces the point lies on the circle of this distance.
        let center = point + reach * direction + SIMD2(direction.x * size.width / 2, direction.y * size.height / 2)
        return Box(x: center.x - size.width / 2, y: center.y - size.height / 2, width: size.width, height: size.height)
      }
    }
  }
}

extension Box {
  func overlaps(_ other: Box) -> Bool { x < other.right && other.x < right && y < other.bottom && other.y < bottom }

  func holds(_ other: Box) -> Bool { other.x >= x && other.right <= right && other.y >= y && other.bottom <= bottom }
}

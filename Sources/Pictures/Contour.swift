/// The line along which a quantity has a given value: marching squares with linear interpolation (Lorensen and Cline
/// 1987, in the plane), joined into polylines.
///
/// Points are in pixels from the lower left corner of the raster; pixel (x, y) has its centre at (x + ½, y + ½).
struct Contour {
  struct Point: Hashable {
    var x: Double, y: Double
  }

  /// Open lines end at the edge of the raster; closed ones repeat their first point at the end.
  private(set) var lines: [[Point]] = []

  /// Edges between pixel centres are numbered: 2 (y·width + x) to the right of pixel (x, y), one more above it.
  private struct Segment {
    let from: Int, to: Int
  }

  init(_ raster: Raster, level: Float) {
    let width = raster.width
    var next: [Int: Int] = [:]
    var entered: Set<Int> = []
    var order: [Int] = []
    func record(_ segment: Segment) {
      next[segment.from] = segment.to
      entered.insert(segment.to)
      order.append(segment.from)
    }
    for y in 0..<max(raster.height - 1, 0) {
      let lower = unsafe raster.row(y).span
      let upper = unsafe raster.row(y + 1).span
      for x in 0..<max(width - 1, 0) {
        let corners =
          (lower[x] > level ? 1 : 0) | (lower[x + 1] > level ? 2 : 0)
          | (upper[x + 1] > level ? 4 : 0) | (upper[x] > level ? 8 : 0)
        if corners == 0 || corners == 15 { continue }
        let below = 2 * (y * width + x)
        let above = 2 * ((y + 1) * width + x)
        let middle = (lower[x] + lower[x + 1] + upper[x] + upper[x + 1]) / 4 > level
        Self.segments(corners, middle, below: below, right: below + 3, above: above, left: below + 1, record)
      }
    }
    func point(_ edge: Int) -> Point {
      let (x, y) = (edge / 2 % width, edge / 2 / width)
      let isVertical = edge % 2 == 1
      let a = raster[x, y]
      let b = isVertical ? raster[x, y + 1] : raster[x + 1, y]
      let crossing = Double((level - a) / (b - a))
      let t = crossing.isFinite ? crossing : 0.5
      return Point(x: Double(x) + 0.5 + (isVertical ? 0 : t), y: Double(y) + 0.5 + (isVertical ? t : 0))
    }
    func follow(from start: Int) {
      var line = [point(start)]
      var edge = start
      while let following = next.removeValue(forKey: edge) {
        line.append(point(following))
        edge = following
      }
      if line.count > 1 { lines.append(line) }
    }
    // Lines that begin at the rim come first; what is left over is closed.
    for edge in order where !entered.contains(edge) { follow(from: edge) }
    for edge in order where next[edge] != nil { follow(from: edge) }
  }

  /// Segments within one square, the higher side on their left. A saddle is split by the mean of its corners.
  private static func segments(
    _ corners: Int, _ middle: Bool, below: Int, right: Int, above: Int, left: Int, _ record: (Segment) -> Void
  ) {
    switch corners {
    case 1: record(Segment(from: below, to: left))
    case 2: record(Segment(from: right, to: below))
    case 3: record(Segment(from: right, to: left))
    case 4: record(Segment(from: above, to: right))
    case 6: record(Segment(from: above, to: below))
    case 7: record(Segment(from: above, to: left))
    case 8: record(Segment(from: left, to: above))
    case 9: record(Segment(from: below, to: above))
    case 11: record(Segment(from: right, to: above))
    case 12: record(Segment(from: left, to: right))
    case 13: record(Segment(from: below, to: right))
    case 14: record(Segment(from: left, to: below))
    case 5:
      record(Segment(from: below, to: middle ? right : left))
      record(Segment(from: above, to: middle ? left : right))
    default:
      record(Segment(from: right, to: middle ? above : below))
      record(Segment(from: left, to: middle ? below : above))
    }
  }
}

/// Between which depths the rays of each small square of the image can meet metal; most squares have none.
struct SurfaceSilhouette: Sendable {
  /// Edge of a square, pixels.
  private static let edge = 8

  private let columns: Int, rows: Int
  /// Along rays, from the image plane; empty where the first is the greater.
  private var ranges: [SIMD2<Float>]

  init(_ casting: SurfaceCasting, _ view: SurfaceView, width: Int, height: Int) {
    columns = width / Self.edge + 1
    rows = height / Self.edge + 1
    ranges = [SIMD2<Float>](repeating: SIMD2(.infinity, -.infinity), count: columns * rows)
    let cellsPerUnit = casting.spline.cellsPerUnit
    // A block, halved; a little more for what is lost in rounding.
    let half = (0.5 * Float(FrontBlocks.edge) + 0.02) / cellsPerUnit
    casting.forEachBlockWithSurface { lower, upper in
      let bounds = view.bounds((0.5 * (lower + upper) - 0.5) / cellsPerUnit, half: half)
      let (left, right) = (Int(bounds.least.x) / Self.edge, Int(bounds.greatest.x) / Self.edge)
      let (top, bottom) = (Int(bounds.least.y) / Self.edge, Int(bounds.greatest.y) / Self.edge)
      for row in max(top, 0)..<max(min(bottom, rows - 1) + 1, max(top, 0)) {
        for column in max(left, 0)..<max(min(right, columns - 1) + 1, max(left, 0)) {
          let index = row * columns + column
          ranges[index] = SIMD2(min(ranges[index].x, bounds.near), max(ranges[index].y, bounds.far))
        }
      }
    }
  }

  /// The depths at a pixel of the image, or nil if there is no metal.
  @inline(__always)
  func range(_ x: Float, _ y: Float) -> (from: Float, to: Float)? {
    let (column, row) = (Int(x) / Self.edge, Int(y) / Self.edge)
    if column >= columns || row >= rows { return nil }
    let range = ranges[row * columns + column]
    return range.x < range.y ? (range.x, range.y) : nil
  }
}

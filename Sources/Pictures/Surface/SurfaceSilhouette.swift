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
    let middle = view.point(0.5 * Float(width), 0.5 * Float(height))
    // A block's extent across, up and along the view, halved; a little more for what is lost in rounding.
    let half = (0.5 * Float(FrontBlocks.edge) + 0.02) / cellsPerUnit
    func extent(_ axis: SIMD3<Float>) -> Float { half.dot(SIMD3(abs(axis.x), abs(axis.y), abs(axis.z))) }
    let (across, up, along) = (Double(extent(view.right) / view.pixel), Double(extent(view.up) / view.pixel), extent(view.viewer))
    casting.blocks.forEachBlockWithSurface { lower, upper in
      let center = (0.5 * (lower + upper) - 0.5) / cellsPerUnit
      let depth = -(center - middle).dot(view.viewer)
      let seen = view.seen(center)
      let (left, right) = (Int(seen.x - across) / Self.edge, Int(seen.x + across) / Self.edge)
      let (top, bottom) = (Int(seen.y - up) / Self.edge, Int(seen.y + up) / Self.edge)
      for row in max(top, 0)..<max(min(bottom, rows - 1) + 1, max(top, 0)) {
        for column in max(left, 0)..<max(min(right, columns - 1) + 1, max(left, 0)) {
          let index = row * columns + column
          ranges[index] = SIMD2(min(ranges[index].x, depth - along), max(ranges[index].y, depth + along))
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

public import Fields

/// The metal of a plane as polygons: where the order parameter exceeds ½, cut off at the edges of the domain.
///
/// Filled together by the even–odd rule they give the metal with its islands and holes. Cell centres are joined by straight lines; beyond
/// the outermost centres the field goes on to the edge as its grid closes there.
public struct MetalOutline: Equatable, Sendable {
  /// Corners in metres from the lower left corner of the domain, (x, z); the last one is joined to the first.
  public let polygons: [[SIMD2<Double>]]

  /// - Parameter slice: index along the depth axis; its middle if nil.
  public init(_ orderParameter: ScalarField, slice: Int? = nil) {
    let grid = orderParameter.grid
    let slice = slice ?? grid.depth / 2
    precondition(slice >= 0 && slice < grid.depth, "slice outside the grid")
    // Two rings around the cells: one on the edges of the domain, and one of electrolyte at the same places, which closes every line
    // along the edge.
    let raster = Raster(width: grid.width + 4, height: grid.growth + 4)
    for y in 1..<raster.height - 1 {
      for x in 1..<raster.width - 1 {
        raster[x, y] = Float(Self.value(orderParameter, slice, x - 2, y - 2))
      }
    }
    let contour = Contour(raster, level: 0.5)
    let across = Self.places(grid.width, grid.widthSpacing), up = Self.places(grid.growth, grid.growthSpacing)
    polygons = contour.lines.compactMap { line in
      let points = line.dropLast().map { SIMD2(Self.place($0.x - 0.5, in: across), Self.place($0.y - 0.5, in: up)) }
      let tidy = Self.withoutStraightSteps(points)
      return tidy.count > 2 ? tidy : nil
    }
  }

  /// The field at cell (i, k), where −1 and the count stand for the edges of the domain.
  private static func value(_ field: ScalarField, _ slice: Int, _ i: Int, _ k: Int) -> Double {
    let grid = field.grid
    func pair(_ index: Int, _ count: Int, _ closure: Closure) -> (Int, Int) {
      if index >= 0, index < count { return (index, index) }
      if closure == .periodic { return (count - 1, 0) }
      return index < 0 ? (0, 0) : (count - 1, count - 1)
    }
    let (i0, i1) = pair(i, grid.width, grid.widthClosure)
    let (k0, k1) = pair(k, grid.growth, grid.growthClosure)
    return (field[i0, slice, k0] + field[i1, slice, k0] + field[i0, slice, k1] + field[i1, slice, k1]) / 4
  }

  /// Coordinates of the raster's columns or rows.
  private static func places(_ count: Int, _ spacing: Double) -> [Double] {
    let end = Double(count) * spacing
    return [0, 0] + (0..<count).map { (Double($0) + 0.5) * spacing } + [end, end]
  }

  private static func place(_ position: Double, in places: [Double]) -> Double {
    let index = min(max(Int(position), 0), places.count - 2)
    return places[index] + (position - Double(index)) * (places[index + 1] - places[index])
  }

  /// Corners that repeat the one before, or lie between their neighbours on a line along an axis, say nothing.
  private static func withoutStraightSteps(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
    func isIdle(_ corner: SIMD2<Double>, after last: SIMD2<Double>, before next: SIMD2<Double>) -> Bool {
      corner == last || (corner.x == last.x && corner.x == next.x) || (corner.y == last.y && corner.y == next.y)
    }
    var kept: [SIMD2<Double>] = []
    for point in points {
      while let last = kept.last, point == last || (kept.count > 1 && isIdle(last, after: kept[kept.count - 2], before: point)) {
        kept.removeLast()
      }
      kept.append(point)
    }
    // Where the ring closes.
    while kept.count > 2, isIdle(kept[kept.count - 1], after: kept[kept.count - 2], before: kept[0]) { kept.removeLast() }
    while kept.count > 2, isIdle(kept[0], after: kept[kept.count - 1], before: kept[1]) { kept.removeFirst() }
    return kept
  }
}

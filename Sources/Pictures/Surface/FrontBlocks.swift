import Fields

/// Where the front may be and where it cannot: bounds of the spline in blocks of cells, so that a ray leaps over empty space.
///
/// A B-spline lies between the least and the greatest of its coefficients, so that no block with a front is taken for empty.
struct FrontBlocks: Sendable {
  /// Cells along the edge of a block.
  static let edge = 4

  let count: SIMD3<Int>
  /// How many blocks away, in all directions, the front may be; 0 in blocks that it may cross, at most 255.
  private var leap: [UInt8]
  /// Greatest slope in blocks that the front may cross; in others 1 in metal and 0 in electrolyte.
  private var steepness: [Float]

  init(_ spline: FrontSpline) {
    // One cell more than the grid has: the spline changes its piece at cell centres.
    let count = (spline.count &- 3 &+ (Self.edge - 1)) / Self.edge
    self.count = count
    let bounds = Field<Float>(Grid(width: count.x, depth: count.y, growth: count.z, widthSpacing: 1))
    Tiling.forEach(rows: count.y * count.z, cellsPerRow: 300 * count.x) { rows in
      for row in rows {
        var out = unsafe bounds.row(row, count.x).mutableSpan
        for x in 0..<count.x { out[x + 1] = Self.bound(spline, SIMD3(x, row % count.y, row / count.y)) }
      }
    }
    steepness = []
    steepness.reserveCapacity(count.x * count.y * count.z)
    for row in 0..<count.y * count.z {
      let values = unsafe bounds.row(row, count.x).span
      for x in 1...count.x { steepness.append(values[x]) }
    }
    leap = []
    leap = Self.leaps(steepness.map { $0 > 0 ? 0 : 255 }, count)
    for index in steepness.indices where leap[index] > 0 { steepness[index] = steepness[index] == Self.metal ? 1 : 0 }
  }

  private static let metal: Float = -1, electrolyte: Float = -2

  /// Greatest slope within a block that the front may cross, or on which side of the front the block lies.
  private static func bound(_ spline: FrontSpline, _ block: SIMD3<Int>) -> Float {
    let start = block &* edge
    let end = SIMD3(
      min(start.x + edge + 3, spline.count.x), min(start.y + edge + 3, spline.count.y), min(start.z + edge + 3, spline.count.z))
    var least = Float.infinity
    var greatest = -Float.infinity
    var steepest: Float = 0
    for k in start.z..<end.z {
      for j in start.y..<end.y {
        let row = unsafe spline.row(j, k).span
        let behind = unsafe spline.row(min(j + 1, end.y - 1), k).span
        let above = unsafe spline.row(j, min(k + 1, end.z - 1)).span
        for i in start.x..<end.x {
          let here = row[i]
          least = min(least, here)
          greatest = max(greatest, here)
          let step = SIMD3(row[min(i + 1, end.x - 1)], behind[i], above[i]) - here
          steepest = max(steepest, (step * spline.cellsPerUnit).squaredLength)
        }
      }
    }
    if least >= 0 && greatest > 0 { return metal }
    if greatest < 0 { return electrolyte }
    // The three differences of a slope are not quite those of one place.
    return max(1.1 * steepest.squareRoot(), .leastNormalMagnitude)
  }

  /// Distance to the nearest zero in steps to any of the 26 neighbours: there and back through all blocks.
  private static func leaps(_ seeds: [UInt8], _ count: SIMD3<Int>) -> [UInt8] {
    var leap = seeds
    func pass(_ forth: Bool) {
      let sign = forth ? -1 : 1
      for step in 0..<leap.count {
        let index = forth ? step : leap.count - 1 - step
        if leap[index] == 0 { continue }
        let (i, j, k) = (index % count.x, index / count.x % count.y, index / (count.x * count.y))
        var least = Int(leap[index]) - 1
        for (dk, dj, di) in behind {
          let (x, y, z) = (i + sign * di, j + sign * dj, k + sign * dk)
          if x < 0 || y < 0 || z < 0 || x >= count.x || y >= count.y || z >= count.z { continue }
          least = min(least, Int(leap[(z * count.y + y) * count.x + x]))
        }
        leap[index] = UInt8(least + 1)
      }
    }
    pass(true)
    pass(false)
    return leap
  }

  /// The half of the 26 neighbours that a pass has met before, seen from a block.
  private static let behind: [(Int, Int, Int)] = {
    var found: [(Int, Int, Int)] = []
    for dk in 0...1 {
      for dj in -1...1 {
        for di in -1...1 where dk > 0 || dj > 0 || (dj == 0 && di > 0) { found.append((dk, dj, di)) }
      }
    }
    return found
  }()

  /// The region around a place of the spline that is known: its corners, and what is known of it.
  @inline(__always)
  func region(_ place: SIMD3<Float>) -> Region {
    let x = Int(place.x) / Self.edge, y = Int(place.y) / Self.edge, z = Int(place.z) / Self.edge
    let index = (z &* count.y &+ y) &* count.x &+ x
    let leap = Float(leap[index])
    let reach = max(leap, 1)
    let block = SIMD3(Float(x), Float(y), Float(z))
    let edge = Float(Self.edge)
    return Region(
      lower: (block + 1 - reach) * edge, upper: (block + reach) * edge, isEmpty: leap > 0, steepness: steepness[index])
  }

  /// Calls `body` with the corners, as places of the spline, of every block in which a ray may meet metal: where the front may be, or
  /// metal that the box cuts, or what was taken away from it.
  ///
  /// - Parameter isCut: whether sides of what was taken away pass through a block.
  func forEachBlockWithSurface(
    isCut: (_ lower: SIMD3<Float>, _ upper: SIMD3<Float>) -> Bool, _ body: (_ lower: SIMD3<Float>, _ upper: SIMD3<Float>) -> Void
  ) {
    for index in leap.indices {
      let (i, j, k) = (index % count.x, index / count.x % count.y, index / (count.x * count.y))
      let isAtSide = i == 0 || j == 0 || k == 0 || i == count.x - 1 || j == count.y - 1 || k == count.z - 1
      let lower = SIMD3(Float(i), Float(j), Float(k)) * Float(Self.edge), upper = lower + Float(Self.edge)
      if leap[index] == 0 || (steepness[index] > 0 && (isAtSide || isCut(lower, upper))) { body(lower, upper) }
    }
  }

  struct Region {
    /// Places of the spline.
    let lower: SIMD3<Float>, upper: SIMD3<Float>
    /// Whether the front is nowhere in it.
    let isEmpty: Bool
    /// Greatest slope; where it is empty, more than 0 in metal.
    let steepness: Float
  }
}

import Fields
import RealModule

/// How far every place of the box is from the front, negative in metal: what shadows are made of.
///
/// Nodes beside the front know their nearest point of it from value and slope of the spline; from node to node the nearest points
/// are handed on (Danielsson 1980), there and back along all three axes. Beyond a million nodes they stand further apart than
/// cells do: shadows are softer than that.
struct SurfaceDistance: Sendable {
  /// Largest distance of two neighbouring nodes.
  let spacing: Float
  private let box: SIMD3<Float>, nodesPerUnit: SIMD3<Float>
  private let count: SIMD3<Int>
  private let distance: Raster
  private let removal: SurfaceRemoval?

  /// Nodes with smaller values of the spline look for the front by themselves: that is more exact than the point of a neighbour.
  private static let nearby: Float = 4
  private static let mostNodes = 1_100_000.0

  init(_ spline: FrontSpline, removal: SurfaceRemoval? = nil) {
    self.removal = removal
    box = spline.box
    let cells = spline.count &- 4
    let total = Double(cells.x) * Double(cells.y) * Double(cells.z)
    let apart = max(1, (total / Self.mostNodes).cubeRoot)
    func nodes(_ cells: Int) -> Int { max(2, Int((Double(cells) / apart).rounded()) + 1) }
    let count = SIMD3(nodes(cells.x), nodes(cells.y), nodes(cells.z))
    self.count = count
    let step = spline.box / SIMD3<Float>(count &- 1)
    nodesPerUnit = 1 / step
    spacing = step.max()
    let values = Self.sampled(spline, count, step)
    var nearest = Self.seeds(spline, values, count, step)
    Self.handOn(&nearest, count, step)
    let far = spline.box.length
    distance = Raster(width: count.x, height: count.y * count.z)
    for index in values.indices {
      let away = nearest[index].w < .infinity ? nearest[index].w.squareRoot() : far
      distance[index % count.x, index / count.x] = values[index] >= 0 ? -away : away
    }
  }

  private static func point(_ index: Int, _ count: SIMD3<Int>, _ step: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(Float(index % count.x), Float(index / count.x % count.y), Float(index / (count.x * count.y))) * step
  }

  private static func sampled(_ spline: FrontSpline, _ count: SIMD3<Int>, _ step: SIMD3<Float>) -> [Float] {
    let rows = Raster(width: count.x, height: count.y * count.z)
    Tiling.forEach(rows: rows.height, cellsPerRow: 10 * count.x) { range in
      for row in range {
        var out = unsafe rows.row(row).mutableSpan
        let (y, z) = (Float(row % count.y) * step.y, Float(row / count.y) * step.z)
        for x in 0..<count.x { out[x] = spline.value(SIMD3(Float(x) * step.x, y, z)) }
      }
    }
    var values: [Float] = []
    values.reserveCapacity(count.x * rows.height)
    for row in 0..<rows.height {
      let line = unsafe rows.row(row).span
      for x in 0..<count.x { values.append(line[x]) }
    }
    return values
  }

  /// For nodes near the front, their point of the front and its squared distance; for others infinity.
  private static func seeds(
    _ spline: FrontSpline, _ values: [Float], _ count: SIMD3<Int>, _ step: SIMD3<Float>
  ) -> [SIMD4<Float>] {
    var nearest = [SIMD4<Float>](repeating: SIMD4(0, 0, 0, .infinity), count: values.count)
    let strides = SIMD3(1, count.x, count.x * count.y)
    let furthest = 1.8 * step.max()
    for index in values.indices {
      let isMetal = values[index] >= 0
      let place = SIMD3(index % count.x, index / count.x % count.y, index / (count.x * count.y))
      var isBeside = false
      for axis in 0..<3 {
        if place[axis] > 0, (values[index - strides[axis]] >= 0) != isMetal { isBeside = true }
        if place[axis] < count[axis] - 1, (values[index + strides[axis]] >= 0) != isMetal { isBeside = true }
      }
      if !isBeside, abs(values[index]) > nearby { continue }
      let node = point(index, count, step)
      var foot = node
      // Two steps of Newton along the slope.
      for _ in 0..<2 {
        let slope = spline.gradient(foot)
        let square = slope.squaredLength
        if square > 0 { foot -= slope * (spline.value(foot) / square) }
      }
      var offset = foot - node
      let length = offset.length
      if !isBeside {
        // Between two fronts the slope may lead to neither.
        if length < 2 * furthest, abs(spline.value(foot)) < 0.1 { nearest[index] = SIMD4(foot, offset.squaredLength) }
        continue
      }
      if !(length < furthest) { offset = length.isFinite ? offset * (furthest / length) : SIMD3(furthest, 0, 0) }
      nearest[index] = SIMD4(node + offset, offset.squaredLength)
    }
    return nearest
  }

  private static func handOn(_ nearest: inout [SIMD4<Float>], _ count: SIMD3<Int>, _ step: SIMD3<Float>) {
    for pass in 0..<8 {
      let signs = SIMD3(pass & 1 == 0 ? 1 : -1, pass & 2 == 0 ? 1 : -1, pass & 4 == 0 ? 1 : -1)
      for kStep in 0..<count.z {
        let k = signs.z > 0 ? kStep : count.z - 1 - kStep
        for jStep in 0..<count.y {
          let j = signs.y > 0 ? jStep : count.y - 1 - jStep
          let row = (k * count.y + j) * count.x
          let depthwise = jStep > 0 ? -signs.y * count.x : 0
          let growthwise = kStep > 0 ? -signs.z * count.x * count.y : 0
          for iStep in 0..<count.x {
            let i = signs.x > 0 ? iStep : count.x - 1 - iStep
            let index = row + i
            let node = SIMD3(Float(i), Float(j), Float(k)) * step
            var best = nearest[index]
            func take(_ neighbour: Int) {
              let candidate = nearest[neighbour]
              if candidate.w == .infinity { return }
              let foot = SIMD3(candidate.x, candidate.y, candidate.z)
              let offset = foot - node
              let square = offset.squaredLength
              if square < best.w { best = SIMD4(foot, square) }
            }
            if iStep > 0 { take(index - signs.x) }
            if depthwise != 0 { take(index + depthwise) }
            if growthwise != 0 { take(index + growthwise) }
            nearest[index] = best
          }
        }
      }
    }
  }

  /// Distance from the metal, which ends at the sides of the box and of what was taken away; points may lie beyond them.
  @inline(__always)
  func callAsFunction(_ point: SIMD3<Float>) -> Float {
    let inside = point.held(from: .zero, to: box)
    let place = inside * nodesPerUnit
    let i = min(Int(place.x), count.x &- 2), j = min(Int(place.y), count.y &- 2), k = min(Int(place.z), count.z &- 2)
    let f = place - SIMD3(Float(i), Float(j), Float(k))
    let a = unsafe distance.row(k &* count.y &+ j)
    let b = unsafe distance.row(k &* count.y &+ j &+ 1)
    let c = unsafe distance.row((k &+ 1) &* count.y &+ j)
    let d = unsafe distance.row((k &+ 1) &* count.y &+ j &+ 1)
    let left = unsafe SIMD4(a[i], b[i], c[i], d[i])
    let right = unsafe SIMD4(a[i &+ 1], b[i &+ 1], c[i &+ 1], d[i &+ 1])
    let plane = left + f.x * (right - left)
    let line = plane.evenHalf + f.y * (plane.oddHalf - plane.evenHalf)
    let front = line.x + f.z * (line.y - line.x)
    let beyond = (point - inside).squaredLength
    let away = beyond > 0 ? max(front, beyond.squareRoot()) : front
    return removal.map { max(away, -$0.distance(point)) } ?? away
  }
}

extension Double {
  fileprivate var cubeRoot: Double { Double.root(self, 3) }
}

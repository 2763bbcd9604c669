import Fields
import RealModule

/// The front of the metal as a smooth function of place, positive in metal: ln(ξ/(1 − ξ)).
///
/// Across a front ξ = ½(1 − tanh(d/δ)) that is −2d/δ, linear in the distance d, so that place and slope at ξ = ½ are those of the
/// front and not of the cells. Between cells a cubic B-spline runs; its coefficients are (1 − Δ/6) of the values, which is exact
/// for cubics along an axis and needs no system of equations (a quasi-interpolant: de Boor and Fix, 1973).
///
/// Lengths are edges of the finest cell, from the lower corner of the box.
///
/// Invariant behind `@unchecked Sendable`: nothing is written after `init`, where concurrent writers hold disjoint rows.
@safe
final class FrontSpline: @unchecked Sendable {
  /// Size of the box, and cells in a unit of length along each axis.
  let box: SIMD3<Float>, cellsPerUnit: SIMD3<Float>
  /// The unit of length, m.
  let unit: Double
  /// Coefficients along each axis: the cells and two beyond either end.
  let count: SIMD3<Int>
  private let base: UnsafeMutablePointer<Float>
  private let highest: SIMD3<Float>

  /// Beyond this the order parameter says nothing about the front: ξ within 3·10⁻⁴ of 0 or 1.
  static let limit: Float = 8

  convenience init(_ orderParameter: ScalarField) { self.init(Self.logit(orderParameter), orderParameter.grid) }

  /// A share of cells instead of an order parameter, positive where it is more than half: that goes from 0 to 1 over a cell or two,
  /// and is as it stands about linear in the distance from a face.
  convenience init(share: ScalarField) { self.init(Self.ramp(share), share.grid) }

  private init(_ values: Field<Float>, _ grid: Grid) {
    let finest = min(grid.widthSpacing, grid.depthSpacing, grid.growthSpacing)
    unit = finest
    let cells = SIMD3(grid.width, grid.depth, grid.growth)
    cellsPerUnit = SIMD3(Float(finest / grid.widthSpacing), Float(finest / grid.depthSpacing), Float(finest / grid.growthSpacing))
    box = SIMD3<Float>(cells) / cellsPerUnit
    highest = SIMD3<Float>(cells) + 0.5
    count = cells &+ 4
    unsafe base = .allocate(capacity: count.x * count.y * count.z)
    unsafe base.initialize(repeating: 0, count: count.x * count.y * count.z)
    setCoefficients(values, grid)
  }

  deinit { unsafe base.deallocate() }

  /// One row of coefficients; `j` and `k` count from two cells before the first.
  func row(_ j: Int, _ k: Int) -> UnsafeMutableBufferPointer<Float> {
    precondition(j >= 0 && j < count.y && k >= 0 && k < count.z, "row outside the spline")
    return unsafe UnsafeMutableBufferPointer(start: base + (k * count.y + j) * count.x, count: count.x)
  }

  /// ln(ξ/(1 − ξ)) within the limit; what is no number counts as electrolyte.
  private static func logit(_ orderParameter: ScalarField) -> Field<Float> {
    let grid = orderParameter.grid
    let out = Field<Float>(grid)
    let lowest = 1 / (1 + Double.exp(Double(limit)))
    grid.forEachTile { rows in
      for row in rows {
        let source = unsafe orderParameter.row(row, grid.width).span
        var target = unsafe out.row(row, grid.width).mutableSpan
        for i in 1..<source.count - 1 {
          let xi = source[i]
          if xi > lowest {
            target[i] = xi < 1 - lowest ? Float(Double.log(xi / (1 - xi))) : limit
          } else {
            target[i] = -limit
          }
        }
        out.seal(row)
      }
    }
    return out
  }

  /// 16 (share − ½), averaged with the nearest cells along each axis, so that faces aslant show no steps.
  private static func ramp(_ share: ScalarField) -> Field<Float> {
    let grid = share.grid
    let out = Field<Float>(grid)
    grid.forEachTile { rows in
      for row in rows {
        let around = grid.neighbours(of: row)
        let here = unsafe share.row(row, grid.width).span
        let below = unsafe share.row(around.below, grid.width).span, above = unsafe share.row(around.above, grid.width).span
        let before = unsafe share.row(around.before, grid.width).span, behind = unsafe share.row(around.behind, grid.width).span
        var target = unsafe out.row(row, grid.width).mutableSpan
        for i in 1..<here.count - 1 {
          let sum = here[i - 1] + here[i + 1] + below[i] + above[i] + before[i] + behind[i]
          target[i] = Float(16 * (0.25 * here[i] + 0.125 * sum - 0.5))
        }
        out.seal(row)
      }
    }
    return out
  }

  private func setCoefficients(_ values: Field<Float>, _ grid: Grid) {
    let columns = (0..<count.x).map { Resampling.inside($0 - 2, grid.width, grid.widthClosure) }
    Tiling.forEach(rows: count.y * count.z, cellsPerRow: 4 * count.x) { rows in
      for padded in rows {
        let k = Resampling.inside(padded / count.y - 2, grid.growth, grid.growthClosure)
        let j = Resampling.inside(padded % count.y - 2, grid.depth, grid.depthClosure)
        let row = k * grid.depth + j
        let around = grid.neighbours(of: row)
        let here = unsafe values.row(row, grid.width).span
        let below = unsafe values.row(around.below, grid.width).span
        let above = unsafe values.row(around.above, grid.width).span
        let before = unsafe values.row(around.before, grid.width).span
        let behind = unsafe values.row(around.behind, grid.width).span
        var out = unsafe self.row(padded % count.y, padded / count.y).mutableSpan
        for x in 0..<out.count {
          let i = columns[x] + 1
          let sum = here[i - 1] + here[i + 1] + below[i] + above[i] + before[i] + behind[i]
          out[x] = 2 * here[i] - sum / 6
        }
      }
    }
  }
}

extension FrontSpline {
  /// Where a point lies among the coefficients: those from the whole part on count.
  @inline(__always)
  func place(_ point: SIMD3<Float>) -> SIMD3<Float> {
    let raw = point * cellsPerUnit + 0.5
    return raw.held(from: SIMD3(repeating: 0.5), to: highest)
  }

  /// The function at a point of the box; beyond the box, that of the nearest point of it.
  @inline(__always)
  func value(_ point: SIMD3<Float>) -> Float {
    let place = place(point)
    let first = place.rounded(.down)
    let (wx, wy, wz) = Self.weights(place - first)
    let start = unsafe start(first)
    var sum = SIMD4<Float>.zero
    for k in 0..<4 {
      let plane = unsafe start + k &* (count.x &* count.y)
      unsafe sum += wz[k] * across(plane, wy)
    }
    return (sum * wx).sum()
  }

  /// Slope of the function in a unit of length.
  @inline(__always)
  func gradient(_ point: SIMD3<Float>) -> SIMD3<Float> {
    let place = place(point)
    let first = place.rounded(.down)
    let (wx, wy, wz) = Self.weights(place - first)
    let (sx, sy, sz) = Self.slopes(place - first)
    let start = unsafe start(first)
    var even = SIMD4<Float>.zero
    var alongDepth = SIMD4<Float>.zero
    var alongGrowth = SIMD4<Float>.zero
    for k in 0..<4 {
      let plane = unsafe start + k &* (count.x &* count.y)
      let whole = unsafe across(plane, wy)
      even += wz[k] * whole
      unsafe alongDepth += wz[k] * across(plane, sy)
      alongGrowth += sz[k] * whole
    }
    return SIMD3((even * sx).sum(), (alongDepth * wx).sum(), (alongGrowth * wx).sum()) * cellsPerUnit
  }

  /// Four coefficients along width, each the weighted sum of four rows.
  @inline(__always)
  private func across(_ start: UnsafePointer<Float>, _ weights: SIMD4<Float>) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    for j in 0..<4 {
      let row = unsafe start + j &* count.x
      unsafe sum += weights[j] * SIMD4(row[0], row[1], row[2], row[3])
    }
    return sum
  }

  /// `place` has been kept within the coefficients, so that four follow along each axis.
  @inline(__always)
  private func start(_ first: SIMD3<Float>) -> UnsafePointer<Float> {
    let offset = (Int(first.z) &* count.y &+ Int(first.y)) &* count.x &+ Int(first.x)
    return unsafe UnsafePointer(base + offset)
  }

  @inline(__always)
  private static func weights(_ f: SIMD3<Float>) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
    let g = 1 - f
    let f2 = f * f
    let g2 = g * g
    let a = g2 * g / 6
    let d = f2 * f / 6
    let b = 2.0 / 3 - f2 * (2 - f) / 2
    let c = 2.0 / 3 - g2 * (2 - g) / 2
    return (SIMD4(a.x, b.x, c.x, d.x), SIMD4(a.y, b.y, c.y, d.y), SIMD4(a.z, b.z, c.z, d.z))
  }

  @inline(__always)
  private static func slopes(_ f: SIMD3<Float>) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
    let g = 1 - f
    let a = -0.5 * g * g
    let d = 0.5 * f * f
    let b = f * (1.5 * f - 2)
    let c = g * (2 - 1.5 * g)
    return (SIMD4(a.x, b.x, c.x, d.x), SIMD4(a.y, b.y, c.y, d.y), SIMD4(a.z, b.z, c.z, d.z))
  }
}

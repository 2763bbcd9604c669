import Fields

/// A field between the centres of its cells.
///
/// Places are in cells by axes (width, depth, growth), 0 at the centre of the first; beyond an end what its closure makes of them.
struct FieldSample {
  private let field: ScalarField
  private let grid: Grid

  init(_ field: ScalarField) {
    self.field = field
    grid = field.grid
  }

  /// Linear along each axis.
  func linear(_ place: SIMD3<Double>) -> Double {
    let low = place.rounded(.down)
    let part = place - low
    let (i, j, k) = (pair(low.x, .width), pair(low.y, .depth), pair(low.z, .growth))
    func line(_ row: Int) -> Double {
      let a = unsafe field.row(row, grid.width).span
      return (1 - part.x) * a[i.0 + 1] + part.x * a[i.1 + 1]
    }
    func plane(_ layer: Int) -> Double {
      let near = line(layer * grid.depth + j.0)
      return part.y == 0 ? near : (1 - part.y) * near + part.y * line(layer * grid.depth + j.1)
    }
    return (1 - part.z) * plane(k.0) + part.z * plane(k.1)
  }

  /// Cubic along each axis (R. Keys, IEEE Trans. Acoust. Speech Signal Process. 29 (1981) 1153), within the values of the cells around the place; the
  /// nearest of these where one is below `least`: edges stay edges.
  func cubic(_ place: SIMD3<Double>, from least: Double) -> Double {
    let origin = place.rounded(.down)
    let part = place - origin
    let x = Self.weights(part.x), y = Self.weights(part.y), z = Self.weights(part.z)
    let columns = four(origin.x, .width), layers = four(origin.z, .growth)
    let isFlat = grid.depth == 1
    let rows = isFlat ? .zero : four(origin.y, .depth)
    let nearest = SIMD3(part.x < 0.5 ? 1 : 2, isFlat || part.y < 0.5 ? 1 : 2, part.z < 0.5 ? 1 : 2)
    var sum = 0.0, low = Double.infinity, high = -Double.infinity, next = 0.0
    for k in 0..<4 {
      for j in isFlat ? 1..<2 : 0..<4 {
        let a = unsafe field.row(layers[k] * grid.depth + rows[j], grid.width).span
        let share = z[k] * (isFlat ? 1 : y[j])
        for i in 0..<4 {
          let value = a[columns[i] + 1]
          sum += share * x[i] * value
          guard (i == 1 || i == 2) && (j == 1 || j == 2) && (k == 1 || k == 2) else { continue }
          low = min(low, value)
          high = max(high, value)
          if SIMD3(i, j, k) == nearest { next = value }
        }
      }
    }
    return low < least ? next : max(low, min(high, sum))
  }

  private static func weights(_ t: Double) -> SIMD4<Double> {
    let s = 1 - t
    return SIMD4(-0.5 * t * s * s, 1 + t * t * (1.5 * t - 2.5), 1 + s * s * (1.5 * s - 2.5), -0.5 * s * t * t)
  }

  private func pair(_ low: Double, _ axis: Axis) -> (Int, Int) { (grid.cell(Int(low), axis), grid.cell(Int(low) + 1, axis)) }

  private func four(_ low: Double, _ axis: Axis) -> SIMD4<Int> {
    let i = Int(low)
    return SIMD4(grid.cell(i - 1, axis), grid.cell(i, axis), grid.cell(i + 1, axis), grid.cell(i + 2, axis))
  }

}

extension Grid {
  /// The cell whose centre is nearest to a place in cells, 0 at the centre of the first; beyond an end what its closure makes of it.
  func nearestCell(to place: SIMD3<Double>) -> (i: Int, j: Int, k: Int) {
    func nearest(_ value: Double, _ axis: Axis) -> Int { cell(Int(value.rounded()), axis) }
    return (nearest(place.x, .width), nearest(place.y, .depth), nearest(place.z, .growth))
  }

  /// Cell `i` along an axis; beyond an end what its closure makes of it.
  fileprivate func cell(_ i: Int, _ axis: Axis) -> Int {
    let n = cells(axis)
    if closure(axis) == .periodic { return ((i % n) + n) % n }
    let folded = i < 0 ? -1 - i : i >= n ? 2 * n - 1 - i : i
    return max(0, min(n - 1, folded))
  }
}

import Fields
import Foundation

/// The curve ξ = ½ around a point, by cubic interpolation of ln[ξ/(1 − ξ)], which is linear across a front. Beyond the ends of the grid
/// lie mirrors.
struct Contour {
  private let field: ScalarField
  private let x: Double, z: Double

  init(_ orderParameter: ScalarField, x: Double, z: Double) {
    field = orderParameter
    self.x = x
    self.z = z
  }

  /// Distance to the contour towards `angle` (against the growth axis, towards the width axis), which crosses it once between
  /// `inner` and `outer`.
  func radius(_ angle: Double, from inner: Double, to outer: Double) -> Double {
    let across = sin(angle), along = cos(angle)
    return fallingRoot(inner, outer) { logit(x + $0 * across, z + $0 * along) }
  }

  private func logit(_ x: Double, _ z: Double) -> Double {
    let grid = field.grid
    let p = abs(x) / grid.widthSpacing - 0.5, q = abs(z) / grid.growthSpacing - 0.5
    let i = Int(p.rounded(.down)), k = Int(q.rounded(.down))
    let across = Self.weights(p - Double(i)), along = Self.weights(q - Double(k))
    var sum = 0.0
    for a in 0..<4 {
      for b in 0..<4 { sum += across[a] * along[b] * cell(i + a - 1, k + b - 1) }
    }
    return sum
  }

  private func cell(_ i: Int, _ k: Int) -> Double {
    let grid = field.grid
    func inside(_ index: Int, _ count: Int) -> Int { index < 0 ? -1 - index : min(index, 2 * count - 1 - index) }
    let xi = min(max(field[inside(i, grid.width), 0, inside(k, grid.growth)], 1e-9), 1 - 1e-9)
    return log(xi / (1 - xi))
  }

  /// Lagrange's, of the points −1, 0, 1, 2.
  private static func weights(_ t: Double) -> [Double] {
    [
      -t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2, -(t + 1) * t * (t - 2) / 2, (t + 1) * t * (t - 1) / 6,
    ]
  }
}

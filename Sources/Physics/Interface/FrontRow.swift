import Fields
import Foundation

/// Distances from the front, and the front's nearest places, of the cells of one row: d = (δ/2) ln[ξ/(1 − ξ)] is linear across a front.
@safe
struct FrontRow {
  private let row: UnsafeMutableBufferPointer<Double>
  private let below: UnsafeMutableBufferPointer<Double>, above: UnsafeMutableBufferPointer<Double>
  private let before: UnsafeMutableBufferPointer<Double>, behind: UnsafeMutableBufferPointer<Double>
  private let half: Double
  private let spacing: SIMD3<Double>
  private let isDeep: Bool
  /// Of the row's first cell, in cells.
  private let home: SIMD3<Double>

  /// - Parameter halfWidth: δ, m.
  init(_ xi: ScalarField, _ r: Int, halfWidth: Double) {
    let grid = xi.grid, n = grid.width, next = grid.neighbours(of: r)
    unsafe row = xi.row(r, n)
    unsafe below = xi.row(next.below, n)
    unsafe above = xi.row(next.above, n)
    unsafe before = xi.row(next.before, n)
    unsafe behind = xi.row(next.behind, n)
    half = 0.5 * halfWidth
    spacing = SIMD3(grid.widthSpacing, grid.depthSpacing, grid.growthSpacing)
    isDeep = grid.depth > 1
    home = SIMD3(0, Double(grid.depthIndex(of: r)), Double(grid.layer(of: r)))
  }

  /// Whether a cell of this ξ belongs to a front, up to its tails.
  static func isFront(_ xi: Double) -> Bool { xi * (1 - xi) > OrderParameter.tail }

  /// Whether a cell of this ξ is so near to a front that its own distances tell normal and curvature: within one and a half half-widths, as far as
  /// what is looked up at the front's place reaches, and no further into gaps.
  static func isNear(_ xi: Double) -> Bool { xi * (1 - xi) > 0.045 }

  /// Into the metal, m, of cell `i` ≥ 1, which must belong to a front.
  func depth(_ i: Int) -> Double {
    let x = unsafe row[i]
    return half * log(x / (1 - x))
  }

  /// ∇d; its length is 1 where one front is near.
  func slope(_ i: Int) -> SIMD3<Double> {
    unsafe SIMD3(
      difference(row[i + 1], row[i - 1], spacing.x), isDeep ? difference(behind[i], before[i], spacing.y) : 0,
      difference(above[i], below[i], spacing.z))
  }

  private func difference(_ high: Double, _ low: Double, _ spacing: Double) -> Double {
    guard Self.isFront(high), Self.isFront(low) else { return 0 }
    return 0.5 * half * log(high * (1 - low) / (low * (1 - high))) / spacing
  }

  /// The front's nearest place to cell `i`, in cells by axes; nil in the middle between two fronts, where neither is the nearest. Beside it
  /// the distance still says how far, the slope no longer.
  func place(_ i: Int) -> SIMD3<Double>? {
    let slope = slope(i), square = (slope * slope).sum()
    guard square > 1e-4 else { return nil }
    var place = home - depth(i) / (square > 0.25 ? square : square.squareRoot()) * slope / spacing
    place.x += Double(i - 1)
    return place
  }

  /// 1/m, positive where the metal bulges: −∇²d.
  func curvature(_ i: Int) -> Double {
    unsafe -(second(row[i - 1], row[i], row[i + 1], spacing.x) + second(below[i], row[i], above[i], spacing.z)
      + (isDeep ? second(before[i], row[i], behind[i], spacing.y) : 0))
  }

  private func second(_ low: Double, _ middle: Double, _ high: Double, _ spacing: Double) -> Double {
    guard Self.isFront(high), Self.isFront(low) else { return 0 }
    return half * log(high * low * (1 - middle) * (1 - middle) / ((1 - high) * (1 - low) * middle * middle)) / (spacing * spacing)
  }

  /// Out of the metal, in cells by axes a metre.
  func outwards(_ i: Int) -> SIMD3<Double> {
    let slope = slope(i), length = (slope * slope).sum().squareRoot()
    return -slope / (max(length, 1e-9) * spacing)
  }
}

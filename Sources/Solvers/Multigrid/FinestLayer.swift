import Fields

/// A layer of the finest grid while a worker goes through it: where its rows stand in the worker's rings and in the level's fields.
///
/// It is found once for a layer and carried from visit to visit: where rows are short, finding all this anew took longer than a visit.
@safe
struct FinestLayer {
  /// False beyond a mirror, where there is none.
  let isThere: Bool
  /// Which layer of the grid it is, and its first row there.
  let index: Int, firstRow: Int
  /// Its first row in the rings of the sources and of the solution, and that of the layers beside it.
  let source: UnsafeMutablePointer<Float>, solution: UnsafeMutablePointer<Float>
  let below: UnsafePointer<Float>, above: UnsafePointer<Float>
  /// Its first row among the inverse diagonals and coefficients, and that of the layers beside it. Beyond a mirror its own stands for it.
  let inverse: UnsafePointer<Float>, coefficient: UnsafePointer<Float>
  let coefficientBelow: UnsafePointer<Float>, coefficientAbove: UnsafePointer<Float>
  /// × the sum of two coefficients their link, 1/m²; 0 over a mirror.
  let down: Float, up: Float

  /// The layer at index `v`, beyond the ends of a period that of the period.
  @inline(__always)
  init(_ level: FinestLevel, _ v: Int, sources: LayerRing, solutions: LayerRing) {
    let grid = level.grid, count = grid.growth, isPeriodic = grid.growthClosure == .periodic, isInside = v >= 0 && v < count
    let k = isInside ? v : isPeriodic ? (v + 4 * count) % count : 0
    let lower = k > 0 ? k - 1 : isPeriodic ? count - 1 : k, upper = k < count - 1 ? k + 1 : isPeriodic ? 0 : k
    isThere = isInside || isPeriodic
    index = k
    firstRow = k * grid.depth
    unsafe source = sources.layer(v)
    unsafe solution = solutions.layer(v)
    unsafe below = UnsafePointer(solutions.layer(v - 1))
    unsafe above = UnsafePointer(solutions.layer(v + 1))
    unsafe inverse = UnsafePointer(level.inverse.row(firstRow))
    unsafe coefficient = UnsafePointer(level.coefficient.row(firstRow))
    unsafe coefficientBelow = UnsafePointer(level.coefficient.row(lower * grid.depth))
    unsafe coefficientAbove = UnsafePointer(level.coefficient.row(upper * grid.depth))
    down = lower == k ? 0 : level.growthScale
    up = upper == k ? 0 : level.growthScale
  }
}

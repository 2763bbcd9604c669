import Fields

/// How much of the current is drawn ahead of the front.
///
/// An imposed current beyond what the electrolyte can carry to a sharp front has no solution. A diffuse front that has run dry finds
/// one: it draws the current through its tail, where there still is salt, at a voltage that rises without bound. Such a time step
/// succeeds, and is the last: what it does is no plating.
struct TailCurrent {
  /// Part of ∫ w i where the density is below a fiftieth of its maximum, 0 to 1.
  let share: Double

  init(_ front: FrontCurrent) {
    let density = front.density, current = front.currentDensity
    let grid = density.grid
    let n = grid.width
    let threshold = 0.02 * density.maximum()
    let total = density.dot(current)
    let tail = grid.sum { r in
      let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += w[i] < threshold ? w[i] * i0[i] : 0 }
      return sum
    }
    share = total > 0 ? tail / total : 0
  }
}

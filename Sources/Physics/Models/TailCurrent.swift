import Fields
import RealModule

/// How much of the current is drawn ahead of the front.
///
/// An imposed current beyond what the electrolyte can carry to a sharp front has no solution. A diffuse front that has run dry finds
/// one: it draws the current through its tail, where there still is salt, at a voltage that rises without bound. Such a time step
/// succeeds, and is the last: what it does is no plating.
struct TailCurrent {
  /// Part of ∫ w i where the density is below a fiftieth of its maximum, 0 to 1.
  let share: Double

  init(_ front: FrontCurrent) {
    let density = front.density, current = front.currentDensity, rows = front.rows
    let grid = density.grid
    let n = grid.width
    let threshold = 0.02 * front.largestDensity
    let totals = RowPartials(grid.rowCount)
    let tail = grid.sum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span
      var sum = 0.0, total = 0.0
      for i in 1..<n + 1 {
        sum = Relaxed.multiplyAdd(w[i] < threshold ? w[i] : 0, i0[i], sum)
        total = Relaxed.multiplyAdd(w[i], i0[i], total)
      }
      totals[r] = total
      return sum
    }
    let total = totals.sum()
    share = total > 0 ? tail / total : 0
  }
}

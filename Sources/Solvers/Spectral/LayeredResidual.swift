public import Fields

extension LayeredOperator {
  /// ‖b − A u‖ / ‖b‖ with b = `f` + sources of the ends − `removedMean`; ‖A u‖ if b is zero.
  public func relativeResidual(_ u: ScalarField, _ f: ScalarField, removedMean: Double = 0) -> Double {
    precondition(u.grid == grid && f.grid == grid, "field on another grid")
    let n = grid.width
    let depth = grid.depth
    let defect = grid.sum { r in rowDefect(u, f, r, source(r / depth) - removedMean) }
    let size = grid.sum { r in
      let constant = source(r / depth) - removedMean
      let f = unsafe f.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += (f[i] + constant) * (f[i] + constant) }
      return sum
    }
    return size > 0 ? (defect / size).squareRoot() : defect.squareRoot()
  }

  /// Σ (b − A u)² over a row.
  private func rowDefect(_ u: ScalarField, _ f: ScalarField, _ r: Int, _ constant: Double) -> Double {
    let n = grid.width
    let k = r / grid.depth
    let next = grid.neighbours(of: r)
    let a = unsafe u.row(r, n).span
    let below = unsafe u.row(next.below, n).span
    let above = unsafe u.row(next.above, n).span
    let before = unsafe u.row(next.before, n).span
    let behind = unsafe u.row(next.behind, n).span
    let f = unsafe f.row(r, n).span
    let across = lateralCoefficient[k] / (grid.widthSpacing * grid.widthSpacing)
    let along = lateralCoefficient[k] / (grid.depthSpacing * grid.depthSpacing)
    let down = coupling(k)
    let up = coupling(k + 1)
    let ground = grounding(k)
    var sum = 0.0
    for i in 1..<n + 1 {
      let lateral = across * (2 * a[i] - a[i - 1] - a[i + 1]) + along * (2 * a[i] - before[i] - behind[i])
      let growth = down * (a[i] - below[i]) + up * (a[i] - above[i])
      let defect = f[i] + constant - (ground * a[i] + lateral + growth)
      sum += defect * defect
    }
    return sum
  }
}

import Fields

/// What a first pass leaves to a second one.
extension ButlerVolmerModel {
  /// Largest change of the front's speed (m/s), at the potential that has been found, if salt and drop across the front were those that the
  /// pass has led to, and not those that it started from: |A Δc/c₀| + |∂i/∂φ Δu|, where at least half of the current is drawn. A second pass
  /// changes the current by about as much, or less where the potential gives way.
  func largestInconsistency() -> Double {
    let n = grid.width, scale = 1 / parameters.electrolyte.referenceConcentration
    // w goes with the square of the slope.
    let steep = 0.7 * 0.5 / parameters.interfaceHalfWidth
    let slope = self.slope, concentration = trialConcentration
    // Beside noise the drop does not follow the passes. Nobody compares currents in a first one.
    let drop = parameters.shotNoise == nil ? meanCurrentBefore : front.ohmicDrop
    if parameters.shotNoise == nil { assignOhmicDrop(concentration, into: drop) }
    return parameters.volumePerCharge
      * grid.maximum { [front] r in
        guard front.rows[r] > 0 else { return 0 }
        let s = unsafe slope.row(r, n).span
        let c = unsafe concentration.row(r, n).span, x = unsafe front.relativeConcentration.row(r, n).span
        let a = unsafe front.plating.row(r, n).span, g = unsafe front.conductance.row(r, n).span
        let u = unsafe drop.row(r, n).span, before = unsafe front.ohmicDrop.row(r, n).span
        return largestMagnitude(1..<n + 1) { i in
          let size = abs(a[i] * (scale * c[i] - x[i])) + abs(g[i] * (u[i] - before[i]))
          return s[i] > steep ? size : 0
        }
      }
  }
}

import Fields

/// What a step is tried from.
extension ButlerVolmerModel {
  /// First guess: linear extrapolation of salt, potential and current density of the front in time. A concentration that would fall below
  /// half of the last one starts from that half. Noise foresees nothing, and neither does stress, which is looked up every few steps and
  /// jumps there; without salt no second pass would mend what is foreseen. Then the current density is that of the last step.
  func extrapolate(_ timeStep: Double) {
    guard let last = earlierTimeStep else {
      trialConcentration.assign(state.ionConcentration)
      trialPotential.assign(state.reducedPotential)
      earlierMeanCurrent.assign(sparse: meanCurrent)
      return
    }
    let n = grid.width
    let factor = min(1.2, timeStep / last)
    let c = state.ionConcentration, trial = trialConcentration
    let phi = state.reducedPotential, trialPhi = trialPotential
    let current = meanCurrent, earlier = earlierMeanCurrent
    let isSmooth = parameters.shotNoise == nil && parameters.mechanics == nil && parameters.hasSaltTransport
    let currentFactor = isSmooth ? factor : 0
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe c.row(r, n).span
        var t = unsafe trial.row(r, n).mutableSpan
        for i in 0..<n + 2 { t[i] = max(x[i] + factor * (x[i] - t[i]), 0.5 * x[i]) }
        let p = unsafe phi.row(r, n).span
        var u = unsafe trialPhi.row(r, n).mutableSpan
        for i in 0..<n + 2 { u[i] = p[i] + factor * (p[i] - u[i]) }
        if current.isClear(r) && earlier.isClear(r) { continue }
        var a = unsafe current.row(r, n).mutableSpan
        var b = unsafe earlier.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          let last = a[i]
          a[i] = last + currentFactor * (last - b[i])
          b[i] = last
        }
      }
    }
  }

  /// What is left of a try must not get into a checkpoint.
  func dropTrial() {
    trialConcentration.assign(state.ionConcentration)
    trialPotential.assign(state.reducedPotential)
    meanCurrent.assign(sparse: earlierMeanCurrent)
    earlierTimeStep = nil
    displacement?.potential.clear()
  }
}

import Fields

/// What a step is tried from.
extension ButlerVolmerModel {
  /// First guess: linear extrapolation of salt and potential in time. A concentration that would fall below half of
  /// the last one starts from that half; the guess decides nothing but the number of iterations.
  func extrapolate(_ timeStep: Double) {
    guard let last = earlierTimeStep else {
      trialConcentration.assign(state.ionConcentration)
      trialPotential.assign(state.reducedPotential)
      return
    }
    let n = grid.width
    let factor = min(1.2, timeStep / last)
    let c = state.ionConcentration, trial = trialConcentration
    let phi = state.reducedPotential, trialPhi = trialPotential
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe c.row(r, n).span
        var t = unsafe trial.row(r, n).mutableSpan
        for i in 0..<n + 2 { t[i] = max(x[i] + factor * (x[i] - t[i]), 0.5 * x[i]) }
        let p = unsafe phi.row(r, n).span
        var u = unsafe trialPhi.row(r, n).mutableSpan
        for i in 0..<n + 2 { u[i] = p[i] + factor * (p[i] - u[i]) }
      }
    }
  }

  /// What is left of a try must not get into a checkpoint.
  func dropTrial() {
    trialConcentration.assign(state.ionConcentration)
    trialPotential.assign(state.reducedPotential)
    earlierTimeStep = nil
    displacement?.potential.clear()
  }
}

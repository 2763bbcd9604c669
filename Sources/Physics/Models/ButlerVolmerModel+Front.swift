import Fields

/// Where the front is and how fast it moves.
extension ButlerVolmerModel {
  /// Density, normals, curvature and indicator of the front as it is now, or as its velocity foresees it. A held front stays where it is.
  ///
  /// - Parameters:
  ///   - time: how far ahead, s.
  ///   - hasRemnants: false where nothing was stripped yet and no potential says what will be. A held front has none.
  func locateFront(ahead time: Double = 0, hasRemnants: Bool = false) {
    let xi = frontOrder
    foresee(time, within: 0.5, into: xi)
    interfaceDensity.assign(xi, into: front.density)
    OrderParameter.assignSlope(xi, halfWidth: parameters.interfaceHalfWidth, into: slope)
    let factor = -parameters.volumePerCharge * parameters.interfacialEnergy
    let shape = front.equilibriumPotential
    if factor == 0 { shape.clear() } else { curvature.assign(xi, into: shape) }
    let anisotropy = parameters.anisotropy ?? SurfaceAnisotropy(fold: 1)
    let isAnisotropic = parameters.anisotropy != nil
    if isAnisotropic { curvature.assign(anisotropy, xi, into: harmonic) }
    let n = grid.width
    let exchange = front.exchange, harmonic = self.harmonic, reference = parameters.exchangeCurrentDensity
    grid.forEachTile { rows in
      for r in rows where isAnisotropic || !shape.isClear(r) {
        var e = unsafe shape.row(r, n).mutableSpan
        if isAnisotropic {
          let h = unsafe harmonic.row(r, n).span
          var x = unsafe exchange.row(r, n).mutableSpan
          for i in 0..<n + 2 {
            e[i] *= factor * anisotropy.stiffness(h[i])
            x[i] = reference * (1 + anisotropy.exchangeStrength * h[i])
          }
        } else {
          for i in 0..<n + 2 { e[i] *= factor }
        }
      }
    }
    if let layers, layers.hasExchange {
      if !isAnisotropic { exchange.fill(reference) }
      layers.scale(exchange, by: \.exchangeRatio, at: xi)
    }
    if let layers, layers.hasEnergy { layers.scale(shape, by: \.energyRatio, at: xi) }
    if let mechanics {
      mechanics.assignPotential(xi, density: front.density)
      let stress = mechanics.potential, density = front.density
      grid.forEachTile { rows in
        for r in rows where !density.isClear(r) {
          let s = unsafe stress.row(r, n).span
          var e = unsafe shape.row(r, n).mutableSpan
          for i in 0..<n + 2 { e[i] += s[i] }
        }
      }
    }
    defer {
      assignFilmResistance()
      front.noteRows()
    }
    guard hasRemnants, !parameters.isInterfaceHeld else { return }
    remnantDensity.add(
      to: front.density, xi, state.reducedPotential, state.ionConcentration, metalPotential: state.metalPotential,
      equilibriumPotential: shape, electrolyte: parameters.electrolyte)
  }

  /// The drop across the front at its mean current density and a concentration. Noise has none: it differs from cell to cell.
  func assignOhmicDrop(_ concentration: ScalarField) { assignOhmicDrop(concentration, into: front.ohmicDrop) }

  func assignOhmicDrop(_ concentration: ScalarField, into drop: ScalarField) {
    let trust = currentTrust(front.density.dot(meanCurrent) / front.density.sum())
    dropAcrossFront.assign(
      frontOrder, density: front.density, current: meanCurrent, scale: trust, concentration, obstruction: layers?.conduction,
      into: drop)
  }

  /// ξ after `time` seconds at the velocity of the last step: every level set is shifted alike,
  /// ½ (1 − tanh((d − a)/δ)) = ξ (1 + t)/[ξ (1 + t) + (1 − ξ)(1 − t)] with t = tanh(a/δ), which stays within [0, 1].
  ///
  /// - Parameter cells: at most so far.
  func foresee(_ time: Double, within cells: Double, into order: ScalarField) {
    if time == 0 || parameters.isInterfaceHeld { return order.assign(state.orderParameter) }
    let n = grid.width
    // A step moves the front by less than a cell, half a step by less than half of it, whatever a tail's velocity says.
    let factor = time / parameters.interfaceHalfWidth, bound = cells * grid.growthSpacing / parameters.interfaceHalfWidth
    let xi = state.orderParameter, velocity = state.frontVelocity
    grid.forEachTile { rows in
      for r in rows {
        if velocity.isClear(r) {
          order.assign(xi, row: r)
          continue
        }
        let x = unsafe xi.row(r, n).span, v = unsafe velocity.row(r, n).span
        var y = unsafe order.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let t = smallTanh(max(-bound, min(bound, factor * v[i])))
          let metal = x[i] * (1 + t)
          y[i] = metal / (metal + (1 - x[i]) * (1 - t))
        }
        order.seal(r)
      }
    }
  }

  /// The current density, evened out across the front along the current.
  func averageCurrent(isDirectionNew: Bool) {
    meanCurrent.assign(sparse: front.currentDensity)
    grid.forEachTile { [meanCurrent, front] rows in for r in rows where front.rows[r] > 0 { meanCurrent.seal(r) } }
    if isDirectionNew {
      currentAverage.prepare(
        frontOrder, density: front.density, potential: trialPotential,
        trust: currentTrust(front.density.dot(front.currentDensity) / front.density.sum()))
    }
    currentAverage.apply(meanCurrent)
  }

  /// Part of the potential's gradient on the front that the current makes, beside the noise: I²/(I² + N²), I the mean current density of
  /// the front (A/m²) and N the fluctuation of the current between neighbouring cells.
  private func currentTrust(_ mean: @autoclosure () -> Double) -> Double {
    guard parameters.shotNoise != nil else { return 1 }
    let n = grid.width, h = grid.growthSpacing
    let density = front.density, noise = front.noise
    let square = grid.sum { r in
      let w = unsafe density.row(r, n).span, f = unsafe noise.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += w[i] * (w[i] * h * f[i]) * (w[i] * h * f[i]) }
      return sum
    }
    let area = density.sum()
    guard square > 0, area > 0 else { return 1 }
    let current = mean() * mean()
    return current / (current + square / area)
  }

  /// The velocity from the charge that the front draws: Σ s v = Σ w i V_m/F.
  func averageVelocity() {
    let n = grid.width
    let factor = parameters.volumePerCharge
    let i0 = meanCurrent, v = velocity, density = front.density, slope = self.slope
    grid.forEachTile { rows in
      for r in rows {
        guard !slope.isClear(r) else {
          v.clear(r)
          continue
        }
        let x = unsafe i0.row(r, n).span, w = unsafe density.row(r, n).span, s = unsafe slope.row(r, n).span
        var y = unsafe v.row(r, n).mutableSpan
        for i in 1..<n + 1 { y[i] = s[i] > 0 ? factor * w[i] * x[i] / s[i] : 0 }
        v.seal(r)
      }
    }
    slopeAverage.prepare(frontOrder, density: slope)
    slopeAverage.apply(velocity)
  }

  /// Slope of the profile below which a velocity carries next to nothing and limits nothing, 1/m: a fiftieth of its maximum.
  private var faintSlope: Double { 0.02 * 0.5 / parameters.interfaceHalfWidth }

  /// Largest speed of the front, m/s.
  func largestFrontSpeed() -> Double {
    largest { mean, _ in mean }
  }

  /// Largest change of the front's speed since the pass before, m/s.
  func largestChange() -> Double {
    largest { mean, before in mean - before }
  }

  @inline(__always)
  private func largest(_ value: @Sendable (Double, Double) -> Double) -> Double {
    let n = grid.width
    let threshold = faintSlope
    let mean = meanCurrent, before = meanCurrentBefore, slope = self.slope
    return parameters.volumePerCharge
      * grid.maximum { [front] r in
        guard front.rows[r] > 0 else { return 0 }
        let x = unsafe mean.row(r, n).span, y = unsafe before.row(r, n).span, s = unsafe slope.row(r, n).span
        return largestMagnitude(1..<n + 1) { i in s[i] > threshold ? value(x[i], y[i]) : 0 }
      }
  }

  /// Trial order parameter: the source, then the sharpening; and its indicator.
  func moveFront(_ xi: ScalarField, _ timeStep: Double, _ report: inout StepReport) {
    averageVelocity()
    if parameters.isInterfaceHeld { return }
    let n = grid.width
    let v = velocity, slope = self.slope, trial = trialOrder
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, y = unsafe v.row(r, n).span, s = unsafe slope.row(r, n).span
        var t = unsafe trial.row(r, n).mutableSpan
        for i in 1..<n + 1 { t[i] = x[i] + timeStep * s[i] * y[i] }
        trial.seal(r)
      }
    }
    report.sharpeningSubsteps = sharpening.apply(
      trial, speed: velocity, largest: report.frontSpeed, factor: parameters.sharpeningRate, timeStep: timeStep)
  }
}

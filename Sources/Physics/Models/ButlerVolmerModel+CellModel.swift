public import Fields
import Foundation

/// What runs need of the model.
extension ButlerVolmerModel: CellModel {
  public var scales: CellScales {
    CellScales(
      interfaceHalfWidth: parameters.interfaceHalfWidth, volumePerCharge: parameters.volumePerCharge,
      exchangeCurrentDensity: parameters.exchangeCurrentDensity, concentration: parameters.electrolyte.concentration,
      saltPerCharge: parameters.electrolyte.saltPerCharge, hasSaltTransport: parameters.hasSaltTransport,
      isInterfaceHeld: parameters.isInterfaceHeld)
  }

  public var time: Double {
    get { state.time }
    set { state.time = newValue }
  }
  public var step: Int { state.step }
  public var charge: Double { state.charge }
  public var voltage: Double { 0 - state.metalPotential }

  public var orderParameter: ScalarField { state.orderParameter }
  public var ionConcentration: ScalarField { state.ionConcentration }
  public var frontDensity: ScalarField { front.density }
  public var metalThickness: Double { state.metalThickness }
  public var saltPerArea: Double { state.saltPerArea }
  public var saltInflow: Double { state.saltInflow }

  public func assignFrontActivity(_ row: Int, _ values: inout MutableSpan<Double>) {
    let n = grid.width
    if parameters.isInterfaceHeld {
      let w = unsafe front.density.row(row, n).span, i0 = unsafe front.currentDensity.row(row, n).span
      for i in 0..<n { values[i] = abs(w[i + 1] * i0[i + 1]) }
    } else {
      let v = unsafe velocity.row(row, n).span
      for i in 0..<n { values[i] = abs(v[i + 1]) }
    }
  }

  public func sandTime(currentDensity: Double) -> Double? {
    parameters.hasSaltTransport ? parameters.electrolyte.sandTime(currentDensity: currentDensity) : nil
  }

  /// φ_l = φ̃ + (RT/F) ln(c/c₀).
  public func assignPotential(into potential: ScalarField) {
    let n = grid.width
    let electrolyte = parameters.electrolyte
    let scale = electrolyte.thermalVoltage, inverse = 1 / electrolyte.referenceConcentration
    let reduced = state.reducedPotential, concentration = state.ionConcentration
    grid.forEachTile { rows in
      for r in rows {
        let p = unsafe reduced.row(r, n).span, c = unsafe concentration.row(r, n).span
        var f = unsafe potential.row(r, n).mutableSpan
        for i in 0..<n + 2 { f[i] = p[i] + scale * log(max(inverse * c[i], 1e-30)) }
      }
    }
  }

  /// J = −κ∇φ̃ + (RT/F) κ β ∇ln c, over the faces that the solver works with.
  public func assignCurrentDensity(into current: CurrentDensityField) {
    let electrolyte = parameters.electrolyte
    let law = electrolyte.conductivity
    let thermal = electrolyte.thermalVoltage
    let layered = layers?.transference.map { layered in
      // β by cells; its number is no picture's.
      let factor = scratch.field(17, on: grid)
      layered.assignDiffusionPotentialFactor(state.ionConcentration, electrolyte, into: factor)
      return factor
    }
    current.assign(state.reducedPotential, state.ionConcentration, factor: layers?.conduction, weight: layered) { p1, c1, w1, p2, c2, w2 in
      let m1 = law.molarConductivity(c1), m2 = law.molarConductivity(c2)
      let b1 = m1 * (layered == nil ? electrolyte.diffusionPotentialFactor(c1) : w1)
      let b2 = m2 * (layered == nil ? electrolyte.diffusionPotentialFactor(c2) : w2)
      return 0.5 * ((m1 * c1 + m2 * c2) * (p1 - p2) + thermal * (b1 + b2) * (c2 - c1))
    }
  }

  public func assignFrontCurrent(into field: ScalarField) -> Bool {
    let n = grid.width, xi = state.orderParameter, current = meanCurrent
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, i0 = unsafe current.row(r, n).span
        var i = unsafe field.row(r, n).mutableSpan
        for c in 0..<n + 2 { i[c] = FrontRow.isNear(x[c]) ? i0[c] : .nan }
      }
    }
    return true
  }

  public func relaxationRate() -> Double { CapillaryRelaxation(model: self).rate() }

  public func openShare() -> Double? {
    let ratios = parameters.layers.map(\.exchangeRatio)
    guard ratios.contains(0) else { return nil }
    let least = ratios.filter { $0 > 0 }.reduce(1) { min($0, $1) } * parameters.exchangeCurrentDensity
    return min(1, front.density.dot(front.exchange) / max(1e-300, least * front.density.sum()))
  }

  public func tailShare() -> Double { TailCurrent(front).share }
}

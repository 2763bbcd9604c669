public import Fields

/// What runs need of the model.
///
/// Its charge is what came in through the top less what left through the bottom: what should have been deposited. Its one potential is
/// shown where others show that of the electrolyte.
extension SinglePotentialModel: CellModel {
  public var scales: CellScales {
    CellScales(
      interfaceHalfWidth: 2 * parameters.interfaceLength, volumePerCharge: 1 / parameters.siteCharge,
      exchangeCurrentDensity: parameters.exchangeCurrentDensity, concentration: parameters.concentration,
      saltPerCharge: 1 / PhysicalConstants.faraday, hasSaltTransport: !parameters.isElectrolyteHeld, isInterfaceHeld: false)
  }

  public var time: Double {
    get { state.time }
    set { state.time = newValue }
  }
  public var step: Int { state.step }
  public var charge: Double { state.charges.top - state.charges.bottom }
  public var voltage: Double { state.voltage }

  public var orderParameter: ScalarField { state.orderParameter }
  public var saltPerArea: Double { ionConcentration.sum() * grid.growthSpacing / Double(grid.width * grid.depth) }
  public var saltInflow: Double { state.ionInflow }

  public func assignFrontActivity(_ row: Int, _ values: inout MutableSpan<Double>) {
    let n = grid.width
    let rate = unsafe state.orderRate.row(row, n).span
    for i in 0..<n { values[i] = abs(rate[i + 1]) }
  }

  /// Every stage is implicit.
  public func relaxationRate() -> Double { 0 }
  public func tailShare() -> Double { 0 }
  public func sandTime(currentDensity: Double) -> Double? { nil }

  /// φ.
  public func assignPotential(into potential: ScalarField) { potential.assign(state.potential) }

  /// −σ∇φ, over the faces that the solver works with.
  public func assignCurrentDensity(into current: CurrentDensityField) {
    let metal = parameters.electrodeConductivity, electrolyte = parameters.electrolyteConductivity
    current.assign(state.potential, state.orderParameter) { p1, x1, _, p2, x2, _ in
      let a = PhaseSwitch.mixed(metal, electrolyte, x1), b = PhaseSwitch.mixed(metal, electrolyte, x2)
      return 2 * a * b / (a + b) * (p1 - p2)
    }
  }
}

extension SinglePotentialModel.Parameters {
  /// F c_s times the planar front's speed per unit of {c̃ e^{−αfφ} − e^{(1−α)fφ}}, A/m²: 6 F c_s L_η δ′, what a sharp front of these kinetics
  /// would have for exchange current density. It follows the width of the interface.
  public var exchangeCurrentDensity: Double { 6 * siteCharge * reactionRate * interfaceLength }

  /// √(2Wκ)/6, J/m²: the energy of a flat interface at rest, ∫ κ (dξ/dn)² dn.
  public var interfacialEnergy: Double { (2 * barrier * gradientCoefficient).squareRoot() / 6 }
}

import Fields
public import Physics

/// Takes the metrics of a model after each step. Remembers what balances are measured against: the cell at its start.
public struct CellMeter {
  private let initialThickness: Double
  private let initialCharge: Double
  private let initialSalt: Double
  private let initialInflow: Double
  private var tipSpeed = TipSpeed()

  public init(_ model: ButlerVolmerModel) {
    initialThickness = model.state.metalThickness
    initialCharge = model.state.charge
    initialSalt = model.state.saltPerArea
    initialInflow = model.state.saltInflow
  }

  public mutating func measure(_ model: ButlerVolmerModel, _ report: StepReport, timeStep: Double) -> CellMetrics {
    let state = model.state, front = model.front, parameters = model.parameters
    var metrics = CellMetrics()
    metrics.time = state.time
    metrics.step = state.step
    metrics.timeStep = timeStep
    metrics.morphology = Morphology(orderParameter: state.orderParameter, density: front.density)
    metrics.tipSpeed = tipSpeed.add(time: state.time, height: metrics.morphology.tipHeight)
    metrics.currentDensity = report.current
    metrics.largestFrontCurrentDensity = (report.current < 0 ? -1 : 1) * report.frontSpeed / parameters.volumePerCharge
    metrics.meanFrontCurrentDensity = report.current / max(metrics.morphology.interfaceAreaRatio, 1e-300)
    metrics.voltage = -state.metalPotential
    metrics.charge = state.charge
    metrics.saltMinimum = Self.saltMinimum(state)
    metrics.frontConcentration = front.density.dot(state.ionConcentration) / max(front.density.sum(), 1e-300)
    // At rest a thousandth of the exchange current is the measure.
    metrics.currentBalance =
      (report.topCurrent - report.current) / max(abs(report.current), 1e-3 * parameters.exchangeCurrentDensity)
    metrics.report = report
    let charge = state.charge - initialCharge
    if !parameters.isInterfaceHeld, charge != 0 {
      let due = parameters.volumePerCharge * charge
      metrics.lithiumBalance = (state.metalThickness - initialThickness - due) / max(abs(due), 1e-6 * initialThickness)
    }
    if parameters.hasSaltTransport, initialSalt > 0 {
      let consumption = (1 - parameters.electrolyte.cationTransferenceNumber) / PhysicalConstants.faraday * charge
      let expected = initialSalt + (state.saltInflow - initialInflow) - consumption
      metrics.saltBalance = (state.saltPerArea - expected) / initialSalt
    }
    return metrics
  }

  /// Lowest concentration where the electrolyte fills more than half of a cell, mol/m³; infinite if there is none.
  private static func saltMinimum(_ state: CellState) -> Double {
    let grid = state.grid
    let n = grid.width
    let xi = state.orderParameter, concentration = state.ionConcentration
    return -grid.maximum { r in
      let x = unsafe xi.row(r, n).span, c = unsafe concentration.row(r, n).span
      var m = -Double.infinity
      for i in 1..<n + 1 { m = max(m, x[i] < 0.5 ? -c[i] : -.infinity) }
      return m
    }
  }
}

import Fields
public import Physics

/// Takes the metrics of a model after each step. Remembers what balances are measured against: the cell at its start.
public struct CellMeter {
  /// What is measured against, and what was summed up so far.
  struct Memory: Codable, Sendable {
    var initialThickness: Double
    var initialCharge: Double
    var initialSalt: Double
    var initialInflow: Double
    var lastCharge: Double
    var platedCharge = 0.0, strippedCharge = 0.0
    var tipSpeed = TipSpeed()
  }

  var memory: Memory
  private let pieces: LithiumPieces

  /// Density of lithium at 20 °C, kg/m³ (CRC Handbook of Chemistry and Physics, 97th ed., section 4).
  public static let lithiumDensity = 534.0

  public init(_ model: ButlerVolmerModel) {
    let state = model.state
    memory = Memory(
      initialThickness: state.metalThickness, initialCharge: state.charge, initialSalt: state.saltPerArea,
      initialInflow: state.saltInflow, lastCharge: state.charge)
    pieces = LithiumPieces(model.grid)
  }

  /// - Parameter timeStep: s; 0 where none was taken since the last time, as when the control has jumped.
  public mutating func measure(_ model: ButlerVolmerModel, _ report: StepReport, timeStep: Double) -> CellMetrics {
    let state = model.state, front = model.front, parameters = model.parameters
    var metrics = CellMetrics()
    metrics.time = state.time
    metrics.step = state.step
    metrics.timeStep = timeStep
    metrics.morphology = Morphology(
      orderParameter: state.orderParameter, density: front.density, halfWidth: parameters.interfaceHalfWidth)
    metrics.tipSpeed = memory.tipSpeed.add(time: state.time, height: metrics.morphology.tipHeight)
    memory.platedCharge += max(0, state.charge - memory.lastCharge)
    memory.strippedCharge += max(0, memory.lastCharge - state.charge)
    memory.lastCharge = state.charge
    metrics.platedCharge = memory.platedCharge
    metrics.strippedCharge = memory.strippedCharge
    measureLithium(state, parameters, &metrics)
    metrics.currentDensity = report.current
    metrics.largestFrontCurrentDensity = (report.current < 0 ? -1 : 1) * report.frontSpeed / parameters.volumePerCharge
    metrics.meanFrontCurrentDensity = report.current / max(metrics.morphology.interfaceAreaRatio, 1e-300)
    if abs(report.current) > 1e-3 * parameters.exchangeCurrentDensity {
      metrics.frontCurrentRatio = abs(metrics.largestFrontCurrentDensity / metrics.meanFrontCurrentDensity)
    }
    metrics.voltage = 0 - state.metalPotential
    metrics.charge = state.charge
    metrics.saltMinimum = Self.saltMinimum(state)
    metrics.frontConcentration = front.density.dot(state.ionConcentration) / max(front.density.sum(), 1e-300)
    // At rest a thousandth of the exchange current is the measure.
    metrics.currentBalance =
      (report.topCurrent - report.current) / max(abs(report.current), 1e-3 * parameters.exchangeCurrentDensity)
    metrics.report = report
    let charge = state.charge - memory.initialCharge
    if !parameters.isInterfaceHeld, charge != 0 {
      let due = parameters.volumePerCharge * charge
      // What was stripped again was moved as well: in a cycle the net charge returns to nothing.
      let moved = parameters.volumePerCharge * (memory.platedCharge + memory.strippedCharge)
      metrics.lithiumBalance = (state.metalThickness - memory.initialThickness - due) / max(moved, 1e-6 * memory.initialThickness)
    }
    if parameters.hasSaltTransport, memory.initialSalt > 0 {
      let consumption = parameters.electrolyte.saltPerCharge * charge
      let expected = memory.initialSalt + (state.saltInflow - memory.initialInflow) - consumption
      metrics.saltBalance = (state.saltPerArea - expected) / memory.initialSalt
    }
    return metrics
  }

  private func measureLithium(_ state: CellState, _ parameters: ButlerVolmerModel.Parameters, _ metrics: inout CellMetrics) {
    pieces.find(state.orderParameter)
    metrics.detached = DetachedLithium(state.orderParameter, pieces: pieces, tipHeight: metrics.morphology.tipHeight)
    let detachedCharge = metrics.detached.thickness / parameters.volumePerCharge
    metrics.detachedCharge = detachedCharge
    metrics.detachedFraction = detachedCharge > 0 ? detachedCharge / max(memory.platedCharge, detachedCharge) : 0
    let plated = state.metalThickness - memory.initialThickness
    // Below a millionth of the electrode it is round-off.
    if plated > 1e-6 * memory.initialThickness {
      metrics.specificInterfaceArea = metrics.morphology.interfaceAreaRatio / (Self.lithiumDensity * plated)
    }
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

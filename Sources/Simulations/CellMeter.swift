import Fields
public import Physics
import RealModule

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

  public init(_ model: any CellModel) {
    memory = Memory(
      initialThickness: model.metalThickness, initialCharge: model.charge, initialSalt: model.saltPerArea,
      initialInflow: model.saltInflow, lastCharge: model.charge)
    pieces = LithiumPieces(model.grid)
  }

  /// - Parameter timeStep: s; 0 where none was taken since the last time, as when the control has jumped.
  public mutating func measure(_ model: any CellModel, _ report: StepReport, timeStep: Double) -> CellMetrics {
    let scales = model.scales, density = model.frontDensity
    var metrics = CellMetrics()
    metrics.time = model.time
    metrics.step = model.step
    metrics.timeStep = timeStep
    metrics.morphology = Morphology(
      orderParameter: model.orderParameter, density: density, halfWidth: scales.interfaceHalfWidth)
    metrics.tipSpeed = memory.tipSpeed.add(time: model.time, height: metrics.morphology.tipHeight)
    memory.platedCharge += max(0, model.charge - memory.lastCharge)
    memory.strippedCharge += max(0, memory.lastCharge - model.charge)
    memory.lastCharge = model.charge
    metrics.platedCharge = memory.platedCharge
    metrics.strippedCharge = memory.strippedCharge
    let metalThickness = model.metalThickness
    measureLithium(model, scales, plated: metalThickness - memory.initialThickness, &metrics)
    metrics.currentDensity = report.current
    metrics.largestFrontCurrentDensity = (report.current < 0 ? -1 : 1) * report.frontSpeed / scales.volumePerCharge
    metrics.meanFrontCurrentDensity = report.current / max(metrics.morphology.interfaceAreaRatio, 1e-300)
    if abs(report.current) > 1e-3 * scales.exchangeCurrentDensity {
      metrics.frontCurrentRatio = abs(metrics.largestFrontCurrentDensity / metrics.meanFrontCurrentDensity)
    }
    metrics.voltage = model.voltage
    metrics.stress = model.stressSummary()
    metrics.film = model.filmSummary()
    metrics.coating = model.coatingSummary()
    metrics.nucleation = model.nucleationSummary()
    metrics.charge = model.charge
    (metrics.saltMinimum, metrics.frontConcentration) = Self.salt(model.orderParameter, model.ionConcentration, density)
    // At rest a thousandth of the exchange current is the measure.
    metrics.currentBalance =
      (report.topCurrent - report.current) / max(abs(report.current), 1e-3 * scales.exchangeCurrentDensity)
    metrics.report = report
    let charge = model.charge - memory.initialCharge
    if !scales.isInterfaceHeld, charge != 0 {
      let due = scales.volumePerCharge * charge
      // What was stripped again was moved as well: in a cycle the net charge returns to nothing.
      let moved = scales.volumePerCharge * (memory.platedCharge + memory.strippedCharge)
      metrics.lithiumBalance = (metalThickness - memory.initialThickness - due) / max(moved, 1e-6 * memory.initialThickness)
    }
    if scales.hasSaltTransport, memory.initialSalt > 0 {
      let consumption = scales.saltPerCharge * charge
      let expected = memory.initialSalt + (model.saltInflow - memory.initialInflow) - consumption
      metrics.saltBalance = (model.saltPerArea - expected) / memory.initialSalt
    }
    return metrics
  }

  private func measureLithium(_ model: any CellModel, _ scales: CellScales, plated: Double, _ metrics: inout CellMetrics) {
    pieces.find(model.orderParameter)
    metrics.detached = DetachedLithium(model.orderParameter, pieces: pieces, tipHeight: metrics.morphology.tipHeight)
    let detachedCharge = metrics.detached.thickness / scales.volumePerCharge
    metrics.detachedCharge = detachedCharge
    metrics.detachedFraction = detachedCharge > 0 ? detachedCharge / max(memory.platedCharge, detachedCharge) : 0
    // Below a millionth of the electrode it is round-off.
    if plated > 1e-6 * memory.initialThickness {
      metrics.specificInterfaceArea = metrics.morphology.interfaceAreaRatio / (Self.lithiumDensity * plated)
    }
  }

  /// Lowest concentration where the electrolyte fills more than half of a cell, infinite if there is none, and the mean over the front,
  /// mol/m³.
  private static func salt(_ xi: ScalarField, _ concentration: ScalarField, _ density: ScalarField) -> (minimum: Double, front: Double) {
    let grid = xi.grid
    let n = grid.width
    let areas = RowPartials(grid.rowCount), amounts = RowPartials(grid.rowCount)
    let minimum = -grid.maximum { r in
      let x = unsafe xi.row(r, n), c = unsafe concentration.row(r, n), w = unsafe density.row(r, n)
      var area = 0.0, amount = 0.0
      for i in 1..<n + 1 {
        area = unsafe Relaxed.sum(area, w[i])
        amount = unsafe Relaxed.multiplyAdd(w[i], c[i], amount)
      }
      areas[r] = area
      amounts[r] = amount
      return largest(1..<n + 1) { i in unsafe x[i] < 0.5 ? -c[i] : -.infinity }
    }
    return (minimum, amounts.sum() / max(areas.sum(), 1e-300))
  }
}

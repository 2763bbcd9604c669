import Fields
import Foundation
import Physics

/// A flat front under a dilute binary electrolyte.
enum FlatCell {
  static let concentration = 1000.0
  static let diffusivity = 3e-10
  static let transference = 0.38
  static let conductivity = 1.0

  static func electrolyte(reservoirDistance: Double = 0) -> Electrolyte {
    Electrolyte(
      concentration: concentration, saltDiffusivity: diffusivity,
      conductivity: ProportionalConductivity(conductivity: conductivity, at: concentration),
      cationTransferenceNumber: transference, reservoirDistance: reservoirDistance)
  }

  /// A flat front under `thickness` of electrolyte, `width` cells wide, with a film of `film` Ω·m²; metal fills eight half-widths below it.
  static func make(
    width: Int = 4, thickness: Double, halfWidth delta: Double, reservoirDistance: Double = 0,
    counterSide: Electrolyte.CounterSide = .reservoir,
    film: Double = 0, isHeld: Bool = true, isDisplaced: Bool = false, passTolerance: Double = 1e-4, timeStep: Double
  ) -> ElectrochemistryCell {
    let h = 0.5 * delta
    let grid = Grid(width: width, growth: 16 + Int((thickness / h).rounded()), widthSpacing: h)
    var electrolyte = electrolyte(reservoirDistance: reservoirDistance)
    electrolyte.counterSide = counterSide
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.filmResistance = film
    parameters.isInterfaceHeld = isHeld
    parameters.hasDisplacementFlow = isDisplaced
    parameters.passTolerance = passTolerance
    // Long steps towards a steady state take many passes; a test can afford them.
    parameters.maximumPasses = 200
    let model = ButlerVolmerModel(grid, parameters)
    let height = grid.length(.growth) - thickness
    model.start { _, _, z in z - height }
    return ElectrochemistryCell(model, timeStep: timeStep)
  }

  /// Steps until the current no longer changes.
  static func settle(_ cell: ElectrochemistryCell, _ control: ChargingControl, duration: Double) throws -> StepReport {
    cell.growth = 1.5
    var report = StepReport()
    while cell.model.state.time < duration { report = try cell.advance(control) }
    return report
  }
}

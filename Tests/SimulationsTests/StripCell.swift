import Fields
import Physics

@testable import Simulations

/// A strip four cells wide with a flat front at 4 µm: 28 µm of electrolyte up to the counter plane.
enum StripCell {
  static let front = 4e-6, height = 32e-6
  /// Ω·m², at κ = 1 S/m.
  static let resistance = height - front
  /// F D c₀/[(1 − t₊) L], A/m².
  static let limitingCurrent = PhysicalConstants.faraday * 3e-10 * 1000 / (0.6 * (height - front))

  static func model(salt: Bool = false, width: Int = 4, edit: (inout ButlerVolmerModel.Parameters) -> Void = { _ in }) -> ButlerVolmerModel
  {
    let grid = Grid(width: width, growth: 64, widthSpacing: 0.5e-6)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: 1, at: 1000),
      cationTransferenceNumber: 0.4)
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: 1e-6)
    parameters.hasSaltTransport = salt
    edit(&parameters)
    let model = ButlerVolmerModel(grid, parameters)
    model.start { _, _, z in z - front }
    return model
  }

  static func run(
    _ model: ButlerVolmerModel, _ chargingProtocol: ChargingProtocol, ends: EndConditions = EndConditions(),
    longest: Double = .infinity
  ) -> (simulation: Simulation, log: StepLog) {
    var stepSize = StepSizeControl(spacing: model.grid.growthSpacing)
    stepSize.maximumTimeStep = longest
    let simulation = Simulation(model, protocol: chargingProtocol, ends: ends, stepSize: stepSize)
    let log = StepLog()
    simulation.observers = [log]
    return (simulation, log)
  }
}

/// Keeps what a run told.
final class StepLog: Observer {
  private(set) var metrics: [CellMetrics] = []
  let nextTime = Double.infinity
  func observe(_ simulation: Simulation) { metrics.append(simulation.metrics) }
  func finish(_ simulation: Simulation, _ reason: EndReason) {}
}

import Physics
import Records
import Simulations

/// Writes `metrics.csv`: a row at the start and after each step, or each interval of simulated time, and one at the end.
final class MetricsRecorder: Observer {
  private let series: TimeSeries
  private var schedule: Schedule
  private var lastStep = -1

  init(_ config: RunConfiguration, folder: RunFolder) throws(RecordError) {
    series = try TimeSeries(Self.columns.map(\.column), path: folder.metrics)
    schedule = Schedule(interval: config.output.metricsInterval)
  }

  var nextTime: Double { schedule.nextTime }

  func observe(_ simulation: Simulation) throws {
    if schedule.isDue(at: simulation.metrics.time) { try write(simulation.metrics) }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {
    if lastStep != simulation.metrics.step { try write(simulation.metrics) }
  }

  private func write(_ metrics: CellMetrics) throws(RecordError) {
    lastStep = metrics.step
    try series.append(Self.columns.map { $0.value(metrics) })
  }

  private typealias Entry = (column: TimeSeries.Column, value: @Sendable (CellMetrics) -> Double)

  private static let columns: [Entry] = [
    (.init("time", unit: "s"), { $0.time }),
    (.init("step"), { Double($0.step) }),
    (.init("time step", unit: "s"), { $0.timeStep }),
    (.init("tip height", unit: "um", unitSize: 1e-6), { $0.morphology.tipHeight }),
    (.init("mean height", unit: "um", unitSize: 1e-6), { $0.morphology.meanHeight }),
    (.init("valley height", unit: "um", unitSize: 1e-6), { $0.morphology.valleyHeight }),
    (.init("roughness", unit: "um", unitSize: 1e-6), { $0.morphology.roughness }),
    (.init("interface area ratio"), { $0.morphology.interfaceAreaRatio }),
    (.init("tip speed", unit: "nm/s", unitSize: 1e-9), { $0.tipSpeed }),
    (.init("current density", unit: "mA/cm^2", unitSize: 10), { $0.currentDensity }),
    (.init("largest front current density", unit: "mA/cm^2", unitSize: 10), { $0.largestFrontCurrentDensity }),
    (.init("mean front current density", unit: "mA/cm^2", unitSize: 10), { $0.meanFrontCurrentDensity }),
    (.init("cell voltage", unit: "V"), { $0.voltage }),
    (.init("areal capacity", unit: "mA*h/cm^2", unitSize: 36000), { $0.charge }),
    (.init("lowest salt concentration", unit: "mol/L", unitSize: 1000), { $0.saltMinimum }),
    (.init("front salt concentration", unit: "mol/L", unitSize: 1000), { $0.frontConcentration }),
    (.init("lithium balance"), { $0.lithiumBalance }),
    (.init("current balance"), { $0.currentBalance }),
    (.init("salt balance"), { $0.saltBalance }),
    (.init("step error"), { $0.report.stepError }),
    (.init("passes"), { Double($0.report.passes) }),
    (.init("newton iterations"), { Double($0.report.newtonIterations) }),
    (.init("potential iterations"), { Double($0.report.potentialIterations) }),
    (.init("salt iterations"), { Double($0.report.saltIterations) }),
  ]
}

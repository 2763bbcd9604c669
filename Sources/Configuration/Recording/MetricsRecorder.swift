import Physics
import Records
import Simulations

/// Writes `metrics.csv`: a row at the start and after each time step, or each interval of simulated time, one at the start and the end
/// of each step of the protocol, and one at the end.
final class MetricsRecorder: Observer {
  /// What it goes on from when a run is resumed.
  struct Memory: Codable, Sendable {
    /// Of the file, bytes.
    var length: Int
    var schedule: Schedule
    var last: Seen?
  }

  struct Seen: Codable, Sendable {
    var metrics: CellMetrics
    var isWritten: Bool
  }

  private let series: TimeSeries
  private var schedule: Schedule
  /// What was seen last, and whether it was written.
  private var last: Seen?

  init(_ config: RunConfiguration, folder: RunFolder, _ memory: Memory?) throws(RecordError) {
    series = try TimeSeries(Self.columns.map(\.column), path: folder.metrics, continuingAt: memory?.length)
    schedule = memory?.schedule ?? Schedule(interval: config.output.metricsInterval)
    last = memory?.last
  }

  func memory() throws(RecordError) -> Memory { Memory(length: try series.settledLength(), schedule: schedule, last: last) }

  var nextTime: Double { schedule.nextTime }

  func observe(_ simulation: Simulation) throws {
    let metrics = simulation.metrics
    if let last, !last.isWritten, last.metrics.protocolStep != metrics.protocolStep { try write(last.metrics) }
    if schedule.isDue(at: metrics.time) || last.map({ $0.metrics.protocolStep != metrics.protocolStep }) ?? true {
      try write(metrics)
    } else {
      last = Seen(metrics: metrics, isWritten: false)
    }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {
    if let last, last.isWritten, last.metrics.step == simulation.metrics.step { return }
    try write(simulation.metrics)
  }

  private func write(_ metrics: CellMetrics) throws(RecordError) {
    last = Seen(metrics: metrics, isWritten: true)
    try series.append(Self.columns.map { $0.value(metrics) })
  }

  private typealias Entry = (column: TimeSeries.Column, value: @Sendable (CellMetrics) -> Double)

  private static let columns: [Entry] = [
    (.init("time", unit: "s"), { $0.time }),
    (.init("step"), { Double($0.step) }),
    (.init("time step", unit: "s"), { $0.timeStep }),
    (.init("protocol step"), { Double($0.protocolStep) }),
    (.init("cycle"), { Double($0.cycle) }),
    (.init("tip height", unit: "um", unitSize: 1e-6), { $0.morphology.tipHeight }),
    (.init("mean height", unit: "um", unitSize: 1e-6), { $0.morphology.meanHeight }),
    (.init("valley height", unit: "um", unitSize: 1e-6), { $0.morphology.valleyHeight }),
    (.init("roughness", unit: "um", unitSize: 1e-6), { $0.morphology.roughness }),
    (.init("tip radius", unit: "um", unitSize: 1e-6), { $0.morphology.tipRadius }),
    (.init("interface area ratio"), { $0.morphology.interfaceAreaRatio }),
    (.init("specific interface area", unit: "m^2/kg"), { $0.specificInterfaceArea }),
    (.init("tip speed", unit: "nm/s", unitSize: 1e-9), { $0.tipSpeed }),
    (.init("current density", unit: "mA/cm^2", unitSize: 10), { $0.currentDensity }),
    (.init("largest front current density", unit: "mA/cm^2", unitSize: 10), { $0.largestFrontCurrentDensity }),
    (.init("mean front current density", unit: "mA/cm^2", unitSize: 10), { $0.meanFrontCurrentDensity }),
    (.init("front current ratio"), { $0.frontCurrentRatio }),
    (.init("cell voltage", unit: "V"), { $0.voltage }),
    (.init("kinetic voltage", unit: "V"), { $0.report.voltage.kinetic }),
    (.init("film voltage", unit: "V"), { $0.report.voltage.film }),
    (.init("capillary voltage", unit: "V"), { $0.report.voltage.capillary }),
    (.init("stress voltage", unit: "V"), { $0.report.voltage.stress }),
    (.init("ohmic voltage", unit: "V"), { $0.report.voltage.ohmic }),
    (.init("concentration voltage", unit: "V"), { $0.report.voltage.concentration }),
    (.init("areal capacity", unit: "mA*h/cm^2", unitSize: 36000), { $0.charge }),
    (.init("plated charge", unit: "mA*h/cm^2", unitSize: 36000), { $0.platedCharge }),
    (.init("stripped charge", unit: "mA*h/cm^2", unitSize: 36000), { $0.strippedCharge }),
    (.init("detached lithium", unit: "mA*h/cm^2", unitSize: 36000), { $0.detachedCharge }),
    (.init("detached fraction"), { $0.detachedFraction }),
    (.init("detached pieces"), { Double($0.detached.pieces) }),
    (.init("lowest salt concentration", unit: "mol/L", unitSize: 1000), { $0.saltMinimum }),
    (.init("front salt concentration", unit: "mol/L", unitSize: 1000), { $0.frontConcentration }),
    (.init("largest von Mises stress", unit: "MPa", unitSize: 1e6), { $0.stress.largestVonMises }),
    (.init("largest principal stress", unit: "MPa", unitSize: 1e6), { $0.stress.largestPrincipal }),
    (.init("front pressure", unit: "MPa", unitSize: 1e6), { $0.stress.frontPressure }),
    (.init("plate pressure", unit: "MPa", unitSize: 1e6), { $0.stress.platePressure }),
    (.init("film thickness", unit: "nm", unitSize: 1e-9), { $0.film.meanThickness }),
    (.init("least film thickness", unit: "nm", unitSize: 1e-9), { $0.film.leastThickness }),
    (.init("coating thickness", unit: "um", unitSize: 1e-6), { $0.coating.meanThickness }),
    (.init("least coating thickness", unit: "um", unitSize: 1e-6), { $0.coating.leastThickness }),
    (.init("layer integrity"), { $0.layerIntegrity }),
    (.init("nucleated sites"), { $0.nucleation.sites }),
    (.init("nucleation density", unit: "1/cm^2", unitSize: 1e4), { $0.nucleation.density }),
    (.init("nucleation overpotential", unit: "V"), { $0.nucleation.overpotential }),
    (.init("lithium balance"), { $0.lithiumBalance }),
    (.init("current balance"), { $0.currentBalance }),
    (.init("salt balance"), { $0.saltBalance }),
    (.init("step error"), { $0.report.stepError }),
    (.init("passes"), { Double($0.report.passes) }),
    (.init("newton iterations"), { Double($0.report.newtonIterations) }),
    (.init("potential iterations"), { Double($0.report.potentialIterations) }),
    (.init("salt iterations"), { Double($0.report.saltIterations) }),
    (.init("mechanics iterations"), { Double($0.report.mechanicsIterations) }),
  ]
}

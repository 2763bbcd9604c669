import Physics
import Records
import Simulations

/// Writes `steps.csv`: a row for each step of the protocol that is over, and a line in the log.
final class StepsRecorder: Observer {
  private let table: ResultTable
  private let log: RunLog
  /// Of those that are over since the run was begun or resumed.
  private var written = 0

  /// - Parameter length: of the file, bytes, where a resumed run goes on.
  init(folder: RunFolder, log: RunLog, continuingAt length: Int?) throws(RecordError) {
    table = try ResultTable(titles: Self.columns.map(\.title), path: folder.steps, continuingAt: length)
    self.log = log
  }

  /// Of the file, bytes: all that a resumed run needs.
  func settledLength() throws(RecordError) -> Int { try table.settledLength() }

  let nextTime = Double.infinity

  func observe(_ simulation: Simulation) throws { try write(simulation) }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws { try write(simulation) }

  private func write(_ simulation: Simulation) throws(RecordError) {
    for record in simulation.records.dropFirst(written) {
      try table.append(Self.columns.map { $0.cell(record) })
      written += 1
      guard simulation.chargingProtocol.hasManySteps else { continue }
      try log.append(
        "protocol step \(record.number) (\(record.step.control.kind), cycle \(record.cycle)) ended after "
          + "\(Readable.time(record.endTime - record.startTime)): \(record.ending?.words ?? "")")
    }
  }

  private typealias Entry = (title: String, cell: @Sendable (StepRecord) -> ResultTable.Cell)

  private static let columns: [Entry] = [
    ("protocol step", { .number(Double($0.number)) }),
    ("cycle", { .number(Double($0.cycle)) }),
    ("place", { .text($0.place) }),
    ("kind", { .text($0.step.control.kind) }),
    ("imposed", { .text($0.step.control.words) }),
    ("start time [s]", { .number($0.startTime) }),
    ("end time [s]", { .number($0.endTime) }),
    ("ended by", { .text($0.ending?.words ?? "") }),
    ("plated charge [mA*h/cm^2]", { .number($0.platedCharge / 36000) }),
    ("stripped charge [mA*h/cm^2]", { .number($0.strippedCharge / 36000) }),
    ("coulombic efficiency", { .number($0.coulombicEfficiency) }),
    ("start voltage [V]", { .number($0.startVoltage) }),
    ("end voltage [V]", { .number($0.metrics.voltage) }),
    ("mean voltage [V]", { .number($0.meanVoltage) }),
    ("end current density [mA/cm^2]", { .number($0.metrics.currentDensity / 10) }),
    ("largest front current density [mA/cm^2]", { .number($0.largestFrontCurrentDensity / 10) }),
    ("lowest salt concentration [mol/L]", { .number($0.saltMinimum / 1000) }),
    ("tip height [um]", { .number($0.metrics.morphology.tipHeight / 1e-6) }),
    ("mean height [um]", { .number($0.metrics.morphology.meanHeight / 1e-6) }),
    ("roughness [um]", { .number($0.metrics.morphology.roughness / 1e-6) }),
    ("detached lithium [mA*h/cm^2]", { .number($0.metrics.detachedCharge / 36000) }),
    ("time steps", { .number(Double($0.timeSteps)) }),
  ]
}

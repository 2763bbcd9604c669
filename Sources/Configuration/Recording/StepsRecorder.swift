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
    table = try ResultTable(titles: Self.columns.map(\.column.title), path: folder.steps, continuingAt: length)
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

  typealias Entry = (column: TimeSeries.Column, cell: @Sendable (StepRecord) -> ResultTable.Cell)

  /// In the order of the file; cells are in the unit of the column already.
  static let columns: [Entry] = [
    (.init("protocol step", "number of the step, as in `metrics.csv`"), { .number(Double($0.number)) }),
    (.init("cycle", "as in `metrics.csv`"), { .number(Double($0.cycle)) }),
    (.init("place", "in the config: `2`, or `2.1` for the first of a group"), { .text($0.place) }),
    (
      .init(
        "kind",
        "constant current, constant voltage, rest, current or voltage pulses, current or voltage ramp"), { .text($0.step.control.kind) }
    ),
    (.init("imposed", "the values of what is imposed"), { .text($0.step.control.words) }),
    (.init("start time", unit: "s", "simulated"), { .number($0.startTime) }),
    (.init("end time", unit: "s", "simulated"), { .number($0.endTime) }),
    (.init("ended by", "the end that was met, or how the run ended"), { .text($0.ending?.words ?? "") }),
    (.init("plated charge", unit: "mA*h/cm^2", "in the step"), { .number($0.platedCharge / 36000) }),
    (.init("stripped charge", unit: "mA*h/cm^2", "in the step"), { .number($0.strippedCharge / 36000) }),
    (
      .init(
        "coulombic efficiency",
        "stripped over plated charge of the cycle, from its beginning to the end of the step. A cycle is one passage of the "
          + "group that the step stands in; outside of groups, of the list with all its groups"), { .number($0.coulombicEfficiency) }
    ),
    (.init("start voltage", unit: "V", "just after the control jumped"), { .number($0.startVoltage) }),
    (.init("end voltage", unit: "V", "at the end"), { .number($0.metrics.voltage) }),
    (.init("mean voltage", unit: "V", "over time"), { .number($0.meanVoltage) }),
    (.init("end current density", unit: "mA/cm^2", "over the cross-section"), { .number($0.metrics.currentDensity / 10) }),
    (.init("largest front current density", unit: "mA/cm^2", "over the step"), { .number($0.largestFrontCurrentDensity / 10) }),
    (.init("lowest salt concentration", unit: "mol/L", "over the step"), { .number($0.saltMinimum / 1000) }),
    (.init("tip height", unit: "um", "at the end"), { .number($0.metrics.morphology.tipHeight / 1e-6) }),
    (.init("mean height", unit: "um", "at the end"), { .number($0.metrics.morphology.meanHeight / 1e-6) }),
    (.init("roughness", unit: "um", "at the end"), { .number($0.metrics.morphology.roughness / 1e-6) }),
    (.init("detached lithium", unit: "mA*h/cm^2", "at the end"), { .number($0.metrics.detachedCharge / 36000) }),
    (.init("time steps", "accepted in the step"), { .number(Double($0.timeSteps)) }),
  ]
}

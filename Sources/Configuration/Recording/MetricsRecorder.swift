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
}

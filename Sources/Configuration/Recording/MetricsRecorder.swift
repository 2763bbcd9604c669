import Physics
import Records
import Simulations

/// Writes `metrics.csv`: a row at the start and after each time step, or each interval of simulated time, one at the start and the end
/// of each step of the protocol, one before and one after lithium nucleates at sites, and one at the end.
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
    let hasJumped = last.map { Self.hasJumped(from: $0.metrics, to: metrics) } ?? true
    if let last, !last.isWritten, hasJumped { try write(last.metrics) }
    if schedule.isDue(at: metrics.time) || hasJumped {
      try write(metrics)
    } else {
      last = Seen(metrics: metrics, isWritten: false)
    }
  }

  /// Whether what is imposed, or the sites that exchange, changed at once.
  private static func hasJumped(from before: CellMetrics, to after: CellMetrics) -> Bool {
    let (few, many) = (before.nucleation.sites, after.nucleation.sites)
    return before.protocolStep != after.protocolStep || (few != many && !(few.isNaN && many.isNaN))
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

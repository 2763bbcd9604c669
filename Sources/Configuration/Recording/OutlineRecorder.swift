import Physics
import Pictures
import Records
import Simulations

/// Writes `outlines.csv`: the outline of the metal at the times of the frames.
final class OutlineRecorder: Observer {
  /// What it goes on from when a run is resumed.
  struct Memory: Codable, Sendable {
    /// Of the file, bytes.
    var length: Int
    var times: FrameTimes
    var lastStep: Int
  }

  private let series: OutlineSeries
  private var times: FrameTimes
  private var lastStep: Int

  /// Nil when the config asks for no frames.
  init?(_ config: RunConfiguration, folder: RunFolder, _ memory: Memory?) throws(RecordError) {
    guard let times = FrameTimes(config) else { return nil }
    self.times = memory?.times ?? times
    lastStep = memory?.lastStep ?? -1
    series = try OutlineSeries(path: folder.outlines, continuingAt: memory?.length)
  }

  func memory() throws(RecordError) -> Memory { Memory(length: try series.settledLength(), times: times, lastStep: lastStep) }

  var nextTime: Double { times.nextTime }

  func observe(_ simulation: Simulation) throws {
    if times.isDue(simulation.metrics) { try write(simulation) }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {
    if lastStep != simulation.metrics.step { try write(simulation) }
  }

  private func write(_ simulation: Simulation) throws(RecordError) {
    lastStep = simulation.metrics.step
    let model = simulation.model
    try series.append(time: model.time, MetalOutline(model.orderParameter).polygons)
  }
}

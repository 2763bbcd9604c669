import Physics
import Pictures
import Records
import Simulations

/// Writes `outlines.csv`: the outline of the metal at the times of the frames.
final class OutlineRecorder: Observer {
  private let series: OutlineSeries
  private var times: FrameTimes
  private var lastStep = -1

  /// Nil when the config asks for no frames.
  init?(_ config: RunConfiguration, folder: RunFolder) throws(RecordError) {
    guard let times = FrameTimes(config) else { return nil }
    self.times = times
    series = try OutlineSeries(path: folder.outlines)
  }

  var nextTime: Double { times.nextTime }

  func observe(_ simulation: Simulation) throws {
    if times.isDue(simulation.metrics) { try write(simulation) }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {
    if lastStep != simulation.metrics.step { try write(simulation) }
  }

  private func write(_ simulation: Simulation) throws(RecordError) {
    lastStep = simulation.metrics.step
    let state = simulation.model.state
    try series.append(time: state.time, MetalOutline(state.orderParameter).polygons)
  }
}

import Foundation
import Physics
import Records
import Simulations

/// Keeps the state of a run: at its start, at scheduled simulated times, numbers of time steps and wall-clock times, and at the end, whatever it is.
///
/// It looks after all others, so that a checkpoint counts what they wrote. It asks for no time steps.
final class CheckpointRecorder: Observer {
  private let settings: RunConfiguration.Output.Checkpoints
  private let folder: CheckpointFolder
  private let config: String
  private let recorders: RunRecorders
  private let log: RunLog
  private let now: () -> Double
  private var schedule: Schedule
  private var lastWallTime: Double
  private var lastStep: Int?
  private let isResumed: Bool
  /// Whether this process looked at the cell.
  private var hasLooked = false

  /// - Parameters:
  ///   - config: the resolved config, to be kept with the state.
  ///   - resumed: what a resumed run goes on from, as its config stands there; nil for a new run.
  ///   - now: wall-clock seconds from any origin.
  init(
    _ settings: RunConfiguration.Output.Checkpoints, folder: RunFolder, config: String, recorders: RunRecorders, log: RunLog,
    resumed: Checkpoint?, now: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) {
    self.settings = settings
    self.folder = CheckpointFolder(folder)
    self.config = config
    self.recorders = recorders
    self.log = log
    self.now = now
    schedule = Schedule(interval: settings.interval ?? .infinity)
    lastWallTime = now()
    isResumed = resumed != nil
    lastStep = resumed?.step
    if let resumed { _ = schedule.isDue(at: resumed.time) }
  }

  let nextTime = Double.infinity

  func observe(_ simulation: Simulation) throws {
    let metrics = simulation.metrics
    let isScheduled = schedule.isDue(at: metrics.time)
    let isCounted = settings.steps.map { metrics.step % $0 == 0 } ?? false
    let isLate = now() - lastWallTime >= settings.wallTime
    // The first of a run tells what it begins with: of a branch, nothing else does.
    let isFirst = !hasLooked && !isResumed
    hasLooked = true
    if isFirst || isScheduled || isCounted || isLate { try write(simulation) }
  }

  func willFinish(_ simulation: Simulation, _ reason: EndReason) throws { try write(simulation) }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {}

  private func write(_ simulation: Simulation) throws(RecordError) {
    let step = simulation.metrics.step
    // A jump of the control is looked at without a time step; one checkpoint of the two moments does.
    guard step != lastStep, hasLooked else { return }
    lastWallTime = now()
    let path = try Checkpoint.write(
      simulation, config: config, recording: try recorders.memory(), into: folder, kept: settings.kept)
    lastStep = step
    if path == nil { try log.append("no checkpoint of step \(step): a field holds what is no number") }
  }
}

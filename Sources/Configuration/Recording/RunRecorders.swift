import Fields
import Records
import Simulations

/// All that look at a run and write its files, in the order in which they look.
struct RunRecorders {
  /// What they go on from when a run is resumed.
  struct Memory: Codable, Sendable {
    var metrics: MetricsRecorder.Memory
    /// Of `steps.csv`, bytes.
    var stepsLength: Int
    var isDetachmentTold: Bool
    var frames: FrameRecorder.Memory?
    var fieldFiles: FieldFileRecorder.Memory?
    var outlines: OutlineRecorder.Memory?
  }

  let metrics: MetricsRecorder
  let progress: ProgressReporter
  let steps: StepsRecorder
  let detachment: DetachmentMonitor
  let frames: FrameRecorder?
  let fieldFiles: FieldFileRecorder?
  let outlines: OutlineRecorder?

  /// - Parameter memory: of the checkpoint that the run goes on from; what the files hold beyond it is cut off.
  /// - Throws: `RecordError` when a file cannot be written or is shorter than it was.
  init(
    _ config: RunConfiguration, folder: RunFolder, log: RunLog, line: ProgressLine, memory: Memory?,
    warn: @escaping (String) throws -> Void
  ) throws(RecordError) {
    metrics = try MetricsRecorder(config, folder: folder, memory?.metrics)
    progress = ProgressReporter(line, log: log)
    steps = try StepsRecorder(folder: folder, log: log, continuingAt: memory?.stepsLength)
    detachment = DetachmentMonitor(isTold: memory?.isDetachmentTold ?? false, warn: warn)
    frames = try FrameRecorder(config, folder: folder, memory?.frames)
    fieldFiles = try FieldFileRecorder(config, folder: folder, memory?.fieldFiles)
    outlines = try OutlineRecorder(config, folder: folder, memory?.outlines)
  }

  var observers: [any Observer] {
    let optional: [(any Observer)?] = [frames, fieldFiles, outlines]
    return [metrics, progress, steps, detachment] + optional.compactMap { $0 }
  }

  /// Taken once all they wrote is on the disk.
  func memory() throws(RecordError) -> Memory {
    Memory(
      metrics: try metrics.memory(), stepsLength: try steps.settledLength(), isDetachmentTold: detachment.isTold,
      frames: frames?.memory, fieldFiles: fieldFiles?.memory, outlines: try outlines?.memory())
  }
}

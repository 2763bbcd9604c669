import Foundation
public import Records

/// What a run that was stopped goes on from.
public struct Resumption {
  public let config: RunConfiguration
  /// Nil: it was stopped before its first checkpoint, and begins again.
  public let checkpoint: Checkpoint?

  /// - Parameters:
  ///   - folder: of the run.
  ///   - warn: takes what is wrong with checkpoints that are passed over.
  /// - Throws: `RecordError`, refused, where the run has failed, was altered or left no whole checkpoint; `ConfigurationErrors` where
  ///   its config cannot be read.
  public init(_ folder: RunFolder, warn: (String) -> Void) throws {
    let written = try ConfigurationFile.read(folder.config)
    let checkpoints = CheckpointFolder(folder)
    var damaged: [String] = []
    checkpoint = try checkpoints.newest { path, complaint in
      damaged.append(path)
      warn("\(complaint); going on from the one before")
    }
    if checkpoint == nil, let source = try Provenance(path: folder.provenance).branchedFrom {
      throw RecordError.refused(
        "\(folder.path): stopped before it kept its first state, that of \(source); branch it again: "
          + "lidendrite run \(folder.config) --from \(source) --output FOLDER")
    }
    if let checkpoint, checkpoint.config != written {
      throw RecordError.refused(
        "\(folder.config): changed since \(checkpoint.path) was written, so that the run would not go on as it was; put it back, or "
          + "branch a new run: lidendrite run \(folder.config) --from \(checkpoint.path) --output FOLDER")
    }
    config = try RunConfiguration(parsing: written, file: folder.config)
    for path in damaged { try checkpoints.setAside(path) }
  }

  /// How the run in a folder ended, where there is nothing to go on with.
  /// - Throws: `RecordError`, refused, where it failed and would fail again.
  public static func end(of folder: RunFolder) throws(RecordError) -> String? {
    guard FileManager.default.fileExists(atPath: folder.summary) else { return nil }
    let summary = try Summary(path: folder.summary)
    switch summary.outcome {
    case .interrupted: return nil
    case .finished, .stopped: return summary.reason
    case .failed:
      throw .refused(
        "\(folder.path): the run failed and would fail again: \(summary.reason); change what is said there in a branch: "
          + "lidendrite run --from \(folder.path) --set section.key=value --output FOLDER")
    }
  }
}

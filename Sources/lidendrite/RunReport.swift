import Configuration
import Foundation
import Simulations

/// What `lidendrite resume --json` prints when there is nothing to go on with.
struct AlreadyEnded: Encodable {
  /// The run folder as the user named it.
  let folder: String
  /// In words, such as `the tip reached the stop height`.
  let reason: String

  func json() throws -> String {
    try jsonLine()
  }
}

/// What `lidendrite run --json` prints when a run has ended well.
struct RunReport: Encodable {
  /// The run folder as the user named it.
  let folder: String
  /// In words, such as `the tip reached the stop height`.
  let reason: String
  /// Accepted time steps.
  let steps: Int
  /// Of each sequence.
  let frames: Int

  init(_ result: RunDriver.Result, folder: String) {
    self.folder = folder
    reason = result.words
    steps = result.metrics.step
    frames = result.frames
  }

  func json() throws -> String {
    try jsonLine()
  }
}

import Foundation
import Physics
public import Records
import Simulations

/// A new run that begins with the cell of another at a checkpoint.
public struct Branch {
  public let config: RunConfiguration
  public let checkpoint: Checkpoint
  /// Whether nothing but output, name and end conditions differ, so that the protocol goes on where it was, with the same bits.
  public let continuesProtocol: Bool

  /// - Parameters:
  ///   - source: a checkpoint, or a run folder whose newest is taken.
  ///   - config: path of the new run's config; nil takes that of the checkpoint.
  ///   - overrides: `section.key=value` over it.
  ///   - warn: takes what is wrong with checkpoints that are passed over.
  /// - Throws: `RecordError`, refused, where there is no whole checkpoint or the config needs another cell; `ConfigurationErrors` or
  ///   `ResolutionError` where the config is wrong.
  public init(from source: String, config path: String?, overrides: [String], warn: (String) -> Void) throws {
    checkpoint = try Self.checkpoint(source, warn)
    // Files that the config names lie in the run's folder, beside the folder of the checkpoint.
    let parts = checkpoint.path.split(separator: "/", omittingEmptySubsequences: false)
    let place = parts.count == 1 ? "../config.toml" : (parts.dropLast(2) + ["config.toml"]).joined(separator: "/")
    let before = try RunConfiguration(parsing: checkpoint.config, file: place)
    var config =
      if let path {
        try RunConfiguration.load(path: path, overrides: overrides)
      } else {
        try RunConfiguration(parsing: checkpoint.config, file: place, overrides: overrides)
      }
    if config.numerics.interfaceHalfWidth == nil, config.numerics.cellSize == nil || config.numerics.cellSize == before.numerics.cellSize {
      config.numerics = Self.interface(of: before, in: config.numerics)
    }
    if config.literature != nil, config.places["numerics.cellSize"] == nil { config.numerics.cellSize = before.numerics.cellSize }
    _ = try config.settleInterface()
    self.config = config
    let changed = Self.fixed.filter { $0.isChanged(before, config) }.map(\.key)
    guard changed.isEmpty else {
      throw RecordError.refused(
        "\(checkpoint.path): a branch begins with the cell of the checkpoint; "
          + "\(changed.joined(separator: ", ")) cannot change from that of its run")
    }
    continuesProtocol = Self.continues(before, config)
    try checkEnd()
  }

  /// A branch that would end before its first time step is not what is wanted.
  private func checkEnd() throws(RecordError) {
    let tip = checkpoint.metrics.morphology.tipHeight, time = checkpoint.time
    if config.charging.endsAfterDuration, config.charging.duration <= time {
      throw .refused(
        "\(checkpoint.path): it is at t = \(Readable.time(time)), and charging.duration, which counts from the start of the run it comes "
          + "from, is \(Readable.time(config.charging.duration)); set it beyond")
    }
    if config.charging.stopHeight <= tip {
      throw .refused(
        "\(checkpoint.path): its tip is at \(Readable.length(tip, digits: 4)), and charging.stopHeight is "
          + "\(Readable.length(config.charging.stopHeight, digits: 4)); set it above")
    }
  }

  /// The run that the checkpoint is of must not be replaced by the branch.
  /// - Throws: `RecordError`, refused, where the folder is that of the checkpoint.
  public func checkFolder(_ path: String) throws(RecordError) {
    func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path }
    let source = URL(fileURLWithPath: checkpoint.path).deletingLastPathComponent().deletingLastPathComponent().path
    guard real(path) == real(source) else { return }
    throw .refused("\(path): the branch begins with a checkpoint in this folder; choose another with --output")
  }

  private static func checkpoint(_ source: String, _ warn: (String) -> Void) throws(RecordError) -> Checkpoint {
    guard RunFolder.isRunFolder(source) else {
      guard source.hasSuffix(".h5") else {
        throw .refused("\(source): expected a checkpoint, such as Outputs/NAME/checkpoints/step-00000100.h5, or the folder of a run")
      }
      return try Checkpoint(path: source)
    }
    let folder = CheckpointFolder(try RunFolder(existing: source))
    guard let newest = try folder.newest({ warn("\($1); taking the one before") }) else {
      throw .refused("\(source): it has no checkpoint yet")
    }
    return newest
  }

  /// What makes the cell of the start: in a branch it has no effect.
  private static let fixed: [(key: String, isChanged: @Sendable (RunConfiguration, RunConfiguration) -> Bool)] = [
    ("model", { $0.model != $1.model }),
    ("cell.width", { $0.cell.width != $1.cell.width }),
    ("cell.depth", { $0.cell.depth != $1.cell.depth }),
    ("cell.height", { $0.cell.height != $1.cell.height }),
    ("cell.sides", { $0.cell.sides != $1.cell.sides }),
    ("electrode.position", { $0.electrode.position != $1.electrode.position }),
    ("electrode.roughness", { $0.electrode.roughness != $1.electrode.roughness }),
    ("electrode.surface", { $0.electrode.surface?.outline != $1.electrode.surface?.outline }),
    ("electrode.nucleus", { $0.electrode.nuclei != $1.electrode.nuclei }),
    ("electrolyte.saltTransport", { $0.electrolyte.saltTransport != $1.electrolyte.saltTransport }),
    ("interlayer", { $0.interlayers.count != $1.interlayers.count }),
    ("interlayer.pinhole", { !zip($0.interlayers, $1.interlayers).allSatisfy { $0.hasPinholes(of: $1) } }),
    ("layer", { $0.layers.count != $1.layers.count || !zip($0.layers, $1.layers).allSatisfy { $0.hasShape(of: $1) } }),
    (
      "numerics.holdInterface",
      { $0.numerics.holdInterface != $1.numerics.holdInterface && ($0.displacesElectrolyte || $1.displacesElectrolyte) }
    ),
    ("electrolyte.displacementFlow", { $0.electrolyte.displacementFlow != $1.electrolyte.displacementFlow }),
    ("mechanics", { ($0.mechanics == nil) != ($1.mechanics == nil) }),
    ("mechanics.lithium", { $0.mechanics?.lithium != $1.mechanics?.lithium }),
    ("literature.barrier", { differ($0, $1, \.barrier) }),
    ("literature.gradientCoefficient", { differ($0, $1, \.gradientCoefficient) }),
    // What is kept is relative to it.
    ("literature.concentration", { differ($0, $1, \.concentration) }),
    ("numerics.interfaceHalfWidth", { $0.literature == nil && $0.numerics.interfaceHalfWidth != $1.numerics.interfaceHalfWidth }),
    ("numerics.cellSize", { $0.numerics.cellSize != $1.numerics.cellSize }),
  ]

  private static func differ(
    _ before: RunConfiguration, _ after: RunConfiguration, _ constant: KeyPath<SinglePotentialModel.Parameters, Double>
  ) -> Bool {
    guard let a = before.literature, let b = after.literature else { return false }
    return a.parameters[keyPath: constant] != b.parameters[keyPath: constant]
  }

  /// An interface that is left open is that of the checkpoint.
  private static func interface(of before: RunConfiguration, in numerics: RunConfiguration.Numerics) -> RunConfiguration.Numerics {
    var numerics = numerics
    numerics.interfaceHalfWidth = before.numerics.interfaceHalfWidth
    numerics.cellSize = before.numerics.cellSize
    return numerics
  }

  private static func continues(_ before: RunConfiguration, _ after: RunConfiguration) -> Bool {
    var alike = before
    alike.name = after.name
    alike.output = after.output
    alike.soak = after.soak
    alike.charging.duration = after.charging.duration
    alike.charging.endsAfterDuration = after.charging.endsAfterDuration
    alike.charging.stopHeight = after.charging.stopHeight
    alike.charging.maximumVoltage = after.charging.maximumVoltage
    return alike.resolvedTOML() == after.resolvedTOML()
  }
}

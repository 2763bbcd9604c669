import Fields
import Foundation
public import Pictures
import Records

/// Frames of a run made again from its field files: `lidendrite render`.
public struct FrameRendering: Sendable {
  public typealias Sequence = RunConfiguration.Output.Field

  /// Empty: the composite and, of a cell with a depth, the surface; or the one quantity that the files hold.
  public var sequences: [Sequence] = []
  /// Of all panels but lithium; nil for those of the run.
  public var map: Colormap?
  public var range = ColorRangeChoice.ofTheRun
  /// Pixels, 64 to 8192; nil for that of the run.
  public var height: Int?
  /// `key=value` for keys of `[output.surface]`, laid over the config of the run.
  public var settings: [String] = []
  /// Nil: `rendered` in the run folder.
  public var output: String?
  /// Whether earlier frames at the same place are replaced.
  public var overwrites = false

  public init() {}

  /// What was made.
  public struct Result: Equatable, Sendable {
    public let folder: String
    public let sequences: [Sequence]
    /// Of each sequence.
    public let frames: Int
  }

  /// - Throws: `FigureError`, `RecordError` or `ConfigurationErrors` when the run lacks what is asked for, and nothing is written then;
  ///   `PictureError` when a frame cannot be written.
  public func render(_ run: RecordedRun) throws -> Result {
    let allowed = Self.settingKeys
    for setting in settings where !allowed.contains(where: { setting.hasPrefix("\($0)=") }) {
      throw FigureError("--set: expected one of \(allowed.map { "\($0)=" }.joined(separator: ", ")) and a value, found \"\(setting)\"")
    }
    var config = try RunConfiguration.load(path: run.folder.config, overrides: settings)
    let saved = try SavedFields(run, config)
    let sequences = try chosen(in: saved, config)
    if let height { config.output.frameHeight = height }
    try range.apply(to: &config, sequences, saved)
    var frame = RunFrame(config)
    if let map {
      let isPlain = config.output.surface?.coloredBy == .lithium && config.output.surface?.slice == nil
      guard sequences.contains(where: { $0 != .lithium && !($0 == .surface && isPlain) }) else {
        throw FigureError("--map: lithium alone has no colours to map")
      }
      frame.scales = frame.scales.with(map)
    }
    let place = RenderedFrames(output ?? "\(run.folder.path)/rendered")
    try place.prepare(sequences, overwrites: overwrites)
    for (number, file) in saved.files {
      let quantities = try saved.quantities(of: file, for: sequences, config.output)
      for sequence in sequences {
        let picture = frame.frame(sequence, quantities, time: file.header.time, charge: file.header.charge)
        try picture.write(to: place.path(sequence, number))
      }
    }
    return Result(folder: place.folder, sequences: sequences, frames: saved.files.count)
  }

  /// Those that may be set for frames that are made again.
  public static var settingKeys: [String] { RunConfiguration.singleKeys.filter { $0.hasPrefix("output.surface.") } }

  private func chosen(in saved: SavedFields, _ config: RunConfiguration) throws -> [Sequence] {
    if sequences.isEmpty {
      if saved.held.count == 1 { return saved.held.compactMap { Sequence(rawValue: $0.rawValue) } }
      let isSurfaceHeld = FieldQuantity.allCases.allSatisfy {
        saved.held.contains($0) || $0 == .layers || !config.output.isShown($0, in: .surface)
      }
      return RunConfiguration.Output.standardFields(in: config.cell).filter { $0 != .surface || isSurfaceHeld }
    }
    if sequences.contains(.surface), config.cell.depth == nil {
      throw FigureError("--field surface: the run has no cell.depth; expected lithium, salt, potential, current or composite")
    }
    var once: [Sequence] = []
    for sequence in sequences where !once.contains(sequence) { once.append(sequence) }
    return once
  }
}

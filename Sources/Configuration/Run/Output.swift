import Records

extension RunConfiguration {
  /// `[output]`: pictures and metrics.
  public struct Output: Equatable, Sendable {
    /// What a sequence of frames shows.
    public enum Field: String, CaseIterable, Sendable {
      case lithium, salt, potential, current
      /// Of cells that bear stress.
      case pressure, vonMises, principalStress
      /// Of all films together, where the front is.
      case filmThickness
      /// All of them side by side.
      case composite
      /// The shaded surface of the lithium in three dimensions; only of a cell with a depth.
      case surface
    }

    /// How frames are spread over simulated time.
    public enum FrameSpacing: Equatable, Sendable {
      /// This many frames after the first, evenly over the duration; 0 takes none by time.
      case count(Int)
      /// One frame each interval, s, > 0.
      case interval(Double)
    }

    /// Standard: 100 frames, four seconds of a movie.
    public var frameSpacing: FrameSpacing
    /// Besides, a frame each time the tip has risen by this, m, > 0; nil takes none.
    public var frameHeightStep: Double?
    /// Standard: composite, and with it surface in a cell with a depth.
    public var fields: [Field]
    /// Simulated time between two rows of metrics, s, > 0; nil is a row each step.
    public var metricsInterval: Double?
    /// Pixels, from 64 to 8192. Standard: 900, sharp on a page and on a screen.
    public var frameHeight: Int
    public var ranges: Ranges
    /// Nil in a cell without a depth.
    public var surface: SurfaceFrames?
    public var checkpoints: Checkpoints
    /// Nil: none.
    public var fieldFiles: FieldFiles?
  }
}

extension RunConfiguration.Output {
  /// Pixels.
  static let largestFrameHeight = 8192
  private static let standardFrameCount = 100

  static let meanings: KeyMeanings = [
    "frames": .init(
      "frames after the first, evenly over the duration; with steps that end earlier than they might, fewer are made. Either this or "
        + "`frameInterval`"),
    "frameInterval": .init("simulated time between frames", standard: .conditional),
    "frameHeightStep": "besides, a frame each time the tip has risen by this",
    "fields": .init(
      #"sequences of frames; `"pressure"`, `"vonMises"` and `"principalStress"` (the largest, tension positive) need `[mechanics]` "#
        + #"and show lithium as an outline; `"filmThickness"`, of all films together in a band around the front, needs an "#
        + #"`[[interlayer]]`; `"composite"` shows all before it but `principalStress` side by side, `"surface"` the surface of the "#
        + #"lithium in three dimensions, only in a cell with a `depth`"#),
    "metricsInterval": .init("simulated time between rows of `metrics.csv`", standard: "each step"),
    "frameHeight": "of a frame, pixels",
    "checkpoints": "when the state of the run is kept",
    "ranges": "colour ranges that stay the same over all frames",
    "surface": "how frames of the surface look",
    "fieldFiles": "fields saved as numbers",
  ]

  /// - Parameter lack: what a config needs for a quantity and has not, in words; nil where the quantity is there.
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, lack: (FieldQuantity) -> String?) {
    section.describe(Self.meanings)
    let frames = section.optionalInteger("frames", atLeast: 0, otherwise: Self.standardFrameCount)
    let interval = section.optionalQuantity("frameInterval", .time, .positive)
    if let interval { frameSpacing = .interval(interval) } else { frameSpacing = .count(frames ?? Self.standardFrameCount) }
    frameHeightStep = section.optionalQuantity("frameHeightStep", .length, .positive)
    let chosen: [Field] = section.choices("fields", standard: Self.standardFields(in: cell))
    fields = chosen.filter { $0 != .surface || cell.depth != nil }
    if fields != chosen {
      let names = Field.allCases.filter { $0 != .surface }.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      section.report("fields", expected: "one of \(names) in a cell without cell.depth", found: "\"\(Field.surface.rawValue)\"")
    }
    if let (field, lack) = fields.compactMap({ field in field.quantity.flatMap(lack).map { (field, $0) } }).first {
      section.report("fields", "\"\(field.rawValue)\" needs \(lack)")
    }
    metricsInterval = section.optionalQuantity("metricsInterval", .time, .positive)
    frameHeight = section.integer("frameHeight", atLeast: 64, atMost: Self.largestFrameHeight, standard: 900)
    checkpoints = Checkpoints(reading: section.section("checkpoints"))
    ranges = Ranges(reading: section.section("ranges"))
    let surfaceSection = section.section("surface")
    let surface = SurfaceFrames(reading: surfaceSection, in: cell, lack: lack)
    self.surface = cell.depth == nil ? nil : surface
    if cell.depth == nil, let key = surfaceSection.entries.keys.sorted().first {
      surfaceSection.report(key, "has no meaning in a cell without cell.depth")
    }
    fieldFiles = section.optionalSection("fieldFiles").map { FieldFiles(reading: $0, lack: lack) }
    if frames != nil, interval != nil { section.report("frameInterval", "set either frames or frameInterval, not both") }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("output", Self.meanings)
    switch frameSpacing {
    case .count(let count): writer.integer("frames", count)
    case .interval(let interval): writer.quantity("frameInterval", interval, .time)
    }
    if let frameHeightStep { writer.quantity("frameHeightStep", frameHeightStep, .length) }
    writer.texts("fields", fields.map(\.rawValue))
    if let metricsInterval { writer.quantity("metricsInterval", metricsInterval, .time) }
    writer.integer("frameHeight", frameHeight)
    checkpoints.write(to: &writer)
    ranges.write(to: &writer)
    surface?.write(to: &writer)
    fieldFiles?.write(to: &writer)
  }
}

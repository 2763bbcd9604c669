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

    /// Colour ranges fixed for all frames, in SI; nil leaves the choice to the picture.
    public struct Ranges: Equatable, Sendable {
      /// mol/m³.
      public var salt: ClosedRange<Double>?
      /// V.
      public var potential: ClosedRange<Double>?
      /// A/m².
      public var current: ClosedRange<Double>?
      /// Pa.
      public var pressure: ClosedRange<Double>?, vonMises: ClosedRange<Double>?, principalStress: ClosedRange<Double>?
      /// m.
      public var filmThickness: ClosedRange<Double>?
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

  /// - Parameter lack: what a config needs for a quantity and has not, in words; nil where the quantity is there.
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, lack: (FieldQuantity) -> String?) {
    let frames = section.optionalInteger("frames", atLeast: 0)
    let interval = section.optionalQuantity("frameInterval", .time, .positive)
    if let interval { frameSpacing = .interval(interval) } else { frameSpacing = .count(frames ?? 100) }
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
    frameHeight = section.integer("frameHeight", atLeast: 64, standard: 900)
    if frameHeight > Self.largestFrameHeight {
      section.report("frameHeight", expected: "at most \(Self.largestFrameHeight) pixels", found: "\(frameHeight)")
    }
    checkpoints = Checkpoints(reading: section.section("checkpoints"))
    let ranges = section.section("ranges")
    self.ranges = Ranges(
      salt: ranges.optionalInterval("salt", .concentration), potential: ranges.optionalInterval("potential", .voltage),
      current: ranges.optionalInterval("current", .currentDensity), pressure: ranges.optionalInterval("pressure", .pressure),
      vonMises: ranges.optionalInterval("vonMises", .pressure), principalStress: ranges.optionalInterval("principalStress", .pressure),
      filmThickness: ranges.optionalInterval("filmThickness", .length))
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
    writer.section("output")
    switch frameSpacing {
    case .count(let count): writer.integer("frames", count, "spread evenly over the duration")
    case .interval(let interval): writer.quantity("frameInterval", interval, .time, "simulated time between frames")
    }
    if let frameHeightStep { writer.quantity("frameHeightStep", frameHeightStep, .length, "besides, a frame each such rise of the tip") }
    writer.texts("fields", fields.map(\.rawValue), "sequences of frames")
    if let metricsInterval { writer.quantity("metricsInterval", metricsInterval, .time, "simulated time between rows of metrics") }
    writer.integer("frameHeight", frameHeight, "pixels")
    checkpoints.write(to: &writer)
    if ranges != Ranges() {
      writer.section("output.ranges")
      if let salt = ranges.salt { writer.interval("salt", salt, .concentration) }
      if let potential = ranges.potential { writer.interval("potential", potential, .voltage) }
      if let current = ranges.current { writer.interval("current", current, .currentDensity) }
      if let pressure = ranges.pressure { writer.interval("pressure", pressure, .pressure) }
      if let vonMises = ranges.vonMises { writer.interval("vonMises", vonMises, .pressure) }
      if let principal = ranges.principalStress { writer.interval("principalStress", principal, .pressure) }
      if let film = ranges.filmThickness { writer.interval("filmThickness", film, .length) }
    }
    surface?.write(to: &writer)
    fieldFiles?.write(to: &writer)
  }
}

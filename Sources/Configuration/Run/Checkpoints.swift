extension RunConfiguration.Output {
  /// `[output.checkpoints]`: when the state of a run is kept, besides at its end and when a signal ends it. None of it alters a step.
  public struct Checkpoints: Equatable, Sendable {
    /// Wall-clock time between two, s, > 0. Standard: ten minutes, what one can bear to lose.
    public var wallTime: Double
    /// Time steps between two; nil does not count them.
    public var steps: Int?
    /// Simulated time between two, s, > 0; each is kept after the first time step that ends at or after it. Nil does not ask.
    public var interval: Double?
    /// How many are kept, at least 2, so that there is another if the newest is damaged. Standard: 2.
    public var kept: Int
  }
}

extension RunConfiguration.Output.Checkpoints {
  static let standardWallTime = 600.0
  static let leastKept = 2

  static let meanings: KeyMeanings = [
    "wallTime": "wall-clock time between two",
    "steps": "time steps between two",
    "interval": "simulated time between two; each is kept after the first time step that ends at or after it",
    "kept": "older ones are removed",
  ]

  init(reading section: SectionReader) {
    section.describe(Self.meanings)
    wallTime = section.quantity("wallTime", .time, .positive, standard: Self.standardWallTime)
    steps = section.optionalInteger("steps", atLeast: 1)
    interval = section.optionalQuantity("interval", .time, .positive)
    kept = section.integer("kept", atLeast: Self.leastKept, standard: Self.leastKept)
  }

  func write(to writer: inout SettingWriter) {
    writer.section("output.checkpoints", Self.meanings)
    writer.quantity("wallTime", wallTime, .time)
    if let steps { writer.integer("steps", steps) }
    if let interval { writer.quantity("interval", interval, .time) }
    writer.integer("kept", kept)
  }
}

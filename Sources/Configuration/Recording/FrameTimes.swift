import Simulations

/// When frames are taken: at the start, at scheduled times, and each time the tip has risen by a step.
struct FrameTimes: Codable, Sendable {
  private var schedule: Schedule
  /// m.
  private let heightStep: Double?
  private var nextHeight: Double?

  /// Nil when the config asks for no frames.
  init?(_ config: RunConfiguration) {
    heightStep = config.output.frameHeightStep
    switch config.output.frameSpacing {
    case .count(0) where heightStep == nil: return nil
    case .count(let count): schedule = Schedule(count: count, over: config.charging.duration)
    case .interval(let interval): schedule = Schedule(interval: interval)
    }
  }

  /// Next simulated time that a step must end at, s.
  var nextTime: Double { schedule.nextTime }

  /// Whether a frame is due; each is due once.
  mutating func isDue(_ metrics: CellMetrics) -> Bool {
    let tip = metrics.morphology.tipHeight
    var isDue = schedule.isDue(at: metrics.time)
    guard let heightStep else { return isDue }
    if let height = nextHeight, tip >= height {
      isDue = true
      nextHeight = height + ((tip - height) / heightStep).rounded(.down) * heightStep + heightStep
    }
    if nextHeight == nil { nextHeight = tip + heightStep }
    return isDue
  }
}

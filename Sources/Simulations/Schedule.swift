/// Simulated times at which something happens: 0 and the multiples of an interval.
public struct Schedule: Codable, Equatable, Sendable {
  /// s, > 0; nil is due after every step and asks for no particular time.
  public let interval: Double?
  private var index = 0.0

  public init(interval: Double?) { self.interval = interval }

  /// Evenly spread, the last at the end of the duration. Without a number nothing is due but the start.
  public init(count: Int, over duration: Double) { self.init(interval: count > 0 ? duration / Double(count) : .infinity) }

  /// The next time a step must end at, s; infinite when there is none.
  public var nextTime: Double {
    guard let interval else { return .infinity }
    return index == 0 ? 0 : index * interval
  }

  /// Whether it is due at `time`; each time is due once.
  public mutating func isDue(at time: Double) -> Bool {
    guard let interval else { return true }
    // Times are met exactly but for rounding.
    guard time >= nextTime * (1 - 1e-12) else { return false }
    index = interval.isFinite ? max(index + 1, (time / interval * (1 + 1e-12)).rounded(.down) + 1) : 1
    return true
  }
}

/// When a frame was taken, and what it belongs to.
public struct FrameContext: Sendable {
  /// Simulated time, s.
  public var time: Double
  /// Charge passed per area of the electrode, C/m²; nil where no current flows.
  public var charge: Double?
  /// Stands at the top of the picture, e.g. the name of the run.
  public var title: String?
  /// The unit in which time is written; chosen from the time itself if nil. Give one to a movie.
  public var timeUnit: TimeUnit?

  public init(time: Double, charge: Double? = nil, title: String? = nil, timeUnit: TimeUnit? = nil) {
    self.time = time
    self.charge = charge
    self.title = title
    self.timeUnit = timeUnit
  }

  /// Time and charge as they are written: "t = 12.5 min", "Q = 0.412 mA·h/cm²".
  var captions: [String] {
    let unit = timeUnit ?? .fitting(time)
    let elapsed = time / unit.seconds
    let decimals = elapsed == 0 ? 0 : abs(elapsed) < 9.995 ? 2 : 1
    let clock = "t = \(Numeral.fixed(elapsed, decimals: decimals)) \(unit.symbol)"
    guard let charge else { return [clock] }
    // 1 mA·h/cm² is 36 000 C/m².
    let capacity = charge / 36_000
    let written =
      abs(capacity) >= 0.001 || capacity == 0
      ? Numeral.fixed(capacity, decimals: abs(capacity) >= 0.1 || capacity == 0 ? 3 : 4)
      : Numeral.scientific(capacity, digits: 3)
    return [clock, "Q = \(written) mA·h/cm²"]
  }

  /// For each caption the longest that it becomes in a movie, whose pictures must be of one size; of a picture alone its own.
  var longestCaptions: [String] {
    guard let timeUnit else { return captions }
    return ["t = 888.88 \(timeUnit.symbol)"] + (charge == nil ? [] : ["Q = −8.88×10⁻⁸ mA·h/cm²"])
  }

  /// Width of each caption, pixels: `own` as it is written, `room` what is kept for it.
  func captionWidths(_ canvas: Canvas, _ style: TextStyle) -> (own: [Double], room: [Double]) {
    let own = captions.map { canvas.width($0, style) }
    return (own, zip(own, longestCaptions).map { max($0, canvas.width($1, style)) })
  }
}

/// The unit in which simulated time is written.
public enum TimeUnit: String, Sendable, CaseIterable {
  case millisecond, second, minute, hour

  public var symbol: String {
    switch self {
    case .millisecond: "ms"
    case .second: "s"
    case .minute: "min"
    case .hour: "h"
    }
  }

  public var seconds: Double {
    switch self {
    case .millisecond: 1e-3
    case .second: 1
    case .minute: 60
    case .hour: 3600
    }
  }

  /// The largest unit of which `time` holds two or more, seconds at least unless it is below 0.1 s.
  public static func fitting(_ time: Double) -> TimeUnit {
    let magnitude = abs(time)
    if magnitude >= 7200 { return .hour }
    if magnitude >= 120 { return .minute }
    return magnitude >= 0.1 || magnitude == 0 ? .second : .millisecond
  }
}

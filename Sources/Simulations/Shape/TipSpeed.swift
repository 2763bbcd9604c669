/// Speed of the highest tip from its latest positions: the slope of a straight line through them by least squares.
struct TipSpeed: Codable, Sendable {
  /// Steps the line covers: a tip travels a fraction of a cell in each, and its position wobbles as it crosses cells.
  static let window = 16

  private var times: [Double] = []
  private var heights: [Double] = []

  /// Whether these can be positions of a tip.
  var isPlausible: Bool { times.count == heights.count && times.count <= Self.window }

  /// Takes in a position; answers the speed, m/s, zero at the first.
  mutating func add(time: Double, height: Double) -> Double {
    // Looked at twice where the control jumps.
    if times.last == time {
      times.removeLast()
      heights.removeLast()
    }
    times.append(time)
    heights.append(height)
    if times.count > Self.window {
      times.removeFirst()
      heights.removeFirst()
    }
    let count = Double(times.count)
    let meanTime = times.reduce(0, +) / count, meanHeight = heights.reduce(0, +) / count
    var covariance = 0.0, variance = 0.0
    for (t, z) in zip(times, heights) {
      covariance += (t - meanTime) * (z - meanHeight)
      variance += (t - meanTime) * (t - meanTime)
    }
    return variance > 0 ? covariance / variance : 0
  }
}

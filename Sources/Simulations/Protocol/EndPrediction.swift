/// Foresees when the ends of a step will be met, from the last time steps.
struct EndPrediction: Codable, Sendable {
  private struct Moment: Codable, Sendable {
    /// s.
    let time: Double
    /// Of all ends then.
    let gaps: [Double?]
  }

  /// The latest last.
  private var history: [Moment] = []

  /// Whether these can be of a step with so many ends.
  func isPlausible(ends: Int) -> Bool { history.count <= 3 && history.allSatisfy { $0.gaps.count == ends } }

  /// Forgets what was before a jump of the control.
  mutating func restart() { history = [] }

  mutating func add(time: Double, gaps: [Double?]) {
    if history.last?.time == time { history.removeLast() }
    history.append(Moment(time: time, gaps: gaps))
    if history.count > 3 { history.removeFirst() }
  }

  /// When the gap of an end will be closed to half its tolerance, s; infinite when it does not close, or nothing is known yet.
  ///
  /// A straight line through the last two points; where the gap closes faster and faster, with the slope it will have a step on, so
  /// that the end is rather met from before.
  func time(ofEnd index: Int, tolerance: Double) -> Double {
    guard history.count >= 2, let latest = history.last else { return .infinity }
    let earlier = history[history.count - 2]
    guard let gap = latest.gaps[index], let before = earlier.gaps[index] else { return .infinity }
    var slope = (gap - before) / (latest.time - earlier.time)
    if history.count == 3, let first = history[0].gaps[index] {
      let previous = (before - first) / (earlier.time - history[0].time)
      slope += min(0, slope - previous)
    }
    guard slope < 0, gap > tolerance else { return .infinity }
    // However steep, a thousandth of the last time step at least, so that time goes on.
    return latest.time + max((gap - 0.5 * tolerance) / -slope, 1e-3 * (latest.time - earlier.time))
  }
}

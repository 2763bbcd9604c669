/// Repeats a piece of work and gives the median of its times.
struct Stopwatch {
  /// At least so many repetitions,
  let repetitions: Int
  /// and at least for so long, s.
  let seconds: Double

  /// - Parameters:
  ///   - reset: puts back what the work changes; not timed.
  /// - Returns: seconds.
  func median(reset: () -> Void = {}, _ work: () -> Void) -> Double {
    reset()
    work()
    var times: [Double] = []
    var spent = 0.0
    while times.count < repetitions || (spent < seconds && times.count < 1000) {
      reset()
      let time = Self.time(work)
      times.append(time)
      spent += time
    }
    return Self.median(times)
  }

  static func time(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    let duration = clock.measure(work)
    return Double(duration.components.seconds) + 1e-18 * Double(duration.components.attoseconds)
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle])
  }
}

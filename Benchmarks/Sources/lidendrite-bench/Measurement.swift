import Scenes

/// What repeated runs of one benchmark showed.
struct Measurement {
  let measured: MeasuredCase
  /// Runs that were timed.
  let runs: Int
  /// Median, s.
  let time: Double
  /// Half of the distance between the quartiles, over the median.
  let spread: Double
  /// Means of what a run counted, by its name.
  private let counts: [String: Double]

  /// Nil without times.
  ///
  /// - Parameter samples: by metric; `wallClock` in ns.
  init?(_ measured: MeasuredCase, samples: [String: [Double]]) {
    guard let times = samples["wallClock"]?.sorted(), !times.isEmpty else { return nil }
    self.measured = measured
    runs = times.count
    time = 1e-9 * Self.quantile(times, 0.5)
    spread = 0.5e-9 * (Self.quantile(times, 0.75) - Self.quantile(times, 0.25)) / time
    counts = samples.filter { $0.key != "wallClock" && !$0.value.isEmpty }.mapValues { $0.reduce(0, +) / Double($0.count) }
  }

  /// ns; nil for pictures.
  var timePerCell: Double? { measured.part.isOfCells ? 1e9 * time / Double(measured.size.cellCount) : nil }

  /// ns for a cell and an iteration, of a solve that is nothing but iterations.
  var timePerCellAndIteration: Double? {
    guard measured.part == .multigrid, let timePerCell, let iterations = counts["CG"], iterations > 0 else { return nil }
    return timePerCell / iterations
  }

  /// Bytes a second to and from memory, where they are known.
  var bandwidth: Double? { measured.part.bytesPerCell.map { Double($0 * measured.size.cellCount) / time } }

  /// Such as "14 CG, 15 products".
  var countText: String {
    measured.part.counts.compactMap { name in
      guard let count = counts[name], count > 0 || name != "refused" else { return nil }
      let rounded = (10 * count).rounded() / 10
      return (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)") + " " + name
    }.joined(separator: ", ")
  }

  /// Linear between the values.
  private static func quantile(_ sorted: [Double], _ part: Double) -> Double {
    let place = part * Double(sorted.count - 1), lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}

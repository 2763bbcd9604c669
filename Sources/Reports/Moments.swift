import Configuration
import Pictures

/// What the moments of several runs are matched by, and what curves are drawn over.
public enum MomentCoordinate: String, CaseIterable, Sendable {
  case time
  /// Per area of the electrode.
  case charge

  /// s or C/m²; nil where a frame does not tell it.
  func value(_ stamp: FrameStamp) -> Double? { self == .time ? stamp.time : stamp.charge }
}

/// Which frames of runs stand beside each other.
struct Moments {
  /// Where the slider may stand, rising, s or C/m².
  let positions: [Double]
  /// Index of the position that is shown first.
  let start: Int
  /// For each run the index of the frame that stands for each position; empty for a run without frames.
  let choices: [[Int]]

  /// - Parameters:
  ///   - frames: of each run, where its frames lie, rising.
  ///   - count: about so many moments, at least 2.
  ///   - marks: positions that are wanted in any case; the first is shown first.
  init(_ frames: [[Double]], count: Int, marks: [Double] = []) {
    let shown = frames.filter { !$0.isEmpty }
    if shown.count == 1, marks.isEmpty {
      // Of one run every position is a frame.
      let own = shown[0], most = min(count, own.count)
      let picked = (0..<most).map { most == 1 ? own.count - 1 : ($0 * (own.count - 1) + (most - 1) / 2) / (most - 1) }
      positions = picked.map { own[$0] }
      start = max(0, most - 1)
      choices = frames.map { $0.isEmpty ? [] : picked }
      return
    }
    let first = shown.compactMap(\.first).min() ?? 0, last = shown.compactMap(\.last).max() ?? 0
    let even = last > first ? (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) } : [first]
    let inside = marks.filter { $0 > first && $0 <= last * (1 + 1e-9) }
    // A mark takes the place of what lies next to it, so that the number of moments stays.
    let near = 0.5 * (last - first) / Double(max(1, count - 1))
    let places = Set(even.filter { place in !inside.contains { abs($0 - place) < near } } + inside).sorted()
    positions = places
    start = inside.first.flatMap { places.firstIndex(of: $0) } ?? places.count - 1
    choices = frames.map { own in own.isEmpty ? [] : places.map { Self.nearest(to: $0, in: own) } }
  }

  /// The earlier one of two that are equally near.
  static func nearest(to value: Double, in values: [Double]) -> Int {
    values.indices.min { abs(values[$0] - value) < abs(values[$1] - value) }!
  }
}

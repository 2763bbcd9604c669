/// Slope of a straight line through points by the median of the slopes between all pairs: up to a third of the points may be far off
/// (Theil, Proc. K. Ned. Akad. Wet. 53 (1950) 386; Sen, J. Am. Stat. Assoc. 63 (1968) 1379).
struct SlopeEstimate {
  let slope: Double

  /// Nil below two points at different places. Of more than a thousand points every so many is taken.
  init?(_ points: [SIMD2<Double>]) {
    let stride = max(1, points.count / 1000)
    let chosen = points.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    var slopes: [Double] = []
    for (index, a) in chosen.enumerated() {
      for b in chosen[(index + 1)...] where b.x != a.x { slopes.append((b.y - a.y) / (b.x - a.x)) }
    }
    guard !slopes.isEmpty else { return nil }
    slopes.sort()
    slope = 0.5 * (slopes[(slopes.count - 1) / 2] + slopes[slopes.count / 2])
  }
}

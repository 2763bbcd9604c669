/// Fewer points of a curve that look the same: of each stretch the lowest and the highest, and where it has a gap that.
enum CurveThinning {
  /// - Parameter most: about so many points are left; fewer are left as they are.
  static func thinned(_ points: [SIMD2<Double>], most: Int = 300) -> [SIMD2<Double>] {
    guard points.count > most else { return points }
    let stretches = most / 2, inner = points.count - 2
    var kept: Set<Int> = [0, points.count - 1]
    for stretch in 0..<stretches {
      let range = (1 + stretch * inner / stretches)..<(1 + (stretch + 1) * inner / stretches)
      let finite = range.filter { points[$0].y.isFinite }
      if let low = finite.min(by: { points[$0].y < points[$1].y }) { kept.insert(low) }
      if let high = finite.max(by: { points[$0].y < points[$1].y }) { kept.insert(high) }
      if finite.count < range.count, let gap = range.first(where: { !points[$0].y.isFinite }) { kept.insert(gap) }
    }
    return kept.sorted().map { points[$0] }
  }
}

import Foundation
import Records

extension ComparisonFindings {
  /// Outlines in the order of their times: the largest distance from a corner of one to the outline of the other.
  mutating func compareOutlines(_ a: String, _ b: String) throws {
    let file = "outlines.csv"
    let first = try OutlineSeriesFile(path: a).moments, second = try OutlineSeriesFile(path: b).moments
    let moments = min(first.count, second.count)
    scope.append("\(file): \(Self.count(moments, "moment"))")
    if first.count != second.count {
      gaps.append("\(file): \(Self.count(first.count, "moment")) in \(a), \(second.count) in \(b); compared up to moment \(moments)")
    }
    var time = Difference(file, "time", unit: "s"), distance = Difference(file, "outline", unit: "um")
    for (index, (x, y)) in zip(first, second).enumerated() {
      time.add(x.time, y.time, at: "moment \(index + 1)", time: x.time)
      for corner in (x.polygons + y.polygons).joined() { distance.scale = max(distance.scale, 1e6 * max(abs(corner.x), abs(corner.y))) }
      if x.polygons == y.polygons { continue }
      let farthest = max(Self.farthest(of: x.polygons, from: y.polygons), Self.farthest(of: y.polygons, from: x.polygons))
      distance.add(difference: 1e6 * farthest, at: "moment \(index + 1)", time: x.time)
    }
    differences += [time, distance]
  }

  /// Largest distance of a corner from the other outline, m; infinite where there is no other.
  private static func farthest(of polygons: [[SIMD2<Double>]], from others: [[SIMD2<Double>]]) -> Double {
    let edges = others.flatMap { corners in corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) } }
    var farthest = 0.0
    // Corners follow each other along the outline, and so do the edges that are nearest to them.
    var first = 0
    for corner in polygons.joined() {
      var nearest = Double.infinity
      let begin = first
      for step in edges.indices {
        let index = (begin + step) % edges.count
        let (start, end) = edges[index]
        let edge = end - start, to = corner - start
        let length = (edge * edge).sum()
        let along = length > 0 ? min(1, max(0, (to * edge).sum() / length)) : 0
        let gap = to - along * edge
        let distance = (gap * gap).sum()
        if distance < nearest {
          nearest = distance
          first = index
        }
        // No farther than what is known already: this corner decides nothing.
        if nearest <= farthest { break }
      }
      farthest = max(farthest, nearest)
    }
    return farthest.squareRoot()
  }
}

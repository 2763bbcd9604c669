/// The lines of an outline that lie within the domain: not along its edges, where a polygon is only cut off.
struct FrontLines {
  private(set) var lines: [[SIMD2<Double>]] = []

  init(_ polygons: [[SIMD2<Double>]], width: Double, height: Double) {
    // Files hold seven digits.
    let slack = 1e-6 * max(width, height)
    func isAlongEdge(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
      [(0, 0.0), (0, width), (1, 0.0), (1, height)].contains { axis, edge in
        abs(a[axis] - edge) < slack && abs(b[axis] - edge) < slack
      }
    }
    for polygon in polygons where polygon.count > 1 {
      let closed = polygon + [polygon[0]]
      // Begin at an edge, so that no line is cut in two where the polygon happens to begin.
      let first = (0..<polygon.count).first { isAlongEdge(closed[$0], closed[$0 + 1]) }.map { $0 + 1 } ?? 0
      var line: [SIMD2<Double>] = []
      for step in 0..<polygon.count {
        let (a, b) = (polygon[(first + step) % polygon.count], polygon[(first + step + 1) % polygon.count])
        if isAlongEdge(a, b) {
          if line.count > 1 { lines.append(line) }
          line = []
        } else {
          if line.isEmpty { line = [a] }
          line.append(b)
        }
      }
      if line.count > 1 { lines.append(line) }
    }
  }
}

extension FrontOutline {
  /// Where a line crosses itself: the indices at which two pieces begin, the earlier first; nil if it does not. Pieces that only touch
  /// do not cross.
  ///
  /// Pieces are met in the order of their left ends and compared with those that reach as far: quick for lines that run from side to
  /// side, however often they turn back.
  public static func crossing(of line: [Point]) -> (first: Int, second: Int)? {
    let starts = (0..<max(line.count - 1, 0)).sorted {
      min(line[$0].x, line[$0 + 1].x) < min(line[$1].x, line[$1 + 1].x)
    }
    var open: [Int] = []
    for piece in starts {
      let (a, b) = (line[piece], line[piece + 1])
      open.removeAll { max(line[$0].x, line[$0 + 1].x) < min(a.x, b.x) }
      for other in open where crosses(a, b, line[other], line[other + 1]) { return (min(piece, other), max(piece, other)) }
      open.append(piece)
    }
    return nil
  }

  /// Whether each of two pieces has its ends on different sides of the other.
  private static func crosses(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    guard max(a.z, b.z) >= min(c.z, d.z), max(c.z, d.z) >= min(a.z, b.z) else { return false }
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.z - p.z) - (q.z - p.z) * (r.x - p.x) }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}

/// A lithium surface drawn as lines of straight pieces, with the lithium on their right: one line from side to side, and closed ones
/// around islands of lithium and around pores.
public struct FrontOutline: Equatable, Sendable {
  public struct Point: Equatable, Sendable {
    /// Along the width and along the growth axis, m.
    public var x: Double, z: Double

    public init(x: Double, z: Double) {
      self.x = x
      self.z = z
    }
  }

  /// A closed line repeats its first point at the end.
  public var lines: [[Point]]

  public init(_ lines: [[Point]]) { self.lines = lines }

  /// Height to which the lithium would reach if it were spread evenly, ∫ z dx over the width, m: overhangs and pores take away
  /// what they leave empty, islands add what they hold.
  public func meanHeight(width: Double) -> Double {
    var area = 0.0
    for line in lines {
      for (a, b) in zip(line, line.dropFirst()) { area += (b.x - a.x) * 0.5 * (a.z + b.z) }
    }
    return area / width
  }

  /// m; not-a-number without points.
  public var lowest: Double { lines.joined().map(\.z).min() ?? .nan }
  /// m; not-a-number without points.
  public var highest: Double { lines.joined().map(\.z).max() ?? .nan }
  public var pointCount: Int { lines.reduce(0) { $0 + $1.count } }

  /// Every point sent to another.
  public func map(_ move: (Point) -> Point) -> FrontOutline { FrontOutline(lines.map { $0.map(move) }) }

  /// The same outline higher by so much, m.
  public func raised(by height: Double) -> FrontOutline { map { Point(x: $0.x, z: $0.z + height) } }
}

public import Fields

/// The outline of the lithium in a plane with the values that a quantity has along it.
public struct FrontTrace: Sendable {
  /// A piece of the front between edges of the domain.
  public struct Line: Sendable {
    /// (x, z), m.
    public let points: [SIMD2<Double>]
    /// In SI, one for each point; not a number where the quantity is none.
    public let values: [Double]
  }

  /// Of the domain, m.
  public let width: Double, height: Double
  public let polygons: [[SIMD2<Double>]]
  public let lines: [Line]

  /// - Parameters:
  ///   - orderParameter: one cell deep.
  ///   - quantity: in SI, on the same grid.
  ///   - offset: how far from the front the quantity is taken, m: into the electrolyte, or where it is negative into the lithium.
  public init(_ orderParameter: ScalarField, _ quantity: ScalarField, offset: Double) {
    let grid = orderParameter.grid
    precondition(grid.depth == 1 && quantity.grid == grid, "an outline is one of a plane")
    (width, height) = (grid.length(.width), grid.length(.growth))
    let polygons = MetalOutline(orderParameter).polygons
    self.polygons = polygons
    func place(_ point: SIMD2<Double>) -> SIMD3<Float> {
      SIMD3(Float(point.x / grid.widthSpacing - 0.5), 0, Float(point.y / grid.growthSpacing - 0.5))
    }
    /// Towards the electrolyte.
    func normal(_ point: SIMD2<Double>) -> SIMD2<Double> {
      func order(_ x: Double, _ z: Double) -> Double { orderParameter.interpolated(at: place(point + SIMD2(x, z))) }
      let (h, k) = (grid.widthSpacing, grid.growthSpacing)
      let slope = SIMD2((order(h, 0) - order(-h, 0)) / h, (order(0, k) - order(0, -k)) / k)
      let length = (slope * slope).sum().squareRoot()
      return length > 0 ? -slope / length : .zero
    }
    let step = min(grid.widthSpacing, grid.growthSpacing)
    lines = FrontLines(polygons, width: width, height: height).lines.map { corners in
      // Outlines have no corners where they are straight; the quantity changes there all the same.
      let points = Self.subdivided(corners, step)
      return Line(points: points, values: points.map { quantity.interpolated(at: place(offset == 0 ? $0 : $0 + offset * normal($0))) })
    }
  }

  private static func subdivided(_ corners: [SIMD2<Double>], _ step: Double) -> [SIMD2<Double>] {
    guard let last = corners.last else { return [] }
    return zip(corners, corners.dropFirst()).flatMap { start, end -> [SIMD2<Double>] in
      let length = ((end - start) * (end - start)).sum().squareRoot()
      let parts = max(1, Int((length / step).rounded(.up)))
      return (0..<parts).map { start + (Double($0) / Double(parts)) * (end - start) }
    } + [last]
  }

  /// Heights between which the front lies, with room above and below, m.
  public var window: ClosedRange<Double> {
    let heights = lines.flatMap { $0.points.map(\.y) }, room = 0.12 * width
    guard let low = heights.min(), let high = heights.max() else { return 0...height }
    return max(0, low - room)...min(height, high + room)
  }

  /// Smallest and largest value; nil where there is none.
  public var range: ClosedRange<Double>? {
    let finite = lines.flatMap(\.values).filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    return low...high
  }
}

public import Fields

/// A plane across the cell that shows a field, where no lithium stands before it.
public struct SurfaceSlice: Sendable {
  public enum Axis: Int, Sendable { case width, depth, growth }

  /// In SI units, on the grid of the order parameter.
  public let field: ScalarField
  public let scale: ColorScale
  /// The axis that it stands across.
  public let normal: Axis
  /// Along that axis, m.
  public let position: Double
  /// Whether the field has a meaning in lithium as well, which then does not hide it on the plane itself.
  public let isThroughout: Bool

  public init(field: ScalarField, scale: ColorScale, normal: Axis, position: Double, isThroughout: Bool = false) {
    self.field = field
    self.scale = scale
    self.normal = normal
    self.position = position
    self.isThroughout = isThroughout
  }
}

/// Where lines of sight meet the plane, and its linear colour there, which no light changes: it can be read off the colour bar.
struct SurfacePlane: Sendable {
  private let slice: SurfaceSlice
  private let spline: FrontSpline
  private let removal: SurfaceRemoval?
  private let position: Float
  private let table: [SIMD3<Float>]
  private let undefined: SIMD3<Float>

  /// A plane that is also a side of what was taken away is seen.
  private static let slack: Float = 2e-3

  init(_ slice: SurfaceSlice, _ spline: FrontSpline, _ removal: SurfaceRemoval?) {
    self.slice = slice
    self.spline = spline
    self.removal = removal
    position = Float(slice.position / spline.unit)
    table = slice.scale.map.table.map { Exposure.linear(Color(hex: $0)) }
    undefined = Exposure.linear(slice.scale.undefinedColor)
  }

  /// Along the ray, and the colour; nil where the ray passes the plane by, or lithium is there.
  func hit(_ ray: SurfaceRay) -> (distance: Float, color: SIMD3<Float>)? {
    let axis = slice.normal.rawValue
    let speed = ray.direction[axis]
    if abs(speed) < 1e-6 { return nil }
    let t = (position - ray.origin[axis]) / speed
    let point = ray.origin + t * ray.direction
    for other in 0..<3 where other != axis { if point[other] < 0 || point[other] > spline.box[other] { return nil } }
    if let removal, removal.holds(point, margin: Self.slack) { return nil }
    if !slice.isThroughout, spline.value(point) >= 0 { return nil }
    let value = slice.field.interpolated(at: point * spline.cellsPerUnit - 0.5)
    let fraction = slice.scale.fraction(value * slice.scale.unitsPerSI)
    if fraction.isNaN { return (t - Self.slack, undefined) }
    return (t - Self.slack, table[Int(min(max(fraction, 0), 1) * Double(table.count - 1) + 0.5)])
  }
}

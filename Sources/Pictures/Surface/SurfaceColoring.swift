public import Fields

/// A quantity that colours the surface of the lithium, such as the salt that reaches it.
public struct SurfaceColoring: Sendable {
  /// In SI units, on the grid of the order parameter.
  public let field: ScalarField
  public let scale: ColorScale
  /// How far before the surface, in the electrolyte, the field is taken, m; 0 or more. The field of an electrolyte means little
  /// within the front: one and a half of its half-widths lead out of it.
  public let offset: Double

  public init(field: ScalarField, scale: ColorScale, offset: Double = 0) {
    precondition(offset >= 0 && offset.isFinite, "an offset from the surface is finite and not negative")
    self.field = field
    self.scale = scale
    self.offset = offset
  }
}

/// The colour that the surface itself has, before any light falls on it; linear.
struct SurfaceColors: Sendable {
  private let metal: SIMD3<Float>
  private let coloring: SurfaceColoring?
  private let table: [SIMD3<Float>]
  private let undefined: SIMD3<Float>
  private let offset: Float
  private let cellsPerUnit: SIMD3<Float>

  init(_ coloring: SurfaceColoring?, metal: Color, _ spline: FrontSpline) {
    self.coloring = coloring
    self.metal = Exposure.linear(metal)
    table = coloring?.scale.map.table.map { Exposure.linear(Color(hex: $0)) } ?? []
    undefined = coloring.map { Exposure.linear($0.scale.undefinedColor) } ?? .zero
    offset = coloring.map { Float($0.offset / spline.unit) } ?? 0
    cellsPerUnit = spline.cellsPerUnit
  }

  /// Cut metal keeps the colour of metal: the field is one of the electrolyte.
  func own(_ hit: SurfaceHit) -> SIMD3<Float> {
    guard let coloring, !hit.isCut else { return metal }
    let value = coloring.field.interpolated(at: (hit.position + offset * hit.normal) * cellsPerUnit - 0.5)
    let fraction = coloring.scale.fraction(value * coloring.scale.unitsPerSI)
    if fraction.isNaN { return undefined }
    return table[Int(min(max(fraction, 0), 1) * Double(table.count - 1) + 0.5)]
  }
}

public import Fields

/// The stresses of one row of cells, Pa, tension positive.
@safe
public struct StressRow {
  let strip: StressStrip
  let layer: Int, row: Int
  /// Shear stresses at the centres, means of four edges, in the order of `ShearPlane`; zero where there is none.
  public let shears: [UnsafeMutableBufferPointer<Double>]
  /// Σ over the planes of the mean square on a cell's four edges, Pa²: what of the shear counts for yielding.
  public let shearSquare: UnsafeMutableBufferPointer<Double>

  /// σ_xx, σ_yy and σ_zz of the cells, elements 1 … width.
  public var width: UnsafeMutableBufferPointer<Double> { strip.normal(.width, layer, row) }
  public var depth: UnsafeMutableBufferPointer<Double> { strip.normal(.depth, layer, row) }
  public var growth: UnsafeMutableBufferPointer<Double> { strip.normal(.growth, layer, row) }

  /// Shear stresses on the row's own edges, those at the lower ends of its cells.
  public func edge(_ plane: ShearPlane) -> UnsafeMutableBufferPointer<Double> { strip.shear(plane, layer, row) }
}

/// The stresses of one row of cells, Pa, tension positive.
@safe
public struct StressRow {
  /// σ_xx, σ_yy and σ_zz (width, depth, growth) of the cells, elements 1 … width.
  public let width: UnsafeMutableBufferPointer<Double>, depth: UnsafeMutableBufferPointer<Double>,
    growth: UnsafeMutableBufferPointer<Double>
  /// Shear stresses at the centres, means of four edges, in the order of `ShearPlane`; zero where there is none.
  public let shears: [UnsafeMutableBufferPointer<Double>]
  /// Σ over the planes of the mean square on a cell's four edges, Pa²: what of the shear counts for yielding.
  public let shearSquare: UnsafeMutableBufferPointer<Double>
  /// Shear stresses on the row's own edges, those at the lower ends of its cells, in the order of `ShearPlane`.
  public let edges: [UnsafeMutableBufferPointer<Double>]
}

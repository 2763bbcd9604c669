/// Conductances of the links between the cells of one row and their neighbours, over the square of the cell edge.
///
/// Elements are those of a field's row: 0 the ghost on the left, 1 … width the cells. All are 0 where a mirror closes the axis.
@safe
public struct RowLinks<Scalar> {
  /// Link of each cell to its right neighbour, from the left ghost on.
  public let right: UnsafeMutableBufferPointer<Scalar>
  /// Links across the growth axis.
  public let lower: UnsafeMutableBufferPointer<Scalar>, upper: UnsafeMutableBufferPointer<Scalar>
  /// Links across the depth axis; empty of meaning in a grid one cell deep.
  public let before: UnsafeMutableBufferPointer<Scalar>, behind: UnsafeMutableBufferPointer<Scalar>

  init(
    right: UnsafeMutableBufferPointer<Scalar>, lower: UnsafeMutableBufferPointer<Scalar>, upper: UnsafeMutableBufferPointer<Scalar>,
    before: UnsafeMutableBufferPointer<Scalar>, behind: UnsafeMutableBufferPointer<Scalar>
  ) {
    unsafe self.right = right
    unsafe self.lower = lower
    unsafe self.upper = upper
    unsafe self.before = before
    unsafe self.behind = behind
  }

  /// Five rows of `count` elements from `start` on, `length` elements apart.
  init(start: UnsafeMutablePointer<Scalar>, count: Int, length: Int) {
    func row(_ index: Int) -> UnsafeMutableBufferPointer<Scalar> {
      unsafe UnsafeMutableBufferPointer(start: start + index * length, count: count)
    }
    unsafe right = row(0)
    unsafe lower = row(1)
    unsafe upper = row(2)
    unsafe before = row(3)
    unsafe behind = row(4)
  }
}

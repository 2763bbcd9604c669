import Synchronization

/// Memory for the work fields of laws that never run at the same time: those made with one `Scratch` share it.
///
/// A law takes fields by number when it is made, and finds in them what another law left. Laws of which one runs within another, or needs
/// what it prepared while another one runs, take different numbers or different `Scratch`es. Memory that no law writes to is not taken from
/// the system.
public final class Scratch: Sendable {
  private let largest: Grid
  private let blocks = Mutex<[Int: FieldMemory]>([:])

  /// - Parameter largest: of the grids of the fields, that with most rows, and with the longest.
  public init(_ largest: Grid) { self.largest = largest }

  /// A field in the memory of number `index`.
  public func field<Scalar>(_ index: Int, on grid: Grid, of type: Scalar.Type = Double.self) -> Field<Scalar> {
    let memory = blocks.withLock { blocks in
      if let memory = blocks[index] { return memory }
      let memory = FieldMemory(byteCount: ScalarField.byteCount(largest))
      blocks[index] = memory
      return memory
    }
    return Field(grid, in: memory)
  }
}

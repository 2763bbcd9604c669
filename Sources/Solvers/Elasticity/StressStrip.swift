import Fields

/// Memory of one worker that goes through a medium layer by layer: the stresses of the three layers at hand.
@safe
struct StressStrip {
  /// A row of zeros: what lies beyond a mirror, and what is not there.
  let zero: UnsafeMutableBufferPointer<Double>
  private let start: UnsafeMutablePointer<Double>
  private let depth: Int, length: Int

  /// Quantities of a layer: three normal stresses and the shear stresses of up to three planes.
  private static let quantities = 6

  /// Calls `body` with memory that lives as long as the call, all zero.
  static func with(_ grid: Grid, _ body: (StressStrip) -> Void) {
    // Not a multiple of the cache's sets from row to row.
    let length = ((grid.width + 2 + 7) / 8 | 1) * 8
    unsafe withUnsafeTemporaryAllocation(
      byteCount: MemoryLayout<Double>.stride * length * (1 + 3 * quantities * grid.depth), alignment: 64
    ) { memory in
      let numbers = unsafe memory.bindMemory(to: Double.self)
      unsafe numbers.initialize(repeating: 0)
      let base = numbers.baseAddress!
      body(
        unsafe StressStrip(
          zero: UnsafeMutableBufferPointer(start: base, count: grid.width + 2), start: base + length, depth: grid.depth, length: length))
    }
  }

  private init(zero: UnsafeMutableBufferPointer<Double>, start: UnsafeMutablePointer<Double>, depth: Int, length: Int) {
    unsafe self.zero = zero
    unsafe self.start = start
    self.depth = depth
    self.length = length
  }

  /// Normal stress along an axis in row `j` of the layer at index `v` ≥ −3, Pa.
  @inline(__always)
  func normal(_ axis: Axis, _ v: Int, _ j: Int) -> UnsafeMutableBufferPointer<Double> {
    switch axis {
    case .width: row(0, v, j)
    case .depth: row(1, v, j)
    case .growth: row(2, v, j)
    }
  }

  /// Shear stress on the edges of a plane, Pa.
  @inline(__always)
  func shear(_ plane: ShearPlane, _ v: Int, _ j: Int) -> UnsafeMutableBufferPointer<Double> { row(3 + plane.rawValue, v, j) }

  /// The layer at index `v` becomes free of stress.
  func clear(_ v: Int) {
    for quantity in 0..<Self.quantities { for j in 0..<depth { unsafe row(quantity, v, j).update(repeating: 0) } }
  }

  @inline(__always)
  private func row(_ quantity: Int, _ v: Int, _ j: Int) -> UnsafeMutableBufferPointer<Double> {
    precondition(v >= -3 && j >= 0 && j < depth)
    return unsafe UnsafeMutableBufferPointer(
      start: start + ((v + 3) % 3 * Self.quantities * depth + quantity * depth + j) * length, count: zero.count)
  }
}

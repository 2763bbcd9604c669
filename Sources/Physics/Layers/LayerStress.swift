import Fields

/// The largest principal stress in a layer along a normal of the front, in the cells that the layer fills most.
struct LayerStress: Sendable {
  private let stress: ScalarField
  private let share: ScalarField
  private let order: ScalarField
  private let grid: Grid
  /// m.
  private let step: Double
  private let count: Int

  /// - Parameters:
  ///   - stress: by cells, Pa.
  ///   - share: of what is not lithium, that the whole layer takes.
  ///   - length: of the way, m.
  init(_ stress: ScalarField, in share: ScalarField, _ xi: ScalarField, length: Double) {
    self.stress = stress
    self.share = share
    order = xi
    grid = xi.grid
    step = 0.5 * grid.leastSpacing
    count = Int(length / step)
  }

  /// Pa; −∞ where no cell holds more of the layer than of all else.
  func largest(from place: SIMD3<Double>, _ outwards: SIMD3<Double>) -> Double {
    var largest = -Double.infinity
    for k in 0..<count {
      let cell = grid.nearestCell(to: place + (Double(k) + 0.5) * step * outwards)
      let metal = order[cell.i, cell.j, cell.k]
      // The first steps are within the front itself; then the way ends in other lithium.
      if k > 2, metal > 0.5 { break }
      if share[cell.i, cell.j, cell.k] * OrderParameter.electrolyteFraction(metal) > 0.5 {
        largest = max(largest, stress[cell.i, cell.j, cell.k])
      }
    }
    return largest
  }
}

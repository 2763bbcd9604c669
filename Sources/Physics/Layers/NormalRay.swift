import Fields

/// The way along a normal of the front, on which a layer's thickness is measured.
struct NormalRay: Sendable {
  private let share: FieldSample
  private let order: FieldSample
  /// m.
  private let step: Double
  private let count: Int

  init(_ share: ScalarField, _ xi: ScalarField, length: Double) {
    let grid = share.grid
    self.share = FieldSample(share)
    order = FieldSample(xi)
    step = 0.5 * grid.leastSpacing
    count = Int(length / step)
  }

  /// m, or `enough` where it is at least that; nil where the way ends in other lithium.
  func thickness(from place: SIMD3<Double>, _ outwards: SIMD3<Double>, enough: Double = .infinity) -> Double? {
    var sum = 0.0
    for k in 0..<count {
      let point = place + (Double(k) + 0.5) * step * outwards
      // The first steps are within the front itself.
      if k > 2, order.linear(point) > 0.5 { return nil }
      sum += step * max(0, share.linear(point))
      if sum >= enough { return enough }
    }
    return sum
  }
}

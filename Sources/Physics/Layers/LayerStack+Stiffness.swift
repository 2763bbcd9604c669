import Fields

/// What layers make of the moduli.
///
/// Layer and electrolyte share a cell in series, as lithium and electrolyte do: 1/K → 1/K + Σ χ_L (1/K_L − 1/K), G likewise. The edges of a riding
/// layer are as diffuse as the front; mechanics sees them on the ramp of half a cell on which it sees the lithium (`ElasticIndicator`): over
/// a wide one the softer of two materials would rule, and a stiff layer would lose some δ of its thickness. What is broken is as soft as the
/// electrolyte.
extension LayerStack {
  /// Writes the compliances of electrolyte and layers.
  public func assignCompliance(beside electrolyte: Stiffness, into surroundings: Surroundings) {
    let n = grid.width
    let indicator = ElasticIndicator(halfWidth: halfWidth, spacing: grid.leastSpacing)
    let bulk = 1 / electrolyte.bulkModulus, shear = 1 / electrolyte.shearModulus
    var moving = riding.makeIterator()
    let layers = zip(fixed, laws).filter { !$1.isSurface }.map { share, law in
      (
        share: share.map { .fixed($0) } ?? moving.next()!.elasticShare,
        bulk: law.stiffness.map { 1 / $0.bulkModulus - bulk } ?? 0, shear: law.stiffness.map { 1 / $0.shearModulus - shear } ?? 0
      )
    }
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (n + 2)) { memory in
        unsafe memory.initialize(repeating: 0)
        let first = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        let second = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress! + (n + 2), count: n + 2)
        for r in rows {
          var k = unsafe surroundings.bulkCompliance.row(r, n).mutableSpan, g = unsafe surroundings.shearCompliance.row(r, n).mutableSpan
          var share = unsafe first.mutableSpan, sum = unsafe second.mutableSpan
          for i in 0..<n + 2 {
            k[i] = 0
            g[i] = 0
            sum[i] = 0
          }
          for layer in layers {
            layer.share.assign(indicator, r, into: &share)
            for i in 0..<n + 2 {
              k[i] += layer.bulk * share[i]
              g[i] += layer.shear * share[i]
              sum[i] += share[i]
            }
          }
          // Fixed ones may touch within a cell.
          for i in 0..<n + 2 {
            k[i] = bulk + k[i] / max(1, sum[i])
            g[i] = shear + g[i] / max(1, sum[i])
          }
        }
      }
    }
  }
}

/// What mechanics sees of a layer.
private enum ElasticShare: Sendable {
  /// Its share of the cells.
  case fixed(ScalarField)
  /// What reaches out to its outer face and to its inner one (nil: lithium), and its share that is whole and that is broken.
  case riding(outer: ScalarField, inner: ScalarField?, whole: ScalarField, broken: ScalarField)

  func assign(_ indicator: ElasticIndicator, _ row: Int, into share: inout MutableSpan<Double>) {
    let n = share.count - 2
    switch self {
    case .fixed(let field):
      let s = unsafe field.row(row, n).span
      for i in 0..<n + 2 { share[i] = s[i] }
    case .riding(let outer, let inner, let whole, let broken):
      let reach = unsafe outer.row(row, n).span, w = unsafe whole.row(row, n).span, b = unsafe broken.row(row, n).span
      if let inner {
        let base = unsafe inner.row(row, n).span
        for i in 0..<n + 2 { share[i] = max(0, indicator.value(reach[i]) - indicator.value(base[i])) }
      } else {
        for i in 0..<n + 2 { share[i] = indicator.value(reach[i]) }
      }
      for i in 0..<n + 2 where b[i] > 0 { share[i] *= w[i] / (w[i] + b[i]) }
    }
  }
}

extension RidingLayer {
  fileprivate var elasticShare: ElasticShare { .riding(outer: reach, inner: inner?.reach, whole: intact, broken: broken) }
}

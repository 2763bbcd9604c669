import Simulations

/// Points spread over a cube so that, of n points, one lies in each n-th of every edge (McKay, Beckman & Conover, Technometrics 21
/// (1979) 239).
struct LatinHypercube {
  /// Points, > 0.
  let count: Int
  /// Of what is drawn; the same seed gives the same points.
  let seed: Int

  /// Coordinate `dimension` of all points, in (0, 1).
  func coordinates(_ dimension: Int) -> [Double] {
    let random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    // Each coordinate has a stretch of the stream: one number for the place in the stratum, one for the exchange.
    let start = UInt64(dimension) << 32
    var strata = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      let other = Int(random.uniform(start + UInt64(2 * index)) * Double(index + 1))
      strata.swapAt(index, min(other, index))
    }
    return strata.indices.map { (Double(strata[$0]) + random.uniform(start + UInt64(2 * $0 + 1))) / Double(count) }
  }
}

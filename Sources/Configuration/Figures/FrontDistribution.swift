import Fields
import Physics

/// How a quantity of the front is distributed over its area (in two dimensions its length).
///
/// Each cell of the diffuse front counts with its interface area w·V, w = |∇H(ξ)| (`InterfaceDensity`), so that no surface has to be
/// extracted and the same law serves two and three dimensions. Cells where the quantity is no number do not count: the ends of the
/// profile, which hold a hundredth of the area, evenly all along the front.
struct FrontDistribution {
  /// In SI, and the area that has each, in units of that of a cell; > 0.
  let values: [Double]
  let weights: [Double]

  /// - Parameters:
  ///   - quantity: in SI, the same along each normal of the front.
  ///   - halfWidth: δ of the profile, m.
  init(_ quantity: ScalarField, on orderParameter: ScalarField, halfWidth: Double) {
    let grid = orderParameter.grid
    let density = ScalarField(grid)
    InterfaceDensity(halfWidth: halfWidth).assign(orderParameter, into: density)
    var values: [Double] = []
    var weights: [Double] = []
    for r in 0..<grid.rowCount {
      let q = unsafe quantity.row(r, grid.width).span, w = unsafe density.row(r, grid.width).span
      for i in 1..<grid.width + 1 where w[i] > 0 && q[i].isFinite {
        values.append(q[i])
        weights.append(w[i])
      }
    }
    self.values = values
    self.weights = weights
  }

  init(values: [Double], weights: [Double]) {
    self.values = values
    self.weights = weights
  }

  /// Nil where there is no front.
  var mean: Double? {
    let total = weights.reduce(0, +)
    return total > 0 ? zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total : nil
  }

  var range: ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// Part of the area in each bin over its width: the area under it is 1.
  func densities(_ bins: HistogramBins) -> [Double] {
    var parts = [Double](repeating: 0, count: bins.count)
    for (value, weight) in zip(values, weights) { parts[bins.index(value)] += weight }
    let total = parts.reduce(0, +)
    return parts.map { total > 0 ? $0 / (total * bins.width) : 0 }
  }
}

/// Bins of one round width between multiples of it, an empty one at either end.
struct HistogramBins: Equatable {
  /// 1, 2 or 5 times a power of ten.
  let width: Double
  /// The lower edge of the first bin over the width.
  let first: Int
  let count: Int

  /// Values that differ by less than this part of their size are one value: files of single precision hold seven digits.
  private static let resolution = 1e-3

  /// - Parameter most: bins between the ends of the range.
  init(_ range: ClosedRange<Double>, most: Int) {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    let span = max(range.upperBound - range.lowerBound, Self.resolution * size)
    width = Self.round(atLeast: span > 0 ? span / Double(most) : 1)
    first = Int((range.lowerBound / width).rounded(.down)) - 1
    count = Int((range.upperBound / width).rounded(.down)) + 2 - first
  }

  var edges: [Double] { (0...count).map { Double(first + $0) * width } }

  /// The bin of a value; of one beyond the ends, the nearest.
  func index(_ value: Double) -> Int { min(max(Int((value / width).rounded(.down)) - first, 0), count - 1) }

  private static func round(atLeast value: Double) -> Double {
    // Division by a power of ten is exact where the product with a negative one is not.
    var power = 1.0
    let isBelow = value < 1
    while isBelow ? 1 / power > value : 10 * power < value { power *= 10 }
    for digit in [1.0, 2, 5, 10] {
      let candidate = isBelow ? digit / power : digit * power
      if candidate >= value * (1 - 1e-12) { return candidate }
    }
    return value
  }
}

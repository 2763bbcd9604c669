import RealModule

/// One axis of a plot: what it shows, between which values, and how they are spaced.
struct PlotAxis {
  let quantity: AxisQuantity
  /// Not empty; positive on a logarithmic axis.
  let range: ClosedRange<Double>
  let isLogarithmic: Bool

  init(_ quantity: AxisQuantity, range: ClosedRange<Double>, isLogarithmic: Bool = false) {
    precondition(range.lowerBound < range.upperBound && (!isLogarithmic || range.lowerBound > 0), "an axis needs a range")
    self.quantity = quantity
    self.range = range
    self.isLogarithmic = isLogarithmic
  }

  /// A range around values with room beside them.
  ///
  /// - Parameter margin: free part of the axis at each end.
  init(_ quantity: AxisQuantity, around values: [Double], isLogarithmic: Bool = false, margin: Double) {
    self.init(
      quantity, range: isLogarithmic ? Self.decades(values, margin) : Self.span(values, margin), isLogarithmic: isLogarithmic)
  }

  /// 0 at the lower end, 1 at the upper; nil for what such an axis cannot show.
  func fraction(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    if !isLogarithmic { return (value - range.lowerBound) / (range.upperBound - range.lowerBound) }
    guard value > 0 else { return nil }
    return Double.log(value / range.lowerBound) / Double.log(range.upperBound / range.lowerBound)
  }

  func ticks(count: Int) -> AxisTicks {
    isLogarithmic ? AxisTicks(logarithmic: range, count: count) : AxisTicks(linear: range, count: count)
  }

  private static func span(_ values: [Double], _ margin: Double) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    let largest = max(abs(low), abs(high))
    // What differs by rounding alone is constant and must not look like noise.
    if high - low <= 1e-6 * largest { return largest == 0 ? -1...1 : (low - 0.07 * largest)...(high + 0.07 * largest) }
    if margin == 0 { return low...high }
    let room = margin * (high - low)
    // Values that come near to zero are shown from zero on, on which a curve may lie.
    if low >= 0, low < 0.3 * high { return 0...(high + room) }
    if high <= 0, high > 0.3 * low { return (low - room)...0 }
    return (low - room)...(high + room)
  }

  private static func decades(_ values: [Double], _ margin: Double) -> ClosedRange<Double> {
    let positive = values.filter { $0.isFinite && $0 > 0 }
    guard let low = positive.min(), let high = positive.max() else { return 0.1...1 }
    if high <= low * (1 + 1e-6) { return low / 2...high * 2 }
    let room = Double.pow(high / low, margin)
    return low / room...high * room
  }
}

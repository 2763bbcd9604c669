/// An axis of a plot that something else draws, such as a page: where values lie, and what its ticks say.
public struct AxisScale: Sendable {
  public struct Tick: Equatable, Sendable {
    /// 0 at the lower end of the axis, 1 at the upper.
    public let fraction: Double
    /// To be multiplied by the power of ten in `heading`.
    public let label: String
  }

  /// Name, power of ten and unit: "Current density (mA/cm²)".
  public let heading: String
  /// In the unit of the values, not empty.
  public let range: ClosedRange<Double>
  public let ticks: [Tick]
  private let axis: PlotAxis

  /// A range around all finite values.
  ///
  /// - Parameters:
  ///   - isLogarithmic: whether equal ratios are equally far apart; values that are not positive do not count then.
  ///   - margin: free part of the axis at each end.
  ///   - count: about so many ticks.
  public init(_ quantity: AxisQuantity, around values: [Double], isLogarithmic: Bool = false, margin: Double, ticks count: Int) {
    let axis = PlotAxis(quantity, around: values, isLogarithmic: isLogarithmic, margin: margin)
    let ticks = axis.ticks(count: count)
    self.axis = axis
    range = axis.range
    heading = quantity.heading(exponent: ticks.exponent)
    self.ticks = zip(ticks.values, ticks.labels).compactMap { value, label in
      axis.fraction(value).map { Tick(fraction: $0, label: label) }
    }
  }

  /// Place of a value, 0 at the lower end and 1 at the upper; nil for what the axis cannot show.
  public func fraction(_ value: Double) -> Double? { axis.fraction(value) }
}

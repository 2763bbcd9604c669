/// A line in a plot.
public struct Curve: Sendable {
  /// Stands in the key.
  public var name: String
  /// Abscissa and ordinate in the units of their axes. A value that is not a number, or that a logarithmic axis cannot show, leaves a
  /// gap.
  public var points: [SIMD2<Double>]

  public init(_ name: String, _ points: [SIMD2<Double>]) {
    self.name = name
    self.points = points
  }
}

/// One of the plots that stand above each other in a figure.
public struct CurvePanel: Sendable {
  public var quantity: AxisQuantity
  public var curves: [Curve]
  public var isLogarithmic: Bool
  /// Abscissae that are marked by a vertical line, one for each curve; empty for none.
  public var marks: [Double] = []

  public init(_ quantity: AxisQuantity, _ curves: [Curve], isLogarithmic: Bool = false) {
    self.quantity = quantity
    self.curves = curves
    self.isLogarithmic = isLogarithmic
  }
}

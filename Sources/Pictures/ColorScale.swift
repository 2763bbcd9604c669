import RealModule

/// What a colour means: a fixed range of a physical quantity laid over a colour map.
///
/// The range is given, never taken from the frame at hand, so that the frames of a movie do not flicker.
public struct ColorScale: Sendable {
  public enum Spacing: String, Sendable, CaseIterable {
    case linear
    case logarithmic
  }

  public let map: Colormap
  /// Quantities at the two ends of the map, in `unit`; beyond them the colour stays that of the end.
  public let range: ClosedRange<Double>
  public let spacing: Spacing
  /// The quantity's symbol or name, e.g. "c".
  public let label: String
  /// The unit in which `range` is given and ticks are written, e.g. "mol/m³"; empty for a pure number.
  public let unit: String
  /// How many `unit`s one SI unit is: fields hold SI values. 0.1 for A/m² shown in mA/cm².
  public let unitsPerSI: Double
  /// Drawn where the field is not a number.
  public let undefinedColor: Color

  public init(
    _ map: Colormap, range: ClosedRange<Double>, spacing: Spacing = .linear,
    label: String, unit: String = "", unitsPerSI: Double = 1, undefinedColor: Color = Color(hex: 0xFF00FF)
  ) {
    precondition(
      range.lowerBound.isFinite && range.upperBound.isFinite && range.lowerBound < range.upperBound,
      "a colour scale needs a finite range that is not empty")
    precondition(spacing == .linear || range.lowerBound > 0, "a logarithmic colour scale needs a positive range")
    self.map = map
    self.range = range
    self.spacing = spacing
    self.label = label
    self.unit = unit
    self.unitsPerSI = unitsPerSI
    self.undefinedColor = undefinedColor
  }

  /// Whether it gives each quantity the same colour and is written alike.
  func isSame(as other: ColorScale) -> Bool {
    map.name == other.map.name && range == other.range && spacing == other.spacing && label == other.label && unit == other.unit
  }

  /// The same range in other colours.
  public func with(_ map: Colormap) -> ColorScale {
    ColorScale(
      map, range: range, spacing: spacing, label: label, unit: unit, unitsPerSI: unitsPerSI, undefinedColor: undefinedColor)
  }

  /// Where a quantity in `unit` lies between the ends of the map: 0 … 1 within the range, NaN for NaN.
  ///
  /// On a logarithmic scale zero and negative quantities lie infinitely far below the range.
  public func fraction(_ quantity: Double) -> Double {
    switch spacing {
    case .linear:
      return (quantity - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .logarithmic:
      if quantity <= 0 { return -.infinity }
      return Double.log10(quantity / range.lowerBound) / Double.log10(range.upperBound / range.lowerBound)
    }
  }

  /// The colour of a field's value, given in SI units.
  public func color(_ value: Double) -> Color {
    let fraction = fraction(value * unitsPerSI)
    return fraction.isNaN ? undefinedColor : map.color(at: fraction)
  }

  public func ticks(count: Int) -> Ticks {
    switch spacing {
    case .linear: Ticks(linear: range, count: count)
    case .logarithmic: Ticks(logarithmic: range, count: count)
    }
  }

  /// Label and unit as they stand under the bar: "c (10³ mol/m³)".
  func heading(exponent: Int) -> String {
    let factor = exponent == 0 ? "" : Numeral.power(ofTen: exponent)
    let inner = [factor, unit].filter { !$0.isEmpty }.joined(separator: "\u{202F}")
    return inner.isEmpty ? label : label.isEmpty ? inner : "\(label) (\(inner))"
  }
}

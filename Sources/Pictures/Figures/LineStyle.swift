/// How one curve among several is drawn: colour and dashes both tell it apart, so that it survives colour blindness and a
/// photocopier.
struct LineStyle: Equatable, Sendable {
  let color: Color
  /// Lengths of dashes and gaps in points; empty for a solid line.
  let dashes: [Double]

  /// Colours of Okabe and Ito, "Color Universal Design" (2008), https://jfly.uni-koeln.de/color, without the yellow, which is too
  /// faint for a line on white.
  static let colors = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x000000, 0xE69F00, 0x56B4E9].map { Color(hex: $0) }

  private static let patterns: [[Double]] = [[], [4, 1.6], [1.1, 1.2], [5, 1.4, 1.1, 1.4], [8, 2]]

  /// Curves that can be told apart.
  static let count = 35

  /// Style of curve `index`; the numbers of colours and patterns have no common factor, so that the first 35 differ.
  static func of(_ index: Int) -> LineStyle {
    LineStyle(color: colors[index % colors.count], dashes: patterns[index % patterns.count])
  }
}

extension Figure {
  /// Curves in one plot that can be told apart.
  public static let distinctCurves = LineStyle.count
}

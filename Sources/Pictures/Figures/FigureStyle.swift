/// Size and lettering of a figure, as journals ask for them. Lengths are points, 1/72 inch.
public struct FigureStyle: Sendable {
  /// Columns of a page that the figure fills.
  public enum Width: String, CaseIterable, Sendable {
    /// 85 mm.
    case one
    /// 170 mm.
    case two

    /// Points.
    public var points: Double { (self == .one ? 85 : 170) / 25.4 * 72 }
  }

  public var width: Width
  /// Stands over the figure; nil leaves that to the caption in the paper.
  public var title: String?
  /// Pixels per inch of a PNG, > 0; SVG and PDF have none.
  public var resolution: Double

  public init(width: Width = .one, title: String? = nil, resolution: Double = 300) {
    precondition(resolution > 0, "a resolution is positive")
    self.width = width
    self.title = title
    self.resolution = resolution
  }

  /// Of the lettering: between the 7 and 8 points at which journals print figures.
  static let textSize = 7.5
  /// Blank rim.
  static let margin = 2.0
  static let frameWidth = 0.5
  static let curveWidth = 1.0
  static let markerRadius = 1.9
  static let majorTick = 3.0, minorTick = 1.6

  static let ink = Color(hex: 0x000000)
  static let text = TextStyle(typeface: .regular, size: textSize, color: ink)
  static let bold = TextStyle(typeface: .semibold, size: textSize, color: ink)
  static let lineHeight = 1.25 * textSize
}

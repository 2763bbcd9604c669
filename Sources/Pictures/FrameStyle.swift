/// Size and inks of a picture. Lengths are pixels.
public struct FrameStyle: Sendable {
  /// The picture fits within this width and height; its shape follows from the fields.
  public var width: Int, height: Int
  /// Size of the text; by default in proportion to the picture, 7 points in print.
  public var textSize: Double?
  /// Pixels per inch when printed; 2160 pixels at 300 an inch fill the 183 mm of a double column.
  public var resolution: Double
  /// Effort spent on a smaller file, 1 … 9: 9 leaves three quarters of what 1 does, and takes many times as long.
  public var compression: Int
  public var theme: Theme

  public init(
    width: Int = 2160, height: Int = 900, textSize: Double? = nil, resolution: Double = 300, compression: Int = 2,
    theme: Theme = .light
  ) {
    precondition(width >= 64 && height >= 64, "a picture needs at least 64 by 64 pixels")
    precondition((1...9).contains(compression), "compression lies between 1 and 9")
    precondition(textSize ?? 1 > 0 && resolution > 0, "text size and resolution must be positive")
    self.width = width
    self.height = height
    self.textSize = textSize
    self.resolution = resolution
    self.compression = compression
    self.theme = theme
  }

  /// Text size before anything has to shrink.
  var preferredTextSize: Double { textSize ?? max(min(Double(width) / 72, Double(height) / 31), 9) }

  /// Inks and grounds.
  public struct Theme: Sendable {
    public var background: Color
    /// Titles and numbers.
    public var ink: Color
    /// Captions, ticks and frames.
    public var quietInk: Color
    /// The electrolyte where a picture shows nothing but lithium.
    public var electrolyte: Color
    /// Layers in it.
    public var layer: Color
    /// Fully lit lithium; its shading scales this.
    public var metal: Color
    /// The line at ξ = ½.
    public var outline: Color

    public init(
      background: Color, ink: Color, quietInk: Color, electrolyte: Color, layer: Color, metal: Color, outline: Color
    ) {
      self.background = background
      self.ink = ink
      self.quietInk = quietInk
      self.electrolyte = electrolyte
      self.layer = layer
      self.metal = metal
      self.outline = outline
    }

    public static let light = Theme(
      background: Color(hex: 0xFFFFFF), ink: Color(hex: 0x14181D), quietInk: Color(hex: 0x4A525C),
      electrolyte: Color(hex: 0x1C3350), layer: Color(hex: 0xC08A3E), metal: Color(hex: 0xF4F6FA), outline: Color(hex: 0x0E141C))
  }
}

import RealModule

/// An opaque colour in sRGB.
public struct Color: Hashable, Sendable {
  /// Components, 0 … 1.
  public var red: Double, green: Double, blue: Double

  public init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour written as 0xRRGGBB.
  public init(hex: UInt32) {
    self.init(red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255, blue: Double(hex & 255) / 255)
  }

  public static func gray(_ level: Double) -> Color { Color(red: level, green: level, blue: level) }

  /// The colour rounded to eight bits a component, as 0xRRGGBB.
  public var hex: UInt32 {
    func byte(_ x: Double) -> UInt32 { UInt32((min(max(x, 0), 1) * 255).rounded()) }
    return byte(red) << 16 | byte(green) << 8 | byte(blue)
  }

  /// Luminance relative to white, 0 … 1 (IEC 61966-2-1).
  public var luminance: Double {
    func linear(_ x: Double) -> Double { x <= 0.04045 ? x / 12.92 : Double.pow((x + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// CIE L*, 0 … 100: equal steps look equally large.
  public var lightness: Double {
    let y = luminance
    return y > 216.0 / 24389 ? 116 * Double.root(y, 3) - 16 : y * 24389 / 27
  }

  /// The colour a fraction of the way to `other`, component by component.
  public func mixed(with other: Color, _ fraction: Double) -> Color {
    Color(
      red: red + (other.red - red) * fraction,
      green: green + (other.green - green) * fraction,
      blue: blue + (other.blue - blue) * fraction)
  }
}

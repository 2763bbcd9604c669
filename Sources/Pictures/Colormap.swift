/// Colours for numbers from 0 to 1: sRGB control points at equal distances with straight lines between them.
public struct Colormap: Sendable {
  public let name: String
  let controls: [Color]
  /// Eight-bit colours at `Colormap.entries` equal steps, for painting.
  let table: [UInt32]

  /// Steps of the painting table: enough that two neighbours never differ by more than one in a component.
  static let entries = 1024

  /// - Parameter controls: at least two colours as 0xRRGGBB, from 0 to 1.
  public init(name: String, controls: [UInt32]) {
    precondition(controls.count >= 2, "a colour map needs at least two control points")
    self.name = name
    let colors = controls.map { Color(hex: $0) }
    self.controls = colors
    table = (0..<Self.entries).map { Self.interpolate(colors, Double($0) / Double(Self.entries - 1)).hex }
  }

  /// The colour of `fraction`; below 0 and above 1 that of the nearer end.
  public func color(at fraction: Double) -> Color { Self.interpolate(controls, fraction) }

  private static func interpolate(_ controls: [Color], _ fraction: Double) -> Color {
    let position = min(max(fraction, 0), 1) * Double(controls.count - 1)
    let lower = min(Int(position), controls.count - 2)
    return controls[lower].mixed(with: controls[lower + 1], position - Double(lower))
  }

  /// The maps known by name.
  public static let all: [Colormap] = [viridis, cividis, magma, polar]

  public static func named(_ name: String) -> Colormap? { all.first { $0.name == name } }
}

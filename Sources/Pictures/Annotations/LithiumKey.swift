/// The key of a panel that shows lithium alone: patches with their names, in the place of a colour bar.
struct LithiumKey {
  let box: Box
  let textSize: Double
  var hasLayers = false

  private static func names(_ hasLayers: Bool) -> [String] { ["Lithium", "Electrolyte"] + (hasLayers ? ["Layer"] : []) }
  /// Height of a patch, distance from a patch to its name, and from a name to the next patch, in text sizes.
  private static let side = 0.78, indent = 0.4, gap = 1.2

  /// Width of all patches with their names side by side.
  static func width(_ textSize: Double, hasLayers: Bool, _ canvas: Canvas) -> Double {
    let names = names(hasLayers)
    let style = style(textSize, Color(hex: 0))
    let items = names.map { (1.2 * side * textSize).rounded() + indent * textSize + canvas.width($0, style) }
    return items.reduce(0, +) + gap * textSize * Double(names.count - 1)
  }

  func draw(on canvas: Canvas, theme: FrameStyle.Theme) {
    let style = Self.style(textSize, theme.ink)
    let side = (Self.side * textSize).rounded()
    let top = box.y.rounded()
    // The metal as it looks away from its edges.
    let flat = Metal.flatShade
    let metal = Color(red: theme.metal.red * flat, green: theme.metal.green * flat, blue: theme.metal.blue * flat)
    var x = (box.x + (box.width - Self.width(textSize, hasLayers: hasLayers, canvas)) / 2).rounded()
    for (name, color) in zip(Self.names(hasLayers), [metal, theme.electrolyte, theme.layer]) {
      let patch = Box(x: x, y: top, width: (1.2 * Self.side * textSize).rounded(), height: side)
      canvas.fill(patch, color)
      canvas.frame(patch, theme.quietInk, width: 1)
      canvas.text(name, x: patch.right + Self.indent * textSize, baseline: top + side - 0.06 * textSize, style)
      x = (patch.right + (Self.indent + Self.gap) * textSize + canvas.width(name, style)).rounded()
    }
  }

  private static func style(_ textSize: Double, _ color: Color) -> TextStyle {
    TextStyle(typeface: .regular, size: 0.88 * textSize, color: color)
  }
}

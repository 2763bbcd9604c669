import RealModule

/// A bar of a round length, drawn within an image.
struct ScaleBar {
  /// m: 1, 2 or 5 times a power of ten.
  let length: Double
  /// Pixels.
  let drawnLength: Double

  /// The longest round length of at most `maximum` pixels.
  ///
  /// - Parameter spacing: edge of a pixel, m.
  init(pixel spacing: Double, maximum: Double) {
    let longest = spacing * maximum * (1 + 1e-9)
    let power = Int(Double.log10(longest).rounded(.down))
    let unit = power < 0 ? 1 / Double.pow(10, Double(-power)) : Double.pow(10, Double(power))
    let mantissa = [5.0, 2, 1].first { $0 * unit <= longest } ?? 1
    length = mantissa * unit
    drawnLength = length / spacing
  }

  /// "20 µm".
  var label: String {
    let units: [(symbol: String, metres: Double)] = [("nm", 1e-9), ("µm", 1e-6), ("mm", 1e-3), ("m", 1)]
    let unit = units.last { length >= 0.999 * $0.metres } ?? units[0]
    return Numeral.significant(length / unit.metres, digits: 1) + " " + unit.symbol
  }

  /// Draws bar and label into the upper right corner of `image`, or beside it when it is too narrow for them.
  ///
  /// - Parameter ink: given the box that bar and label take, the colour to draw in and the one to set it off with.
  func draw(on canvas: Canvas, in image: Box, textSize: Double, ink: (Box) -> (ink: Color, halo: Color)) {
    let inset = 0.7 * textSize
    let thickness = (0.2 * textSize).rounded(.up)
    let plain = TextStyle(typeface: .semibold, size: 0.92 * textSize, color: Color(hex: 0))
    let extent = max(drawnLength, canvas.width(label, plain))
    let isInside = extent + 2 * inset <= image.width
    let left = isInside ? image.right - inset - extent : image.right + inset
    let box = Box(x: left.rounded(.down), y: image.y + inset, width: extent, height: 1.5 * textSize)
    let colors = ink(box)
    let x = (box.x + (extent - drawnLength) / 2).rounded()
    let bar = Box(x: x, y: (box.y + 1.15 * textSize).rounded(), width: drawnLength, height: thickness)
    canvas.text(
      label, x: bar.x + drawnLength / 2, baseline: bar.y - 0.38 * textSize,
      TextStyle(typeface: plain.typeface, size: plain.size, color: colors.ink), .center, halo: colors.halo)
    canvas.fill(bar, colors.ink)
  }
}

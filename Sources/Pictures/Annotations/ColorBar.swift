/// The key of a colour scale, lying below its image: colours, ticks, and what they stand for.
struct ColorBar {
  let scale: ColorScale
  /// The colours alone.
  let box: Box
  let textSize: Double
  let ticks: Ticks

  /// Height of a bar with its ticks and heading, in text sizes.
  static let height = 3.35
  private static let thickness = 0.62

  /// - Parameter box: where the key may be drawn; numbers may reach beyond it by less than a letter at each side.
  init(_ scale: ColorScale, in box: Box, textSize: Double, canvas: Canvas) {
    self.scale = scale
    self.box = Box(x: box.x, y: box.y, width: box.width, height: (Self.thickness * textSize).rounded())
    self.textSize = textSize
    let style = Self.numberStyle(textSize, Color(hex: 0))
    var count = 7
    var ticks = scale.ticks(count: count)
    // Fewer ticks until the numbers are a comfortable distance apart.
    while count > 2, !Self.fits(ticks, scale, self.box, style, canvas) {
      count -= 1
      ticks = scale.ticks(count: count)
    }
    self.ticks = ticks
  }

  /// Horizontal position of a quantity in the scale's unit.
  func position(_ quantity: Double) -> Double { Self.position(quantity, scale, box) }

  private static func position(_ quantity: Double, _ scale: ColorScale, _ box: Box) -> Double {
    box.x + box.width * scale.fraction(quantity)
  }

  private static func numberStyle(_ textSize: Double, _ color: Color) -> TextStyle {
    TextStyle(typeface: .regular, size: 0.88 * textSize, color: color)
  }

  private static func fits(_ ticks: Ticks, _ scale: ColorScale, _ box: Box, _ style: TextStyle, _ canvas: Canvas) -> Bool {
    var end = -Double.infinity
    for (value, label) in zip(ticks.values, ticks.labels) {
      let width = canvas.width(label, style)
      let start = left(of: width, at: position(value, scale, box), box, style.size)
      if start < end + 0.9 * style.size { return false }
      end = start + width
    }
    return true
  }

  /// Left end of a number centred at a tick, kept from reaching far beyond the bar.
  private static func left(of width: Double, at position: Double, _ box: Box, _ size: Double) -> Double {
    let overhang = 0.8 * size
    return min(max(position - width / 2, box.x - overhang), box.right + overhang - width)
  }

  func draw(on canvas: Canvas, painting: FieldPainting, theme: FrameStyle.Theme) {
    paintColors(painting)
    canvas.frame(box, theme.quietInk, width: 1)
    let style = Self.numberStyle(textSize, theme.ink)
    let length = 0.24 * textSize
    let baseline = box.bottom + length + 0.98 * textSize
    for (value, label) in zip(ticks.values, ticks.labels) {
      let x = min(max(position(value), box.x), box.right)
      canvas.line(
        from: (x, box.bottom + 1), to: (x, box.bottom + 1 + length), theme.quietInk, width: max(1, 0.05 * textSize))
      let width = canvas.width(label, style)
      canvas.text(label, x: Self.left(of: width, at: x, box, style.size), baseline: baseline, style)
    }
    canvas.text(
      scale.heading(exponent: ticks.exponent), x: box.x + box.width / 2, baseline: baseline + 1.28 * textSize, style, .center)
  }

  private func paintColors(_ painting: FieldPainting) {
    let table = scale.map.table
    let first = Int(box.x)
    for y in Int(box.y)..<Int(box.bottom) {
      var row = unsafe painting.buffer.row(y).mutableSpan
      for x in 0..<Int(box.width) {
        let fraction = (Double(x) + 0.5) / box.width
        row[first + x] = table[Int(fraction * Double(table.count - 1) + 0.5)]
      }
    }
  }
}

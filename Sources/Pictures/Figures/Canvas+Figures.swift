import CCairo

/// What figures draw beyond what frames need.
extension Canvas {
  /// A line through points; round joins, ends cut straight.
  func polyline(_ points: [SIMD2<Double>], _ style: LineStyle, width: Double, isClosed: Bool = false) {
    guard points.count > 1 else { return }
    use(style.color)
    unsafe cairo_set_line_width(context, width)
    unsafe cairo_set_dash(context, style.dashes, Int32(style.dashes.count), 0)
    trace(points)
    if isClosed { unsafe cairo_close_path(context) }
    unsafe cairo_stroke(context)
    unsafe cairo_set_dash(context, [], 0, 0)
  }

  /// Polygons filled together: what an odd number of them encloses.
  func fill(_ polygons: [[SIMD2<Double>]], _ color: Color) {
    use(color)
    unsafe cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
    for polygon in polygons where polygon.count > 2 {
      trace(polygon)
      unsafe cairo_close_path(context)
    }
    unsafe cairo_fill(context)
  }

  /// A disc with a thin rim.
  func marker(at point: SIMD2<Double>, radius: Double, _ color: Color) {
    unsafe cairo_new_sub_path(context)
    unsafe cairo_arc(context, point.x, point.y, radius, 0, 2 * Double.pi)
    use(color)
    unsafe cairo_fill(context)
  }

  /// Text that reads upwards, centred at a height.
  func textUpwards(_ string: String, baseline x: Double, center y: Double, _ font: TextStyle) {
    unsafe cairo_save(context)
    unsafe cairo_translate(context, x, y)
    unsafe cairo_rotate(context, -Double.pi / 2)
    text(string, x: 0, baseline: 0, font, .center)
    unsafe cairo_restore(context)
  }

  /// Words in lines no longer than `length`; a longer word stands alone.
  func wrapped(_ words: [String], _ font: TextStyle, length: Double) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, width("\(last) \(word)", font) <= length {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// A name that fits a length: what is too long loses its middle, since runs often differ at the ends of their names.
  func shortened(_ name: String, _ font: TextStyle, length: Double) -> String {
    var short = name
    var kept = name.count
    while kept > 2, width(short, font) > length {
      kept -= 1
      short = name.prefix((kept + 1) / 2) + "…" + name.suffix(kept / 2)
    }
    return short
  }

  /// Draws within a box alone.
  func clipped(to box: Box, _ draw: () -> Void) {
    unsafe cairo_save(context)
    unsafe cairo_rectangle(context, box.x, box.y, box.width, box.height)
    unsafe cairo_clip(context)
    draw()
    unsafe cairo_restore(context)
  }

  /// A box filled with colours that rise from its bottom to its top.
  func fillUpwards(_ box: Box, _ color: (Double) -> Color) {
    let pattern = unsafe cairo_pattern_create_linear(0, box.bottom, 0, box.y)
    let stops = 64
    for stop in 0...stops {
      let fraction = Double(stop) / Double(stops)
      let color = color(fraction)
      unsafe cairo_pattern_add_color_stop_rgb(pattern, fraction, color.red, color.green, color.blue)
    }
    unsafe cairo_set_source(context, pattern)
    unsafe cairo_rectangle(context, box.x, box.y, box.width, box.height)
    unsafe cairo_fill(context)
    unsafe cairo_pattern_destroy(pattern)
  }

  /// A colour bar with ticks on its right edge and their numbers beside it.
  /// - Returns: width of the widest number.
  func colorBar(_ bar: Box, axis: PlotAxis, ticks: AxisTicks, tick: Double, _ color: (Double) -> Color) -> Double {
    fillUpwards(bar, color)
    frame(bar, FigureStyle.ink, width: FigureStyle.frameWidth)
    var widest = 0.0
    for (value, label) in zip(ticks.values, ticks.labels) {
      guard let fraction = axis.fraction(value) else { continue }
      let y = bar.bottom - fraction * bar.height
      line(from: (bar.right, y), to: (bar.right - tick, y), FigureStyle.ink, width: FigureStyle.frameWidth)
      text(label, x: bar.right + PlotBox.numberGap, baseline: y + 0.36 * FigureStyle.textSize, FigureStyle.text)
      widest = max(widest, width(label, FigureStyle.text))
    }
    return widest
  }

  private func trace(_ points: [SIMD2<Double>]) {
    unsafe cairo_move_to(context, points[0].x, points[0].y)
    for point in points.dropFirst() { unsafe cairo_line_to(context, point.x, point.y) }
  }
}

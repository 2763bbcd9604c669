/// Lithium in a plane with an outline that is coloured by a quantity, a colour bar beside it and a scale bar below.
struct TraceFigure: FigureContent {
  let trace: FrontTrace
  let scale: ColorScale
  let quantity: AxisQuantity

  private static let barGap = 9.0, barWidth = 7.0, tick = 2.5
  private static let metal = Color(hex: 0xD9DCE1), electrolyte = Color(hex: 0xF6F8FB)
  /// Of the coloured line, and of the dark one below it, which sets it off from either side.
  static let lineWidth = 2.0, rimWidth = 2.9

  struct Layout {
    let box: Box, bar: Box
    let ticks: AxisTicks
    let axis: PlotAxis
    /// Lines of the bar's name.
    let heading: [String]
  }

  /// The scale's range in its unit.
  private var axis: PlotAxis { PlotAxis(quantity, range: scale.range, isLogarithmic: scale.spacing == .logarithmic) }

  func height(width: Double, _ canvas: Canvas) -> Double { layout(width, canvas).box.bottom + 1.9 * FigureStyle.textSize }

  func layout(_ width: Double, _ canvas: Canvas) -> Layout {
    let text = FigureStyle.textSize
    let axis = axis
    let ticks = axis.ticks(count: 7)
    let numbers = ticks.labels.map { canvas.width($0, FigureStyle.text) }.max() ?? 0
    let longest = (width < 300 ? 1.4 : 0.85) * width
    let shape = (trace.window.upperBound - trace.window.lowerBound) / trace.width
    var heading = [""]
    // The name of the bar is broken to its height, which follows from the room that the name leaves.
    while true {
      let beside = PlotBox.numberGap + numbers + 1.55 * text + Double(heading.count - 1) * FigureStyle.lineHeight
      let room = width - Self.barGap - Self.barWidth - beside - 1
      let size = room * shape <= longest ? (room, room * shape) : (longest / shape, longest)
      let lines = axis.quantity.lines(exponent: ticks.exponent, fitting: size.1, canvas)
      if lines.count > heading.count, heading.count < 12 {
        heading = lines
        continue
      }
      let box = Box(x: (room - size.0) / 2 + 0.5, y: 0.4 * text, width: size.0, height: size.1)
      return Layout(
        box: box, bar: Box(x: box.right + Self.barGap, y: box.y, width: Self.barWidth, height: box.height), ticks: ticks, axis: axis,
        heading: lines)
    }
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let layout = layout(width, canvas)
    func moved(_ box: Box) -> Box { Box(x: x + box.x, y: y + box.y, width: box.width, height: box.height) }
    let box = moved(layout.box)
    let points = box.width / trace.width
    let bottom = trace.window.lowerBound
    func place(_ point: SIMD2<Double>) -> SIMD2<Double> { SIMD2(box.x + point.x * points, box.bottom - (point.y - bottom) * points) }
    canvas.fill(box, Self.electrolyte)
    canvas.clipped(to: box) {
      canvas.fill(trace.polygons.map { $0.map(place) }, Self.metal)
      for line in trace.lines {
        canvas.polyline(line.points.map(place), LineStyle(color: FigureStyle.ink, dashes: []), width: Self.rimWidth)
      }
      for line in trace.lines { draw(line, place, on: canvas) }
    }
    canvas.frame(box, FigureStyle.ink, width: FigureStyle.frameWidth)
    drawBar(layout, moved(layout.bar), on: canvas)
    let size = FigureStyle.textSize
    let bar = ScaleBar(pixel: 1 / points, maximum: 0.5 * box.width)
    canvas.fill(Box(x: box.x, y: box.bottom + 0.75 * size, width: bar.drawnLength, height: 1.5), FigureStyle.ink)
    canvas.text(bar.label, x: box.x + bar.drawnLength + 4, baseline: box.bottom + 1.21 * size, FigureStyle.text)
  }

  /// Steps with the same colour are one line; each begins in the middle of the last step of the one before, so that no gap shows.
  private func draw(_ line: FrontTrace.Line, _ place: (SIMD2<Double>) -> SIMD2<Double>, on canvas: Canvas) {
    let colors = line.values.indices.dropLast().map { index -> Color? in
      let mean = 0.5 * (line.values[index] + line.values[index + 1])
      let value = mean.isNaN ? (line.values[index].isNaN ? line.values[index + 1] : line.values[index]) : mean
      return value.isNaN ? nil : scale.color(value)
    }
    var start = 0
    for step in colors.indices where step + 1 == colors.count || colors[step + 1]?.hex != colors[step]?.hex {
      if let color = colors[step] {
        let piece = line.points[start...step + 1].map(place)
        let lead = start > 0 ? [0.5 * (place(line.points[start - 1]) + piece[0])] : []
        canvas.polyline(lead + piece, LineStyle(color: color, dashes: []), width: Self.lineWidth)
      }
      start = step + 1
    }
  }

  private func drawBar(_ layout: Layout, _ bar: Box, on canvas: Canvas) {
    let widest = canvas.colorBar(bar, axis: layout.axis, ticks: layout.ticks, tick: Self.tick) { scale.map.color(at: $0) }
    for (line, text) in layout.heading.enumerated() {
      let baseline = bar.right + PlotBox.numberGap + widest + 1.35 * FigureStyle.textSize + Double(line) * FigureStyle.lineHeight
      canvas.textUpwards(text, baseline: baseline, center: bar.y + bar.height / 2, FigureStyle.text)
    }
  }
}

extension Figure {
  /// Lithium in a plane with its outline coloured by a quantity.
  ///
  /// - Parameter quantity: names the colour bar, in the scale's unit.
  public init(trace: FrontTrace, scale: ColorScale, quantity: AxisQuantity, style: FigureStyle = FigureStyle()) {
    self.init(TraceFigure(trace: trace, scale: scale, quantity: quantity), style)
  }
}

/// Outlines of one run at successive times over each other, coloured by time.
struct OverlayFigure: FigureContent {
  let sequence: MorphologySequence

  private static let barGap = 8.0, barWidth = 7.0, tick = 2.5

  /// Viridis without its lightest tenth, which is too faint for a line on white.
  static func color(_ fraction: Double) -> Color { Colormap.viridis.color(at: 0.9 * fraction) }

  private struct Layout {
    /// Of everything, where the plot is narrower than the figure.
    let shift: Double
    let plot: PlotBox
    let bar: Box
    let time: PlotAxis
    let timeTicks: AxisTicks
  }

  private var timeUnit: TimeUnit { .fitting(sequence.moments.map(\.time).max() ?? 0) }

  func height(width: Double, _ canvas: Canvas) -> Double {
    layout(width, canvas).plot.box.bottom + PlotBox.numberGap + 2.35 * FigureStyle.textSize
  }

  private func layout(_ width: Double, _ canvas: Canvas) -> Layout {
    let text = FigureStyle.textSize
    let isSmall = max(sequence.width, sequence.height) < 1e-6
    let (unit, size) = isSmall ? ("nm", 1e-9) : ("um", 1e-6)
    let x = PlotAxis(AxisQuantity("x", unit: unit), range: 0...sequence.width / size)
    let y = PlotAxis(AxisQuantity("z", unit: unit), range: 0...sequence.height / size)
    let times = sequence.moments.map { $0.time / timeUnit.seconds }
    let time = PlotAxis(AxisQuantity("Time", unit: timeUnit.symbol), around: times, margin: 0)
    let timeTicks = time.ticks(count: 6)
    func widest(_ ticks: AxisTicks) -> Double { ticks.labels.map { canvas.width($0, FigureStyle.text) }.max() ?? 0 }
    let yTicks = y.ticks(count: 7)
    let left = 1.25 * text + widest(yTicks) + PlotBox.numberGap
    let right = Self.barGap + Self.barWidth + PlotBox.numberGap + widest(timeTicks) + 1.55 * text
    let room = width - left - right
    // A domain that would fill a page is drawn smaller, in the middle.
    let scale = min(room / sequence.width, (width < 300 ? 1.4 : 0.85) * width / sequence.height)
    let shift = (room - sequence.width * scale) / 2
    let box = Box(x: left + shift, y: 0.4 * text, width: sequence.width * scale, height: sequence.height * scale)
    var xTicks = x.ticks(count: 7)
    var count = 7
    while count > 2, Double(xTicks.values.count) * (widest(xTicks) + 1.2 * text) > box.width {
      count -= 1
      xTicks = x.ticks(count: count)
    }
    return Layout(
      shift: shift, plot: PlotBox(box: box, x: x, y: y, xTicks: xTicks, yTicks: yTicks),
      bar: Box(x: box.right + Self.barGap, y: box.y, width: Self.barWidth, height: box.height), time: time, timeTicks: timeTicks)
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let layout = layout(width, canvas)
    func moved(_ box: Box) -> Box { Box(x: x + box.x, y: y + box.y, width: box.width, height: box.height) }
    let box = moved(layout.plot.box)
    let plot = PlotBox(
      box: box, x: layout.plot.x, y: layout.plot.y, xTicks: layout.plot.xTicks, yTicks: layout.plot.yTicks)
    let scale = box.width / sequence.width
    canvas.clipped(to: box) {
      for moment in sequence.moments {
        let fraction = layout.time.fraction(moment.time / timeUnit.seconds) ?? 0
        for line in FrontLines(moment.polygons, width: sequence.width, height: sequence.height).lines {
          canvas.polyline(
            line.map { SIMD2(box.x + $0.x * scale, box.bottom - $0.y * scale) }, LineStyle(color: Self.color(fraction), dashes: []),
            width: 0.7)
        }
      }
    }
    plot.drawFrame(on: canvas)
    plot.drawXNumbers(on: canvas)
    plot.drawYNumbers(on: canvas)
    let text = FigureStyle.textSize
    canvas.textUpwards(
      plot.y.quantity.heading(exponent: plot.yTicks.exponent), baseline: x + layout.shift + 0.8 * text, center: box.y + box.height / 2,
      FigureStyle.text)
    canvas.text(
      plot.x.quantity.heading(exponent: plot.xTicks.exponent), x: box.x + box.width / 2,
      baseline: box.bottom + PlotBox.numberGap + 2.1 * text, FigureStyle.text, .center)
    drawBar(layout, moved(layout.bar), on: canvas)
  }

  private func drawBar(_ layout: Layout, _ bar: Box, on canvas: Canvas) {
    let widest = canvas.colorBar(bar, axis: layout.time, ticks: layout.timeTicks, tick: Self.tick, Self.color)
    canvas.textUpwards(
      layout.time.quantity.heading(exponent: layout.timeTicks.exponent),
      baseline: bar.right + PlotBox.numberGap + widest + 1.35 * FigureStyle.textSize, center: bar.y + bar.height / 2, FigureStyle.text)
  }
}

extension Figure {
  /// The outlines of one run over each other, coloured by time.
  ///
  /// - Parameter sequence: with at least two moments.
  public init(overlay sequence: MorphologySequence, style: FigureStyle = FigureStyle()) {
    precondition(sequence.moments.count > 1, "an overlay needs two moments")
    self.init(OverlayFigure(sequence: sequence), style)
  }
}

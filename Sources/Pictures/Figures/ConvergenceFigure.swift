import RealModule

/// The errors of one quantity at several resolutions.
public struct ConvergenceSeries: Sendable {
  public let name: String
  /// (h, |error|), both > 0.
  public let points: [SIMD2<Double>]
  /// Nil where the errors follow no power law.
  public let order: ConvergenceOrder?

  /// - Parameter finest: the resolution of the run that serves as the reference; nil where the true value is known.
  public init(_ name: String, _ points: [SIMD2<Double>], finest: Double? = nil) {
    self.name = name
    self.points = points.sorted { $0.x < $1.x }
    order = ConvergenceOrder(resolutions: points.map(\.x), errors: points.map(\.y), finest: finest)
  }

  /// "Tip height, order 1.98".
  var title: String { order.map { "\(name), order \(Numeral.fixed($0.order, decimals: 2))" } ?? "\(name), no order" }
}

/// Errors against resolution, both logarithmic, with the fitted laws and a triangle of their slope.
struct ConvergenceFigure: FigureContent {
  let resolution: AxisQuantity, error: AxisQuantity
  let series: [ConvergenceSeries]

  /// Part of the abscissa that the triangle spans.
  private static let triangleWidth = 0.22

  func height(width: Double, _ canvas: Canvas) -> Double { layout(width, canvas).bottom + PlotBox.numberGap + 2.35 * FigureStyle.textSize }

  private var key: CurveKey { CurveKey(names: series.map(\.title), lines: series.map { $0.order != nil }) }

  func layout(_ width: Double, _ canvas: Canvas) -> (plot: PlotBox, heading: [String], bottom: Double) {
    let text = FigureStyle.textSize
    let points = series.flatMap(\.points)
    let x = PlotAxis(resolution, around: points.map(\.x), isLogarithmic: true, margin: 0.08)
    var y = PlotAxis(error, around: points.map(\.y), isLogarithmic: true, margin: 0.08)
    if let triangle = triangle(x, y) {
      // Room below for the triangle and the number of its side.
      let lowest = min(y.range.lowerBound, triangle.foot.y * Double.pow(y.range.upperBound / triangle.foot.y, -0.14))
      y = PlotAxis(error, range: lowest...y.range.upperBound, isLogarithmic: true)
    }
    let plotHeight = width < 300 ? 160.0 : 260
    let yTicks = y.ticks(count: 6), xTicks = x.ticks(count: 6)
    let heading = y.quantity.lines(exponent: yTicks.exponent, fitting: plotHeight, canvas)
    let numbers = yTicks.labels.map { canvas.width($0, FigureStyle.text) }.max() ?? 0
    let left = 0.8 * text + Double(heading.count - 1) * FigureStyle.lineHeight + 0.7 * text + numbers + PlotBox.numberGap
    let top = key.height(width: width - left - 3, canvas)
    let box = Box(x: left, y: top, width: width - left - 3, height: plotHeight)
    return (PlotBox(box: box, x: x, y: y, xTicks: xTicks, yTicks: yTicks), heading, box.bottom)
  }

  /// The ends of the triangle's hypotenuse, in units of the axes, and the order it shows: the fitted one rounded to a half. Nil where
  /// that would show another slope than the data have.
  private func triangle(_ x: PlotAxis, _ y: PlotAxis) -> (foot: SIMD2<Double>, head: SIMD2<Double>, order: Double)? {
    guard let order = series.first?.order?.order else { return nil }
    let rounded = (2 * order).rounded() / 2
    guard abs(rounded - order) <= 0.25 * order else { return nil }
    let decades = Double.log(x.range.upperBound / x.range.lowerBound)
    func abscissa(_ fraction: Double) -> Double { x.range.lowerBound * Double.exp(fraction * decades) }
    let (from, to) = (abscissa(0.7), abscissa(0.7 + Self.triangleWidth))
    // Below every line and point on its way.
    let samples = (0...8).map { abscissa(0.64 + (Self.triangleWidth + 0.12) * Double($0) / 8) }
    let lines = series.compactMap(\.order)
    func law(_ h: Double) -> Double { Double.pow(h / from, rounded) }
    let ratios =
      samples.flatMap { h in lines.map { $0.error(at: h) / law(h) } }
      + series.flatMap(\.points).filter { $0.x >= samples[0] && $0.x <= samples[8] }.map { $0.y / law($0.x) }
    guard let least = ratios.filter({ $0 > 0 }).min() else { return nil }
    let foot = least * Double.pow(y.range.upperBound / y.range.lowerBound, -0.07)
    return (SIMD2(from, foot), SIMD2(to, foot * law(to)), rounded)
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let (flat, heading, _) = layout(width, canvas)
    let box = Box(x: x + flat.box.x, y: y + flat.box.y, width: flat.box.width, height: flat.box.height)
    let plot = PlotBox(box: box, x: flat.x, y: flat.y, xTicks: flat.xTicks, yTicks: flat.yTicks)
    key.draw(x: box.x, y: y, width: box.width, hasMarkers: true, on: canvas)
    for (index, series) in series.enumerated() {
      let style = LineStyle.of(index)
      canvas.clipped(to: box) {
        if let order = series.order { canvas.polyline(line(order, plot), style, width: 0.8) }
        for point in series.points {
          if let place = plot.place(point) { canvas.marker(at: place, radius: FigureStyle.markerRadius, style.color) }
        }
      }
    }
    drawTriangle(plot, on: canvas)
    plot.drawFrame(on: canvas)
    plot.drawXNumbers(on: canvas)
    plot.drawYNumbers(on: canvas)
    for (line, text) in heading.enumerated() {
      let baseline = x + 0.8 * FigureStyle.textSize + Double(line) * FigureStyle.lineHeight
      canvas.textUpwards(text, baseline: baseline, center: box.y + box.height / 2, FigureStyle.text)
    }
    canvas.text(
      resolution.heading(exponent: plot.xTicks.exponent), x: box.x + box.width / 2,
      baseline: box.bottom + PlotBox.numberGap + 2.1 * FigureStyle.textSize, FigureStyle.text, .center)
  }

  /// A fitted law from the finest to the coarsest point and a little beyond; curved where the reference is a run itself.
  private func line(_ order: ConvergenceOrder, _ plot: PlotBox) -> [SIMD2<Double>] {
    let range = plot.x.range
    return (0...100).compactMap { step in
      let h = range.lowerBound * Double.pow(range.upperBound / range.lowerBound, Double(step) / 100)
      return order.finest.map { h > $0 } ?? true ? plot.place(SIMD2(h, order.error(at: h))) : nil
    }
  }

  private func drawTriangle(_ plot: PlotBox, on canvas: Canvas) {
    let original = PlotAxis(error, around: series.flatMap { $0.points.map(\.y) }, isLogarithmic: true, margin: 0.08)
    guard let triangle = triangle(plot.x, original), let foot = plot.place(triangle.foot), let head = plot.place(triangle.head) else {
      return
    }
    let corner = SIMD2(head.x, foot.y)
    canvas.polyline([foot, head, corner], LineStyle(color: FigureStyle.ink, dashes: []), width: FigureStyle.frameWidth, isClosed: true)
    let size = FigureStyle.textSize
    let rise = Numeral.fixed(triangle.order, decimals: triangle.order == triangle.order.rounded() ? 0 : 1)
    canvas.text("1", x: (foot.x + head.x) / 2, baseline: foot.y + size, FigureStyle.text, .center)
    canvas.text(rise, x: head.x + 2.5, baseline: (foot.y + head.y) / 2 + 0.36 * size, FigureStyle.text)
  }
}

extension Figure {
  /// Errors against resolution on logarithmic axes, with fitted orders.
  ///
  /// - Parameter series: at least one, each with at least two points.
  public init(
    convergence series: [ConvergenceSeries], resolution: AxisQuantity, error: AxisQuantity, style: FigureStyle = FigureStyle()
  ) {
    precondition(!series.isEmpty && series.allSatisfy { $0.points.count > 1 }, "convergence needs two points")
    self.init(ConvergenceFigure(resolution: resolution, error: error, series: series), style)
  }
}

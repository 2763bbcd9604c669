/// Plots above each other over one abscissa, all frames of one width.
struct CurveFigure: FigureContent {
  let abscissa: AxisQuantity
  let panels: [CurvePanel]
  /// One key above all plots, for curves that mean the same in each; else each plot has its own.
  let sharesKey: Bool

  /// Between the frames of two plots: numbers at the end of one and the start of the next do not touch.
  private static let gap = 1.3 * FigureStyle.textSize

  func height(width: Double, _ canvas: Canvas) -> Double {
    let layout = Layout(self, width: width, canvas)
    return layout.bottom + PlotBox.numberGap + 2.35 * FigureStyle.textSize
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let layout = Layout(self, width: width, canvas)
    if sharesKey { key(of: panels[0]).draw(x: x + layout.left, y: y, width: layout.plotWidth, on: canvas) }
    for (index, panel) in panels.enumerated() {
      let place = layout.plots[index]
      if !sharesKey {
        let top = y + place.top - key(of: panel).height(width: layout.plotWidth, canvas)
        key(of: panel).draw(x: x + layout.left, y: top, width: layout.plotWidth, on: canvas)
      }
      let plot = PlotBox(
        box: Box(x: x + layout.left, y: y + place.top, width: layout.plotWidth, height: layout.plotHeight), x: layout.x, y: place.axis,
        xTicks: layout.xTicks, yTicks: place.ticks)
      for (number, curve) in panel.curves.enumerated() { plot.draw(curve, .of(number), on: canvas) }
      for (number, mark) in panel.marks.enumerated() { plot.drawMark(mark, .of(number), on: canvas) }
      plot.drawFrame(on: canvas)
      plot.drawYNumbers(on: canvas)
      for (line, text) in place.heading.enumerated() {
        let back = Double(place.heading.count - line - 1) * FigureStyle.lineHeight
        canvas.textUpwards(text, baseline: x + layout.headingBaseline - back, center: plot.box.y + plot.box.height / 2, FigureStyle.text)
      }
      if index == panels.count - 1 {
        plot.drawXNumbers(on: canvas)
        canvas.text(
          abscissa.heading(exponent: layout.xTicks.exponent), x: plot.box.x + plot.box.width / 2,
          baseline: plot.box.bottom + PlotBox.numberGap + 2.1 * FigureStyle.textSize, FigureStyle.text, .center)
      }
    }
  }

  private func key(of panel: CurvePanel) -> CurveKey { CurveKey(names: panel.curves.count > 1 ? panel.curves.map(\.name) : []) }

  /// Where the plots stand, measured from the upper left corner of the figure.
  struct Layout {
    struct Plot {
      let axis: PlotAxis
      let ticks: AxisTicks
      /// Lines of the ordinate's name.
      let heading: [String]
      /// Of the frame.
      let top: Double
    }

    let x: PlotAxis
    let xTicks: AxisTicks
    private(set) var plots: [Plot] = []
    let plotWidth: Double, plotHeight: Double
    /// Left edge of the frames, and the baseline of the last line of the names beside them.
    let left: Double, headingBaseline: Double
    /// Of the lowest frame.
    private(set) var bottom = 0.0

    init(_ figure: CurveFigure, width: Double, _ canvas: Canvas) {
      let text = FigureStyle.textSize
      let x = PlotAxis(figure.abscissa, around: figure.panels.flatMap { $0.curves.flatMap { $0.points.map(\.x) } }, margin: 0)
      let isNarrow = width < 300
      let standard = [isNarrow ? 150.0 : 260, isNarrow ? 100 : 150, isNarrow ? 80 : 115]
      let preferred = figure.panels.count > 3 ? (isNarrow ? 68 : 90) : standard[figure.panels.count - 1]
      let axes = figure.panels.map { panel in
        PlotAxis(
          panel.quantity, around: panel.curves.flatMap { $0.points.map(\.y) }, isLogarithmic: panel.isLogarithmic,
          margin: 0.06)
      }
      let ticks = axes.map { $0.ticks(count: max(3, min(7, Int(preferred / (1.7 * text))))) }
      // The names of the ordinates decide how high a plot has to be: three lines, and no word cut.
      var plotHeight = preferred
      func headings() -> [[String]] {
        zip(axes, ticks).map { $0.quantity.lines(exponent: $1.exponent, fitting: plotHeight, canvas) }
      }
      var names = headings()
      while plotHeight < 4 * preferred,
        names.contains(where: { $0.count > 3 || $0.contains { canvas.width($0, FigureStyle.text) > plotHeight } })
      {
        plotHeight += 5
        names = headings()
      }
      let numbers = ticks.flatMap(\.labels).map { canvas.width($0, FigureStyle.text) }.max() ?? 0
      let lines = max(1, names.map(\.count).max() ?? 1)
      headingBaseline = 0.8 * text + Double(lines - 1) * FigureStyle.lineHeight
      left = headingBaseline + 0.7 * text + numbers + PlotBox.numberGap
      // Half of the last number may stand out beyond the frame.
      let room = width - left
      var count = isNarrow ? 6 : 9
      var xTicks = x.ticks(count: count)
      while count > 2, !Self.fits(xTicks, x, room, canvas) {
        count -= 1
        xTicks = x.ticks(count: count)
      }
      plotWidth = room - Self.overhang(xTicks, x, room, canvas)
      self.x = x
      self.xTicks = xTicks
      self.plotHeight = plotHeight
      var top = figure.sharesKey ? figure.key(of: figure.panels[0]).height(width: plotWidth, canvas) : 0
      for (index, panel) in figure.panels.enumerated() {
        if index > 0 { top += CurveFigure.gap }
        if !figure.sharesKey { top += figure.key(of: panel).height(width: plotWidth, canvas) }
        // Half of the uppermost number may stand above the frame.
        if index == 0, top == 0 { top = 0.4 * text }
        plots.append(Plot(axis: axes[index], ticks: ticks[index], heading: names[index], top: top))
        top += plotHeight
      }
      bottom = top
    }

    private static func overhang(_ ticks: AxisTicks, _ axis: PlotAxis, _ room: Double, _ canvas: Canvas) -> Double {
      guard let value = ticks.values.last, let label = ticks.labels.last, let fraction = axis.fraction(value) else { return 1 }
      // The plot is narrower by the overhang itself: o = w/2 − (1 − f)(room − o).
      return fraction < 0.5 ? 1 : max(1, (canvas.width(label, FigureStyle.text) / 2 - (1 - fraction) * room) / fraction)
    }

    private static func fits(_ ticks: AxisTicks, _ axis: PlotAxis, _ room: Double, _ canvas: Canvas) -> Bool {
      var end = -Double.infinity
      for (value, label) in zip(ticks.values, ticks.labels) {
        let width = canvas.width(label, FigureStyle.text)
        let middle = (axis.fraction(value) ?? 0) * room
        if middle - width / 2 < end + 1.2 * FigureStyle.textSize { return false }
        end = middle + width / 2
      }
      return true
    }
  }
}

extension Figure {
  /// Curves over a common abscissa, in plots above each other.
  ///
  /// - Parameters:
  ///   - panels: at least one, each with at least one curve.
  ///   - sharesKey: whether curve n means the same in each plot, so that one key serves all.
  public init(curves panels: [CurvePanel], over abscissa: AxisQuantity, sharesKey: Bool, style: FigureStyle = FigureStyle()) {
    precondition(!panels.isEmpty && panels.allSatisfy { !$0.curves.isEmpty }, "a figure needs a curve")
    self.init(CurveFigure(abscissa: abscissa, panels: panels, sharesKey: sharesKey), style)
  }
}

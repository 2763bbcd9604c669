/// A member of a study between what it gains and what it costs.
public struct TradeoffPoint: Sendable {
  public var name: String
  /// Cost and gain in the units of their axes.
  public var place: SIMD2<Double>
  /// Members that are compared with each other have one number, from 0.
  public var group: Int
  /// Whether it is what the others of its group are compared with.
  public var isReference: Bool

  public init(_ name: String, _ place: SIMD2<Double>, group: Int = 0, isReference: Bool = false) {
    self.name = name
    self.place = place
    self.group = group
    self.isReference = isReference
  }
}

/// Gain against cost: a point with its name for each member, references as rings, and lines at what the references have.
///
/// Where a name finds no free place all points have numbers, which a list below the plot explains.
struct TradeoffFigure: FigureContent {
  let cost: AxisQuantity, gain: AxisQuantity
  let points: [TradeoffPoint]
  /// What every reference has, where that is the same; nil for no line.
  let baseline: (cost: Double?, gain: Double?)

  static let radius = 2.4

  struct Layout {
    let plot: PlotBox
    let heading: [String]
    let places: [SIMD2<Double>]
    /// What stands beside each point, and where.
    let labels: [String]
    let boxes: [Box?]
    /// Rows of the list below: number and name.
    let list: [String]
    let columns: Int
    let listTop: Double
    let bottom: Double
  }

  private func font(_ point: TradeoffPoint) -> TextStyle { point.isReference ? FigureStyle.bold : FigureStyle.text }

  func height(width: Double, _ canvas: Canvas) -> Double { layout(width, canvas).bottom }

  func layout(_ width: Double, _ canvas: Canvas) -> Layout {
    let text = FigureStyle.textSize
    let x = PlotAxis(cost, range: Self.range(points.map(\.place.x) + (baseline.cost.map { [$0] } ?? [])))
    let y = PlotAxis(gain, range: Self.range(points.map(\.place.y) + (baseline.gain.map { [$0] } ?? [])))
    let plotHeight = width < 300 ? 170.0 : 260
    let yTicks = y.ticks(count: 7)
    let heading = y.quantity.lines(exponent: yTicks.exponent, fitting: plotHeight, canvas)
    let numbers = yTicks.labels.map { canvas.width($0, FigureStyle.text) }.max() ?? 0
    let left = 0.8 * text + Double(heading.count - 1) * FigureStyle.lineHeight + 0.7 * text + numbers + PlotBox.numberGap
    let xTicks = x.ticks(count: width < 300 ? 5 : 9)
    // Half of the last number may stand out beyond the frame.
    let overhang = 0.5 * (xTicks.labels.last.map { canvas.width($0, FigureStyle.text) } ?? 0)
    let box = Box(x: left, y: 0.4 * text, width: width - left - overhang - 1, height: plotHeight)
    let plot = PlotBox(box: box, x: x, y: y, xTicks: xTicks, yTicks: yTicks)
    let places = points.map { plot.place($0.place) ?? SIMD2(box.x, box.y) }
    var lines: [Box] = []
    if let fraction = baseline.cost.flatMap(plot.x.fraction) {
      lines.append(Box(x: box.x + fraction * box.width - 0.5, y: box.y, width: 1, height: box.height))
    }
    if let fraction = baseline.gain.flatMap(plot.y.fraction) {
      lines.append(Box(x: box.x, y: box.bottom - fraction * box.height - 0.5, width: box.width, height: 1))
    }
    func boxes(_ labels: [String]) -> [Box?] {
      let sizes = labels.indices.map { (width: canvas.width(labels[$0], font(points[$0])) + 2, height: 1.05 * text) }
      let inside = Box(x: box.x + 3, y: box.y + 3, width: box.width - 6, height: box.height - 6)
      return LabelPlacement(points: places, sizes: sizes, radius: Self.radius, in: inside, taken: lines).boxes
    }
    var labels = points.map { canvas.shortened($0.name, font($0), length: 0.45 * box.width) }
    var placed = boxes(labels)
    var list: [String] = []
    if placed.contains(where: { $0 == nil }) {
      labels = points.indices.map { "\($0 + 1)" }
      placed = boxes(labels)
      list = points.indices.map { "\($0 + 1)  \(points[$0].name)" }
    }
    let axisBottom = box.bottom + PlotBox.numberGap + 2.35 * text
    let widest = list.map { canvas.width($0, FigureStyle.text) }.max() ?? 0
    let columns = max(1, min(3, Int(width / (widest + 10))))
    let rows = (list.count + columns - 1) / columns
    return Layout(
      plot: plot, heading: heading, places: places, labels: labels, boxes: placed,
      list: list.map { canvas.shortened($0, FigureStyle.text, length: width / Double(columns) - 6) }, columns: columns,
      listTop: axisBottom + 0.5 * text, bottom: axisBottom + (list.isEmpty ? 0 : 0.5 * text + Double(rows) * FigureStyle.lineHeight))
  }

  /// With room around for names.
  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    let low = values.min() ?? 0, high = values.max() ?? 1
    let size = max(abs(low), abs(high))
    let span = high - low > 1e-6 * size && high > low ? high - low : max(0.1 * size, 1e-3)
    return low - 0.12 * span...high + 0.12 * span
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let flat = layout(width, canvas)
    let shift = SIMD2(x, y)
    let box = Box(x: x + flat.plot.box.x, y: y + flat.plot.box.y, width: flat.plot.box.width, height: flat.plot.box.height)
    let plot = PlotBox(box: box, x: flat.plot.x, y: flat.plot.y, xTicks: flat.plot.xTicks, yTicks: flat.plot.yTicks)
    drawBaselines(plot, on: canvas)
    for (index, place) in flat.places.enumerated() {
      guard let label = flat.boxes[index] else { continue }
      let near = SIMD2(min(max(place.x, label.x), label.right), min(max(place.y, label.y), label.bottom))
      let gap = ((near - place) * (near - place)).sum().squareRoot()
      if gap > 2.5 * Self.radius {
        canvas.polyline([place + shift, near + shift], LineStyle(color: .gray(0.55), dashes: []), width: 0.4)
      }
      canvas.text(
        flat.labels[index], x: x + label.x + 1, baseline: y + label.y + 0.82 * FigureStyle.textSize,
        font(points[index]))
    }
    for (point, place) in zip(points, flat.places) {
      let color = LineStyle.colors[point.group % LineStyle.colors.count]
      canvas.marker(at: place + shift, radius: Self.radius, color)
      if point.isReference { canvas.marker(at: place + shift, radius: 0.55 * Self.radius, .gray(1)) }
    }
    plot.drawFrame(on: canvas)
    plot.drawXNumbers(on: canvas)
    plot.drawYNumbers(on: canvas)
    for (line, text) in flat.heading.enumerated() {
      let baseline = x + 0.8 * FigureStyle.textSize + Double(line) * FigureStyle.lineHeight
      canvas.textUpwards(text, baseline: baseline, center: box.y + box.height / 2, FigureStyle.text)
    }
    canvas.text(
      cost.heading(exponent: plot.xTicks.exponent), x: box.x + box.width / 2,
      baseline: box.bottom + PlotBox.numberGap + 2.1 * FigureStyle.textSize, FigureStyle.text, .center)
    for (index, text) in flat.list.enumerated() {
      let rows = (flat.list.count + flat.columns - 1) / flat.columns
      canvas.text(
        text, x: x + Double(index / rows) * width / Double(flat.columns),
        baseline: y + flat.listTop + Double(index % rows) * FigureStyle.lineHeight + 0.9 * FigureStyle.textSize, FigureStyle.text)
    }
  }

  private func drawBaselines(_ plot: PlotBox, on canvas: Canvas) {
    let style = LineStyle(color: .gray(0.6), dashes: [2.2, 1.8])
    if let fraction = baseline.cost.flatMap(plot.x.fraction) {
      let place = plot.box.x + fraction * plot.box.width
      canvas.polyline([SIMD2(place, plot.box.bottom), SIMD2(place, plot.box.y)], style, width: FigureStyle.frameWidth)
    }
    if let fraction = baseline.gain.flatMap(plot.y.fraction) {
      let place = plot.box.bottom - fraction * plot.box.height
      canvas.polyline([SIMD2(plot.box.x, place), SIMD2(plot.box.right, place)], style, width: FigureStyle.frameWidth)
    }
  }
}

extension Figure {
  /// What the members of a study gain against what they cost.
  ///
  /// - Parameter points: at least one, their values finite.
  public init(tradeoff points: [TradeoffPoint], cost: AxisQuantity, gain: AxisQuantity, style: FigureStyle = FigureStyle()) {
    precondition(!points.isEmpty && points.allSatisfy { $0.place.x.isFinite && $0.place.y.isFinite }, "a point has a place")
    func common(_ values: [Double]) -> Double? { values.first.flatMap { first in values.allSatisfy { $0 == first } ? first : nil } }
    let references = points.filter(\.isReference).map(\.place)
    self.init(
      TradeoffFigure(
        cost: cost, gain: gain, points: points, baseline: (common(references.map(\.x)), common(references.map(\.y)))), style)
  }
}

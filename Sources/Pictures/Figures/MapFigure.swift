/// Values over two settings, a cell for each pair of theirs; one for each combination of what differs besides.
public struct MapPanel: Sendable {
  /// What else differs; empty for nothing.
  public var title: String
  /// Rows from the lowest ordinate up, each from the left; nil where there is no member.
  public var values: [[Double?]]

  public init(_ title: String, values: [[Double?]]) {
    self.title = title
    self.values = values
  }
}

/// Coloured cells with their number in each, so that no bar is needed.
struct MapFigure: FigureContent {
  let panels: [MapPanel]
  /// Names of the two settings, and of their values.
  let x: AxisQuantity, y: AxisQuantity
  let columns: [String], rows: [String]
  let quantity: AxisQuantity
  let scale: ColorScale
  /// Of a value, as it stands in its cell.
  let label: @Sendable (Double) -> String

  private static let gap = 9.0, mostCellHeight = 24.0
  private static let empty = Color(hex: 0xF0F1F3)
  /// Below this luminance of a cell its number is white: contrast above 4.5 on either side (WCAG 2.1).
  private static let dark = 0.179

  struct Layout {
    let left: Double
    let cell: (width: Double, height: Double)
    let across: Int
    let panelHeight: Double
    let heading: [String], ordinate: [String], abscissa: [String]
    let bottom: Double
  }

  func height(width: Double, _ canvas: Canvas) -> Double { layout(width, canvas).bottom }

  func layout(_ width: Double, _ canvas: Canvas) -> Layout {
    let text = FigureStyle.textSize, line = FigureStyle.lineHeight
    let numbers = rows.map { canvas.width($0, FigureStyle.text) }.max() ?? 0
    let across = min(panels.count, width < 300 ? 2 : 4)
    var ordinate = [""]
    while true {
      let left = Double(ordinate.count - 1) * line + 1.5 * text + numbers + PlotBox.numberGap
      let panel = (width - left - Double(across - 1) * Self.gap - 1) / Double(across)
      let cellWidth = panel / Double(columns.count)
      let cellHeight = min(Self.mostCellHeight, max(1.6 * text, cellWidth))
      let body = cellHeight * Double(rows.count)
      let lines = y.lines(exponent: 0, fitting: body, canvas)
      if lines.count > ordinate.count, ordinate.count < 12 {
        ordinate = lines
        continue
      }
      let heading = quantity.lines(exponent: 0, fitting: width, canvas), abscissa = x.lines(exponent: 0, fitting: panel, canvas)
      let titles = panels.contains { !$0.title.isEmpty } ? line : 0.3 * line
      let panelHeight = titles + body + PlotBox.numberGap + 1.2 * text + Double(abscissa.count) * line + 0.4 * text
      let count = (panels.count + across - 1) / across
      return Layout(
        left: left, cell: (cellWidth, cellHeight), across: across, panelHeight: panelHeight, heading: heading, ordinate: lines,
        abscissa: abscissa, bottom: Double(heading.count) * line + Double(count) * panelHeight)
    }
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let layout = layout(width, canvas)
    let text = FigureStyle.textSize, line = FigureStyle.lineHeight
    for (index, words) in layout.heading.enumerated() {
      canvas.text(words, x: x, baseline: y + text + Double(index) * line, FigureStyle.bold)
    }
    let size = (width: layout.cell.width * Double(columns.count), height: layout.cell.height * Double(rows.count))
    for (index, panel) in panels.enumerated() {
      let column = index % layout.across, row = index / layout.across
      let top = y + Double(layout.heading.count) * line + Double(row) * layout.panelHeight
      let titles = panels.contains { !$0.title.isEmpty } ? line : 0.3 * line
      let box = Box(
        x: x + layout.left + Double(column) * (size.width + Self.gap), y: top + titles, width: size.width, height: size.height)
      canvas.text(
        canvas.shortened(panel.title, FigureStyle.text, length: box.width), x: box.x + box.width / 2, baseline: top + text,
        FigureStyle.text,
        .center)
      draw(panel, box, layout.cell, on: canvas)
      drawAxes(box, layout, isFirst: column == 0, on: canvas)
    }
  }

  private func draw(_ panel: MapPanel, _ box: Box, _ cell: (width: Double, height: Double), on canvas: Canvas) {
    for (row, values) in panel.values.enumerated() {
      for (column, value) in values.enumerated() {
        let place = Box(
          x: box.x + Double(column) * cell.width, y: box.bottom - Double(row + 1) * cell.height, width: cell.width, height: cell.height)
        let color = value.map(scale.color) ?? Self.empty
        canvas.fill(place, color)
        guard let value else { continue }
        let font = TextStyle(
          typeface: .regular, size: FigureStyle.textSize, color: color.luminance < Self.dark ? .gray(1) : FigureStyle.ink)
        let words = canvas.shortened(label(value), font, length: cell.width - 1)
        canvas.text(words, x: place.x + cell.width / 2, baseline: place.y + cell.height / 2 + 0.36 * FigureStyle.textSize, font, .center)
      }
    }
    for column in 1..<max(1, columns.count) {
      let x = box.x + Double(column) * cell.width
      canvas.line(from: (x, box.y), to: (x, box.bottom), .gray(1), width: FigureStyle.frameWidth)
    }
    for row in 1..<max(1, rows.count) {
      let y = box.y + Double(row) * cell.height
      canvas.line(from: (box.x, y), to: (box.right, y), .gray(1), width: FigureStyle.frameWidth)
    }
    canvas.frame(box, FigureStyle.ink, width: FigureStyle.frameWidth)
  }

  private func drawAxes(_ box: Box, _ layout: Layout, isFirst: Bool, on canvas: Canvas) {
    let text = FigureStyle.textSize
    for (index, name) in columns.enumerated() {
      canvas.text(
        canvas.shortened(name, FigureStyle.text, length: layout.cell.width), x: box.x + (Double(index) + 0.5) * layout.cell.width,
        baseline: box.bottom + PlotBox.numberGap + 0.8 * text, FigureStyle.text, .center)
    }
    for (index, words) in layout.abscissa.enumerated() {
      canvas.text(
        words, x: box.x + box.width / 2,
        baseline: box.bottom + PlotBox.numberGap + 1.2 * text + FigureStyle.lineHeight * (Double(index) + 0.75), FigureStyle.text, .center)
    }
    guard isFirst else { return }
    for (index, name) in rows.enumerated() {
      canvas.text(
        name, x: box.x - PlotBox.numberGap, baseline: box.bottom - (Double(index) + 0.5) * layout.cell.height + 0.36 * text,
        FigureStyle.text,
        .right)
    }
    for (index, words) in layout.ordinate.enumerated() {
      let baseline = box.x - layout.left + text + Double(index) * FigureStyle.lineHeight
      canvas.textUpwards(words, baseline: baseline, center: box.y + box.height / 2, FigureStyle.text)
    }
  }
}

extension Figure {
  /// Values over two settings.
  ///
  /// - Parameters:
  ///   - columns: values of the setting along the abscissa, from the left; `rows` of the other, from below.
  ///   - quantity: names what the cells show, in the unit of their values and of the scale.
  ///   - label: of a value.
  public init(
    map panels: [MapPanel], x: AxisQuantity, columns: [String], y: AxisQuantity, rows: [String], quantity: AxisQuantity, scale: ColorScale,
    label: @escaping @Sendable (Double) -> String, style: FigureStyle = FigureStyle()
  ) {
    self.init(
      MapFigure(panels: panels, x: x, y: y, columns: columns, rows: rows, quantity: quantity, scale: scale, label: label), style)
  }
}

/// The frame of a plot with its ticks, and the way from values to places on the page.
struct PlotBox {
  let box: Box
  let x: PlotAxis, y: PlotAxis
  let xTicks: AxisTicks, yTicks: AxisTicks

  /// Nil where an axis cannot show the value.
  func place(_ value: SIMD2<Double>) -> SIMD2<Double>? {
    guard let across = x.fraction(value.x), let up = y.fraction(value.y) else { return nil }
    return SIMD2(box.x + across * box.width, box.bottom - up * box.height)
  }

  /// Ticks point inwards on all four sides, so that numbers stand close to the frame.
  func drawFrame(on canvas: Canvas) {
    let width = FigureStyle.frameWidth
    for (values, length) in [(xTicks.values, FigureStyle.majorTick), (xTicks.minor, FigureStyle.minorTick)] {
      for value in values {
        guard let fraction = x.fraction(value) else { continue }
        let place = box.x + fraction * box.width
        canvas.line(from: (place, box.bottom), to: (place, box.bottom - length), FigureStyle.ink, width: width)
        canvas.line(from: (place, box.y), to: (place, box.y + length), FigureStyle.ink, width: width)
      }
    }
    for (values, length) in [(yTicks.values, FigureStyle.majorTick), (yTicks.minor, FigureStyle.minorTick)] {
      for value in values {
        guard let fraction = y.fraction(value) else { continue }
        let place = box.bottom - fraction * box.height
        canvas.line(from: (box.x, place), to: (box.x + length, place), FigureStyle.ink, width: width)
        canvas.line(from: (box.right, place), to: (box.right - length, place), FigureStyle.ink, width: width)
      }
    }
    canvas.frame(box, FigureStyle.ink, width: width)
  }

  /// Distance from the frame to a number beside or below it.
  static let numberGap = 3.0

  func drawXNumbers(on canvas: Canvas) {
    for (value, label) in zip(xTicks.values, xTicks.labels) {
      guard let fraction = x.fraction(value) else { continue }
      canvas.text(
        label, x: box.x + fraction * box.width, baseline: box.bottom + Self.numberGap + 0.78 * FigureStyle.textSize, FigureStyle.text,
        .center)
    }
  }

  func drawYNumbers(on canvas: Canvas) {
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      guard let fraction = y.fraction(value) else { continue }
      // A third of the size above the baseline is the middle of a digit.
      canvas.text(
        label, x: box.x - Self.numberGap, baseline: box.bottom - fraction * box.height + 0.36 * FigureStyle.textSize, FigureStyle.text,
        .right)
    }
  }

  func draw(_ curve: Curve, _ style: LineStyle, on canvas: Canvas) {
    canvas.clipped(to: Box(x: box.x, y: box.y - 1, width: box.width, height: box.height + 2)) {
      let lines = lines(curve.points)
      for line in lines {
        if line.count == 1 {
          // One value alone is a dot; between gaps it is a very short piece of its line.
          canvas.marker(at: line[0], radius: lines.count == 1 ? 1.4 : FigureStyle.curveWidth / 2, style.color)
        } else {
          canvas.polyline(line, style, width: FigureStyle.curveWidth)
        }
      }
    }
  }

  /// A thin line over the whole height of the plot.
  func drawMark(_ value: Double, _ style: LineStyle, on canvas: Canvas) {
    guard let across = x.fraction(value), (0...1).contains(across) else { return }
    let place = box.x + across * box.width
    canvas.polyline(
      [SIMD2(place, box.bottom), SIMD2(place, box.y)], LineStyle(color: style.color, dashes: [2.2, 1.8]), width: FigureStyle.frameWidth)
  }

  /// The parts of a curve between its gaps, on the page. Points less than a twentieth of a point from the last one are left out: no
  /// printer shows them, and a run has a hundred thousand.
  private func lines(_ points: [SIMD2<Double>]) -> [[SIMD2<Double>]] {
    var lines: [[SIMD2<Double>]] = []
    var line: [SIMD2<Double>] = []
    var skipped: SIMD2<Double>?
    func end() {
      if let skipped { line.append(skipped) }
      if !line.isEmpty { lines.append(line) }
      line = []
      skipped = nil
    }
    for point in points {
      guard let place = place(point) else {
        end()
        continue
      }
      if let last = line.last, ((place - last) * (place - last)).sum() < 0.05 * 0.05 {
        skipped = place
      } else {
        line.append(place)
        skipped = nil
      }
    }
    end()
    return lines
  }
}

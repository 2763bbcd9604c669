/// The key of several curves: a sample of each line beside its name, in rows above the plot, where it covers no data.
struct CurveKey {
  let names: [String]
  /// Which of them are drawn as lines; the others have markers alone.
  var lines: [Bool]?

  private static let sample = 15.0, indent = 3.0, gap = 9.0

  /// The entries of each row.
  func rows(width: Double, _ canvas: Canvas) -> [[Int]] {
    var rows: [[Int]] = []
    var x = 0.0
    for index in names.indices {
      let needed = self.width(index, of: width, canvas)
      if rows.isEmpty || x + needed > width {
        rows.append([index])
        x = 0
      } else {
        rows[rows.count - 1].append(index)
      }
      x += needed + Self.gap
    }
    return rows
  }

  func height(width: Double, _ canvas: Canvas) -> Double {
    names.isEmpty ? 0 : Double(rows(width: width, canvas).count) * FigureStyle.lineHeight + 2
  }

  /// A name that alone is wider than the plot is shortened.
  private func name(_ index: Int, of width: Double, _ canvas: Canvas) -> String {
    canvas.shortened(names[index], FigureStyle.text, length: width - Self.sample - Self.indent)
  }

  private func width(_ index: Int, of width: Double, _ canvas: Canvas) -> Double {
    Self.sample + Self.indent + canvas.width(name(index, of: width, canvas), FigureStyle.text)
  }

  /// From the upper left corner.
  /// - Parameter hasMarkers: samples carry a marker as the curves do.
  func draw(x left: Double, y: Double, width: Double, hasMarkers: Bool = false, on canvas: Canvas) {
    var baseline = y + 0.9 * FigureStyle.textSize
    for row in rows(width: width, canvas) {
      var x = left
      for index in row {
        let style = LineStyle.of(index)
        let middle = baseline - 0.34 * FigureStyle.textSize
        if lines?[index] ?? true {
          canvas.polyline([SIMD2(x, middle), SIMD2(x + Self.sample, middle)], style, width: FigureStyle.curveWidth)
        }
        if hasMarkers { canvas.marker(at: SIMD2(x + Self.sample / 2, middle), radius: FigureStyle.markerRadius, style.color) }
        canvas.text(name(index, of: width, canvas), x: x + Self.sample + Self.indent, baseline: baseline, FigureStyle.text)
        x += self.width(index, of: width, canvas) + Self.gap
      }
      baseline += FigureStyle.lineHeight
    }
  }
}

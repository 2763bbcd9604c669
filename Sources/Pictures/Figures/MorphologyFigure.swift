/// The lithium of one run at several times.
public struct MorphologySequence: Sendable {
  /// Stands beside its pictures; nil where there is one run alone.
  public var name: String?
  /// Of the domain, m.
  public var width: Double, height: Double
  public var moments: [Moment]

  public struct Moment: Sendable {
    /// s.
    public var time: Double
    /// Corners (x, z) in m; filled together by the even–odd rule they are the metal.
    public var polygons: [[SIMD2<Double>]]

    public init(time: Double, polygons: [[SIMD2<Double>]]) {
      self.time = time
      self.polygons = polygons
    }
  }

  public init(name: String?, width: Double, height: Double, moments: [Moment]) {
    precondition(width > 0 && height > 0, "a domain has a size")
    self.name = name
    self.width = width
    self.height = height
    self.moments = moments
  }
}

/// Panels of lithium: runs below each other, times side by side, all at one scale.
struct MorphologyFigure: FigureContent {
  let sequences: [MorphologySequence]
  /// Panels of a row before it goes on below; all of the longest sequence where there are several runs.
  let columns: Int

  private static let gap = 5.0
  private static let metal = Color(hex: 0xAEB4BC), electrolyte = Color(hex: 0xF1F5FA)

  private var timeUnit: TimeUnit { .fitting(sequences.flatMap { $0.moments.map(\.time) }.max() ?? 0) }

  /// Of the names beside the rows.
  private var nameWidth: Double { sequences.contains { $0.name != nil } ? 1.6 * FigureStyle.textSize : 0 }

  /// Points of one metre.
  private func scale(_ width: Double) -> Double {
    let widest = sequences.map(\.width).max() ?? 1
    return (width - nameWidth - Self.gap * Double(columns - 1) - 1) / (Double(columns) * widest)
  }

  /// Of the times: as few as state each to a quarter of a percent of the last.
  private var decimals: Int {
    let times = sequences.flatMap { $0.moments.map { $0.time / timeUnit.seconds } }
    let allowed = 0.0025 * (times.max() ?? 0)
    return [(0, 1.0), (1, 10), (2, 100)].first { _, scale in times.allSatisfy { abs(($0 * scale).rounded() / scale - $0) <= allowed } }?.0
      ?? 3
  }

  private static let captionHeight = 1.5 * FigureStyle.textSize

  func height(width: Double, _ canvas: Canvas) -> Double {
    let scale = scale(width)
    let rows = sequences.map { sequence in
      Double((sequence.moments.count + columns - 1) / columns) * (Self.captionHeight + sequence.height * scale + Self.gap)
    }
    return rows.reduce(0, +) + 1.6 * FigureStyle.textSize
  }

  func draw(x: Double, y: Double, width: Double, on canvas: Canvas) {
    let scale = scale(width)
    let left = x + nameWidth + 0.5
    var top = y
    let decimals = decimals
    for sequence in sequences {
      let start = top
      for (index, moment) in sequence.moments.enumerated() {
        let column = index % columns
        if index > 0, column == 0 { top += Self.captionHeight + sequence.height * scale + Self.gap }
        let step = (sequences.map(\.width).max() ?? 1) * scale + Self.gap
        let box = Box(
          x: left + Double(column) * step, y: top + Self.captionHeight, width: sequence.width * scale, height: sequence.height * scale)
        Self.draw(moment.polygons, sequence, in: box, on: canvas)
        canvas.text(
          "t = \(Numeral.fixed(moment.time / timeUnit.seconds, decimals: decimals)) \(timeUnit.symbol)", x: box.x + box.width / 2,
          baseline: box.y - 0.4 * FigureStyle.textSize, FigureStyle.text, .center)
      }
      top += Self.captionHeight + sequence.height * scale + Self.gap
      if let name = sequence.name {
        let middle = (start + Self.captionHeight + top - Self.gap) / 2
        let short = canvas.shortened(name, FigureStyle.text, length: top - Self.gap - start - Self.captionHeight)
        canvas.textUpwards(short, baseline: x + 0.8 * FigureStyle.textSize, center: middle, FigureStyle.text)
      }
    }
    drawScaleBar(x: left, y: top - 1, scale: scale, on: canvas)
  }

  private static func draw(_ polygons: [[SIMD2<Double>]], _ sequence: MorphologySequence, in box: Box, on canvas: Canvas) {
    let scale = box.width / sequence.width
    canvas.fill(box, electrolyte)
    canvas.clipped(to: box) {
      canvas.fill(polygons.map { $0.map { SIMD2(box.x + $0.x * scale, box.bottom - $0.y * scale) } }, metal)
      for line in FrontLines(polygons, width: sequence.width, height: sequence.height).lines {
        canvas.polyline(
          line.map { SIMD2(box.x + $0.x * scale, box.bottom - $0.y * scale) }, LineStyle(color: FigureStyle.ink, dashes: []), width: 0.5)
      }
    }
    canvas.frame(box, FigureStyle.ink, width: FigureStyle.frameWidth)
  }

  /// Below the pictures, where it hides nothing.
  private func drawScaleBar(x: Double, y: Double, scale: Double, on canvas: Canvas) {
    let widest = (sequences.map(\.width).max() ?? 1) * scale
    let bar = ScaleBar(pixel: 1 / scale, maximum: 0.5 * widest)
    let size = FigureStyle.textSize
    canvas.fill(Box(x: x, y: y + 0.5 * size, width: bar.drawnLength, height: 1.5), FigureStyle.ink)
    canvas.text(bar.label, x: x + bar.drawnLength + 4, baseline: y + 0.96 * size, FigureStyle.text)
  }
}

extension Figure {
  /// Lithium at several times of one or more runs.
  ///
  /// - Parameter sequences: at least one, each with at least one moment.
  public init(morphology sequences: [MorphologySequence], style: FigureStyle = FigureStyle()) {
    precondition(!sequences.isEmpty && sequences.allSatisfy { !$0.moments.isEmpty }, "a morphology needs a moment")
    let longest = sequences.map(\.moments.count).max() ?? 1
    // Below some 18 mm a picture shows too little.
    let most = max(1, Int(style.width.points / 50))
    let rows = (longest + most - 1) / most
    self.init(MorphologyFigure(sequences: sequences, columns: sequences.count > 1 ? longest : (longest + rows - 1) / rows), style)
  }
}

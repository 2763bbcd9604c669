import Foundation
import Testing

@testable import Pictures

/// What stands where on the page.
@Suite struct FigureDrawingTests {
  private func canvas() -> Canvas { Canvas(PixelBuffer(width: 1, height: 1, .gray(1))) }

  @Test(arguments: FigureStyle.Width.allCases) func nothingReachesTheRim(width: FigureStyle.Width) {
    let title = "A title that is longer than any column is wide, and that goes on for long after it should have ended, as titles do"
    for (index, figure) in FigureFixtures.all(width, title: title).enumerated() {
      let pixels = figure.pixels()
      for x in 0..<pixels.width {
        for y in [0, 1, pixels.height - 2, pixels.height - 1] { #expect(pixels[x, y] == 0xFFFFFF, "figure \(index) at \(x), \(y)") }
      }
      for y in 0..<pixels.height {
        for x in [0, 1, pixels.width - 2, pixels.width - 1] { #expect(pixels[x, y] == 0xFFFFFF, "figure \(index) at \(x), \(y)") }
      }
    }
  }

  /// A straight line from corner to corner of its data crosses the plot where it must.
  @Test func aCurveLiesOnItsValues() throws {
    let figure = FigureFixtures.straight(FigureStyle(resolution: 288))
    let content = try #require(figure.content as? CurveFigure)
    let margin = FigureStyle.margin
    let layout = CurveFigure.Layout(content, width: figure.style.width.points - 2 * margin, canvas())
    let pixels = figure.pixels()
    // Time from 0 to 10, height from 0 to 5.3: 6 % of room above.
    #expect(layout.x.range == 0...10)
    #expect(layout.plots[0].axis.range == 0...5.3)
    for time in stride(from: 1.0, through: 9, by: 1) {
      let x = margin + layout.left + time / 10 * layout.plotWidth
      let y = margin + layout.bottom - 0.5 * time / 5.3 * layout.plotHeight
      #expect(distance(pixels[Int(4 * x), Int(4 * y)], 0x0072B2) < 8)
      #expect(pixels[Int(4 * x), Int(4 * (y - 4))] == 0xFFFFFF)
      #expect(pixels[Int(4 * x), Int(4 * (y + 4))] == 0xFFFFFF)
    }
    // The frame.
    #expect(distance(pixels[Int(4 * (margin + layout.left)) - 1, Int(4 * (margin + layout.bottom - 20))], 0) < 160)
  }

  @Test func framesOfAllPlotsHaveTheSameEdges() throws {
    let content = try #require(FigureFixtures.all(.one)[1].content as? CurveFigure)
    let layout = CurveFigure.Layout(content, width: 236, canvas())
    let tops = layout.plots.map(\.top)
    for (upper, lower) in zip(tops, tops.dropFirst()) { #expect(lower >= upper + layout.plotHeight + FigureStyle.textSize) }
    #expect(layout.left > 20 && layout.left + layout.plotWidth <= 236)
    // Every line of every name fits its plot.
    for plot in layout.plots {
      for line in plot.heading { #expect(canvas().width(line, FigureStyle.text) <= layout.plotHeight) }
    }
  }

  @Test func aNameTooLongLosesItsMiddle() {
    let canvas = canvas()
    let short = canvas.shortened("quickstart-with-a-long-name-0.5V", FigureStyle.text, length: 60)
    #expect(short.hasPrefix("quic") && short.hasSuffix("0.5V") && short.contains("…"))
    #expect(canvas.width(short, FigureStyle.text) <= 60)
    #expect(canvas.shortened("short", FigureStyle.text, length: 60) == "short")
    #expect(canvas.wrapped(["one", "two"], FigureStyle.text, length: 5) == ["one", "two"])
    #expect(canvas.wrapped(["one", "two"], FigureStyle.text, length: 50) == ["one two"])
  }

  /// Three names of 85 mm need three rows.
  @Test func theKeyStandsAboveThePlot() throws {
    let content = try #require(FigureFixtures.all(.one)[3].content as? ConvergenceFigure)
    let box = content.layout(236, canvas()).plot.box
    let key = CurveKey(names: content.series.map(\.title))
    #expect(key.rows(width: box.width, canvas()).count == 3)
    #expect(box.y >= 3 * FigureStyle.textSize && box.y >= key.height(width: box.width, canvas()))
  }

  @Test func numbersOfTheAbscissaNeverTouch() throws {
    let canvas = canvas()
    for end in [0.0123, 0.7, 1, 9.99, 33.3, 101, 1234, 98765, 1.3e7] {
      let content = CurveFigure(
        abscissa: AxisQuantity("time", unit: "s"),
        panels: [CurvePanel(AxisQuantity("step", unit: ""), [FigureFixtures.line("a", SIMD2(0, 0), SIMD2(end, 1))])], sharesKey: false)
      let layout = CurveFigure.Layout(content, width: 236, canvas)
      #expect(layout.xTicks.values.count >= 2)
      var last = -Double.infinity
      for (value, label) in zip(layout.xTicks.values, layout.xTicks.labels) {
        let width = canvas.width(label, FigureStyle.text)
        let middle = value / end * layout.plotWidth
        #expect(middle - width / 2 > last + 0.5 * FigureStyle.textSize, "\(end)")
        last = middle + width / 2
      }
      #expect(layout.left + last <= 236 + 1e-9, "\(end)")
    }
  }

  @Test func thirtyFiveLinesCanBeToldApart() {
    let styles = (0..<LineStyle.count).map(LineStyle.of)
    for (index, style) in styles.enumerated() { #expect(!styles[..<index].contains(style)) }
    // None is too faint on white: a contrast of two or more.
    #expect(LineStyle.colors.allSatisfy { 1.05 / ($0.luminance + 0.05) > 2 })
  }

  /// A square of lithium with a hole in it: the hole is electrolyte, and areas are right.
  @Test func metalIsFilledByTheEvenOddRule() throws {
    let polygons = [FigureFixtures.square(0, 0, 8e-6, 6e-6), FigureFixtures.square(2e-6, 2e-6, 5e-6, 4e-6)]
    let sequence = MorphologySequence(name: nil, width: 8e-6, height: 8e-6, moments: [.init(time: 0, polygons: polygons)])
    let pixels = Figure(morphology: [sequence], style: FigureStyle(resolution: 144)).pixels()
    var metal = 0.0, electrolyte = 0.0
    for y in 0..<pixels.height {
      for x in 0..<pixels.width {
        if pixels[x, y] == 0xAEB4BC { metal += 1 }
        if pixels[x, y] == 0xF1F5FA { electrolyte += 1 }
      }
    }
    // 48 − 6 of 64 µm², up to the pixels of the outline.
    #expect(abs(metal / (metal + electrolyte) - 42.0 / 64) < 0.01)
  }

  @Test func noLineRunsAlongTheEdgesOfTheDomain() {
    let front = FrontLines([FigureFixtures.square(0, 0, 8e-6, 3e-6)], width: 8e-6, height: 8e-6)
    #expect(front.lines == [[SIMD2(8e-6, 3e-6), SIMD2(0, 3e-6)]])
    let island = FrontLines([FigureFixtures.square(1e-6, 1e-6, 2e-6, 2e-6)], width: 8e-6, height: 8e-6)
    #expect(island.lines.count == 1 && island.lines[0].count == 5)
    #expect(FrontLines([FigureFixtures.square(0, 0, 8e-6, 8e-6)], width: 8e-6, height: 8e-6).lines.isEmpty)
  }
}

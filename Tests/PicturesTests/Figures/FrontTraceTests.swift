import Fields
import Foundation
import Testing

@testable import Pictures

/// What an outline shows of a quantity.
@Suite struct FrontTraceTests {
  static let radius = 21.3e-6, middle = SIMD2(32e-6, 30e-6)

  private static func disc() -> (grid: Grid, order: ScalarField) {
    let grid = Grid(width: 64, growth: 64, widthSpacing: 1e-6, widthClosure: .mirrored)
    let order = ScalarField(grid)
    order.fill { x, _, z in 0.5 * (1 - tanh((hypot(x - middle.x, z - middle.y) - radius) / 2e-6)) }
    return (grid, order)
  }

  @Test func theOutlineOfADiscHasTheFieldOnItsCircle() throws {
    let (grid, order) = Self.disc()
    let quantity = ScalarField(grid)
    quantity.fill { x, _, z in (x - Self.middle.x) / hypot(x - Self.middle.x, z - Self.middle.y) }
    let trace = FrontTrace(order, quantity, offset: 0)
    let line = try #require(trace.lines.first)
    #expect(trace.lines.count == 1 && line.points.count > 100)
    for (point, value) in zip(line.points, line.values) {
      let away = point - Self.middle
      #expect(abs((away * away).sum().squareRoot() - Self.radius) < 0.05e-6)
      #expect(abs(value - away.x / Self.radius) < 0.01)
    }
    let range = try #require(trace.range)
    #expect(abs(range.lowerBound + 1) < 0.01 && abs(range.upperBound - 1) < 0.01)
    // An eighth of the width above and below.
    #expect(abs(trace.window.lowerBound - (30 - 21.3 - 0.12 * 64) * 1e-6) < 0.1e-6)
    #expect(abs(trace.window.upperBound - (30 + 21.3 + 0.12 * 64) * 1e-6) < 0.1e-6)
  }

  @Test(arguments: [3e-6, -4e-6]) func fieldsAreTakenBeforeTheFrontOrBehindIt(offset: Double) throws {
    let (grid, order) = Self.disc()
    let distance = ScalarField(grid)
    distance.fill { x, _, z in hypot(x - Self.middle.x, z - Self.middle.y) }
    let range = try #require(FrontTrace(order, distance, offset: offset).range)
    #expect(abs(range.lowerBound - Self.radius - offset) < 0.1e-6 && abs(range.upperBound - Self.radius - offset) < 0.1e-6)
  }

  /// A flat front under a quantity that rises along it: at each place the line has the colour of the bar.
  @Test func theLineHasTheColourOfItsValue() throws {
    let grid = Grid(width: 64, growth: 32, widthSpacing: 1e-6, widthClosure: .mirrored)
    let order = ScalarField(grid), quantity = ScalarField(grid)
    order.fill { _, _, z in 0.5 * (1 - tanh((z - 16e-6) / 2e-6)) }
    quantity.fill { x, _, _ in 1e6 * x }
    let scale = ColorScale(.viridis, range: 0...64, label: "", unit: "MPa")
    let figure = Figure(
      trace: FrontTrace(order, quantity, offset: 0), scale: scale, quantity: AxisQuantity("pressure", unit: "MPa"),
      style: FigureStyle(resolution: 288))
    let content = try #require(figure.content as? TraceFigure)
    let canvas = Canvas(PixelBuffer(width: 1, height: 1, .gray(1)))
    let margin = FigureStyle.margin, box = content.layout(figure.style.width.points - 2 * margin, canvas).box
    let pixels = figure.pixels()
    for part in stride(from: 0.1, through: 0.9, by: 0.1) {
      let x = 4 * (margin + box.x + part * box.width), y = 4 * (margin + box.y + 0.5 * box.height)
      #expect(distance(pixels[Int(x), Int(y)], Colormap.viridis.color(at: part).hex) < 8, "\(part)")
      // Above and below it the dark rim, then electrolyte and lithium.
      #expect(distance(pixels[Int(x), Int(y - 4.9)], 0) < 120 && distance(pixels[Int(x), Int(y + 4.9)], 0) < 120)
      #expect(pixels[Int(x), Int(y - 16)] == 0xF6F8FB && pixels[Int(x), Int(y + 16)] == 0xD9DCE1)
    }
  }
}

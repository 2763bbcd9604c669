import Testing

@testable import Pictures

/// Each cell of a map has the colour of its value, in the row and column of its settings.
@Suite struct MapFigureTests {
  private static let scale = ColorScale(.polar, range: 0...2, label: "ratio")

  private static func figure(_ panels: [MapPanel], width: FigureStyle.Width = .one) -> Figure {
    Figure(
      map: panels, x: AxisQuantity("thickness", unit: "um"), columns: ["0.4", "0.8", "1.6"], y: AxisQuantity("modulus", unit: "GPa"),
      rows: ["5", "150"], quantity: AxisQuantity("suppression ratio", unit: ""), scale: scale, label: { "\($0)" },
      style: FigureStyle(width: width, resolution: 144))
  }

  @Test func cellsHaveTheColourOfTheirValue() throws {
    let values: [[Double?]] = [[0, 0.5, 1], [1.5, nil, 2]]
    let figure = Self.figure([MapPanel("", values: values)])
    let content = try #require(figure.content as? MapFigure)
    let width = figure.style.width.points - 2 * FigureStyle.margin
    let layout = content.layout(width, Canvas(PixelBuffer(width: 1, height: 1, .gray(1))))
    let pixels = figure.pixels()
    let body = 2 * layout.cell.height,
      top = FigureStyle.margin + Double(layout.heading.count) * FigureStyle.lineHeight + 0.3 * FigureStyle.lineHeight
    for (row, values) in values.enumerated() {
      for (column, value) in values.enumerated() {
        // Near a corner of the cell, where its number is not.
        let x = FigureStyle.margin + layout.left + (Double(column) + 0.1) * layout.cell.width
        let y = top + body - (Double(row) + 0.15) * layout.cell.height
        let expected = value.map(Self.scale.color)?.hex ?? 0xF0F1F3
        let found = Color(hex: pixels[Int(2 * x), Int(2 * y)] & 0xFFFFFF), wanted = Color(hex: expected)
        let off = max(abs(found.red - wanted.red), abs(found.green - wanted.green), abs(found.blue - wanted.blue))
        #expect(off < 1.5 / 255, "\(row) \(column)")
      }
    }
  }

  /// Within the page, and none over another, on either width and with many panels.
  @Test(arguments: [1, 2, 5], [FigureStyle.Width.one, .two]) func panelsHaveTheirPlace(_ count: Int, _ width: FigureStyle.Width) throws {
    let panels = (0..<count).map { MapPanel("lithium \($0)", values: [[1, 1, 1], [1, 1, 1]]) }
    let figure = Self.figure(panels, width: width)
    let content = try #require(figure.content as? MapFigure)
    let points = width.points - 2 * FigureStyle.margin
    let layout = content.layout(points, Canvas(PixelBuffer(width: 1, height: 1, .gray(1))))
    #expect(layout.across == min(count, width == .one ? 2 : 4))
    let right = layout.left + Double(layout.across) * (3 * layout.cell.width + 9) - 9
    #expect(right <= points && right > points - 2)
    #expect(layout.panelHeight > 2 * layout.cell.height && layout.cell.height >= 12)
    #expect(try figure.encoded(as: .svg) == Self.figure(panels, width: width).encoded(as: .svg))
  }
}

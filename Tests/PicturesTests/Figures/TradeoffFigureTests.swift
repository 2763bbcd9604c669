import Foundation
import Testing

@testable import Pictures

/// Names beside points: none lies on another, on a point or beyond the frame.
@Suite struct TradeoffFigureTests {
  private func canvas() -> Canvas { Canvas(PixelBuffer(width: 1, height: 1, .gray(1))) }

  private func points(_ count: Int, spread: Double) -> [TradeoffPoint] {
    (0..<count).map { index in
      let turn = 2.399963 * Double(index), far = spread * Double(index).squareRoot()
      return TradeoffPoint(
        "strategy-\(index)", SIMD2(20 + far * cos(turn), 0.8 + 0.01 * far * sin(turn)), group: index % 3, isReference: index % 8 == 0)
    }
  }

  private func layout(_ points: [TradeoffPoint], width: Double = 236) throws -> (TradeoffFigure, TradeoffFigure.Layout) {
    let figure = Figure(
      tradeoff: points, cost: AxisQuantity("extra voltage", unit: "mV"), gain: AxisQuantity("suppression ratio", unit: ""))
    let content = try #require(figure.content as? TradeoffFigure)
    return (content, content.layout(width, canvas()))
  }

  @Test(arguments: [2, 6, 12, 24]) func namesAreFreeOfEachOther(count: Int) throws {
    let (_, layout) = try layout(points(count, spread: 8))
    let boxes = layout.boxes.compactMap { $0 }
    #expect(boxes.count == count)
    for (index, box) in boxes.enumerated() {
      #expect(layout.plot.box.holds(box))
      #expect(!boxes[..<index].contains { $0.overlaps(box) }, "name \(index)")
      for place in layout.places {
        let near = SIMD2(min(max(place.x, box.x), box.right), min(max(place.y, box.y), box.bottom)) - place
        #expect((near * near).sum().squareRoot() >= TradeoffFigure.radius - 1e-9)
      }
    }
    #expect(layout.list.isEmpty == (layout.labels[0] == "strategy-0"))
  }

  /// So near to each other that names do not fit: numbers, and a list of all below.
  @Test func whatIsCrowdedHasNumbers() throws {
    var crowd = points(24, spread: 0.4)
    crowd.append(TradeoffPoint("far", SIMD2(100, 3)))
    let (_, layout) = try layout(crowd)
    #expect(layout.labels == (1...25).map(String.init))
    #expect(layout.list.count == 25 && layout.list[24] == "25  far")
    #expect(layout.listTop > layout.plot.box.bottom && layout.bottom > layout.listTop)
  }

  @Test func linesStandAtWhatAllReferencesHave() throws {
    let shared = [
      TradeoffPoint("a", SIMD2(0, 1), group: 0, isReference: true), TradeoffPoint("b", SIMD2(0, 1), group: 1, isReference: true),
      TradeoffPoint("c", SIMD2(20, 0.5)),
    ]
    let (figure, layout) = try layout(shared)
    #expect(figure.baseline.cost == 0 && figure.baseline.gain == 1)
    // No name lies on them.
    let x = try #require(layout.plot.place(SIMD2(0, 1)))
    for box in layout.boxes.compactMap({ $0 }) { #expect(!(box.x < x.x && box.right > x.x) && !(box.y < x.y && box.bottom > x.y)) }
    var apart = shared
    apart[1].place = SIMD2(60, 1)
    #expect(try self.layout(apart).0.baseline.cost == nil)
    #expect(try self.layout(apart).0.baseline.gain == 1)
  }

  /// A ring for the reference: white within, its colour around.
  @Test func theReferenceIsARing() throws {
    let figure = Figure(
      tradeoff: [TradeoffPoint("bare", SIMD2(0, 1), isReference: true), TradeoffPoint("film", SIMD2(20, 0.5))],
      cost: AxisQuantity("extra voltage", unit: "mV"), gain: AxisQuantity("suppression ratio", unit: ""),
      style: FigureStyle(resolution: 720))
    let content = try #require(figure.content as? TradeoffFigure)
    let margin = FigureStyle.margin, layout = content.layout(figure.style.width.points - 2 * margin, canvas())
    let pixels = figure.pixels()
    func pixel(_ index: Int, _ aside: Double) -> UInt32 {
      pixels[Int(10 * (margin + layout.places[index].x + aside)), Int(10 * (margin + layout.places[index].y))]
    }
    #expect(pixel(0, 0) == 0xFFFFFF && pixel(0, 1.9) == 0x0072B2)
    #expect(pixel(1, 0) == 0x0072B2 && pixel(1, 1.9) == 0x0072B2)
  }
}

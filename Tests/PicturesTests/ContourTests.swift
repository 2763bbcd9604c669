import Testing

@testable import Pictures

@Suite struct ContourTests {
  @Test func aCircleIsOneClosedLineAtItsRadius() {
    let raster = Raster(width: 64, height: 48)
    for y in 0..<48 {
      for x in 0..<64 {
        let (dx, dy) = (Double(x) + 0.5 - 30, Double(y) + 0.5 - 20)
        raster[x, y] = Float(12 - (dx * dx + dy * dy).squareRoot())
      }
    }
    let contour = Contour(raster, level: 0)
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].first == contour.lines[0].last)
    for point in contour.lines[0] {
      let (dx, dy) = (point.x - 30, point.y - 20)
      #expect(abs((dx * dx + dy * dy).squareRoot() - 12) < 0.02)
    }
  }

  @Test func aPlanarFrontIsOneOpenLine() {
    let raster = Raster(width: 10, height: 8)
    for y in 0..<8 {
      for x in 0..<10 { raster[x, y] = Float(3.7 - Double(y)) }
    }
    let contour = Contour(raster, level: 0)
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].count == 10)
    #expect(contour.lines[0].allSatisfy { abs($0.y - 4.2) < 1e-6 })
  }

  @Test func aSaddleIsCutOnceEitherWay() {
    let raster = Raster(width: 2, height: 2)
    raster[0, 0] = 1
    raster[1, 1] = 1
    #expect(Contour(raster, level: 0.4).lines.count == 2)
    #expect(Contour(raster, level: 0.6).lines.count == 2)
  }

  @Test func nothingCrossesAnEvenRaster() {
    #expect(Contour(Raster(width: 5, height: 5), level: 0.5).lines.isEmpty)
  }
}

import Fields
import Foundation
import Testing

@testable import Pictures

@Suite struct MetalOutlineTests {
  private func field(_ closure: Closure = .periodic, _ value: (Double, Double) -> Double) -> ScalarField {
    let grid = Grid(width: 40, growth: 60, widthSpacing: 1e-7, widthClosure: closure)
    let field = ScalarField(grid)
    for k in 0..<60 {
      for i in 0..<40 { field[i, 0, k] = value(grid.center(i, .width), grid.center(k, .growth)) }
    }
    return field
  }

  /// By the shoelace formula; holes run the other way round.
  private func area(_ polygons: [[SIMD2<Double>]]) -> Double {
    var sum = 0.0
    for polygon in polygons {
      for (a, b) in zip(polygon, polygon.dropFirst() + [polygon[0]]) { sum += (a.x * b.y - a.y * b.x) / 2 }
    }
    return sum
  }

  @Test func aFlatFrontIsARectangle() {
    let outline = MetalOutline(field { 0.5 - 0.5 * tanh(($1 - 2.37e-6) / 1.5e-7) })
    #expect(outline.polygons.count == 1)
    let polygon = outline.polygons[0]
    #expect(polygon.count == 4)
    #expect(Set(polygon.map(\.x)) == [0, 4e-6])
    #expect(polygon.allSatisfy { $0.y == 0 || abs($0.y - 2.37e-6) < 3e-9 })
    #expect(abs(abs(area(outline.polygons)) - 4e-6 * 2.37e-6) < 2e-14)
  }

  @Test func aDiscIsAnIslandAndItsInverseAHole() {
    func disc(_ x: Double, _ z: Double) -> Double { 0.5 - 0.5 * tanh((hypot(x - 2e-6, z - 3e-6) - 1.2e-6) / 1.5e-7) }
    let exact = Double.pi * 1.44e-12
    let island = MetalOutline(field(.mirrored, disc))
    #expect(island.polygons.count == 1)
    #expect(abs(abs(area(island.polygons)) / exact - 1) < 5e-3)
    let hole = MetalOutline(field(.mirrored) { 1 - disc($0, $1) })
    #expect(hole.polygons.count == 2)
    #expect(abs(abs(area(hole.polygons)) / (24e-12 - exact) - 1) < 2e-3)
  }

  /// A disc over the periodic edge is cut in two halves that meet the edge at equal heights.
  @Test func whatCrossesTheEdgeIsCutThere() {
    let outline = MetalOutline(
      field { x, z in 0.5 - 0.5 * tanh((hypot(min(x, 4e-6 - x), z - 3e-6) - 1.2e-6) / 1.5e-7) })
    #expect(outline.polygons.count == 2)
    #expect(abs(abs(area(outline.polygons)) / (Double.pi * 1.44e-12) - 1) < 5e-3)
    let points = outline.polygons.flatMap { $0 }
    #expect(points.allSatisfy { $0.x >= 0 && $0.x <= 4e-6 && $0.y >= 0 && $0.y <= 6e-6 })
    for edge in [0.0, 4e-6] {
      let heights = points.filter { $0.x == edge }.map(\.y)
      #expect(abs((heights.max() ?? 0) - 4.2e-6) < 1e-8)
      #expect(abs((heights.min() ?? 0) - 1.8e-6) < 1e-8)
    }
  }

  @Test func allMetalIsTheWholeDomainAndNoneIsNothing() {
    #expect(abs(abs(area(MetalOutline(field { _, _ in 1 }).polygons)) - 24e-12) < 1e-24)
    #expect(MetalOutline(field { _, _ in 0 }).polygons.isEmpty)
  }
}

import Fields
import Foundation
import Testing

@testable import Pictures

@Suite struct SurfaceVisibilityTests {
  static let evenSky = [Float](repeating: 1, count: SurfaceVisibility.directions.count)

  static func visibility(_ field: ScalarField) -> SurfaceVisibility {
    let spline = FrontSpline(field)
    return SurfaceVisibility(SurfaceDistance(spline), reach: spline.box.length)
  }

  static func place(_ x: Float, _ y: Float, _ z: Float, normal: SIMD3<Float> = SIMD3(0, 0, 1)) -> SurfaceHit {
    SurfaceHit(position: SIMD3(x, y, z), normal: normal, distance: 0, isCut: false)
  }

  @Test(arguments: [32, 130])
  func distancesAreThoseToABall(_ cells: Int) {
    let radius = 0.3 * Double(cells)
    let center = SIMD3(0.55, 0.48, 0.5) * Double(cells)
    let distance = SurfaceDistance(FrontSpline(SurfaceShapes.ball(SurfaceShapes.cube(cells), radius: 1e-6 * radius, at: 1e-6 * center)))
    for step in 0..<400 {
      let along = Double(step) / 400
      let point = SIMD3(along, abs(sin(7 * along)), 0.5 + 0.5 * cos(11 * along)) * Double(cells)
      let offset = point - center
      let expected = (offset * offset).sum().squareRoot() - radius
      // In the middle the distance has a tip; elsewhere the bend of the ball between two nodes is left out.
      if expected < 3 * Double(distance.spacing) - radius { continue }
      #expect(abs(Double(distance(SIMD3<Float>(point))) - expected) < 0.25 * Double(distance.spacing))
    }
  }

  @Test func metalEndsAtTheSidesOfTheBox() {
    let distance = SurfaceDistance(FrontSpline(ScalarField(SurfaceShapes.cube(16), 1)))
    #expect(distance(SIMD3(8, 8, 8)) < 0)
    #expect(abs(distance(SIMD3(8, 8, 21)) - 5) < 1e-4)
    #expect(abs(distance(SIMD3(-3, -4, 8)) - 5) < 1e-4)
  }

  @Test func aPlaneSeesAllOfTheSkyAndTheLamp() {
    let visibility = Self.visibility(SurfaceShapes.layer(SurfaceShapes.cube(32), height: 10e-6))
    for (x, y) in [(16, 16), (5, 20), (29, 3)] as [(Float, Float)] {
      let shade = visibility.shade(Self.place(x, y, 10), SIMD3(0.6, 0, 0.8), Self.evenSky)
      #expect(shade.sky > 0.97 && shade.sky <= 1)
      #expect(shade.lamp > 0.99)
    }
  }

  /// Of an even sky, weighted with the cosine, a ball of radius R whose middle is h straight above hides (R/h)².
  @Test(arguments: [(8.0, 16.0), (10.0, 15.0), (6.0, 18.0), (4.0, 22.0)])
  func aBallAboveHidesAsMuchSkyAsItCovers(_ radius: Double, _ height: Double) {
    let grid = SurfaceShapes.cube(48)
    let field = SurfaceShapes.field(grid) { x, y, z in
      let offset = SIMD3(x - 24e-6, y - 24e-6, z - (6 + height) * 1e-6)
      return min(z - 6e-6, (offset * offset).sum().squareRoot() - radius * 1e-6)
    }
    let shade = Self.visibility(field).shade(Self.place(24, 24, 6), SIMD3(0, 0, 1), Self.evenSky)
    #expect(abs(Double(1 - shade.sky) - pow(radius / height, 2)) < 0.1)
    // The last ball is a little smaller than the lamp behind it.
    #expect(shade.lamp < (radius > 0.2 * height ? 0.001 : 0.2))
  }

  @Test func shadowsLieWhereTheLampIsHidden() {
    let grid = SurfaceShapes.cube(48)
    let field = SurfaceShapes.field(grid) { x, y, z in
      let offset = SIMD3(x - 24e-6, y - 24e-6, z - 20e-6)
      return min(z - 6e-6, (offset * offset).sum().squareRoot() - 6e-6)
    }
    let visibility = Self.visibility(field)
    let lamp = SIMD3<Float>(-1, 0, 1) / Float(2).squareRoot()
    // The shadow's middle is as far aside as the ball is high.
    #expect(visibility.shade(Self.place(38, 24, 6), lamp, Self.evenSky).lamp < 0.01)
    #expect(visibility.shade(Self.place(10, 24, 6), lamp, Self.evenSky).lamp > 0.99)
    #expect(visibility.shade(Self.place(38, 8, 6), lamp, Self.evenSky).lamp > 0.99)
    // A place that faces away sees none of it.
    #expect(visibility.shade(Self.place(24, 24, 14, normal: SIMD3(0, 0, -1)), lamp, Self.evenSky).lamp == 0)
  }
}

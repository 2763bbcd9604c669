import Fields
import Foundation
import Testing

@testable import Pictures

@Suite struct SurfaceCastingTests {
  static let camera = SurfaceCamera(azimuth: 0.5, elevation: 0.6)

  @Test(arguments: [(24, 7.3), (48, 17.0), (32, 4.1)])
  func aBallIsSeenAsADiscOfItsRadius(_ cells: Int, _ radius: Double) {
    let grid = SurfaceShapes.cube(cells)
    let center = SIMD3(repeating: 0.5e-6 * Double(cells)) + SIMD3(0.37e-6, -0.21e-6, 0.11e-6)
    let rays = SurfaceRays(SurfaceShapes.ball(grid, radius: radius * 1e-6, at: center), Self.camera, count: 500)
    var hits = 0
    var (worstNormal, worstRadius) = (0.0, 0.0)
    rays.forEach { ray, _, _ in
      guard let hit = rays.casting.hit(ray) else { return }
      hits += 1
      let offset = SIMD3<Double>(hit.position) - center / 1e-6
      let length = (offset * offset).sum().squareRoot()
      let difference = offset / length - SIMD3<Double>(hit.normal)
      worstNormal = max(worstNormal, (difference * difference).sum().squareRoot())
      worstRadius = max(worstRadius, abs(length - radius))
      #expect(!hit.isCut)
    }
    let area = Double(hits) * rays.area
    #expect(abs(area / (Double.pi * radius * radius * 1e-12) - 1) < 0.005)
    #expect(worstNormal < 0.01)
    #expect(worstRadius < 0.02)
  }

  @Test func cellsOfUnequalEdgesShowTheSameBall() {
    let grid = Grid(width: 40, depth: 56, growth: 30, widthSpacing: 1e-6, depthSpacing: 0.7e-6, growthSpacing: 1.3e-6)
    let center = SIMD3(20e-6, 19.6e-6, 19.5e-6)
    let rays = SurfaceRays(SurfaceShapes.ball(grid, radius: 14e-6, at: center), Self.camera, count: 400)
    var hits = 0
    rays.forEach { ray, _, _ in
      if rays.casting.hit(ray) != nil { hits += 1 }
    }
    #expect(abs(Double(hits) * rays.area / (Double.pi * 14 * 14 * 1e-12) - 1) < 0.005)
  }

  @Test func aTiltedPlaneHasOneNormal() {
    let grid = Grid(
      width: 32, depth: 32, growth: 32, widthSpacing: 1e-6, widthClosure: .mirrored, depthClosure: .mirrored)
    let slope = SIMD3(0.28, -0.31, 0.0)
    let up = SIMD3(slope.x, slope.y, (1 - (slope * slope).sum()).squareRoot())
    let field = SurfaceShapes.field(grid) { x, y, z in
      (SIMD3(x, y, z) * up).sum() - 14e-6
    }
    let rays = SurfaceRays(field, Self.camera, count: 150)
    var count = 0
    rays.forEach { ray, _, _ in
      // At the sides the closure of the field bends the plane.
      guard let hit = rays.casting.hit(ray), !hit.isCut, (4...28).contains(hit.position.x), (4...28).contains(hit.position.y) else {
        return
      }
      let difference = SIMD3<Double>(hit.normal) - up
      #expect((difference * difference).sum().squareRoot() < 1e-3)
      #expect(abs((SIMD3<Double>(hit.position) * up).sum() - 14) < 2e-3)
      count += 1
    }
    #expect(count > 2000)
  }

  @Test func cutMetalIsFlat() {
    let rays = SurfaceRays(SurfaceShapes.layer(SurfaceShapes.cube(20), height: 8.4e-6), Self.camera, count: 200)
    var sides: Set<SIMD3<Float>> = []
    rays.forEach { ray, _, _ in
      guard let hit = rays.casting.hit(ray), hit.isCut else { return }
      sides.insert(hit.normal)
      // On the front or on the right.
      #expect(abs(hit.normal.y < 0 ? hit.position.y : hit.position.x - 20) < 1e-3)
      #expect(hit.position.z < 8.42)
    }
    #expect(sides == [SIMD3(0, -1, 0), SIMD3(1, 0, 0)])
    let below = SurfaceRays(
      SurfaceShapes.layer(SurfaceShapes.cube(20), height: 8.4e-6), SurfaceCamera(azimuth: 0, elevation: -.pi / 2), count: 50)
    below.forEach { ray, _, _ in
      if let hit = below.casting.hit(ray) { #expect(hit.isCut && hit.normal == SIMD3(0, 0, -1)) }
    }
  }

  /// A ball around a vertical edge of a periodic box is cut into quarters, each with closed sides and the slope of the whole ball.
  @Test func metalGoesOnAcrossPeriodicSides() {
    let radius = 7.0, middle = 15.0, cells = 32.0
    let field = SurfaceShapes.field(SurfaceShapes.cube(32)) { x, y, z in
      let (dx, dy) = (min(x, cells * 1e-6 - x), min(y, cells * 1e-6 - y))
      return (dx * dx + dy * dy + (z - middle * 1e-6) * (z - middle * 1e-6)).squareRoot() - radius * 1e-6
    }
    func offset(_ hit: SurfaceHit) -> SIMD3<Double> {
      let place = SIMD3<Double>(hit.position)
      return SIMD3(place.x - (place.x > 0.5 * cells ? cells : 0), place.y - (place.y > 0.5 * cells ? cells : 0), place.z - middle)
    }
    let above = SurfaceRays(field, SurfaceCamera(azimuth: 0, elevation: .pi / 2), count: 500)
    var hits = 0
    above.forEach { ray, _, _ in
      guard let hit = above.casting.hit(ray) else { return }
      hits += 1
      let away = offset(hit), length = (away * away).sum().squareRoot()
      let difference = away / length - SIMD3<Double>(hit.normal)
      #expect(!hit.isCut && abs(length - radius) < 0.02 && (difference * difference).sum() < 1e-3)
    }
    // The sides are met to a ray.
    #expect(abs(Double(hits) * above.area / (Double.pi * radius * radius * 1e-12) - 1) < 0.02)
    // From the front two halves of a disc are seen, whole and flat, before what stands at the back.
    let front = SurfaceRays(field, SurfaceCamera(azimuth: 0, elevation: 0), count: 500)
    var cut = 0
    front.forEach { ray, _, _ in
      guard let hit = front.casting.hit(ray) else { return }
      let away = offset(hit)
      let across = (away.x * away.x + away.z * away.z).squareRoot()
      #expect(hit.isCut == (across < radius) || abs(across - radius) < 0.05)
      if hit.isCut { cut += 1 }
    }
    #expect(abs(Double(cut) * front.area / (Double.pi * radius * radius * 1e-12) - 1) < 0.02)
  }

  @Test func nothingIsSeenBesideTheBoxOrWithoutMetal() {
    let full = SurfaceRays(ScalarField(SurfaceShapes.cube(8), 1), Self.camera, count: 20)
    #expect(full.casting.hit(full.view.ray(10, 10)) != nil)
    #expect(full.casting.hit(full.view.ray(-30, 10)) == nil)
    #expect(full.casting.hit(full.view.ray(10, 90)) == nil)
    for value in [0, .nan, -3] {
      let empty = SurfaceRays(ScalarField(SurfaceShapes.cube(8), value), Self.camera, count: 20)
      empty.forEach { ray, _, _ in #expect(empty.casting.hit(ray) == nil) }
    }
  }

  /// Leaps over empty space and the squares of the silhouette lose nothing that small steps find.
  @Test(arguments: [
    SurfaceCamera(azimuth: 0.5, elevation: 0.6), SurfaceCamera(azimuth: 0, elevation: 0), SurfaceCamera(azimuth: 4, elevation: -0.2),
  ])
  func leapsFindWhatSmallStepsFind(_ camera: SurfaceCamera) {
    let rays = SurfaceRays(SurfaceShapes.fingers(SurfaceShapes.cube(33)), camera, count: 120)
    let spline = rays.casting.spline
    let silhouette = SurfaceSilhouette(rays.casting, rays.view, width: rays.count, height: rays.count)
    var (found, missed, extra) = (0, 0, 0)
    rays.forEach { ray, x, y in
      let hit = silhouette.range(x, y).flatMap { rays.casting.hit(ray, within: $0) }
      var expected: Float?
      var t = -spline.box.length
      while t < spline.box.length, expected == nil {
        let point = ray.origin + t * ray.direction
        let isInside = point == point.held(from: .zero, to: spline.box)
        if isInside, spline.value(point) > 0 { expected = t }
        t += 0.05
      }
      switch (hit, expected) {
      case (let hit?, let expected?):
        found += 1
        #expect(abs(hit.distance - expected) < 0.4)
      case (nil, _?): missed += 1
      case (_?, nil): extra += 1
      case (nil, nil): break
      }
    }
    #expect(found > 1000)
    // Rays that graze an edge by less than a step.
    #expect(missed <= found / 200 && extra <= found / 200)
  }
}

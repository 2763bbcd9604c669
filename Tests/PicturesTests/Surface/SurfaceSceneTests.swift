import Fields
import Foundation
import Testing

@testable import Pictures

/// What is taken away, looked through, sliced, and seen in perspective.
@Suite(.serialized) struct SurfaceSceneTests {
  private static let front = SurfaceCamera(azimuth: 0, elevation: 0)
  private static let top = SurfaceCamera(azimuth: 0, elevation: .pi / 2)

  private static func casting(_ field: ScalarField, _ cut: SurfaceCut) -> SurfaceCasting {
    let spline = FrontSpline(field)
    return SurfaceCasting(spline, removal: SurfaceRemoval(cut, unit: spline.unit, box: spline.box))
  }

  /// Seen from a distance D, a ball of radius R covers on the plane through its middle a disc of the radius D tan asin(R/D).
  @Test(arguments: [0.4, 1.0, 2.0]) func aBallInPerspectiveIsLargerThanItsDisc(fieldOfView: Double) {
    let radius = 14.0, camera = SurfaceCamera(azimuth: 0.5, elevation: 0.6, fieldOfView: fieldOfView)
    let grid = SurfaceShapes.cube(40)
    let field = SurfaceShapes.ball(grid, radius: radius * 1e-6, at: SIMD3(repeating: 20e-6))
    let rays = SurfaceRays(field, camera, count: 500)
    let silhouette = SurfaceSilhouette(rays.casting, rays.view, width: 500, height: 500)
    var hits = 0, lost = 0
    rays.forEach { ray, x, y in
      guard rays.casting.hit(ray) != nil else { return }
      hits += 1
      if silhouette.range(x, y).flatMap({ rays.casting.hit(ray, within: $0) }) == nil { lost += 1 }
    }
    let distance = 0.5 * 40 * 3.0.squareRoot() / sin(0.5 * fieldOfView)
    let seen = distance * tan(asin(radius / distance)) * 1e-6
    #expect(abs(Double(hits) * rays.area / (.pi * seen * seen) - 1) < 0.01)
    #expect(lost <= hits / 1000)
  }

  @Test(arguments: [(0.6, 0.4), (-2.1, -0.7), (0, 0)]) func allOfTheCellIsWithinTheWindow(azimuth: Double, elevation: Double) {
    for fieldOfView in [0, 0.7, 2] {
      let camera = SurfaceCamera(azimuth: azimuth, elevation: elevation, fieldOfView: fieldOfView)
      let box = SIMD3<Float>(30, 20, 50), extent = camera.extent(of: SIMD3<Double>(box))
      let view = SurfaceView(camera, box: box, width: Int(extent.across * 4), height: Int(extent.up * 4), pixel: 0.25)
      var (least, greatest) = (SIMD2(repeating: Double.infinity), SIMD2(repeating: -Double.infinity))
      for corner in 0..<8 {
        let place = SIMD3<Float>(corner & 1 == 0 ? 0 : 30, corner & 2 == 0 ? 0 : 20, corner & 4 == 0 ? 0 : 50)
        let seen = view.seen(place)
        least = SIMD2(min(least.x, seen.x), min(least.y, seen.y))
        greatest = SIMD2(max(greatest.x, seen.x), max(greatest.y, seen.y))
        // Its line of sight goes through it.
        let ray = view.ray(Float(seen.x), Float(seen.y)), away = place - ray.origin
        #expect((away - away.dot(ray.direction) * ray.direction).length < 1e-2)
      }
      #expect(abs(least.x) < 1 && abs(least.y) < 1)
      #expect(abs(greatest.x - extent.across * 4) < 1.01 && abs(greatest.y - extent.up * 4) < 1.01)
    }
    let near = SurfaceCamera(azimuth: azimuth, elevation: elevation, zoom: 2).extent(of: SIMD3(3, 2, 5))
    let whole = SurfaceCamera(azimuth: azimuth, elevation: elevation).extent(of: SIMD3(3, 2, 5))
    #expect(abs(near.across - whole.across / 2) < 1e-12 && abs(near.up - whole.up / 2) < 1e-12)
  }

  /// A ball of radius R that is cut at a distance h from its middle shows a flat disc of the area π(R² − h²) and no other cut.
  @Test(arguments: [0.0, 5, -6]) func aBallThatIsCutShowsItsSection(offset: Double) {
    let radius = 14.0, plane = 20 + offset
    let field = SurfaceShapes.ball(SurfaceShapes.cube(40), radius: radius * 1e-6, at: SIMD3(repeating: 20e-6))
    let cut = SurfaceCut(
      lower: SIMD3(-.infinity, -.infinity, -.infinity), upper: SIMD3(.infinity, plane * 1e-6, .infinity))
    let casting = Self.casting(field, cut), rays = SurfaceRays(field, Self.front, count: 500)
    let silhouette = SurfaceSilhouette(casting, rays.view, width: 500, height: 500)
    var flat = 0, round = 0, lost = 0
    rays.forEach { ray, x, y in
      guard let hit = casting.hit(ray) else { return }
      if silhouette.range(x, y).flatMap({ casting.hit(ray, within: $0) }) == nil { lost += 1 }
      if hit.isCut {
        flat += 1
        #expect(hit.normal == SIMD3(0, -1, 0) && abs(Double(hit.position.y) - plane) < 1e-3)
      } else {
        round += 1
        #expect(Double(hit.position.y) > plane - 1e-3)
      }
    }
    #expect(abs(Double(flat) * rays.area / (.pi * (radius * radius - offset * offset) * 1e-12) - 1) < 0.01)
    // Where the wider half is left, it is seen around the section.
    let rim = offset < 0 ? offset * offset : 0
    #expect(abs(Double(round) * rays.area * 1e12 - .pi * rim) < 6)
    #expect(lost <= (flat + round) / 1000)
  }

  @Test func whatIsLeftFillsThePicture() {
    let box = SIMD3(4.0, 3, 5)
    func rest(_ lower: SIMD3<Double>, _ upper: SIMD3<Double>) -> [SIMD3<Double>] {
      let rest = SurfaceCut(lower: lower, upper: upper).rest(of: box)
      return [rest.lower, rest.size]
    }
    let far = Double.infinity
    #expect(rest(SIMD3(-far, -far, -far), SIMD3(far, 1, far)) == [SIMD3(0, 1, 0), SIMD3(4, 2, 5)])
    #expect(rest(SIMD3(0, 0, 2), SIMD3(4, 3, 9)) == [.zero, SIMD3(4, 3, 2)])
    #expect(rest(SIMD3(1, -far, -far), SIMD3(2, far, far)) == [.zero, box])
    #expect(rest(SIMD3(1, 1, -far), SIMD3(far, far, far)) == [.zero, box])
  }

  /// A block taken out of full metal: three walls, each at its place.
  @Test func aCornerThatIsTakenAwayHasThreeWalls() {
    let full = ScalarField(SurfaceShapes.cube(24), 1)
    let cut = SurfaceCut(lower: SIMD3(10e-6, -.infinity, 14e-6), upper: SIMD3(.infinity, 12e-6, .infinity))
    let casting = Self.casting(full, cut)
    let rays = SurfaceRays(full, SurfaceCamera(azimuth: 0.6, elevation: 0.6), count: 300)
    var places: [SIMD3<Float>: Set<Float>] = [:]
    rays.forEach { ray, _, _ in
      guard let hit = casting.hit(ray) else { return }
      #expect(hit.isCut)
      #expect(!casting.removal!.holds(hit.position, margin: 1e-2))
      let axis = (0..<3).first { hit.normal[$0] != 0 }!
      places[hit.normal, default: []].insert((hit.position[axis] * 100).rounded() / 100)
    }
    #expect(places == [SIMD3(0, -1, 0): [0, 12], SIMD3(1, 0, 0): [10, 24], SIMD3(0, 0, 1): [14, 24]])
    // Distances for shadows know of the hollow as well.
    let distance = SurfaceDistance(casting.spline, removal: casting.removal)
    #expect(abs(distance(SIMD3(17, 6, 19)) - 5) < 1e-3 && distance(SIMD3(5, 6, 10)) < 0)
  }

  private static func scale(_ range: ClosedRange<Double>) -> ColorScale { ColorScale(.viridis, range: range, label: "c", unit: "mol/L") }

  /// A field that rises along the width on a plane across the depth: along the picture its colours are those of the bar, before
  /// the lithium behind it and not before that in front of it.
  @Test func aSliceShowsItsFieldInTheColoursOfTheBar() {
    // Mirrored, so that the wall at the back does not come in again at the front.
    let grid = Grid(width: 32, depth: 32, growth: 32, widthSpacing: 1e-6, widthClosure: .mirrored, depthClosure: .mirrored)
    let values = ScalarField(grid)
    values.fill { x, _, _ in x * 1e6 }
    // Two walls up to half the height, one behind the slice and one before it that ends at a quarter.
    let field = SurfaceShapes.field(grid) { x, y, z in
      let behind = max(z - 16e-6, 24e-6 - y), before = max(z - 8e-6, y - 6e-6)
      return min(behind, before)
    }
    var frame = SurfaceFrame(
      orderParameter: field, camera: Self.front, context: FrameContext(time: 1), style: FrameStyle(width: 420, height: 420))
    frame.slice = SurfaceSlice(field: values, scale: Self.scale(0...32), normal: .depth, position: 15e-6)
    let (pixels, layout) = frame.drawn(isPlain: true)
    let image = layout.image
    func pixel(_ x: Double, _ z: Double) -> UInt32 {
      pixels[
        Int(image.x + image.width / 2 + (x - 16e-6) / layout.pixel), Int(image.y + image.height / 2 - (z - 16e-6) / layout.pixel)]
    }
    for x in stride(from: 3e-6, through: 29e-6, by: 2e-6) {
      let expected = Self.scale(0...32).color(x * 1e6).hex
      for z in [11e-6, 14e-6, 20e-6, 26e-6] {
        #expect(distance(pixel(x, z), expected) <= 6, "at \(x), \(z): \(String(pixel(x, z), radix: 16))")
      }
      // Linear light goes through eight bits.
      #expect(distance(pixel(x, 4e-6), frame.style.theme.metal.hex) <= 3)
    }
    #expect(layout.keys.count == 1)
  }

  /// Lithium that the plane passes through has no salt, but stress; with what lies before the plane taken away both are seen.
  @Test(arguments: [false, true]) func aSliceEndsAtLithiumUnlessItsFieldDoesNot(isThroughout: Bool) {
    let grid = SurfaceShapes.cube(32)
    var frame = SurfaceFrame(
      orderParameter: SurfaceShapes.layer(grid, height: 12e-6), camera: Self.front, context: FrameContext(time: 1),
      style: FrameStyle(width: 420, height: 420))
    frame.slice = SurfaceSlice(
      field: ScalarField(grid, 20), scale: Self.scale(0...32), normal: .depth, position: 15e-6, isThroughout: isThroughout)
    frame.cut = SurfaceCut(lower: SIMD3(repeating: -.infinity), upper: SIMD3(.infinity, 15e-6, .infinity))
    let (pixels, layout) = frame.drawn(isPlain: true)
    func pixel(_ z: Double) -> UInt32 {
      pixels[Int(layout.image.x + layout.image.width / 2), Int(layout.image.y + layout.image.height / 2 - (z - 16e-6) / layout.pixel)]
    }
    let shown = Self.scale(0...32).color(20).hex
    #expect(distance(pixel(20e-6), shown) <= 6)
    #expect(distance(pixel(6e-6), isThroughout ? shown : frame.style.theme.metal.hex) <= 6)
  }

  /// Light of a slab of opacity a from above, through two faces: a c + (1 − a) a c + (1 − a)² g; half of it within lithium, one face.
  @Test func layersAreSeenThroughInTheirOrder() {
    let grid = SurfaceShapes.cube(32)
    let share = ScalarField(grid)
    share.fill { _, _, z in z > 12e-6 && z < 20e-6 ? 1 : 0 }
    // A column that ends within the slab on the left, one that rises above it on the right, nothing between.
    let field = SurfaceShapes.field(grid) { x, _, z in min(max(x - 10e-6, z - 16e-6), max(22e-6 - x, z - 26e-6)) }
    var frame = SurfaceFrame(
      orderParameter: field, camera: Self.top, context: FrameContext(time: 1), style: FrameStyle(width: 420, height: 420))
    let opacity = 0.4
    frame.layers = SurfaceLayers(share: share, opacity: opacity)
    let (pixels, layout) = frame.drawn(isPlain: true)
    func light(_ x: Double) -> SIMD3<Float> {
      Exposure.linear(
        Color(
          hex: pixels[
            Int(layout.image.x + layout.image.width / 2 + (x - 16e-6) / layout.pixel), Int(layout.image.y + 0.35 * layout.image.height)]))
    }
    let theme = frame.style.theme, a = Float(opacity)
    let (own, metal, ground) = (Exposure.linear(theme.layer), Exposure.linear(theme.metal), Exposure.linear(theme.electrolyte))
    for (x, expected) in [
      (5e-6, a * own + (1 - a) * metal), (28e-6, metal), (16e-6, a * own + (1 - a) * (a * own + (1 - a) * ground)),
    ] {
      let difference = light(x) - expected
      #expect(difference.length < 0.01, "at \(x): \(light(x)), expected \(expected)")
    }
  }

  @Test func aPictureFillsItsWidth() {
    let grid = SurfaceShapes.cube(16)
    for (width, height) in [(640, 360), (360, 640), (700, 300)] {
      var frame = SurfaceFrame(
        orderParameter: SurfaceShapes.fingers(grid), coloring: SurfaceColoring(field: ScalarField(grid, 50), scale: Self.scale(0...100)),
        context: FrameContext(time: 1, charge: 3600, title: "a run"), style: FrameStyle(width: width, height: height))
      frame.slice = SurfaceSlice(field: ScalarField(grid, 1), scale: Self.scale(0...2), normal: .width, position: 8e-6)
      frame.fillsWidth = true
      let (pixels, layout) = frame.drawn(isPlain: true)
      #expect(pixels.width == width && pixels.height == height)
      #expect(layout.keys.count == 2 && layout.keys[0].right < layout.keys[1].x)
      #expect(layout.keys[0].x >= 0 && layout.keys[1].right <= Double(width) && layout.keys[1].bottom <= Double(height))
      #expect(layout.image.x > 0 && layout.image.right < Double(width) && layout.image.bottom < layout.keys[0].y)
    }
  }

  /// The brightest light comes from where it is put: of a ball's sides that one is the brighter.
  @Test func theLightStandsWhereItIsPut() {
    let field = SurfaceShapes.ball(SurfaceShapes.cube(32), radius: 10e-6, at: SIMD3(repeating: 16e-6))
    func brightness(_ light: SurfaceLight) -> (left: Int, right: Int, top: Int, bottom: Int) {
      var frame = SurfaceFrame(
        orderParameter: field, camera: Self.front, context: FrameContext(time: 1), style: FrameStyle(width: 420, height: 420))
      frame.light = light
      let (pixels, layout) = frame.drawn()
      func green(_ x: Double, _ z: Double) -> Int {
        let image = layout.image
        return Int(
          pixels[Int(image.x + image.width / 2 + x * 1e-6 / layout.pixel), Int(image.y + image.height / 2 - z * 1e-6 / layout.pixel)] >> 8
            & 255)
      }
      return (green(-7, 0), green(7, 0), green(0, 7), green(0, -7))
    }
    let left = brightness(SurfaceLight(azimuth: -1, elevation: 0)), right = brightness(SurfaceLight(azimuth: 1, elevation: 0))
    #expect(left.left > left.right + 40 && right.right > right.left + 40)
    let below = brightness(SurfaceLight(azimuth: 0, elevation: -1))
    #expect(below.bottom > below.top + 20)
  }

  @Test func theSameBytesOnAnyNumberOfThreads() {
    let grid = SurfaceShapes.cube(32)
    let share = ScalarField(grid)
    share.fill { x, _, z in z > 10e-6 + 0.2 * x && z < 20e-6 ? 1 : 0 }
    var frame = SurfaceFrame(
      orderParameter: SurfaceShapes.fingers(grid), camera: SurfaceCamera(azimuth: 0.5, elevation: 0.4, fieldOfView: 0.8, zoom: 1.2),
      context: FrameContext(time: 1), style: FrameStyle(width: 300, height: 300))
    frame.layers = SurfaceLayers(share: share, opacity: 0.4)
    frame.cut = SurfaceCut(lower: SIMD3(20e-6, -.infinity, -.infinity), upper: SIMD3(.infinity, 14e-6, .infinity))
    frame.slice = SurfaceSlice(field: share, scale: Self.scale(0...1), normal: .depth, position: 28e-6)
    let before = Tiling.threadBudget
    defer { Tiling.threadBudget = before }
    Tiling.threadBudget = 1
    let one = frame.png()
    Tiling.threadBudget = 3
    #expect(frame.png() == one && frame.png() == one)
  }
}

import Fields
import Foundation
import Testing

@testable import Pictures

@Suite(.serialized) struct SurfaceFrameTests {
  static let camera = SurfaceCamera(azimuth: 0.5, elevation: 0.6)
  static let top = SurfaceCamera(azimuth: 0, elevation: .pi / 2)
  static let scale = ColorScale(.viridis, range: 0...100, label: "c", unit: "mol/m³", undefinedColor: Color(hex: 0xFF00FF))

  static func frame(
    _ field: ScalarField, _ coloring: SurfaceColoring? = nil, camera: SurfaceCamera = camera, size: Int = 420, title: String? = nil
  ) -> SurfaceFrame {
    SurfaceFrame(
      orderParameter: field, coloring: coloring, camera: camera, context: FrameContext(time: 1, charge: 3600, title: title),
      style: FrameStyle(width: size, height: size))
  }

  static func read(_ frame: SurfaceFrame) throws -> (ReadPicture, SurfaceLayout) {
    try withTemporaryFolder { folder in
      try frame.write(to: folder + "/surface.png")
      return (try #require(ReadPicture(folder + "/surface.png")), frame.drawn(isPlain: true).layout)
    }
  }

  static let ground = FrameStyle.Theme.light.electrolyte.hex

  /// Pixels of the image that are not ground, as parts of pixels by their share of a white ball, without those of box and bar.
  static func coveredArea(_ frame: SurfaceFrame, within share: Double) -> Double {
    let (pixels, layout) = frame.drawn(isPlain: true)
    let metal = Exposure.linear(frame.style.theme.metal).x
    let dark = Exposure.linear(frame.style.theme.electrolyte).x
    var area = 0.0
    let middle = (layout.image.x + layout.image.width / 2, layout.image.y + layout.image.height / 2)
    let reach = share * layout.image.width / 2
    for y in Int(middle.1 - reach)...Int(middle.1 + reach) {
      for x in Int(middle.0 - reach)...Int(middle.0 + reach) {
        let light = Exposure.linear(Color(hex: pixels[x, y])).x
        area += Double((light - dark) / (metal - dark))
      }
    }
    return area * layout.pixel * layout.pixel
  }

  @Test func aBallCoversTheAreaOfItsDisc() {
    let grid = SurfaceShapes.cube(40)
    let field = SurfaceShapes.ball(grid, radius: 12e-6, at: SIMD3(20e-6, 20e-6, 20e-6))
    let area = Self.coveredArea(Self.frame(field, camera: Self.top), within: 0.75)
    #expect(abs(area / (Double.pi * 144e-12) - 1) < 0.005)
  }

  @Test func theScaleBarIsAsLongAsItSays() throws {
    let (picture, layout) = try Self.read(Self.frame(ScalarField(SurfaceShapes.cube(16)), camera: Self.top))
    let image = layout.image
    // From above the box is a square, the smaller for the free ground around it.
    let bar = ScaleBar(pixel: layout.pixel, maximum: max(0.2 * image.width, min(0.6 * image.width, 4 * layout.textSize)))
    let longest = (Int(image.y)..<Int(image.bottom)).map { y in
      (Int(image.x)..<Int(image.right)).count { picture[$0, y] == 0xFFFFFF }
    }.max()!
    #expect(abs(Double(longest) - bar.length / layout.pixel) <= 1)
    // The edges of the box are 16 µm apart.
    let row = Int(image.y + image.height / 2)
    let edges = (Int(image.x)..<Int(image.right)).filter { picture[$0, row] != Self.ground }
    #expect(abs(Double(edges.last! - edges.first!) * layout.pixel - 16e-6) < 2.5 * layout.pixel)
  }

  @Test func withoutMetalThereIsGroundAlone() throws {
    let (picture, layout) = try Self.read(Self.frame(ScalarField(SurfaceShapes.cube(16))))
    let image = layout.image
    let inked = (Int(image.y)..<Int(image.bottom)).map { y in
      (Int(image.x)..<Int(image.right)).count { picture[$0, y] != Self.ground }
    }.reduce(0, +)
    // Lines, scale bar and nothing else.
    #expect(inked > 500 && Double(inked) < 0.12 * image.width * image.height)
    #expect(picture[Int(image.x) + 3, Int(image.bottom) - 4] == Self.ground)
  }

  @Test func aTiltedPlaneHasOneShade() {
    let grid = Grid(width: 32, depth: 32, growth: 32, widthSpacing: 1e-6, widthClosure: .mirrored, depthClosure: .mirrored)
    let field = SurfaceShapes.field(grid) { x, _, z in 0.96 * z - 0.28 * x - 8e-6 }
    let (pixels, layout) = Self.frame(field, camera: Self.top).drawn()
    let image = layout.image
    var (least, greatest) = (255, 0)
    for y in Int(image.y + 0.25 * image.height)..<Int(image.y + 0.75 * image.height) {
      for x in Int(image.x + 0.25 * image.width)..<Int(image.x + 0.75 * image.width) {
        let green = Int(pixels[x, y] >> 8 & 255)
        (least, greatest) = (min(least, green), max(greatest, green))
      }
    }
    #expect(least > 60 && greatest - least <= 2)
  }

  @Test func cutSidesHaveOneColorEachAndAreDarkerThanTheTop() {
    let (pixels, layout) = Self.frame(ScalarField(SurfaceShapes.cube(16), 1)).drawn()
    let image = layout.image
    let view = SurfaceView(
      Self.camera, box: SIMD3(16, 16, 16), width: Int(image.width), height: Int(image.height), pixel: layout.pixel / 1e-6)
    func colors(_ corner: SIMD3<Float>, _ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Set<UInt32> {
      var found: Set<UInt32> = []
      for i in 1..<20 {
        for j in 1..<20 {
          let seen = view.seen(corner + (Float(i) / 20) * a + (Float(j) / 20) * b)
          found.insert(pixels[Int(image.x + seen.x), Int(image.y + seen.y)])
        }
      }
      return found
    }
    let (w, d, g) = (SIMD3<Float>(16, 0, 0), SIMD3<Float>(0, 16, 0), SIMD3<Float>(0, 0, 16))
    let (front, right, above) = (colors(.zero, w, g), colors(w, d, g), colors(g, w, d))
    #expect(front.count == 1 && right.count == 1 && above.count == 1)
    #expect(Set([front, right, above]).count == 3)
    // The same face as a front of its own is brighter.
    let open = Self.frame(SurfaceShapes.layer(SurfaceShapes.cube(16), height: 13e-6)).drawn()
    let middle = view.seen(SIMD3(8, 8, 13))
    let plain = Color(hex: open.pixels[Int(image.x + middle.x), Int(image.y + middle.y)])
    #expect(Color(hex: above.first!).lightness < plain.lightness - 5)
  }

  /// A quarter turn of metal and viewer alike changes nothing but the places of cells and of the sky's directions.
  @Test func aTurnOfMetalAndViewerShowsTheSame() {
    let grid = SurfaceShapes.cube(32)
    let field = SurfaceShapes.fingers(grid)
    let turned = ScalarField(grid)
    for k in 0..<32 {
      for j in 0..<32 {
        for i in 0..<32 { turned[31 - j, i, k] = field[i, j, k] }
      }
    }
    let (a, layout) = Self.frame(field, camera: SurfaceCamera(azimuth: 0.5, elevation: 0.6)).drawn()
    let (b, _) = Self.frame(turned, camera: SurfaceCamera(azimuth: 0.5 + .pi / 2, elevation: 0.6)).drawn()
    var (differing, count, sum) = (0, 0, 0)
    for y in Int(layout.image.y)..<Int(layout.image.bottom) {
      for x in Int(layout.image.x)..<Int(layout.image.right) where a[x, y] != Self.ground {
        count += 1
        let apart = distance(a[x, y], b[x, y])
        sum += apart
        if apart > 16 { differing += 1 }
      }
    }
    #expect(count > 10_000)
    #expect(Double(sum) / Double(count) < 3)
    #expect(differing < count / 100)
  }

  @Test(arguments: [0.0, 37, 100, 250, .nan])
  func aFieldHasTheColorsOfItsScale(_ value: Double) {
    let grid = SurfaceShapes.cube(24)
    let field = SurfaceShapes.ball(grid, radius: 9e-6, at: SIMD3(12e-6, 12e-6, 12e-6))
    let coloring = SurfaceColoring(field: ScalarField(grid, value), scale: Self.scale, offset: 2e-6)
    let (pixels, layout) = Self.frame(field, coloring).drawn(isPlain: true)
    let image = layout.image
    let expected = Self.scale.color(value).hex
    for (dx, dy) in [(0, 0), (20, -31), (-40, 12)] {
      let pixel = pixels[Int(image.x + image.width / 2) + dx, Int(image.y + image.height / 2) + dy]
      #expect(distance(pixel, expected) <= 1)
    }
  }

  @Test func colorsAreTakenBeforeTheSurface() {
    let grid = SurfaceShapes.cube(24)
    let height = ScalarField(grid)
    height.fill { _, _, z in z * 4e6 }
    for offset in [0, 3.3e-6] {
      let coloring = SurfaceColoring(field: height, scale: Self.scale, offset: offset)
      let (pixels, layout) = Self.frame(SurfaceShapes.layer(grid, height: 9.2e-6), coloring, camera: Self.top).drawn(isPlain: true)
      let pixel = pixels[Int(layout.image.x + layout.image.width / 2), Int(layout.image.y + layout.image.height / 2)]
      #expect(distance(pixel, Self.scale.color((9.2e-6 + offset) * 4e6).hex) <= 1)
    }
  }

  @Test func coloredPicturesHaveTheirKey() throws {
    let grid = SurfaceShapes.cube(16)
    let frame = Self.frame(SurfaceShapes.fingers(grid), SurfaceColoring(field: ScalarField(grid, 50), scale: Self.scale))
    let (picture, layout) = try Self.read(frame)
    for fraction in [0.02, 0.5, 0.98] {
      let pixel = picture[Int(layout.keys[0].x + fraction * layout.keys[0].width), Int(layout.keys[0].y) + 4]
      #expect(distance(pixel, Colormap.viridis.color(at: fraction).hex) <= 3)
    }
    #expect(layout.keys[0].bottom <= Double(picture.height))
  }

  @Test func theSameFrameIsTheSameBytesOnAnyNumberOfThreads() {
    let grid = SurfaceShapes.cube(40)
    let frame = Self.frame(
      SurfaceShapes.fingers(grid), SurfaceColoring(field: SurfaceShapes.layer(grid, height: 20e-6), scale: Self.scale, offset: 1e-6),
      size: 300)
    defer { Tiling.threadBudget = Topology.processorCount }
    Tiling.threadBudget = 1
    let once = frame.png()
    for threads in 2...3 {
      Tiling.threadBudget = threads
      #expect(frame.png() == once)
    }
  }

  @Test(arguments: [(601, 499), (333, 777), (160, 160)])
  func picturesFitTheirStyle(_ width: Int, _ height: Int) throws {
    for coloring in [nil, SurfaceColoring(field: ScalarField(SurfaceShapes.cube(8), 50), scale: Self.scale)] {
      let frame = SurfaceFrame(
        orderParameter: SurfaceShapes.layer(SurfaceShapes.cube(8), height: 3e-6), coloring: coloring,
        context: FrameContext(time: 1, charge: 3600, title: "A run"), style: FrameStyle(width: width, height: height))
      let (picture, layout) = try Self.read(frame)
      #expect(picture.width == layout.width && picture.height == layout.height)
      #expect(picture.width % 2 == 0 && picture.height % 2 == 0)
      #expect(picture.width <= width + 1 && picture.height <= height + 1)
      #expect(Double(picture.width) >= 0.95 * Double(width) || Double(picture.height) >= 0.95 * Double(height))
    }
  }

  @Test(arguments: [
    ("A title that is much longer than this picture is wide", "Lithium"), ("A", "A subject wider than the picture of a tall cell"),
  ])
  func longTextStaysWithinThePicture(_ title: String, _ subject: String) throws {
    let frame = SurfaceFrame(
      orderParameter: ScalarField(Grid(width: 8, depth: 8, growth: 32, widthSpacing: 1e-6)), title: subject, camera: Self.camera,
      context: FrameContext(time: 1, charge: 3600, title: title), style: FrameStyle(width: 200, height: 200))
    let (picture, layout) = try Self.read(frame)
    let rim = Int(layout.textSize / 4)
    for x in 0..<picture.width { #expect(picture[x, rim] == 0xFFFFFF && picture[x, picture.height - 1 - rim] == 0xFFFFFF) }
    for y in 0..<picture.height { #expect(picture[rim, y] == 0xFFFFFF && picture[picture.width - 1 - rim, y] == 0xFFFFFF) }
  }

  @Test func edgesBehindMetalAreNotDrawn() {
    func pieces(_ field: ScalarField, _ camera: SurfaceCamera) -> [SurfaceBoxEdges.Piece] {
      let rays = SurfaceRays(field, camera, count: 200)
      return SurfaceBoxEdges(casting: rays.casting, view: rays.view).pieces
    }
    let empty = pieces(ScalarField(SurfaceShapes.cube(12)), Self.camera)
    #expect(empty.count == 12 && empty.count { $0.isBack } == 3)
    let full = pieces(ScalarField(SurfaceShapes.cube(12), 1), Self.camera)
    // The three edges at the back meet in the corner that no one sees.
    #expect(full.count { !$0.isBack } == 9)
    #expect(full.filter { $0.isBack }.allSatisfy { abs($0.start.x - $0.end.x) + abs($0.start.y - $0.end.y) < 3 })
  }
}

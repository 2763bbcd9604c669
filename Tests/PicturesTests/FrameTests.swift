import Fields
import Foundation
import Synchronization
import Testing

@testable import Pictures

@Suite(.serialized) struct FrameTests {
  static let grid = Grid(width: 40, growth: 30, widthSpacing: 0.5e-6)
  static let scale = ColorScale(.viridis, range: 0...100, label: "c", unit: "mol/m³", undefinedColor: Color(hex: 0xFF00FF))
  static let style = FrameStyle(width: 600, height: 500)

  /// A frame of one panel, as read back from its file, with its layout.
  static func read(_ panels: [FieldPanel], style: FrameStyle = style, title: String? = nil) throws -> (ReadPicture, FrameLayout) {
    let frame = CompositeFrame(panels: panels, context: FrameContext(time: 1, charge: 3600, title: title), style: style)
    return try withTemporaryFolder { folder in
      try frame.write(to: folder + "/frame.png")
      let picture = try #require(ReadPicture(folder + "/frame.png"))
      return (picture, frame.drawn().layout)
    }
  }

  /// ξ of metal filling the lowest `height`, m, of the cell.
  static func front(at height: Double) -> ScalarField {
    let interface = ScalarField(grid)
    interface.fill { _, _, z in 0.5 * (1 - tanh((z - height) / 0.7e-6)) }
    return interface
  }

  @Test func sizesAreEvenAndWithinTheStyle() throws {
    for (width, height) in [(601, 499), (777, 333), (500, 900), (1200, 301)] {
      let field = ScalarField(Self.grid, 50)
      let panels = [FieldPanel(field: field, scale: Self.scale, title: "Salt concentration"), FieldPanel(lithium: field)]
      let (picture, layout) = try Self.read(panels, style: FrameStyle(width: width, height: height), title: "A run")
      #expect(picture.width % 2 == 0 && picture.height % 2 == 0)
      #expect(picture.width == layout.width && picture.height == layout.height)
      #expect(picture.width <= width + 1 && picture.height <= height + 1)
    }
  }

  @Test func imagesKeepTheProportionsOfTheCell() throws {
    let (_, layout) = try Self.read([FieldPanel(field: ScalarField(Self.grid, 1), scale: Self.scale, title: "c")])
    #expect(abs(Double(layout.imageWidth) / Double(layout.imageHeight) - 40.0 / 30) < 0.01)
  }

  @Test func valuesHaveTheColorsOfTheScaleWithGrowthUpwards() throws {
    let field = ScalarField(Self.grid)
    field.fill { x, _, z in (z > 7.5e-6 ? 80 : 20) + (x > 10e-6 ? 10 : 0) }
    let (picture, layout) = try Self.read([FieldPanel(field: field, scale: Self.scale, title: "c")])
    let image = layout.image(0)
    for (across, up, value) in [(0.25, 0.2, 20.0), (0.75, 0.2, 30), (0.25, 0.7, 80), (0.6, 0.7, 90)] {
      let pixel = picture[Int(image.x + across * image.width), Int(image.bottom - up * image.height)]
      #expect(distance(pixel, Colormap.viridis.color(at: value / 100).hex) <= 1)
    }
  }

  @Test func valuesBeyondTheRangeClampAndUndefinedOnesShow() throws {
    let field = ScalarField(Self.grid, 400)
    for k in 0..<15 {
      for i in 0..<40 { field[i, 0, k] = i < 20 ? -7 : .nan }
    }
    let (picture, layout) = try Self.read([FieldPanel(field: field, scale: Self.scale, title: "c")])
    let image = layout.image(0)
    func pixel(_ across: Double, _ up: Double) -> UInt32 {
      picture[Int(image.x + across * image.width), Int(image.bottom - up * image.height)]
    }
    #expect(pixel(0.3, 0.7) == Colormap.viridis.color(at: 1).hex)
    #expect(pixel(0.3, 0.2) == Colormap.viridis.color(at: 0).hex)
    #expect(pixel(0.7, 0.2) == 0xFF00FF)
    // An undefined cell colours its own area and no more.
    #expect(pixel(0.7, 0.5 + 0.2 / 30) == Colormap.viridis.color(at: 1).hex)
    #expect(pixel(0.7, 0.5 - 0.2 / 30) == 0xFF00FF)
  }

  @Test func aPlanarFrontIsOutlinedWhereTheOrderParameterIsOneHalf() throws {
    let height = 6.13e-6
    let interface = Self.front(at: height)
    let (picture, layout) = try Self.read([FieldPanel(field: ScalarField(Self.grid, 50), mask: interface, scale: Self.scale, title: "c")])
    let image = layout.image(0)
    let expected = image.bottom - height / layout.pixel
    let x = Int(image.x + image.width / 3)
    // The outline is the darkest pixel of a column; its centre weighted by darkness lies on the front.
    var weight = 0.0
    var moment = 0.0
    for y in Int(image.y) + 2..<Int(image.bottom) - 2 {
      let lightness = Color(hex: picture[x, y]).lightness
      if lightness < 40 {
        weight += 40 - lightness
        moment += (40 - lightness) * (Double(y) + 0.5)
      }
    }
    #expect(abs(moment / weight - expected) < 0.5)
    // Salt above, neutral metal below.
    #expect(picture[x, Int(expected) - 12] == Colormap.viridis.color(at: 0.5).hex)
    let metal = Color(hex: picture[x, Int(image.bottom) - 20])
    #expect(abs(metal.red - metal.blue) < 0.04 && metal.lightness > 65)
  }

  @Test func aFieldOfTheFrontLiesOverMetalAndElectrolyte() throws {
    let height = 6.13e-6, interface = Self.front(at: height), film = ScalarField(Self.grid)
    film.fill { _, _, z in abs(z - height) < 2e-6 ? 100 : .nan }
    film.sealAll()
    let (picture, layout) = try Self.read([FieldPanel(field: film, mask: interface, scale: Self.scale, title: "l", place: .front)])
    let image = layout.image(0), x = Int(image.x + image.width / 3)
    func pixel(_ away: Double) -> UInt32 { picture[x, Int(image.bottom - (height + away) / layout.pixel)] }
    for away in [-1e-6, -0.5e-6, 0.5e-6, 1e-6] { #expect(pixel(away) == Colormap.viridis.color(at: 1).hex, "\(away)") }
    #expect(pixel(4e-6) == FrameStyle.Theme.light.electrolyte.hex)
    let metal = Color(hex: pixel(-4e-6))
    #expect(abs(metal.red - metal.blue) < 0.04 && metal.lightness > 65)
  }

  @Test func theScaleBarIsAsLongAsItSays() throws {
    let (picture, layout) = try Self.read([FieldPanel(lithium: ScalarField(Self.grid))])
    let image = layout.image(0)
    let bar = ScaleBar(pixel: layout.pixel, maximum: max(0.3 * image.width, min(0.6 * image.width, 4 * layout.textSize)))
    #expect(bar.label == "5 µm")
    // The longest row of white within the image.
    let longest = (Int(image.y)..<Int(image.bottom)).map { y in
      (Int(image.x)..<Int(image.right)).count { picture[$0, y] == 0xFFFFFF }
    }.max()!
    #expect(abs(Double(longest) - 5e-6 / layout.pixel) <= 1)
  }

  @Test func theColorBarShowsTheWholeMap() throws {
    let (picture, layout) = try Self.read([FieldPanel(field: ScalarField(Self.grid, 50), scale: Self.scale, title: "c")])
    let key = layout.key(0)
    for fraction in [0.01, 0.25, 0.5, 0.75, 0.99] {
      let pixel = picture[Int(key.x + fraction * key.width), Int(key.y) + 4]
      #expect(distance(pixel, Colormap.viridis.color(at: fraction).hex) <= 3)
    }
  }

  @Test func theSameFrameIsTheSameBytesOnAnyNumberOfThreads() {
    let grid = Grid(width: 150, growth: 170, widthSpacing: 1e-7)
    let interface = ScalarField(grid)
    interface.fill { x, _, z in 0.5 * (1 - tanh((z - 8e-6 - 2e-6 * sin(2e6 * x)) / 3e-7)) }
    let salt = ScalarField(grid)
    salt.fill { x, _, z in 100 * z / 17e-6 + 1e6 * x }
    let frame = CompositeFrame(
      panels: [FieldPanel(lithium: interface), FieldPanel(field: salt, mask: interface, scale: Self.scale, title: "Salt")],
      context: FrameContext(time: 1), style: FrameStyle(width: 1000, height: 700))
    defer { Tiling.threadBudget = Topology.processorCount }
    Tiling.threadBudget = 1
    let once = frame.png()
    #expect(frame.png() == once)
    for threads in 2...3 {
      Tiling.threadBudget = threads
      #expect(frame.png() == once)
    }
  }

  @Test func framesDrawnAtTheSameTimeDoNotDisturbEachOther() {
    let frame = CompositeFrame(
      panels: [FieldPanel(field: ScalarField(Self.grid, 50), mask: Self.front(at: 5e-6), scale: Self.scale, title: "Salt")],
      context: FrameContext(time: 1, charge: 1, title: "A run"), style: FrameStyle(width: 300, height: 200))
    let once = frame.png()
    let differing = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 40) { _ in
      if frame.png() != once { differing.withLock { $0 += 1 } }
    }
    #expect(differing.withLock { $0 } == 0)
  }

  @Test func aSliceOfADeepGridIsDrawn() throws {
    let deep = Grid(width: 40, depth: 3, growth: 30, widthSpacing: 0.5e-6)
    let field = ScalarField(deep)
    field.fill { _, y, _ in y > 1e-6 ? 100 : y > 0.5e-6 ? 50 : 0 }
    for (slice, fraction) in [(nil, 0.5), (0, 0.0), (2, 1.0)] as [(Int?, Double)] {
      let (picture, layout) = try Self.read([FieldPanel(field: field, scale: Self.scale, title: "c", slice: slice)])
      let image = layout.image(0)
      let pixel = picture[Int(image.x + image.width / 2), Int(image.y + image.height / 2)]
      #expect(distance(pixel, Colormap.viridis.color(at: fraction).hex) <= 1)
    }
  }

  @Test func narrowCellsKeepTheirTextWithinThePicture() throws {
    let grid = Grid(width: 8, growth: 400, widthSpacing: 1e-7)
    let field = ScalarField(grid, 50)
    let (picture, layout) = try Self.read(
      [FieldPanel(field: field, scale: Self.scale, title: "Salt concentration"), FieldPanel(lithium: field)],
      title: "A title much longer than the picture is wide")
    // A blank rim all around: nothing is cut.
    let rim = Int(layout.textSize / 4)
    for x in 0..<picture.width { #expect(picture[x, rim] == 0xFFFFFF && picture[x, picture.height - 1 - rim] == 0xFFFFFF) }
    for y in 0..<picture.height { #expect(picture[rim, y] == 0xFFFFFF && picture[picture.width - 1 - rim, y] == 0xFFFFFF) }
  }
}

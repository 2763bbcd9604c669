import Fields
import Testing

@testable import Configuration
@testable import Pictures
@testable import Simulations

/// `cell.depth`: what it makes of the other keys.
@Suite struct DeepCellConfigTests {
  /// The minimal config with a depth on line 3, other lines at the end.
  private static func messages(_ depth: String, _ extra: String = "") -> String {
    MessageTests.messages(replacing: "height = \"60 um\"", with: "depth = \"\(depth)\"\nheight = \"60 um\"", adding: extra)
  }

  static let wrong: [(depth: String, extra: String, message: String)] = [
    ("0 um", "", "quickstart.toml:3: cell.depth: expected a length greater than 0, found \"0 um\""),
    (
      "20 K", "[electrode.roughness]\namplitude = \"1 um\"\nmodes = 3",
      "quickstart.toml:3: cell.depth: expected a length such as \"40 um\", found \"20 K\" (a temperature)"
    ),
    (
      "20 um", "[electrode.anisotropy]\nfold = 4",
      "quickstart.toml:19: electrode.anisotropy: is that of a plane: it has no meaning in a cell with cell.depth"
    ),
    (
      "20 um", "[electrode.noise]\ndepth = \"1 um\"",
      "quickstart.toml:20: electrode.noise.depth: the cell has its own depth: leave this one out"
    ),
    (
      "20 um", "[electrode.roughness]\namplitude = \"1 um\"\ncorrelationLength = \"2 um\"",
      "quickstart.toml:21: electrode.roughness.correlationLength: spectra are drawn in cells without cell.depth only; set modes = 12 instead"
    ),
    (
      "40 um", "[electrode.roughness]\namplitude = \"1 um\"\nmodes = 100",
      "quickstart.toml:21: electrode.roughness.modes: makes 15708 waves in a cell with this depth, expected at most 5000"
    ),
    (
      "20 um", "[[electrode.nucleus]]\nposition = \"5 um\"\nradius = \"2 um\"\ndepthPosition = \"21 um\"",
      "quickstart.toml:22: electrode.nucleus[0].depthPosition: expected at most the cell depth of 20 um, found 21 um"
    ),
    (
      "20 um", "[output.surface]\nelevation = \"100 deg\"",
      "quickstart.toml:20: output.surface.elevation: expected an angle from -90 deg to 90 deg, found \"100 deg\""
    ),
    (
      "20 um", "[output.surface]\nfieldOfView = \"130 deg\"",
      "quickstart.toml:20: output.surface.fieldOfView: expected an angle from 0 deg to 120 deg, found \"130 deg\""
    ),
    (
      "20 um", "[output.surface]\nzoom = 0",
      "quickstart.toml:20: output.surface.zoom: expected a number greater than 0, found 0"
    ),
    (
      "20 um", "[output.surface]\nlayerOpacity = 1.5",
      "quickstart.toml:20: output.surface.layerOpacity: expected a number from 0 to 1, found 1.5"
    ),
    (
      "20 um", "[output.surface]\nframeWidth = 9000",
      "quickstart.toml:20: output.surface.frameWidth: expected a whole number from 64 to 8192, found 9000"
    ),
    (
      "20 um", "[output.surface.cut]\nwidth = [\"50 um\", \"60 um\"]",
      "quickstart.toml:20: output.surface.cut.width: expected lengths between which there is some of the cell, which is 40 um along this axis, found [50 um, 60 um]"
    ),
    (
      "20 um", "[output.surface.cut]\ndepth = [\"0 um\", \"20 um\"]",
      "quickstart.toml:20: output.surface.cut.depth: takes the whole cell away"
    ),
    (
      "20 um", "[output.surface.slice]\nfield = \"salt\"\nposition = \"21 um\"",
      "quickstart.toml:21: output.surface.slice.position: expected at most the cell depth of 20 um, found 21 um"
    ),
    (
      "20 um", "[output.surface.slice]\nfield = \"vonMises\"\nposition = \"1 um\"",
      "quickstart.toml:20: output.surface.slice.field: \"vonMises\" needs a section [mechanics], without which nothing bears stress"
    ),
    (
      "20 um", "[output.surface]\ncoloredBy = \"hight\"",
      "quickstart.toml:20: output.surface.coloredBy: unknown value \"hight\"; did you mean \"height\"?"
    ),
    (
      "7 um", "[numerics]\ncellSize = \"2 um\"\ninterfaceHalfWidth = \"4 um\"",
      "quickstart.toml:20: numerics.cellSize: 2 um makes 20 x 3.50 x 30 cells, not whole numbers; cell.width = \"40 um\", cell.depth = \"8 um\" "
        + "and cell.height = \"60 um\" would fit"
    ),
  ]

  @Test(arguments: wrong) func whatDoesNotGoWithADepth(_ item: (depth: String, extra: String, message: String)) {
    #expect(Self.messages(item.depth, item.extra) == item.message)
  }

  @Test func aDepthPositionNeedsADepth() {
    #expect(
      MessageTests.messages(adding: "[[electrode.nucleus]]\nposition = \"5 um\"\nradius = \"2 um\"\ndepthPosition = \"2 um\"")
        == "quickstart.toml:21: electrode.nucleus[0].depthPosition: has no meaning in a cell without cell.depth")
  }

  @Test(arguments: [
    (
      "[output]\nfields = [\"composite\", \"surface\"]",
      "quickstart.toml:19: output.fields: expected one of \"lithium\", \"salt\", \"potential\", \"current\", \"pressure\", \"vonMises\", \"principalStress\", \"filmThickness\", \"composite\" "
        + "in a cell without cell.depth, found \"surface\""
    ),
    (
      "[output.surface]\ncoloredBy = \"salt\"",
      "quickstart.toml:19: output.surface.coloredBy: has no meaning in a cell without cell.depth"
    ),
  ])
  func framesOfTheSurfaceNeedADepth(lines: String, message: String) {
    #expect(MessageTests.messages(adding: lines) == message)
    #expect(Self.messages("20 um", lines) == "no error")
  }

  @Test(arguments: [
    ("vonMises", "a section [mechanics], without which nothing bears stress"),
    ("filmThickness", "a section [[interlayer]], without which the lithium carries no film"),
  ])
  func coloursOfTheSurfaceNeedTheirField(name: String, lack: String) {
    #expect(
      Self.messages("20 um", "[output.surface]\ncoloredBy = \"\(name)\"")
        == "quickstart.toml:20: output.surface.coloredBy: \"\(name)\" needs \(lack)")
  }

  @Test func aDeepCellShowsItsSurface() throws {
    func config(_ overrides: String...) throws -> RunConfiguration {
      try RunConfiguration(parsing: SampleConfig.minimal, file: "a.toml", overrides: overrides)
    }
    let flat = try config()
    #expect(flat.output.surface == nil && !flat.resolvedTOML().contains("output.surface"))
    let deep = try config("cell.depth=20 um")
    #expect(deep.output.fields == [.composite, .surface])
    #expect(deep.output.surface == .standard)
    let turned = try config(
      "cell.depth=20 um", "output.surface={ coloredBy = \"height\", azimuth = \"-200 deg\", elevation = \"90 deg\" }")
    let surface = try #require(turned.output.surface)
    #expect(surface.coloredBy == .height && abs(surface.azimuth + 200 * .pi / 180) < 1e-12 && surface.elevation == .pi / 2)
    #expect(abs(surface.camera.viewer.z - 1) < 1e-12)
    let scene = try config(
      "cell.depth=20 um",
      "output.surface={ fieldOfView = \"40 deg\", zoom = 1.5, lightAzimuth = \"-30 deg\", layerOpacity = 0.5, frameWidth = 640 }",
      "output.surface.cut={ width = [\"10 um\", \"50 um\"], height = [\"-1 um\", \"30 um\"] }",
      "output.surface.slice={ field = \"salt\", normal = \"height\", position = \"12 um\" }")
    let shown = try #require(scene.output.surface), cut = try #require(shown.cut.surfaceCut)
    #expect(shown.frameWidth == 640 && shown.camera.zoom == 1.5 && shown.slice?.normal.axis == .growth)
    #expect(cut.lower.x == 1e-5 && cut.upper.x == 5e-5 && cut.lower.y == -.infinity && cut.upper.z == 3e-5)
    #expect(try RunConfiguration(parsing: scene.resolvedTOML(), file: "a.toml").output == scene.output)
    #expect(try RunConfiguration(parsing: turned.resolvedTOML(), file: "a.toml").output == turned.output)
  }

  @Test func theGridHasThreeAxes() throws {
    var config = try RunConfiguration(
      parsing: SampleConfig.minimal + """

        [electrode.noise]
        [[electrode.nucleus]]
        position = "5 um"
        radius = "2 um"
        [numerics]
        interfaceHalfWidth = "2 um"
        """, file: "a.toml", overrides: ["cell.depth=20 um", "cell.sides=mirrored"])
    let grid = try #require(config.grid)
    #expect(grid.width == 40 && grid.depth == 20 && grid.growth == 60)
    #expect(abs(grid.depthSpacing / 1e-6 - 1) < 1e-12 && grid.depthClosure == .mirrored)
    #expect(config.electrode.noise?.depth == 20e-6 && config.electrode.nuclei[0].depthPosition == 10e-6)
    // What is written gives the same again.
    let written = try RunConfiguration(parsing: config.resolvedTOML(), file: "b.toml")
    #expect(written.resolvedTOML() == config.resolvedTOML() && written.grid == grid)
    config.numerics.interfaceHalfWidth = nil
    config.numerics.cellSize = nil
    #expect(try config.settleInterface() != nil)
    let chosen = try #require(config.grid)
    #expect(chosen.cellCount <= 1_800_000 && chosen.depth * 2 == chosen.width, "\(chosen.width) x \(chosen.depth) x \(chosen.growth)")
  }

  /// Over a plane the waves have all directions, the root mean square is met, and the sides are kept.
  @Test(arguments: [Closure.periodic, .mirrored]) func roughnessOverAPlane(_ sides: Closure) {
    let width = 8e-6, depth = 6e-6, amplitude = 1e-7
    let roughness = FrontRoughness(amplitude: amplitude, modes: 4, seed: 3, width: width, depth: depth, sides: sides)
    let count = 48
    var sum = 0.0, square = 0.0, alongWidth = 0.0, alongDepth = 0.0
    for j in 0..<count {
      for i in 0..<count {
        let x = (Double(i) + 0.5) / Double(count) * width, y = (Double(j) + 0.5) / Double(count) * depth
        let (f, slope) = roughness.height(x, y)
        sum += f
        square += f * f
        let step = 1e-10
        let fx = (roughness.height(x + step, y).height - roughness.height(x - step, y).height) / (2 * step)
        let fy = (roughness.height(x, y + step).height - roughness.height(x, y - step).height) / (2 * step)
        alongWidth += fx * fx
        alongDepth += fy * fy
        #expect(abs((fx * fx + fy * fy) / slope - 1) < 1e-4 || slope < 1e-8)
      }
    }
    let cells = Double(count * count)
    #expect(abs(sum / cells) < 1e-12 * 1e-6)
    #expect(abs((square / cells).squareRoot() / amplitude - 1) < 1e-9)
    #expect(alongWidth / alongDepth > 0.05 && alongWidth / alongDepth < 20)
    if sides == .periodic {
      #expect(abs(roughness.height(0, 1e-6).height - roughness.height(width, 1e-6).height) < 1e-18)
      #expect(abs(roughness.height(1e-6, 0).height - roughness.height(1e-6, depth).height) < 1e-18)
    } else {
      #expect(abs(roughness.height(1e-6, -2e-7).height - roughness.height(1e-6, 2e-7).height) < 1e-18)
    }
    // More waves change nothing about the proportions of those that were there.
    let finer = FrontRoughness(amplitude: amplitude, modes: 6, seed: 3, width: width, depth: depth, sides: sides)
    #expect(finer.modes.count > roughness.modes.count)
    let (a, b) = (roughness.modes[0], roughness.modes[5])
    let twins = [a, b].compactMap { mode in
      finer.modes.first { $0.wavenumber == mode.wavenumber && $0.depthWavenumber == mode.depthWavenumber }
    }
    #expect(twins.count == 2 && abs(twins[0].amplitude / twins[1].amplitude / (a.amplitude / b.amplitude) - 1) < 1e-12)
  }

  /// Balls reach across the sides of both axes; an outline goes on as it is.
  @Test func nucleiAreBallsInADeepCell() {
    let grid = Grid(width: 40, depth: 20, growth: 60, widthSpacing: 1e-6, depthSpacing: 1e-6)
    let nucleus = InitialFront.Nucleus(x: 1e-6, y: 19e-6, z: 5e-6, radius: 3e-6)
    let distance = InitialFront(position: 5e-6, nuclei: [nucleus], width: 40e-6, sides: .periodic).distance(on: grid)
    #expect(abs(distance(0.5e-6, 19.5e-6, 9e-6) - (16.5.squareRoot() - 3) * 1e-6) < 1e-15)
    #expect(abs(distance(39.5e-6, 0.5e-6, 5e-6) - (4.5.squareRoot() - 3) * 1e-6) < 1e-15)
    #expect(abs(distance(20.5e-6, 10.5e-6, 8e-6) - 3e-6) < 1e-18)
  }
}

import Foundation
import Testing

/// Frames of the lithium surface of a deep cell: of a run, and made again from its field files.
@Suite struct SurfaceFrameTests {
  /// 24 x 16 x 32 cells, a few steps.
  private static let config =
    RunTests.rough.replacing("width = \"16 um\"", with: "width = \"6 um\"\ndepth = \"4 um\"")
    .replacing("height = \"16 um\"", with: "height = \"8 um\"").replacing("\"4 um\"\nexchange", with: "\"2 um\"\nexchange")
    .replacing("duration = \"600 ms\"", with: "duration = \"100 ms\"").replacing("fields = [\"composite\", \"salt\"]\n", with: "")
    + "\n[output.fieldFiles]\ncount = 2\nprecision = \"double\"\n"

  private func program() throws -> BuiltProgram {
    let program = try BuiltProgram()
    try program.write(Self.config, to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet", "--output", "a", "--threads", "1")
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  private static let names = ["000000.png", "000001.png", "000002.png"]

  @Test func aDeepRunShowsItsSurfaceAndStaysTheSame() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.names("a/frames") == ["composite", "surface"])
    #expect(try program.names("a/frames/surface") == Self.names)
    #expect(try program.read("a/config.toml").contains("[output.surface]\ncoloredBy = \"current\""))
    for (name, arguments) in [("two", ["--threads", "2"]), ("without", ["--set", "output.fields=composite"])] {
      #expect(try program.run(["run", "a.toml", "--quiet", "--output", name] + arguments).status == 0)
      for file in ["metrics.csv", "fields/000002.vtkhdf", "frames/composite/000002.png"] {
        #expect(try program.bytes("a/\(file)") == program.bytes("\(name)/\(file)"), "\(name)/\(file)")
      }
    }
    for name in Self.names {
      #expect(try program.bytes("a/frames/surface/\(name)") == program.bytes("two/frames/surface/\(name)"), "\(name)")
    }
    #expect(try program.names("without/frames") == ["composite"])
  }

  @Test func surfacesAreMadeAgain() throws {
    let program = try program()
    defer { program.remove() }
    let result = try program.run("render", "a", "--threads", "2")
    #expect(result.output.hasPrefix("a/rendered: 3 frames of composite, surface\nmovie: ffmpeg "), "\(result.errors)")
    for name in Self.names {
      #expect(try program.bytes("a/rendered/surface/\(name)") == program.bytes("a/frames/surface/\(name)"), "\(name)")
    }
    func png(_ arguments: String...) throws -> Data {
      let result = try program.run(["render", "a", "--field", "surface", "--overwrite", "--output", "out"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
      return try program.bytes("out/surface/000002.png")
    }
    func set(_ key: String) -> String { "output.surface.\(key)" }
    let pictures = [
      try png(), try png("--set", set("coloredBy=salt")), try png("--set", set("coloredBy=potential")),
      try png("--set", set("coloredBy=height")), try png("--set", set("coloredBy=lithium")), try png("--set", set("azimuth=-20 deg")),
      try png("--set", set("elevation=80 deg")), try png("--map", "viridis"), try png("--range", "auto"), try png("--height", "300"),
      try png("--set", set("fieldOfView=50 deg")), try png("--set", set("zoom=1.5")), try png("--set", set("lightAzimuth=40 deg")),
      try png("--set", set("lightElevation=0 deg")), try png("--set", set("frameWidth=640")),
      try png("--set", set("cut.width=[\"3 um\", \"6 um\"]")), try png("--set", set("cut.depth=[\"0 um\", \"2 um\"]")),
      try png("--set", set("slice.field=salt"), "--set", set("slice.position=3 um")),
      try png("--set", set("slice.field=salt"), "--set", set("slice.normal=width"), "--set", set("slice.position=3 um")),
      try png("--set", set("coloredBy=salt"), "--range", "0 mol/L, 3 mol/L"), try png("--set", set("coloredBy=salt"), "--range", "auto"),
    ]
    #expect(Set(pictures).count == pictures.count)
    #expect(try png("--set", set("azimuth=36 deg")) == pictures[0])
  }

  /// What the surface of lithium under a film and under stress can be coloured by.
  @Test func stressAndFilmColourTheSurface() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let loaded =
      Self.config
        + """

        [[interlayer]]
        thickness = "20 nm"
        ionicConductivity = "1e-5 S/m"
        pinhole = [{ position = "3 um", radius = "1 um" }]

        [mechanics]
        electrolyteYoungsModulus = "22 GPa"
        electrolytePoissonsRatio = 0.3
        depositionStrain = 0.001
        """
    try program.write(loaded, to: "a.toml")
    let frames = ["--set", "output.surface.coloredBy=filmThickness", "--set", "output.fields=[\"surface\"]"]
    let result = try program.run(["run", "a.toml", "--quiet", "--output", "a"] + frames)
    #expect(result.status == 0, "\(result.errors)")
    let colorings = ["filmThickness", "pressure", "vonMises", "principalStress", "current"]
    for name in colorings {
      let set = ["--set", "output.surface.coloredBy=\(name)", "--field", "surface", "--output", name, "--range", "auto"]
      let made = try program.run(["render", "a"] + set)
      #expect(made.status == 0, "\(made.errors)")
    }
    #expect(Set(try colorings.map { try program.bytes("\($0)/surface/000002.png") }).count == colorings.count)
    #expect(try program.run("render", "a", "--field", "surface", "--output", "again").status == 0)
    #expect(try program.bytes("again/surface/000002.png") == program.bytes("a/frames/surface/000002.png"))
  }

  static let refusals: [([String], String)] = [
    (
      ["--set", "cell.width=3 um"],
      "--set: expected one of output.surface.azimuth=, output.surface.coloredBy=, output.s"
        + "urface.cut.depth=, output.surface.cut.height=, output.surface.cut.width=, output.surface.elevation=, output.surface.fieldOfView=, output.surface.frameWidth=, output.surface.layerOpacity=, output.surface.lightAzimuth=, output.surface.lightElevation=, output.surface.slice.field=, output.surface.slice.normal=, output.surface.slice.position=, output.surface.zoom= and a value, found "
        + "\"cell.width=3 um\"\n"
    ),
    (
      ["--field", "surface", "--set", "output.surface.azimuth=3"],
      "--set output.surface.azimuth: expected an angle such as \"30 deg\", found 3 without a unit\n"
    ),
    (
      ["--field", "surface", "--set", "output.surface.coloredBy=height", "--range", "0 um, 1 um"],
      "--range: two values are of one quantity; expected one --field of salt, potential, current, pressure, vonMises, principalStress and filmThickness, found surface\n"
    ),
    (
      ["--field", "surface", "--set", "output.surface.coloredBy=lithium", "--map", "magma"], "--map: lithium alone has no colours to map\n"
    ),
  ]

  @Test func whatCannotBeDrawnIsTold() throws {
    let program = try program()
    defer { program.remove() }
    for (arguments, message) in Self.refusals {
      let result = try program.run(["render", "a"] + arguments)
      #expect(result.status == 2 && result.errors == message, "\(result.errors)")
    }
    #expect(try !program.names("a").contains("rendered"))
    // Files that lack what the surface is coloured by are drawn as composites.
    let partial = ["--output", "b", "--set", "output.fieldFiles.fields=[\"lithium\", \"salt\"]", "--set", "output.frames=0"]
    #expect(try program.run(["run", "a.toml", "--quiet"] + partial).status == 0)
    #expect(try program.run("render", "b").output.hasPrefix("b/rendered: 3 frames of composite\nmovie: ffmpeg "))
    #expect(
      try program.run("render", "b", "--field", "surface").errors == "b/fields/000000.vtkhdf: it has no current; it holds lithium, salt\n")
    try program.write(Self.config.replacing("depth = \"4 um\"\n", with: ""), to: "c.toml")
    #expect(try program.run("run", "c.toml", "--quiet", "--output", "c").status == 0)
    #expect(try program.names("c/frames") == ["composite"])
    #expect(
      try program.run("render", "c", "--field", "surface").errors
        == "--field surface: the run has no cell.depth; expected lithium, salt, potential, current or composite\n")
  }
}

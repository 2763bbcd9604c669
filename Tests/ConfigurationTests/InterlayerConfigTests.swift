import Physics
import Testing

@testable import Configuration

/// `[[interlayer]]`: what `check` says of it, and what a resolved config keeps.
@Suite struct InterlayerConfigTests {
  static func config(_ interlayers: String) throws -> RunConfiguration {
    try RunConfiguration(
      parsing: """
        [cell]
        width = "4 um"
        height = "8 um"
        [electrode]
        position = "1 um"
        exchangeCurrentDensity = "1 mA/cm^2"
        [electrolyte]
        material = "LLZO"
        [charging]
        voltage = "0.1 V"
        duration = "1 s"
        [numerics]
        interfaceHalfWidth = "100 nm"
        \(interlayers)
        """, file: "a.toml")
  }

  static let film = "[[interlayer]]\nthickness = \"20 nm\"\nionicConductivity = \"1e-6 S/m\"\n"

  @Test func aResolvedConfigGivesTheSameFilms() throws {
    for layers in [
      Self.film, Self.film + "material = \"LiF\"\ncriticalThickness = \"5 nm\"\nhealingTime = \"10 s\"\nslipLength = \"0 m\"\n" + Self.film,
      Self.film
        + "[[interlayer.pinhole]]\nposition = \"1 um\"\nradius = \"300 nm\"\n[interlayer.randomPinholes]\ncount = 3\nradius = \"200 nm\"",
    ] {
      let config = try Self.config(layers)
      let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
      #expect(again.interlayers == config.interlayers && again.resolvedTOML() == config.resolvedTOML())
      #expect(config.modelParameters.films.count == config.interlayers.count)
    }
  }

  @Test func aMaterialGivesItsConductivity() throws {
    let config = try Self.config("[[interlayer]]\nthickness = \"20 nm\"\nmaterial = \"li3n\"\n")
    #expect(config.modelParameters.films[0].conductivity == 0.05)
    #expect(config.advice.contains { $0.hasPrefix("interlayer[0].ionicConductivity: ") && $0.hasSuffix("(lidendrite materials Li3N)") })
    #expect {
      try Self.config("[[interlayer]]\nthickness = \"20 nm\"\nmaterial = \"LiFF\"\nionicConductivity = \"1 S/m\"\n")
    } throws: {
      "\($0)" == "a.toml:16: interlayer[0].material: no material \"LiFF\"; did you mean \"LiF\"?"
    }
  }

  /// E/(1 − ν²) (A/A₀ − 1) is the stress of a stretched film in two dimensions, E/(1 − ν) (√(A/A₀) − 1) in three.
  @Test func aStrengthIsACriticalThickness() throws {
    let strong = "strength = \"4 GPa\"\nyoungsModulus = \"50 GPa\"\npoissonsRatio = 0.2\n"
    let film = try Self.config(Self.film + strong).interlayers[0]
    #expect(abs(50e9 / (1 - 0.04) * (20e-9 / film.criticalThickness - 1) / 4e9 - 1) < 1e-12)
    let deep = try RunConfiguration(
      parsing: Self.config(Self.film + strong).resolvedTOML(), file: "a.toml",
      overrides: [
        "cell.depth=\"4 um\"", "interlayer=[{ thickness=\"20 nm\", ionicConductivity=\"1e-6 S/m\", material=\"LiF\", strength=\"4 GPa\" }]",
      ])
    let lithiumFluoride = try Material.find("LiF")
    let modulus = try #require(lithiumFluoride[.youngsModulus]?.value), ratio = try #require(lithiumFluoride[.poissonsRatio]?.value)
    let stretch = (20e-9 / deep.interlayers[0].criticalThickness).squareRoot() - 1
    #expect(abs(modulus / (1 - ratio) * stretch / 4e9 - 1) < 1e-12)
    for (keys, message) in [
      ("strength = \"1 GPa\"", "14: interlayer[0].youngsModulus: missing; expected a pressure such as \"4.9 GPa\""),
      ("strength = \"1 GPa\"\nyoungsModulus = \"50 GPa\"", "14: interlayer[0].poissonsRatio: missing; expected a number such as 0.5"),
      (
        "youngsModulus = \"50 GPa\"",
        "17: interlayer[0].youngsModulus: goes with strength, at which the film ruptures; without it the film bears nothing"
      ),
      (
        strong + "fractureStrain = 0.1",
        "17: interlayer[0].strength: says the same as fractureStrain, at which the film ruptures; set one of them"
      ),
    ] {
      #expect {
        try Self.config(Self.film + keys)
      } throws: {
        "\($0)" == "a.toml:\(message)"
      }
    }
  }

  @Test func checkTellsWhatFilmsResist() throws {
    let holes = "criticalThickness = \"10 nm\"\n[interlayer.randomPinholes]\ncount = 3\nradius = \"100 nm\"\n"
    let config = try Self.config(Self.film + holes)
    let rows = CheckReport(config, threads: 1).sections.flatMap(\.rows)
    #expect(rows.first { $0.label == "interlayer 1" }?.remark == "200 ohm*cm^2, ruptures where its area has grown 2 times, 3 pinholes")
    #expect(
      config.advice == [
        "interlayer[0]: pinholes of 100 nm act as if wider by about the interface half width of 100 nm on each side; "
          + "set numerics.interfaceHalfWidth to half of that radius or less"
      ])
    #expect(
      try Self.config("[[interlayer]]\nthickness = \"1 um\"\nionicConductivity = \"1e-6 S/m\"").advice == [
        "interlayer[0].thickness: 1 um is more than the interface half width of 100 nm; "
          + "a film has no thickness on the grid, only a resistance"
      ])
  }

  /// The same seed gives the same places, each within the cell.
  /// The open part of a film, from places drawn: 1 − coverage on the mean over seeds, to three standard errors of it.
  @Test func coverageIsThatOfTheHoles() throws {
    let cells = 2000, seeds = 40
    var open: [Double] = []
    for seed in 1...seeds {
      let config = try Self.config(
        Self.film + "[interlayer.randomPinholes]\ncoverage = 0.7\nradius = \"100 nm\"\nseed = \(seed)")
      let width = config.cell.width, film = config.modelParameters.films[0]
      let bare = (0..<cells).count { cell in
        let x = (Double(cell) + 0.5) / Double(cells) * width
        return film.pinholes.contains {
          let d = abs($0.position.x - x); return min(d, width - d) < 100e-9
        }
      }
      open.append(Double(bare) / Double(cells))
    }
    let mean = open.reduce(0, +) / Double(seeds)
    let deviation = (open.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(seeds - 1)).squareRoot()
    #expect(abs(mean - 0.3) <= 3 * deviation / Double(seeds).squareRoot() + 0.01, "\(mean) \(deviation)")
  }

  @Test(arguments: [
    ("count = 3\ncoverage = 0.5", "coverage: says the same as count; set one of them"),
    ("coverage = 1.5", "coverage: expected a number between 0 and 1, both excluded, found 1.5"),
    ("", "count: missing; expected a whole number from 1 to 10000, or a coverage"),
    (
      "coverage = 0.9999",
      "coverage: expected one that 1 to 10000 holes of this radius leave, found 0.9999, for which there would be 0.00195"
    ),
  ])
  func wrongCoverageIsRefused(_ keys: String, _ message: String) {
    do {
      _ = try Self.config(Self.film + "[interlayer.randomPinholes]\nradius = \"100 nm\"\n\(keys)")
      Issue.record("nothing was refused")
    } catch {
      #expect("\(error)".contains("interlayer[0].randomPinholes.\(message)"), "\(error)")
    }
  }

  @Test func randomPinholesAreThoseOfTheirSeed() throws {
    func places(_ seed: Int) throws -> [Physics.Hole] {
      try Self.config(Self.film + "[interlayer.randomPinholes]\ncount = 5\nradius = \"300 nm\"\nseed = \(seed)").modelParameters.films[0]
        .pinholes
    }
    let first = try places(1)
    #expect(try first == places(1) && first != places(2) && first.count == 5)
    #expect(first.allSatisfy { $0.position.x > 0 && $0.position.x < 4e-6 })
  }
}

public import Physics
import Simulations

extension RunConfiguration {
  /// `[[interlayer]]`: a thin film that the lithium carries, such as a native interphase or a coating of nanometres. Several are in series.
  public struct Interlayer: Equatable, Sendable {
    /// From the database; nil: one that is not in it, or none that is named.
    public var material: Material?
    /// m, > 0.
    public var thickness: Double
    /// S/m, > 0. Standard: that of the material.
    public var ionicConductivity: Double
    /// Below which it ruptures, m, in [0, thickness). Standard: 0, it never does.
    public var criticalThickness: Double
    /// Beyond which it crumples off where the area shrinks, m, ≥ thickness. Standard: twice the thickness.
    public var greatestThickness: Double
    /// Over which the film shares its stretch along the lithium, m, ≥ 0. Standard: 1 µm.
    public var slipLength: Double
    /// In which e-fold what is missing of the thickness grows back, s, > 0; nil: it does not.
    public var healingTime: Double?
    /// Where there is none at the start.
    public var pinholes: [Pinhole]
    /// Places of pinholes drawn at random beside those; nil: none.
    public var randomPinholes: RandomPinholes?

    /// `[[interlayer.pinhole]]`: a slot through the film, in a cell with depth a disc.
    public struct Pinhole: Equatable, Sendable {
      /// Of its middle along the width, m, within the cell.
      public var position: Double
      /// The same along the depth, m; nil in a cell without depth. Standard: the middle.
      public var depthPosition: Double?
      /// Half the width of the slot, m, > 0.
      public var radius: Double
    }

    /// `[interlayer.randomPinholes]`
    public struct RandomPinholes: Equatable, Sendable {
      /// How many, ≥ 1.
      public var count: Int
      /// m, > 0, of each.
      public var radius: Double
      /// Of the places: the same seed gives the same ones.
      public var seed: Int
    }
  }
}

extension RunConfiguration.Interlayer {
  static let mostPinholes = 10_000

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    thickness = section.quantity("thickness", .length, .positive)
    material = Material.named(in: section, example: "LiF")
    ionicConductivity = section.quantity(
      "ionicConductivity", .conductivity, .positive, standard: material?[.ionicConductivity]?.value)
    criticalThickness = section.quantity("criticalThickness", .length, .nonNegative, standard: 0)
    if criticalThickness >= thickness {
      section.report(
        "criticalThickness",
        "expected less than the thickness of \(Readable.length(thickness)), found \(Readable.length(criticalThickness)); "
          + "the film would rupture at once")
    }
    greatestThickness = section.quantity("greatestThickness", .length, .positive, standard: 2 * thickness)
    if greatestThickness < thickness {
      section.report(
        "greatestThickness",
        "expected at least the thickness of \(Readable.length(thickness)), found \(Readable.length(greatestThickness))")
    }
    slipLength = section.quantity("slipLength", .length, .nonNegative, standard: 1e-6)
    healingTime = section.optionalQuantity("healingTime", .time, .positive)
    pinholes = section.sections("pinhole").map { Pinhole(reading: $0, in: cell) }
    randomPinholes = section.optionalSection("randomPinholes").map { RandomPinholes(reading: $0) }
  }

  func write(to writer: inout SettingWriter) {
    writer.listedSection("interlayer")
    if let material { writer.text("material", material.shortName, "of the film") }
    writer.quantity("thickness", thickness, .length, "of the film at the start")
    writer.quantity("ionicConductivity", ionicConductivity, .conductivity, "of the film")
    writer.quantity("criticalThickness", criticalThickness, .length, "below which it ruptures, 0 for never")
    writer.quantity("greatestThickness", greatestThickness, .length, "beyond which it crumples off")
    writer.quantity("slipLength", slipLength, .length, "over which it shares its stretch")
    if let healingTime { writer.quantity("healingTime", healingTime, .time, "in which e-fold it grows back") }
    for hole in pinholes {
      writer.listedSection("interlayer.pinhole")
      writer.quantity("position", hole.position, .length, "of its middle along the width")
      if let place = hole.depthPosition { writer.quantity("depthPosition", place, .length, "of its middle along the depth") }
      writer.quantity("radius", hole.radius, .length, hole.depthPosition == nil ? "half the width of the slot" : "of the disc")
    }
    if let random = randomPinholes {
      writer.section("interlayer.randomPinholes")
      writer.integer("count", random.count, "pinholes at random places")
      writer.quantity("radius", random.radius, .length, "of each")
      writer.integer("seed", random.seed, "of the places")
    }
  }

  /// - Parameters:
  ///   - path: of its section.
  ///   - hasConductivity: the config sets one.
  ///   - halfWidth: δ, m; nil while it is open.
  func advice(_ path: String, hasConductivity: Bool, halfWidth: Double?) -> [String] {
    var advice: [String] = []
    if !hasConductivity, let material, let value = material[.ionicConductivity], value.isMarked {
      advice.append(value.advice("\(path).ionicConductivity", of: material.shortName))
    }
    guard let halfWidth else { return advice }
    if thickness > halfWidth {
      advice.append(
        "\(path).thickness: \(Readable.length(thickness)) is more than the interface half width of \(Readable.length(halfWidth)); a film has "
          + "no thickness on the grid, only a resistance")
    }
    let holes = pinholes.map(\.radius) + (randomPinholes.map { [$0.radius] } ?? [])
    if let least = holes.min(), least < 2 * halfWidth {
      advice.append(
        "\(path): pinholes of \(Readable.length(least)) act as if wider by about the interface half width of \(Readable.length(halfWidth)) on "
          + "each side; set numerics.interfaceHalfWidth to half of that radius or less")
    }
    return advice
  }

  func hasPinholes(of other: Self) -> Bool { pinholes == other.pinholes && randomPinholes == other.randomPinholes }

  /// The film in SI, all pinholes listed.
  func law(in cell: RunConfiguration.Cell) -> FilmLaw {
    var law = FilmLaw(thickness: thickness, conductivity: ionicConductivity)
    law.criticalThickness = criticalThickness
    law.greatestThickness = greatestThickness
    law.slipLength = slipLength
    law.healingTime = healingTime ?? .infinity
    law.pinholes =
      pinholes.map { FilmLaw.Pinhole(position: [$0.position, $0.depthPosition ?? 0], radius: $0.radius) }
      + (randomPinholes?.places(in: cell) ?? [])
    return law
  }
}

extension RunConfiguration.Interlayer.Pinhole {
  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    (position, depthPosition) = cell.place(reading: section)
    radius = section.quantity("radius", .length, .positive)
  }
}

extension RunConfiguration.Interlayer.RandomPinholes {
  init(reading section: SectionReader) {
    count = section.integer("count", atLeast: 1)
    if count > RunConfiguration.Interlayer.mostPinholes {
      section.report("count", "expected at most \(RunConfiguration.Interlayer.mostPinholes), found \(count)")
    }
    radius = section.quantity("radius", .length, .positive)
    seed = section.integer("seed", atLeast: 0, standard: 1)
  }

  /// Evenly distributed over the cell.
  func places(in cell: RunConfiguration.Cell) -> [FilmLaw.Pinhole] {
    let random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    return (0..<UInt64(min(count, RunConfiguration.Interlayer.mostPinholes))).map {
      FilmLaw.Pinhole(
        position: [cell.width * random.uniform(2 * $0), (cell.depth ?? 0) * random.uniform(2 * $0 + 1)], radius: radius)
    }
  }
}

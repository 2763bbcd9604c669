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
    public var pinholes: [Hole]
    /// Places of pinholes drawn at random beside those; nil: none.
    public var randomPinholes: RandomHoles?
  }
}

extension RunConfiguration.Interlayer {
  static let meanings: KeyMeanings = [
    "material": "of the [materials database](Materials.md)",
    "thickness": "of the film at the start, and what it heals to",
    "ionicConductivity": .init(
      "of the film; thickness over conductivity is its areal resistance", standard: "that of the material"),
    "criticalThickness": .init("below which it ruptures; 0 for never", bound: "< `thickness`"),
    "fractureStrain": .init(
      "says the same as the stretch of its area at which it ruptures, `criticalThickness` = `thickness`/(1 + `fractureStrain`); one "
        + "of the two"),
    "strength": "says the same as the stress of the stretched film at which it ruptures ([Model](Model.md#films)), instead of either",
    "youngsModulus": .init("of the film, with `strength`", standard: "that of the material"),
    "poissonsRatio": .init("goes with it", standard: "that of the material"),
    "greatestThickness": .init(
      "beyond which it crumples off where the area of the lithium shrinks", bound: "≥ `thickness`", standard: "twice the thickness"),
    "slipLength": "over which it slides along the lithium to share its stretch",
    "healingTime": "in which e-fold what is missing of the thickness grows back; without it nothing does",
    "pinhole": "places without film at the start",
    "randomPinholes": "pinholes at random places",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    thickness = section.quantity("thickness", .length, .positive)
    material = Material.named(in: section, example: "LiF")
    ionicConductivity = section.quantity(
      "ionicConductivity", .conductivity, .positive, standard: material?[.ionicConductivity]?.value)
    let asSet = section.criticalThickness(of: thickness, "film")
    criticalThickness = section.criticalThickness(atStrengthOf: thickness, material, isPlaneStrain: cell.depth == nil) ?? asSet
    greatestThickness = section.quantity("greatestThickness", .length, .positive, standard: 2 * thickness)
    if greatestThickness < thickness {
      section.report(
        "greatestThickness",
        "expected at least the thickness of \(Readable.length(thickness)), found \(Readable.length(greatestThickness))")
    }
    slipLength = section.quantity("slipLength", .length, .nonNegative, standard: 1e-6)
    healingTime = section.optionalQuantity("healingTime", .time, .positive)
    pinholes = section.sections("pinhole").map { RunConfiguration.Hole(reading: $0, in: cell) }
    randomPinholes = section.optionalSection("randomPinholes").map { RunConfiguration.RandomHoles(reading: $0, in: cell) }
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
    for hole in pinholes { hole.write("interlayer.pinhole", to: &writer) }
    randomPinholes?.write("interlayer.randomPinholes", "pinholes", to: &writer)
  }

  /// - Parameters:
  ///   - path: of its section.
  ///   - isSet: whether the config sets a key.
  ///   - halfWidth: δ, m; nil while it is open.
  func advice(_ path: String, isSet: (_ key: String) -> Bool, halfWidth: Double?) -> [String] {
    let used: [MaterialQuantity] = [.ionicConductivity] + (isSet("strength") ? [.youngsModulus, .poissonsRatio] : [])
    var advice = used.filter { !isSet($0.rawValue) }.compactMap { quantity in
      material.flatMap { named in
        named[quantity].flatMap { $0.isMarked ? $0.advice("\(path).\(quantity.rawValue)", of: named.shortName) : nil }
      }
    }
    guard let halfWidth else { return advice }
    if thickness > halfWidth {
      advice.append(
        "\(path).thickness: \(Readable.length(thickness)) is more than the interface half width of \(Readable.length(halfWidth)); a film has "
          + "no thickness on the grid, only a resistance")
    }
    if let least = RunConfiguration.Hole.leastRadius(pinholes, randomPinholes), least < 2 * halfWidth {
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
    law.pinholes = RunConfiguration.Hole.all(pinholes, randomPinholes, in: cell)
    return law
  }
}

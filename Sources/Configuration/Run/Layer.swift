public import Physics

extension RunConfiguration {
  /// `[[layer]]`: a layer with a thickness on the grid: a coating that rides on the lithium, a solid electrolyte or scaffold that stays where it
  /// is, or the surface of a structured collector.
  public struct Layer: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      case riding, fixed
      /// Nothing but an exchange current density of its own near the electrode of the start, where there is no site.
      case collector
    }

    public var kind: Kind
    /// From the database; nil: one that is not in it, or none that is named.
    public var material: Material?
    /// m, > 0: of a riding one on the lithium of the start, of a fixed one along the growth axis, of a collector above the electrode of the
    /// start; nil of a fixed one that is particles only.
    public var thickness: Double?
    /// Of a fixed one's lower face above the bottom of the domain, m.
    public var position: Double
    /// S/m, > 0. Standard: that of the material; not-a-number of a collector, which lets through as the electrolyte does.
    public var ionicConductivity: Double
    /// t₊ in it, from 0 to 1; nil: as in the electrolyte, or of no meaning without salt transport.
    public var cationTransferenceNumber: Double?
    /// m²/s, > 0; nil: less than the electrolyte's by as much as the conductivity, or of no meaning without salt transport.
    public var saltDiffusivity: Double?
    /// Of lithium against it, A/m², ≥ 0. Standard: that against the electrolyte where it rides, none where it is fixed, which keeps lithium out; a collector has to say.
    public var exchangeCurrentDensity: Double
    /// Of lithium against it, J/m², ≥ 0. Standard: that against the electrolyte.
    public var interfacialEnergy: Double
    /// Pa, > 0: below a thousandth of lithium's that of a liquid; nil: as the electrolyte's. Standard, where there is `[mechanics]`: that of the
    /// material, Poisson's ratio likewise.
    public var youngsModulus: Double?
    /// Nil without a Young's modulus.
    public var poissonsRatio: Double?
    /// Of a riding one: where it gets thinner, it breaks, m, in [0, thickness). Standard: 0, it never does.
    public var criticalThickness: Double
    /// Of a riding one: where its largest principal stress is above it, it breaks, Pa, > 0; nil: never, or nothing bears stress.
    public var strength: Double?
    /// Through it: electrolyte in a fixed one, broken from the start in a riding one; sites of a collector, at which lithium exchanges as
    /// everywhere else.
    public var gaps: [Hole]
    public var randomGaps: RandomHoles?
    public var particles: [Particle]

    /// `[[layer.particle]]`: a ball of a fixed layer's material, in a cell without depth a rod.
    public struct Particle: Equatable, Sendable {
      /// Of its middle along the width, m.
      public var position: Double
      /// The same along the depth, m; nil in a cell without depth.
      public var depthPosition: Double?
      /// Of its middle above the bottom of the domain, m.
      public var height: Double
      /// m, > 0.
      public var radius: Double
    }
  }
}

extension RunConfiguration.Layer {
  static let meanings: KeyMeanings = [
    "kind": .init(
      "pushed by the lithium that grows below it; a solid electrolyte or scaffold that stays where it is; the surface of a "
        + "collector, where lithium exchanges at another rate (and may have another interfacial energy) but at sites, and nothing else "
        + "is different"),
    "material": "of the [materials database](Materials.md)",
    "thickness": .init(
      "on the lithium of the start; of a fixed layer along the growth axis, where it may be left out with particles; of a collector "
        + "up to where above the electrode of the start lithium feels it",
      standard: .conditional),
    "position": "of a fixed layer's lower face above the bottom of the domain",
    "ionicConductivity": .init("of the layer, with the salt at rest", standard: "that of the material"),
    "saltDiffusivity": .init("in the layer", standard: "as much less than the electrolyte's as the conductivity"),
    "cationTransferenceNumber": .init(
      "in the layer, which then has to end below the top of the domain", standard: "that of the electrolyte"),
    "exchangeCurrentDensity": .init(
      "of lithium where it touches the layer; 0 keeps it out",
      standard: "that of the electrode; of a fixed layer 0; a collector has none"),
    "interfacialEnergy": .init("of lithium against the layer", standard: "that of the electrode"),
    "youngsModulus": .init(
      "with `[mechanics]`; less than a thousandth of lithium's is that of a liquid",
      standard: "that of the material, else of the electrolyte"),
    "poissonsRatio": .init("goes with it", standard: "that of the material"),
    "criticalThickness": .init("of a riding layer: where it gets thinner, it breaks; 0 for never", bound: "< `thickness`"),
    "fractureStrain": .init(
      "says the same as the stretch of its area at which it breaks, `criticalThickness` = `thickness`/(1 + `fractureStrain`); one of "
        + "the two"),
    "strength": "of a riding layer, with `[mechanics]`: where its largest principal stress is larger, it breaks as well",
    "gap": "pores, cracks or grain boundaries through the layer",
    "randomGaps": "gaps at random places",
    "particle": "balls of a fixed layer's material",
    "site": "lithiophilic sites of a collector",
    "randomSites": "sites at random places",
  ]

  init(
    reading section: SectionReader, in cell: RunConfiguration.Cell, electrode: RunConfiguration.Electrode,
    electrolyte: RunConfiguration.Electrolyte, bearsStress: Bool
  ) {
    section.describe(Self.meanings)
    kind = section.choice("kind", standard: .riding)
    material = Material.named(in: section, example: "PVDF-HFP")
    let isFixed = kind == .fixed, isCollector = kind == .collector
    // Both are read, so that what is wrong in either is told.
    let holes = ["gap", "site"].map { key in
      section.sections(key).map { RunConfiguration.Hole(reading: $0, in: cell, isSite: key == "site") }
    }
    let randomHoles = ["randomGaps", "randomSites"].map { key in
      section.optionalSection(key).map { RunConfiguration.RandomHoles(reading: $0, in: cell, areSites: key == "randomSites") }
    }
    (gaps, randomGaps) = isCollector ? (holes[1], randomHoles[1]) : (holes[0], randomHoles[0])
    particles = section.sections("particle").map { Particle(reading: $0, in: cell) }
    thickness = section.optionalQuantity("thickness", .length, .positive)
    position = section.quantity("position", .length, .nonNegative, standard: 0)
    ionicConductivity = section.quantity(
      "ionicConductivity", .conductivity, .positive, standard: isCollector ? .nan : material?[.ionicConductivity]?.value)
    saltDiffusivity = section.optionalQuantity("saltDiffusivity", .diffusivity, .positive)
    if !electrolyte.saltTransport { saltDiffusivity = nil }
    exchangeCurrentDensity = section.quantity(
      "exchangeCurrentDensity", .currentDensity, .nonNegative,
      standard: isCollector ? nil : isFixed ? 0 : electrode.exchangeCurrentDensity(at: cell.temperature))
    interfacialEnergy = section.quantity("interfacialEnergy", .interfacialEnergy, .nonNegative, standard: electrode.interfacialEnergy)
    if electrode.interfacialEnergy == 0, interfacialEnergy > 0 {
      section.report("interfacialEnergy", "expected 0, as electrode.interfacialEnergy is; a front without one has none anywhere")
    }
    cationTransferenceNumber = section.optionalQuantity("cationTransferenceNumber", .number, .transferenceOfLayer)
    if !electrolyte.saltTransport { cationTransferenceNumber = nil }
    criticalThickness = section.criticalThickness(of: thickness ?? .nan, "layer")
    strength = section.optionalQuantity("strength", .pressure, .positive)
    if !bearsStress { strength = nil }
    youngsModulus = section.optionalQuantity("youngsModulus", .pressure, .positive)
    poissonsRatio = section.optionalQuantity("poissonsRatio", .number, .poissonsRatio)
    settleModuli(section, bearsStress: bearsStress)
    check(section, cell, electrode)
  }

  private mutating func settleModuli(_ section: SectionReader, bearsStress: Bool) {
    guard bearsStress else {
      (youngsModulus, poissonsRatio) = (nil, nil)
      return
    }
    if section.has("poissonsRatio"), youngsModulus == nil, material?[.youngsModulus] == nil {
      section.reportMissing("youngsModulus", QuantityKind.pressure.expectation)
    }
    youngsModulus = youngsModulus ?? material?[.youngsModulus]?.value
    guard youngsModulus != nil else { return }
    poissonsRatio = poissonsRatio ?? material?[.poissonsRatio]?.value
    if !(poissonsRatio.map(AllowedRange.poissonsRatio.contains) ?? false), !section.has("poissonsRatio") {
      section.reportMissing("poissonsRatio", QuantityKind.number.expectation)
    }
  }

  /// Whether it keeps lithium out across all of the cell.
  var isWall: Bool { kind != .riding && exchangeCurrentDensity == 0 && thickness != nil && gaps.isEmpty && randomGaps == nil }

  private func check(_ section: SectionReader, _ cell: RunConfiguration.Cell, _ electrode: RunConfiguration.Electrode) {
    let others = Self.holeNames(kind == .collector ? .riding : .collector)
    for key in [others.listed, others.random] where section.has(key) {
      section.report(
        key, kind == .collector ? "a collector has sites: [[layer.site]]" : "belongs to kind = \"collector\"; here it is a [[layer.gap]]")
    }
    guard section.isSound("kind", "thickness", "position", "criticalThickness") else { return }
    switch kind {
    case .collector: checkCollector(section, cell, electrode)
    case .riding:
      for key in ["position", "particle"] where section.has(key) {
        section.report(key, "belongs to kind = \"fixed\"; a riding layer covers the lithium")
      }
      guard let thickness else { return section.reportMissing("thickness", "a length such as \"2 um\"") }
      if electrode.position + thickness > cell.height {
        section.report(
          "thickness",
          "expected at most \(Readable.length(cell.height - electrode.position)), the height above the electrode, found \(Readable.length(thickness))"
        )
      }
    case .fixed:
      for key in ["criticalThickness", "fractureStrain"] where section.has(key) {
        section.report(key, "belongs to kind = \"riding\"; a fixed layer keeps its thickness")
      }
      if section.has("strength") {
        section.report("strength", "belongs to kind = \"riding\"; a fixed layer does not break, its cracks are given: [[layer.gap]]")
      }
      if thickness == nil {
        for key in ["position", "gap", "randomGaps"] where section.has(key) {
          section.report(key, "belongs to a layer with a thickness")
        }
        if particles.isEmpty { section.reportMissing("thickness", "a length such as \"2 um\", or a [[layer.particle]]") }
      }
      if cationTransferenceNumber != nil, reachesTop(of: cell) {
        section.report(
          "cationTransferenceNumber",
          "a layer with one of its own has to end below the top of the domain at \(Readable.length(cell.height)), behind which the electrolyte "
            + "goes on; leave the key out or have the layer end lower")
      }
      let reach = position...position + (thickness ?? 0)
      if isWall, reach.contains(electrode.position) {
        section.report(
          "position",
          "the layer covers the electrode at \(Readable.length(electrode.position)) and keeps lithium out (exchangeCurrentDensity = 0), so that no current "
            + "can flow; have it begin above")
      }
      if position + (thickness ?? 0) > cell.height * (1 + 1e-9) {
        section.report(
          "position",
          "the layer ends \(Readable.length(position + (thickness ?? 0))) above the bottom, beyond the cell height of \(Readable.length(cell.height))"
        )
      }
    }
  }

  private func checkCollector(_ section: SectionReader, _ cell: RunConfiguration.Cell, _ electrode: RunConfiguration.Electrode) {
    for key in [
      "material", "ionicConductivity", "saltDiffusivity", "cationTransferenceNumber", "position", "particle", "criticalThickness",
      "fractureStrain", "strength",
      "youngsModulus", "poissonsRatio",
    ] where section.has(key) {
      section.report(
        key,
        "a collector is a surface: where lithium touches it, it has another exchangeCurrentDensity and interfacialEnergy, and nothing else")
    }
    if thickness == nil {
      section.reportMissing("thickness", "a length such as \"500 nm\", up to which above the electrode of the start lithium feels it")
    }
    if isWall {
      section.report(
        "exchangeCurrentDensity", "no lithium is plated on a collector without it and without sites; set it above 0 or add a [[layer.site]]"
      )
    } else if exchangeCurrentDensity == 0, !nucleationOverpotentials.contains(0) {
      section.report(
        "exchangeCurrentDensity",
        "expected more than 0 where lithium has to nucleate at every site; a front on which nothing exchanges has no overpotential")
    } else if nucleates, exchangeCurrentDensity >= electrode.exchangeCurrentDensity(at: cell.temperature) {
      section.report(
        "exchangeCurrentDensity",
        "expected less than that of lithium, \(Readable.prefixed(electrode.exchangeCurrentDensity(at: cell.temperature), "A/m^2")), where lithium has to nucleate: what nucleates exchanges as lithium does"
      )
    }
  }

  /// What its holes are called.
  static func holeNames(_ kind: Kind) -> (listed: String, random: String, word: String) {
    kind == .collector ? ("site", "randomSites", "sites") : ("gap", "randomGaps", "gaps")
  }

  private func reachesTop(of cell: RunConfiguration.Cell) -> Bool {
    let top = max(thickness.map { position + $0 } ?? 0, particles.map { $0.height + $0.radius }.max() ?? 0)
    return top > cell.height * (1 - 1e-9)
  }

  func write(to writer: inout SettingWriter) {
    writer.listedSection("layer")
    writer.text(
      "kind", kind.rawValue, kind == .riding ? "on the lithium" : kind == .fixed ? "stays where it is" : "below the lithium of the start")
    if let material { writer.text("material", material.shortName, "of the layer") }
    if let thickness {
      writer.quantity(
        "thickness", thickness, .length, kind == .fixed ? "along the growth axis" : "on the lithium of the start")
    }
    if kind == .fixed, thickness != nil { writer.quantity("position", position, .length, "of its lower face above the bottom") }
    if kind != .collector { writer.quantity("ionicConductivity", ionicConductivity, .conductivity, "of the layer") }
    if let saltDiffusivity { writer.quantity("saltDiffusivity", saltDiffusivity, .diffusivity, "in the layer") }
    if let cationTransferenceNumber { writer.quantity("cationTransferenceNumber", cationTransferenceNumber, .number, "in the layer") }
    writer.quantity("exchangeCurrentDensity", exchangeCurrentDensity, .currentDensity, "of lithium against it, 0 keeps it out")
    writer.quantity("interfacialEnergy", interfacialEnergy, .interfacialEnergy, "lithium against it")
    if let youngsModulus { writer.quantity("youngsModulus", youngsModulus, .pressure, "of the layer") }
    if let poissonsRatio { writer.quantity("poissonsRatio", poissonsRatio, .number, "of the layer") }
    if kind == .riding { writer.quantity("criticalThickness", criticalThickness, .length, "below which it breaks, 0 for never") }
    if let strength { writer.quantity("strength", strength, .pressure, "largest principal stress above which it breaks") }
    let names = Self.holeNames(kind)
    for gap in gaps { gap.write("layer.\(names.listed)", to: &writer) }
    randomGaps?.write("layer.\(names.random)", names.word, to: &writer)
    for particle in particles {
      writer.listedSection("layer.particle")
      writer.quantity("position", particle.position, .length, "of its middle along the width")
      if let place = particle.depthPosition { writer.quantity("depthPosition", place, .length, "of its middle along the depth") }
      writer.quantity("height", particle.height, .length, "of its middle above the bottom")
      writer.quantity("radius", particle.radius, .length, "of the particle")
    }
  }
}

extension RunConfiguration.Layer.Particle {
  static let meanings: KeyMeanings = [
    "position": .init("of its middle along the width", bound: "≤ `cell.width`"),
    "depthPosition": .init("of its middle along the depth", bound: "≤ `cell.depth`", standard: "the middle of the depth"),
    "height": .init("of its middle above the bottom of the domain", bound: "≤ `cell.height`"),
    "radius": "of the particle",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    (position, depthPosition) = cell.place(reading: section)
    height = section.quantity("height", .length, .nonNegative)
    if height > cell.height {
      section.report("height", "expected at most the cell height of \(Readable.length(cell.height)), found \(Readable.length(height))")
    }
    radius = section.quantity("radius", .length, .positive)
  }
}

extension Material {
  /// What a section names; nil where it names none, or one that is not in the database, which is noted.
  static func named(in section: SectionReader, example: String) -> Material? {
    guard let name = section.optionalText("material", example: example), !name.isEmpty else { return nil }
    do throws(UnknownMaterial) {
      return try Material.find(name)
    } catch {
      section.report("material", "\(error)")
      return nil
    }
  }
}

public import Physics

extension RunConfiguration {
  /// `[[layer]]`: a layer with a thickness on the grid: a coating that rides on the lithium, or a solid electrolyte, scaffold or collector that stays
  /// where it is.
  public struct Layer: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      case riding, fixed
    }

    public var kind: Kind
    /// From the database; nil: one that is not in it, or none that is named.
    public var material: Material?
    /// m, > 0: of a riding one on the lithium of the start, of a fixed one along the growth axis; nil of a fixed one that is particles only.
    public var thickness: Double?
    /// Of a fixed one's lower face above the bottom of the domain, m.
    public var position: Double
    /// S/m, > 0. Standard: that of the material.
    public var ionicConductivity: Double
    /// m²/s, > 0; nil: less than the electrolyte's by as much as the conductivity, or of no meaning without salt transport.
    public var saltDiffusivity: Double?
    /// Of lithium against it, A/m², ≥ 0. Standard: that against the electrolyte where it rides, none where it is fixed, which keeps lithium out.
    public var exchangeCurrentDensity: Double
    /// Of a riding one: where it gets thinner, it breaks, m, in [0, thickness). Standard: 0, it never does.
    public var criticalThickness: Double
    /// Through it: electrolyte in a fixed one, broken from the start in a riding one.
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
  init(
    reading section: SectionReader, in cell: RunConfiguration.Cell, electrode: RunConfiguration.Electrode,
    electrolyte: RunConfiguration.Electrolyte
  ) {
    kind = section.choice("kind", standard: .riding)
    material = Material.named(in: section, example: "PVDF-HFP")
    let isFixed = kind == .fixed
    gaps = section.sections("gap").map { RunConfiguration.Hole(reading: $0, in: cell) }
    randomGaps = section.optionalSection("randomGaps").map { RunConfiguration.RandomHoles(reading: $0) }
    particles = section.sections("particle").map { Particle(reading: $0, in: cell) }
    thickness = section.optionalQuantity("thickness", .length, .positive)
    position = section.quantity("position", .length, .nonNegative, standard: 0)
    ionicConductivity = section.quantity("ionicConductivity", .conductivity, .positive, standard: material?[.ionicConductivity]?.value)
    saltDiffusivity = section.optionalQuantity("saltDiffusivity", .diffusivity, .positive)
    if !electrolyte.saltTransport { saltDiffusivity = nil }
    exchangeCurrentDensity = section.quantity(
      "exchangeCurrentDensity", .currentDensity, .nonNegative,
      standard: isFixed ? 0 : electrode.exchangeCurrentDensity(at: cell.temperature))
    criticalThickness = section.quantity("criticalThickness", .length, .nonNegative, standard: 0)
    check(section, cell, electrode)
  }

  /// Whether it keeps lithium out across all of the cell.
  private var isWall: Bool { kind == .fixed && exchangeCurrentDensity == 0 && thickness != nil && gaps.isEmpty && randomGaps == nil }

  private func check(_ section: SectionReader, _ cell: RunConfiguration.Cell, _ electrode: RunConfiguration.Electrode) {
    guard section.isSound("kind", "thickness", "position", "criticalThickness") else { return }
    switch kind {
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
      if criticalThickness >= thickness {
        section.report(
          "criticalThickness",
          "expected less than the thickness of \(Readable.length(thickness)), found \(Readable.length(criticalThickness)); "
            + "the layer would break at once")
      }
    case .fixed:
      if section.has("criticalThickness") {
        section.report("criticalThickness", "belongs to kind = \"riding\"; a fixed layer keeps its thickness")
      }
      if thickness == nil {
        for key in ["position", "gap", "randomGaps"] where section.has(key) {
          section.report(key, "belongs to a layer with a thickness")
        }
        if particles.isEmpty { section.reportMissing("thickness", "a length such as \"2 um\", or a [[layer.particle]]") }
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

  func write(to writer: inout SettingWriter) {
    writer.listedSection("layer")
    writer.text("kind", kind.rawValue, kind == .riding ? "on the lithium" : "stays where it is")
    if let material { writer.text("material", material.shortName, "of the layer") }
    if let thickness {
      writer.quantity("thickness", thickness, .length, kind == .riding ? "on the lithium of the start" : "along the growth axis")
    }
    if kind == .fixed, thickness != nil { writer.quantity("position", position, .length, "of its lower face above the bottom") }
    writer.quantity("ionicConductivity", ionicConductivity, .conductivity, "of the layer")
    if let saltDiffusivity { writer.quantity("saltDiffusivity", saltDiffusivity, .diffusivity, "in the layer") }
    writer.quantity("exchangeCurrentDensity", exchangeCurrentDensity, .currentDensity, "of lithium against it, 0 keeps it out")
    if kind == .riding { writer.quantity("criticalThickness", criticalThickness, .length, "below which it breaks, 0 for never") }
    for gap in gaps { gap.write("layer.gap", to: &writer) }
    randomGaps?.write("layer.randomGaps", "gaps", to: &writer)
    for particle in particles {
      writer.listedSection("layer.particle")
      writer.quantity("position", particle.position, .length, "of its middle along the width")
      if let place = particle.depthPosition { writer.quantity("depthPosition", place, .length, "of its middle along the depth") }
      writer.quantity("height", particle.height, .length, "of its middle above the bottom")
      writer.quantity("radius", particle.radius, .length, "of the particle")
    }
  }

  /// - Parameters:
  ///   - path: of its section.
  ///   - hasConductivity: the config sets one.
  ///   - halfWidth: δ, m; nil while it is open.
  func advice(_ path: String, hasConductivity: Bool, halfWidth: Double?) -> [String] {
    var advice: [String] = []
    if isWall {
      advice.append(
        "\(path): lithium stops at \(Readable.length(position)), where a layer without gaps keeps it out, and no current flows from then on; add a "
          + "[[layer.gap]] or an exchangeCurrentDensity")
    }
    if !hasConductivity, let material, let value = material[.ionicConductivity], value.isMarked {
      advice.append(value.advice("\(path).ionicConductivity", of: material.shortName))
    }
    guard let halfWidth else { return advice }
    let width = Readable.length(halfWidth)
    if let thickness, thickness < 3 * halfWidth {
      advice.append(
        "\(path).thickness: \(Readable.length(thickness)) is less than three times the interface half width of \(width); a thinner layer is "
          + "an [[interlayer]]")
    }
    if criticalThickness > 0, criticalThickness < halfWidth {
      advice.append(
        "\(path).criticalThickness: \(Readable.length(criticalThickness)) is less than the interface half width of \(width), below which a layer "
          + "fades whatever its strength")
    }
    if let least = RunConfiguration.Hole.leastRadius(gaps, randomGaps), least < 2 * halfWidth {
      advice.append(
        "\(path): gaps of \(Readable.length(least)) are less than two interface half widths of \(width); set numerics.interfaceHalfWidth to half of "
          + "that radius or less")
    }
    return advice
  }

  /// The layer in SI.
  ///
  /// - Parameters:
  ///   - exchange: of lithium against the electrolyte, A/m².
  func law(in cell: RunConfiguration.Cell, _ electrolyte: Electrolyte, exchange: Double) -> LayerLaw {
    let holes = RunConfiguration.Hole.all(gaps, randomGaps, in: cell)
    let kind: LayerLaw.Kind
    switch self.kind {
    case .riding: kind = .riding(thickness: thickness ?? .nan)
    case .fixed:
      kind = .fixed(
        LayerRegion(
          slab: thickness.map { position...position + $0 }, gaps: holes,
          particles: particles.map {
            LayerRegion.Particle(center: [$0.position, $0.depthPosition ?? 0, $0.height], radius: $0.radius)
          }))
    }
    var law = LayerLaw(kind)
    law.conductivityRatio = ionicConductivity / electrolyte.conductivity.conductivity(electrolyte.concentration)
    law.diffusivityRatio = saltDiffusivity.map { $0 / electrolyte.saltDiffusivity } ?? law.conductivityRatio
    law.exchangeRatio = exchangeCurrentDensity / exchange
    law.criticalThickness = criticalThickness
    if self.kind == .riding { law.gaps = holes }
    return law
  }

  /// What it adds to the areal resistance of a cell, where it is whole and there is no lithium, Ω·m².
  ///
  /// - Parameter front: height of the lithium, m.
  func resistance(_ electrolyte: Electrolyte, above front: Double) -> Double {
    let whole = thickness ?? 0
    let free = kind == .riding ? whole : max(0, min(whole, position + whole - front))
    return free * (1 / ionicConductivity - 1 / electrolyte.conductivity.conductivity(electrolyte.concentration))
  }

  /// What makes the layer of the start.
  func hasShape(of other: Self) -> Bool {
    kind == other.kind && thickness == other.thickness && position == other.position && gaps == other.gaps && randomGaps == other.randomGaps
      && particles == other.particles
  }
}

extension RunConfiguration.Layer.Particle {
  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
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

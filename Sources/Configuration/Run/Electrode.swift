import Physics

extension RunConfiguration {
  /// `[electrode]`: the lithium metal and the kinetics at its surface.
  public struct Electrode: Equatable, Sendable {
    /// Mean height of the lithium surface at the start, m, within the cell.
    public var position: Double
    /// Molar volume of the metal, m³/mol, > 0. Standard: 1.30e-5, lithium at room temperature (6.94 g/mol over 0.534 g/cm³).
    public var molarVolume: Double
    /// Standard: Butler–Volmer.
    public var kineticLaw: KineticLaw
    /// At the initial salt concentration, A/m², > 0.
    public var exchangeCurrentDensity: MaterialProperty
    /// Cathodic charge-transfer coefficient α, in (0, 1), of Butler–Volmer and Tafel kinetics. Standard: 0.5, a symmetric barrier.
    public var chargeTransferCoefficient: Double
    /// λ of Marcus kinetics, J/mol, > 0; nil with other laws.
    public var reorganizationEnergy: Double?
    /// Areal resistance of a film on the lithium, Ω·m², ≥ 0. Standard: 0.
    public var filmResistance: Double
    /// Lithium–electrolyte interfacial energy γ, J/m², ≥ 0. Standard: 0.5, the order of the lithium surface energies of
    /// Vitos et al., Surf. Sci. 411 (1998) 186.
    public var interfacialEnergy: Double
    /// Nil: the same in every direction.
    public var anisotropy: Anisotropy?
    /// Nil: nothing fluctuates.
    public var noise: Noise?
    /// Random waviness of the surface at the start; nil is a flat surface.
    public var roughness: Roughness?
    /// The surface at the start from a file; nil leaves it to position and roughness.
    public var surface: Surface?
    /// Round bumps on the surface at the start.
    public var nuclei: [Nucleus]
  }

  /// How the current density follows the overpotential.
  public enum KineticLaw: String, CaseIterable, Sendable {
    case butlerVolmer = "butler-volmer"
    /// Plating alone, far from equilibrium.
    case tafel
    /// Close to equilibrium.
    case linear
    /// Electron transfer after Marcus.
    case marcus
  }

  /// `[[electrode.nucleus]]`: a disc of lithium on or above the surface.
  public struct Nucleus: Equatable, Sendable {
    /// Of the centre, along the width, m, within the cell.
    public var position: Double
    /// Of the centre, along the depth, m, within the cell; nil in a cell without depth. Standard: the middle.
    public var depthPosition: Double?
    /// m, > 0.
    public var radius: Double
    /// Of the centre above the mean surface, m; negative sinks it in. Standard: 0, a half disc.
    public var height: Double
  }
}

extension RunConfiguration.Electrode {
  static let meanings: KeyMeanings = [
    "position": .init("mean height of the lithium surface at the start", bound: "< `cell.height`"),
    "molarVolume": "of the metal",
    "kineticLaw": #"how the current density follows the overpotential ([Model](Model.md)); `"tafel"` only plates"#,
    "exchangeCurrentDensity": .init(
      "i₀° at the initial salt concentration; as a section `{ value, activationEnergy, referenceTemperature }` as in "
        + "`[electrolyte.ionicConductivity]`"),
    "chargeTransferCoefficient": #"α, of the plating direction, with `"butler-volmer"` and `"tafel"`"#,
    "reorganizationEnergy": .init(#"λ, with `"marcus"` and needed there"#, standard: .conditional),
    "filmResistance": "of a film on the lithium",
    "interfacialEnergy": "γ of lithium against electrolyte",
    "anisotropy": "interfacial energy and exchange current density that depend on the direction of the surface",
    "noise": "shot noise of the interfacial current",
    "roughness": "random waviness of the surface at the start",
    "surface": "the surface at the start from a file",
    "nucleus": "round bumps of lithium at the start",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    position = section.quantity("position", .length, .positive)
    molarVolume = section.quantity("molarVolume", .molarVolume, .positive, standard: ModelStandard.parameters.molarVolume)
    kineticLaw = section.choice("kineticLaw", standard: .butlerVolmer)
    let exchange = RunConfiguration.MaterialProperty(
      reading: section, "exchangeCurrentDensity",
      .init(kind: .currentDensity, range: .positive, dependsOnConcentration: false))
    if exchange == nil { section.reportMissing("exchangeCurrentDensity", QuantityKind.currentDensity.expectation) }
    exchangeCurrentDensity = exchange ?? .init(.value(.nan))
    chargeTransferCoefficient = section.quantity(
      "chargeTransferCoefficient", .number, .openUnit, standard: ModelStandard.parameters.chargeTransferCoefficient)
    reorganizationEnergy = section.optionalQuantity("reorganizationEnergy", .molarEnergy, .reorganizationEnergy)
    if kineticLaw == .marcus, reorganizationEnergy == nil {
      section.reportMissing("reorganizationEnergy", "\(QuantityKind.molarEnergy.expectation), which kineticLaw = \"marcus\" needs")
    }
    if kineticLaw != .marcus { reorganizationEnergy = nil }
    filmResistance = section.quantity("filmResistance", .arealResistance, .nonNegative, standard: 0)
    interfacialEnergy = section.quantity(
      "interfacialEnergy", .interfacialEnergy, .nonNegative, standard: ModelStandard.parameters.interfacialEnergy)
    anisotropy = section.optionalSection("anisotropy").map { RunConfiguration.Anisotropy(reading: $0) }
    if anisotropy != nil, cell.depth != nil {
      section.report("anisotropy", "is that of a plane: it has no meaning in a cell with cell.depth")
    }
    noise = section.optionalSection("noise").map { RunConfiguration.Noise(reading: $0, in: cell) }
    roughness = section.optionalSection("roughness").map { RunConfiguration.Roughness(reading: $0, in: cell) }
    let position = position
    surface = section.optionalSection("surface").flatMap { RunConfiguration.Surface(reading: $0, in: cell, position: position) }
    nuclei = section.sections("nucleus").map { RunConfiguration.Nucleus(reading: $0, in: cell) }
    if section.has("roughness"), section.has("surface") {
      section.report("surface", "set either [electrode.roughness] or [electrode.surface], not both")
    }
    if position >= cell.height {
      section.report(
        "position", "expected less than the cell height of \(Readable.length(cell.height)), found \(Readable.length(position))")
    }
  }

  /// - Parameters:
  ///   - hasKinetics: false leaves all but the shape to the model.
  ///   - isDeep: whether the cell has a depth.
  func write(to writer: inout SettingWriter, hasKinetics: Bool, isDeep: Bool) {
    writer.section("electrode", Self.meanings)
    writer.quantity("position", position, .length)
    if hasKinetics { writeKinetics(to: &writer, isDeep: isDeep) }
    roughness?.write(to: &writer)
    surface?.write(to: &writer)
    for nucleus in nuclei {
      writer.listedSection("electrode.nucleus", RunConfiguration.Nucleus.meanings)
      writer.quantity("position", nucleus.position, .length)
      if let place = nucleus.depthPosition { writer.quantity("depthPosition", place, .length) }
      writer.quantity("radius", nucleus.radius, .length, nucleus.depthPosition == nil ? "of the disc" : "of the ball")
      writer.quantity("height", nucleus.height, .length)
    }
  }

  private func writeKinetics(to writer: inout SettingWriter, isDeep: Bool) {
    writer.quantity("molarVolume", molarVolume, .molarVolume)
    writer.text("kineticLaw", kineticLaw.rawValue)
    exchangeCurrentDensity.write("exchangeCurrentDensity", .currentDensity, "at the initial salt concentration", to: &writer)
    writer.quantity("chargeTransferCoefficient", chargeTransferCoefficient, .number, "cathodic, between 0 and 1")
    if let reorganizationEnergy {
      writer.quantity("reorganizationEnergy", reorganizationEnergy, .molarEnergy, "of Marcus kinetics")
    }
    writer.quantity("filmResistance", filmResistance, .arealResistance)
    writer.quantity("interfacialEnergy", interfacialEnergy, .interfacialEnergy)
    anisotropy?.write(to: &writer)
    noise?.write(to: &writer, isDeep: isDeep)
  }

  /// i₀° at a temperature (K), A/m².
  func exchangeCurrentDensity(at temperature: Double) -> Double {
    (exchangeCurrentDensity.value ?? .nan) * exchangeCurrentDensity.factor(at: temperature, reference: 298.15)
  }

  var kinetics: ButlerVolmerModel.KineticChoice {
    switch kineticLaw {
    case .butlerVolmer: .butlerVolmer
    case .tafel: .tafel
    case .linear: .linear
    case .marcus: .marcus(reorganizationEnergy: reorganizationEnergy ?? .nan)
    }
  }

  func advice(in cell: RunConfiguration.Cell) -> [String] {
    var advice = surface?.advice(in: cell) ?? []
    if let roughness, 3 * roughness.amplitude > min(position, cell.height - position) {
      advice.append("electrode.roughness.amplitude: the waviness may reach the bottom or the top of the cell; use a smaller amplitude")
    }
    return advice
  }
}

extension RunConfiguration.Nucleus {
  static let meanings: KeyMeanings = [
    "position": .init("of the centre along the width", bound: "≤ `cell.width`"),
    "depthPosition": .init("of the centre along the depth", bound: "≤ `cell.depth`", standard: "the middle of the depth"),
    "radius": "of the disc; of a ball in a cell with a `depth`",
    "height": "of the centre above the mean surface; negative sinks it in",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    (position, depthPosition) = cell.place(reading: section)
    radius = section.quantity("radius", .length, .positive)
    height = section.quantity("height", .length, standard: 0)
  }
}

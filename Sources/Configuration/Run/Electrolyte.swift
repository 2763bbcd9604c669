public import Physics

extension RunConfiguration {
  /// `[electrolyte]`: a binary lithium salt in a liquid or a polymer, or a single-ion conductor.
  public struct Electrolyte: Equatable, Sendable {
    /// How an ionic conductivity that is one value follows the salt concentration.
    public enum ConductivityLaw: String, CaseIterable, Sendable {
      /// κ ∝ c, the dilute limit.
      case proportional
      /// κ the same everywhere.
      case constant
    }

    /// What stands opposite the electrode.
    public enum CounterSide: String, CaseIterable, Sendable {
      /// Electrolyte at its initial concentration, at the top of the domain or at a distance beyond it.
      case reservoir
      /// A lithium electrode at the top of the domain: it gives the salt's cations back, and the amount of salt stays.
      case lithium
    }

    /// Brings every property that is not set beside it.
    public var material: ElectrolyteMaterial?
    /// Initial salt concentration c₀, and that of the reservoir, mol/m³, > 0; of no meaning in a single-ion conductor.
    public var concentration: Double
    /// Ambipolar diffusivity of the salt D, m²/s, > 0; of no meaning without salt transport.
    public var saltDiffusivity: MaterialProperty?
    /// κ, S/m, > 0.
    public var ionicConductivity: MaterialProperty?
    /// Standard: proportional, so that conduction ceases where the salt is used up.
    public var conductivityLaw: ConductivityLaw
    /// t₊, below 1; of no meaning without salt transport.
    public var cationTransferenceNumber: MaterialProperty?
    /// 1 + ∂ln f/∂ln c, > 0. Standard: 1, an ideal solution.
    public var thermodynamicFactor: MaterialProperty?
    /// Standard: reservoir.
    public var counterSide: CounterSide
    /// Electrolyte between the top of the domain and the place where c = c₀, m, ≥ 0. Standard: 0.
    public var reservoirDistance: Double
    /// False keeps the salt uniform, as with plenty of supporting electrolyte or in a single-ion conductor. Standard: true, of a
    /// single-ion conductor false.
    public var saltTransport: Bool
    /// Whether growing lithium pushes the electrolyte away, and with it the salt. Standard: false, and the salt that it sweeps stays.
    public var displacementFlow: Bool
  }
}

extension RunConfiguration.Electrolyte {
  private typealias Property = RunConfiguration.MaterialProperty
  private typealias Rules = RunConfiguration.MaterialProperty.Rules

  private static let belowOne = AllowedRange(words: "below 1", symbols: "< 1") { $0 < 1 }

  static let meanings: KeyMeanings = [
    "material": "brings every property that is not set beside it",
    "concentration": "of the salt at the start and in the reservoir; not of a single-ion conductor",
    "ionicConductivity": .init("κ; one value is that at `concentration`", standard: "of the material"),
    "conductivityLaw": "how a κ of one value follows the concentration",
    "saltDiffusivity": .init("ambipolar; may be left out without `saltTransport`", standard: "of the material"),
    "cationTransferenceNumber": .init(
      "t₊ against the solvent; may be left out without `saltTransport`. In a table or a fit it may be negative",
      standard: "of the material"),
    "thermodynamicFactor": .init("1 + ∂ln f/∂ln c; 1 is an ideal solution", standard: "of the material, else 1"),
    "counterSide": .init(
      "what stands opposite: salt at its initial concentration, or a lithium electrode at the top of the domain, which gives back "
        + "what the current takes"),
    "reservoirDistance": "electrolyte between the top of the domain and the reservoir",
    "saltTransport": "`false` keeps the salt uniform",
    "displacementFlow": .init(
      #"`true` has growing lithium push the electrolyte, and with it the salt, out of its way ([Model](Model.md#displacement)); "#
        + #"with a riding layer it always does. Needs `counterSide = "reservoir"`"#),
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    let material: ElectrolyteMaterial? = section.optionalChoice("material")
    self.material = material
    let isSingleIonConductor = material?.isSingleIonConductor ?? false
    concentration = section.quantity(
      "concentration", .concentration, .positive, standard: isSingleIonConductor ? Self.anyConcentration : nil)
    saltTransport = section.boolean("saltTransport", standard: !isSingleIonConductor)
    conductivityLaw = section.choice("conductivityLaw", standard: .proportional)
    ionicConductivity = Property(reading: section, "ionicConductivity", Rules(kind: .conductivity, range: .positive))
    saltDiffusivity = Property(reading: section, "saltDiffusivity", Rules(kind: .diffusivity, range: .positive))
    cationTransferenceNumber = Property(
      reading: section, "cationTransferenceNumber", Rules(kind: .number, range: .unitWithoutOne, tableRange: Self.belowOne))
    thermodynamicFactor = Property(reading: section, "thermodynamicFactor", Rules(kind: .number, range: .positive))
    counterSide = section.choice("counterSide", standard: .reservoir)
    reservoirDistance = section.quantity("reservoirDistance", .length, .nonNegative, standard: 0)
    displacementFlow = section.boolean("displacementFlow", standard: false)
    if material == nil, thermodynamicFactor == nil { thermodynamicFactor = Property(.value(1)) }
    if isSingleIonConductor { concentration = Self.anyConcentration }
    if !saltTransport {
      // Gradients of the salt are all these stand before: any sound value gives the same run.
      saltDiffusivity = nil
      cationTransferenceNumber = nil
      thermodynamicFactor = nil
    }
    checkKeys(section)
    checkLaws(section, cell)
  }

  /// Stands for c₀ where there is no salt, mol/m³.
  private static let anyConcentration = 1000.0

  private func checkKeys(_ section: SectionReader) {
    if material?.isSingleIonConductor ?? false, section.has("saltTransport"), saltTransport {
      section.report("saltTransport", "\"\(material?.rawValue ?? "")\" conducts lithium ions only; there is no salt to be transported")
    }
    if counterSide == .lithium, reservoirDistance > 0 {
      section.report("reservoirDistance", "belongs to counterSide = \"reservoir\"; a lithium electrode stands at the top of the domain")
    }
    if section.has("conductivityLaw"), section.isSound("conductivityLaw", "ionicConductivity") {
      if ionicConductivity == nil, material != nil {
        section.report("conductivityLaw", "belongs to an ionicConductivity of one value; here the material brings its own law")
      } else if let form = ionicConductivity?.form, ionicConductivity?.value == nil {
        section.report("conductivityLaw", "belongs to an ionicConductivity of one value; here it is \(form.noun)")
      }
    }
    if let material, !material.isKnownAtOneTemperature {
      let properties = [
        ("ionicConductivity", ionicConductivity), ("saltDiffusivity", saltDiffusivity),
        ("cationTransferenceNumber", cationTransferenceNumber), ("thermodynamicFactor", thermodynamicFactor),
      ]
      for (key, property) in properties where property?.activationEnergy != nil && property?.form == nil {
        section.report(key, "\"\(material.rawValue)\" already follows the temperature; an activationEnergy belongs to a value of your own")
      }
    }
    guard material == nil, section.isSound("material") else { return }
    let missing: [(String, Property?, QuantityKind, Bool)] = [
      ("ionicConductivity", ionicConductivity, .conductivity, true),
      ("saltDiffusivity", saltDiffusivity, .diffusivity, saltTransport),
      ("cationTransferenceNumber", cationTransferenceNumber, .number, saltTransport),
    ]
    for (key, property, kind, isNeeded) in missing where isNeeded && section.isSound(key) {
      if property == nil {
        section.reportMissing(key, kind.expectation)
      } else if property?.form == nil, !section.document.hasError(under: section.fullPath(key)) {
        section.report(key, "an activationEnergy without a value; add a value, or a material that brings one")
      }
    }
    if saltTransport, let factor = thermodynamicFactor, factor.form == nil,
      !section.document.hasError(under: section.fullPath("thermodynamicFactor"))
    {
      section.report("thermodynamicFactor", "an activationEnergy without a value; add a value, or a material that brings one")
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("electrolyte", Self.meanings)
    if let material { writer.text("material", material.rawValue) }
    if !(material?.isSingleIonConductor ?? false) {
      writer.quantity("concentration", concentration, .concentration)
    }
    saltDiffusivity?.write("saltDiffusivity", .diffusivity, "ambipolar", to: &writer)
    ionicConductivity?.write("ionicConductivity", .conductivity, "of the electrolyte", to: &writer)
    if ionicConductivity?.value != nil {
      writer.text("conductivityLaw", conductivityLaw.rawValue, "how the conductivity follows the salt concentration")
    }
    cationTransferenceNumber?.write("cationTransferenceNumber", .number, "below 1", to: &writer)
    thermodynamicFactor?.write("thermodynamicFactor", .number, "1 is an ideal solution", to: &writer)
    writer.text("counterSide", counterSide.rawValue, "reservoir or lithium")
    if counterSide == .reservoir {
      writer.quantity("reservoirDistance", reservoirDistance, .length, "electrolyte beyond the top of the domain")
    }
    writer.boolean("saltTransport", saltTransport)
    writer.boolean("displacementFlow", displacementFlow, "true has growing lithium push the electrolyte away")
  }
}

extension RunConfiguration.MaterialProperty.Form {
  /// With its article.
  fileprivate var noun: String {
    switch self {
    case .value: "one value"
    case .table: "a table"
    case .fit: "a fit"
    }
  }
}

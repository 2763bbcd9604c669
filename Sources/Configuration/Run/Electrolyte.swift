import Physics

extension RunConfiguration {
  /// `[electrolyte]`: a binary lithium salt in a liquid solvent.
  public struct Electrolyte: Equatable, Sendable {
    /// How the ionic conductivity follows the salt concentration.
    public enum ConductivityLaw: String, CaseIterable, Sendable {
      /// κ ∝ c, the dilute limit.
      case proportional
      /// κ the same everywhere.
      case constant
      /// LiPF₆ in PC/EC/DMC: Valøen and Reimers, J. Electrochem. Soc. 152 (2005) A882. It brings its own κ at c₀.
      case valoenReimers2005 = "valoen-reimers-2005"
    }

    /// Initial salt concentration c₀, and that of the reservoir, mol/m³, > 0.
    public var concentration: Double
    /// Ambipolar diffusivity of the salt D, m²/s, > 0; of no meaning without salt transport.
    public var saltDiffusivity: Double
    /// κ at c₀, S/m, > 0; nil with a conductivity law that brings its own.
    public var ionicConductivity: Double?
    /// Standard: proportional, so that conduction ceases where the salt is used up.
    public var conductivityLaw: ConductivityLaw
    /// t₊, in [0, 1); of no meaning without salt transport.
    public var cationTransferenceNumber: Double
    /// 1 + ∂ln f/∂ln c, > 0. Standard: 1, an ideal solution.
    public var thermodynamicFactor: Double
    /// Electrolyte between the top of the domain and the place where c = c₀, m, ≥ 0. Standard: 0.
    public var reservoirDistance: Double
    /// False keeps the salt uniform, as with plenty of supporting electrolyte. Standard: true.
    public var saltTransport: Bool
  }
}

extension RunConfiguration.Electrolyte {
  init(reading section: SectionReader) {
    concentration = section.quantity("concentration", .concentration, .positive)
    saltTransport = section.boolean("saltTransport", standard: true)
    let uniform = saltTransport ? nil : ModelStandard.parameters.electrolyte
    saltDiffusivity = section.quantity("saltDiffusivity", .diffusivity, .positive, standard: uniform?.saltDiffusivity)
    conductivityLaw = section.choice("conductivityLaw", standard: .proportional)
    ionicConductivity = section.optionalQuantity("ionicConductivity", .conductivity, .positive)
    cationTransferenceNumber = section.quantity(
      "cationTransferenceNumber", .number, .unitWithoutOne, standard: uniform?.cationTransferenceNumber)
    thermodynamicFactor = section.quantity("thermodynamicFactor", .number, .positive, standard: 1)
    reservoirDistance = section.quantity("reservoirDistance", .length, .nonNegative, standard: 0)
    if let uniform {
      // Gradients of the salt are all these stand before: any sound value gives the same run.
      saltDiffusivity = uniform.saltDiffusivity
      cationTransferenceNumber = uniform.cationTransferenceNumber
      thermodynamicFactor = uniform.thermodynamicFactor
    }
    guard section.isSound("conductivityLaw", "ionicConductivity") else { return }
    if conductivityLaw == .valoenReimers2005 {
      if ionicConductivity != nil {
        section.report("ionicConductivity", "cannot be set with conductivityLaw = \"valoen-reimers-2005\", which brings its own value")
      }
    } else if ionicConductivity == nil {
      section.reportMissing("ionicConductivity", QuantityKind.conductivity.expectation)
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("electrolyte")
    writer.quantity("concentration", concentration, .concentration, "of the salt at the start and in the reservoir")
    if saltTransport { writer.quantity("saltDiffusivity", saltDiffusivity, .diffusivity, "ambipolar") }
    if let ionicConductivity { writer.quantity("ionicConductivity", ionicConductivity, .conductivity, "at the initial concentration") }
    writer.text("conductivityLaw", conductivityLaw.rawValue, "how the conductivity follows the salt concentration")
    if saltTransport {
      writer.quantity("cationTransferenceNumber", cationTransferenceNumber, .number, "from 0 to below 1")
      writer.quantity("thermodynamicFactor", thermodynamicFactor, .number, "1 is an ideal solution")
    }
    writer.quantity("reservoirDistance", reservoirDistance, .length, "electrolyte beyond the top of the domain")
    writer.boolean("saltTransport", saltTransport, "false keeps the salt uniform")
  }
}

extension ButlerVolmerModel {
  /// Law of the interfacial current density.
  public enum KineticChoice: Sendable, Equatable {
    case butlerVolmer
    /// Plating only.
    case tafel
    case linear
    /// λ, J/mol.
    case marcus(reorganizationEnergy: Double)
  }

  /// What the model needs to know, in SI.
  public struct Parameters: Sendable {
    public var electrolyte: Electrolyte
    /// i₀° at the reference concentration, A/m².
    public var exchangeCurrentDensity: Double
    public var kineticLaw = KineticChoice.butlerVolmer
    /// α, of Butler–Volmer and Tafel kinetics.
    public var chargeTransferCoefficient = 0.5
    /// R of a film on the front that stays the same, Ω·m².
    public var filmResistance = 0.0
    /// Films that the front carries, in series.
    public var films: [FilmLaw] = []
    /// With a thickness on the grid; riding ones from the lithium outwards.
    public var layers: [LayerLaw] = []
    /// Whether growing lithium pushes the electrolyte away, and stripped lithium draws it after; else both stay where they are. Needs a
    /// reservoir opposite.
    public var hasDisplacementFlow = false
    public var anisotropy: SurfaceAnisotropy?
    /// Nil: nothing fluctuates.
    public var shotNoise: ShotNoise?
    /// Nil: nothing bears stress.
    public var mechanics: StressCoupling.Parameters?
    /// γ, J/m².
    public var interfacialEnergy = 0.5
    /// V_m of lithium metal, m³/mol.
    public var molarVolume = 1.30e-5
    /// Whether salt is transported; otherwise it is uniform, as with a supporting electrolyte.
    public var hasSaltTransport = true
    /// δ, m.
    public var interfaceHalfWidth: Double
    /// Γ over the front's local speed.
    public var sharpeningRate = 4.0
    /// Whether the front stays where it is, for comparison with closed forms of a fixed electrode.
    public var isInterfaceHeld = false
    /// Norm of the charge equation relative to that of w i.
    public var potentialTolerance = 1e-7
    /// Of the salt solve.
    public var saltTolerance = 1e-6
    /// Change of the front's velocity between passes at which they end, relative to its maximum.
    public var passTolerance = 1e-2
    /// Largest change of the current from the first pass to the last, relative, with which a step is taken.
    public var stepTolerance = 1e-2
    public var maximumPasses = 24

    public init(electrolyte: Electrolyte, exchangeCurrentDensity: Double, interfaceHalfWidth: Double) {
      self.electrolyte = electrolyte
      self.exchangeCurrentDensity = exchangeCurrentDensity
      self.interfaceHalfWidth = interfaceHalfWidth
    }

    public var kinetics: InterfacialReaction {
      let thermal = electrolyte.thermalVoltage
      let law: any KineticLaw =
        switch kineticLaw {
        case .butlerVolmer: ButlerVolmer(chargeTransferCoefficient: chargeTransferCoefficient, thermalVoltage: thermal)
        case .tafel: Tafel(chargeTransferCoefficient: chargeTransferCoefficient, thermalVoltage: thermal)
        case .linear: LinearKinetics(thermalVoltage: thermal)
        case .marcus(let energy): MarcusKinetics(reorganizationEnergy: energy, temperature: electrolyte.temperature)
        }
      return InterfacialReaction(
        law, exchangeCurrentDensity: exchangeCurrentDensity, film: FilmResistance(films.reduce(filmResistance) { $0 + $1.resistance }))
    }
    /// V_m/F, m³/C: the speed of a front per current density.
    public var volumePerCharge: Double { molarVolume / PhysicalConstants.faraday }
  }
}

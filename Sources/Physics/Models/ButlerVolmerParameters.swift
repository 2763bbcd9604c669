extension ButlerVolmerModel {
  /// What the model needs to know, in SI.
  public struct Parameters: Sendable {
    public var electrolyte: Electrolyte
    /// i₀° at the reference concentration, A/m².
    public var exchangeCurrentDensity: Double
    /// α.
    public var chargeTransferCoefficient = 0.5
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
    public var saltTolerance = 1e-8
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

    public var kinetics: ButlerVolmer {
      ButlerVolmer(
        exchangeCurrentDensity: exchangeCurrentDensity, chargeTransferCoefficient: chargeTransferCoefficient,
        thermalVoltage: electrolyte.thermalVoltage)
    }
    /// V_m/F, m³/C: the speed of a front per current density.
    public var volumePerCharge: Double { molarVolume / PhysicalConstants.faraday }
  }
}

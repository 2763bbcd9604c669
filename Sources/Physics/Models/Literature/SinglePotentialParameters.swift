extension SinglePotentialModel {
  /// What the one-potential models of the literature need to know, in SI.
  public struct Parameters: Sendable, Equatable {
    /// W of the double well W ξ²(1 − ξ)², J/m³.
    public var barrier: Double
    /// κ of the gradient energy ½ κ |∇ξ|², J/m.
    public var gradientCoefficient: Double
    /// ε of κ(θ) = κ [1 + ε cos 4θ].
    public var anisotropy = 0.0
    /// L_σ, m³/(J s).
    public var mobility: Double
    /// L_η, 1/s.
    public var reactionRate: Double
    /// α.
    public var chargeTransferCoefficient = 0.5
    /// Whether the ions that react are c̃(1 − h) instead of c̃.
    public var reactionLeavesOutMetal = false
    /// D_e in the metal and D_s in the electrolyte, m²/s.
    public var electrodeDiffusivity: Double, electrolyteDiffusivity: Double
    /// σ_m of the metal and σ_l of the electrolyte, S/m.
    public var electrodeConductivity: Double, electrolyteConductivity: Double
    /// c_s, of lithium in the metal, mol/m³.
    public var siteConcentration = 7.64e4
    /// c₀, of ions in the electrolyte, mol/m³.
    public var concentration = 1000.0
    /// K.
    public var temperature = 300.0
    /// Whether c̃ and φ stay what they are, for comparison with the front's own kinetics.
    public var isElectrolyteHeld = false
    /// Largest change of ξ, and a tenth of those of c̃ and of φ/(RT/F), in a pass with which a stage ends.
    public var passTolerance = 1e-6
    /// Largest error of ξ in a step as the embedded formula of first order estimates it.
    public var stepTolerance = 2e-2
    public var maximumPasses = 16

    /// RT/F, V.
    public var thermalVoltage: Double { PhysicalConstants.thermalVoltage(at: temperature) }
    /// c_s/c₀.
    public var siteRatio: Double { siteConcentration / concentration }
    /// F c_s, C/m³.
    public var siteCharge: Double { PhysicalConstants.faraday * siteConcentration }
    /// δ′ = √(κ/2W) of the profile 1/(1 + e^{d/δ′}) at rest, m: half of the δ of `OrderParameter`.
    public var interfaceLength: Double { (gradientCoefficient / (2 * barrier)).squareRoot() }
    public var gradientEnergy: GradientEnergy { GradientEnergy(coefficient: gradientCoefficient, strength: anisotropy) }
    public var reaction: SwitchedReaction {
      SwitchedReaction(
        rate: reactionRate, chargeTransferCoefficient: chargeTransferCoefficient, thermalVoltage: thermalVoltage,
        leavesOutMetal: reactionLeavesOutMetal)
    }

    /// Speed of a planar front where c̃ and φ are uniform, m/s: 6 L_η δ′ [c̃ e^{−αfφ} − e^{(1−α)fφ}], with half of c̃ where the reaction
    /// leaves out the metal, for reactions much slower than L_σ W.
    public func kineticSpeed(concentration c: Double, potential phi: Double) -> Double {
      let (dissolution, deposition) = reaction.factors(phi)
      return 6 * interfaceLength * ((reactionLeavesOutMetal ? 0.5 : 1) * c * deposition - dissolution)
    }

    /// Whether the numbers can be of a cell at all, and its interface can be convex.
    public var isPlausible: Bool {
      let positive = [
        barrier, gradientCoefficient, mobility, reactionRate, electrolyteDiffusivity, electrodeConductivity, electrolyteConductivity,
        siteConcentration, concentration, temperature, passTolerance, stepTolerance,
      ]
      return positive.allSatisfy { $0 > 0 && $0.isFinite } && electrodeDiffusivity >= 0 && abs(anisotropy) < 1.0 / 7
        && (0...1).contains(chargeTransferCoefficient) && maximumPasses > 0
    }

    public init(
      barrier: Double, gradientCoefficient: Double, mobility: Double, reactionRate: Double, electrodeDiffusivity: Double,
      electrolyteDiffusivity: Double, electrodeConductivity: Double, electrolyteConductivity: Double
    ) {
      self.barrier = barrier
      self.gradientCoefficient = gradientCoefficient
      self.mobility = mobility
      self.reactionRate = reactionRate
      self.electrodeDiffusivity = electrodeDiffusivity
      self.electrolyteDiffusivity = electrolyteDiffusivity
      self.electrodeConductivity = electrodeConductivity
      self.electrolyteConductivity = electrolyteConductivity
    }
  }
}

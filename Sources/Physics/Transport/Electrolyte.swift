import Foundation

/// A binary electrolyte: one salt, its cation the lithium ion.
public struct Electrolyte: Sendable {
  /// Salt concentration at rest and in the reservoir, mol/m³.
  public var concentration: Double
  /// Concentration c₀ at which the exchange current density holds, mol/m³.
  public var referenceConcentration: Double
  /// D, m²/s.
  public var saltDiffusivity: Double
  public var conductivity: any ConductivityLaw
  /// t₊ against the solvent's velocity.
  public var cationTransferenceNumber: Double
  /// 1 + dln f/dln c.
  public var thermodynamicFactor: Double
  /// Stagnant electrolyte between the top of the domain and the reservoir, m.
  public var reservoirDistance: Double
  /// K.
  public var temperature: Double

  public init(
    concentration: Double, referenceConcentration: Double? = nil, saltDiffusivity: Double, conductivity: any ConductivityLaw,
    cationTransferenceNumber: Double, thermodynamicFactor: Double = 1, reservoirDistance: Double = 0, temperature: Double = 298.15
  ) {
    self.concentration = concentration
    self.referenceConcentration = referenceConcentration ?? concentration
    self.saltDiffusivity = saltDiffusivity
    self.conductivity = conductivity
    self.cationTransferenceNumber = cationTransferenceNumber
    self.thermodynamicFactor = thermodynamicFactor
    self.reservoirDistance = reservoirDistance
    self.temperature = temperature
  }

  /// RT/F, V.
  public var thermalVoltage: Double { PhysicalConstants.thermalVoltage(at: temperature) }

  /// Weight of the diffusion potential in the reduced potential φ̃ = φ_l − (RT/F) ln(c/c₀): J = −κ∇φ̃ + (RT/F) κ β ∇ln c with
  /// β = 2(1 − t₊)·TDF − 1 (Newman & Thomas-Alyea, ch. 12).
  public var diffusionPotentialFactor: Double { 2 * (1 - cationTransferenceNumber) * thermodynamicFactor - 1 }

  /// φ̃ of the counter plane, where φ_l = 0, V.
  public var reservoirReducedPotential: Double { -thermalVoltage * log(concentration / referenceConcentration) }

  /// Areal resistance of the stagnant layer, Ω m²: reservoirDistance × mean of 1/κ along a linear concentration profile from
  /// `c` (at the top of the domain) to the reservoir's.
  ///
  /// ∫dc/κ = ∫(c/κ) dln c, by eight-point Gauss–Legendre quadrature in ln c, where the integrand is smooth down to c = 0.
  public func stagnantLayerResistance(topConcentration c: Double) -> Double {
    guard reservoirDistance > 0 else { return 0 }
    let span = log(concentration / c)
    var mean = 0.0
    for (x, weight) in Self.gauss {
      let value = c * exp(0.5 * (1 + x) * span)
      mean += 0.5 * weight / conductivity.molarConductivity(value)
    }
    // span/(concentration − c), the inverse logarithmic mean, by its series where both are equal.
    let relative = (concentration - c) / c
    let inverseMean = abs(relative) < 1e-4 ? (1 - relative / 2 + relative * relative / 3) / c : span / (concentration - c)
    return reservoirDistance * mean * inverseMean
  }

  /// Abscissae and weights on [−1, 1] (Abramowitz & Stegun, table 25.4).
  private static let gauss: [(Double, Double)] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_361_98), (0.525_532_409_916_328_99, 0.313_706_645_877_887_29),
    (0.796_666_477_413_626_74, 0.222_381_034_453_374_47), (0.960_289_856_497_536_23, 0.101_228_536_290_376_26),
  ].flatMap { [($0.0, $0.1), (-$0.0, $0.1)] }

  /// F D c/[(1 − t₊) L] over a thickness L (m) of electrolyte down from a reservoir, A/m².
  public func limitingCurrentDensity(thickness: Double) -> Double {
    PhysicalConstants.faraday * saltDiffusivity * concentration / ((1 - cationTransferenceNumber) * thickness)
  }

  /// Sand's time: when a constant current density i (A/m²) has used up the salt at a planar electrode, πD[F c/(2i(1 − t₊))]², s.
  public func sandTime(currentDensity: Double) -> Double {
    let root = PhysicalConstants.faraday * concentration / (2 * currentDensity * (1 - cationTransferenceNumber))
    return Double.pi * saltDiffusivity * root * root
  }
}

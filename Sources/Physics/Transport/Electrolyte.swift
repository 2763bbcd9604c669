import Foundation

/// A binary electrolyte, one salt whose cation is the lithium ion, or a single-ion conductor.
public struct Electrolyte: Sendable {
  /// What stands opposite the electrode.
  public enum CounterSide: Sendable, Equatable {
    /// Electrolyte at its concentration at rest, at the top of the domain or beyond it.
    case reservoir
    /// Lithium at the top of the domain: what the current takes from one side it gives back at the other.
    case lithium
  }

  /// Salt concentration at rest and in the reservoir, mol/m³.
  public var concentration: Double
  /// Concentration c₀ at which the exchange current density holds, mol/m³.
  public var referenceConcentration: Double
  /// κ(c).
  public var conductivity: any ConductivityLaw
  /// D(c) of the salt, m²/s.
  public var diffusivity: any ConcentrationLaw
  /// t₊(c) against the solvent's velocity.
  public var transference: any ConcentrationLaw
  /// 1 + dln f/dln c as a function of c.
  public var thermodynamics: any ConcentrationLaw
  public var counterSide = CounterSide.reservoir
  /// Stagnant electrolyte between the top of the domain and the reservoir, m.
  public var reservoirDistance: Double
  /// K.
  public var temperature: Double

  public init(
    concentration: Double, referenceConcentration: Double? = nil, conductivity: any ConductivityLaw,
    diffusivity: any ConcentrationLaw, transference: any ConcentrationLaw, thermodynamics: any ConcentrationLaw = ConstantProperty(1),
    reservoirDistance: Double = 0, temperature: Double = 298.15
  ) {
    self.concentration = concentration
    self.referenceConcentration = referenceConcentration ?? concentration
    self.conductivity = conductivity
    self.diffusivity = diffusivity
    self.transference = transference
    self.thermodynamics = thermodynamics
    self.reservoirDistance = reservoirDistance
    self.temperature = temperature
  }

  /// With the same D, t₊ and thermodynamic factor at every concentration.
  public init(
    concentration: Double, referenceConcentration: Double? = nil, saltDiffusivity: Double, conductivity: any ConductivityLaw,
    cationTransferenceNumber: Double, thermodynamicFactor: Double = 1, reservoirDistance: Double = 0, temperature: Double = 298.15
  ) {
    self.init(
      concentration: concentration, referenceConcentration: referenceConcentration, conductivity: conductivity,
      diffusivity: ConstantProperty(saltDiffusivity), transference: ConstantProperty(cationTransferenceNumber),
      thermodynamics: ConstantProperty(thermodynamicFactor), reservoirDistance: reservoirDistance, temperature: temperature)
  }

  /// D at the concentration at rest, m²/s.
  public var saltDiffusivity: Double { diffusivity.value(concentration) }
  /// t₊ at the concentration at rest.
  public var cationTransferenceNumber: Double { transference.value(concentration) }
  /// RT/F, V.
  public var thermalVoltage: Double { PhysicalConstants.thermalVoltage(at: temperature) }

  /// Weight of the diffusion potential in the reduced potential φ̃ = φ_l − (RT/F) ln(c/c₀): J = −κ∇φ̃ + (RT/F) κ β ∇ln c with
  /// β = 2(1 − t₊)·TDF − 1 (Newman & Thomas-Alyea, ch. 12).
  public func diffusionPotentialFactor(_ c: Double) -> Double { 2 * (1 - transference.value(c)) * thermodynamics.value(c) - 1 }

  /// N = 2(RT/F)κ(1 − t₊)²·TDF/(F D c): what the diffusion potential of the salt that a current brings drives back of that current.
  func concentrationAnswer(_ c: Double) -> Double {
    let free = 1 - transference.value(c)
    let driven = 2 * thermalVoltage * conductivity.molarConductivity(c) * free * free * thermodynamics.value(c)
    return max(0, driven / (PhysicalConstants.faraday * diffusivity.value(c)))
  }

  /// Whether β is the same at every concentration.
  var hasConstantDiffusionPotential: Bool { transference.isConstant && thermodynamics.isConstant }

  /// φ̃ of the counter plane, where φ_l = 0 and the concentration is `c`, V.
  func counterPotential(_ c: Double) -> Double { -thermalVoltage * log(c / referenceConcentration) }

  /// φ̃ of an electrolyte at rest that touches the counter plane, V.
  public var reservoirReducedPotential: Double { counterPotential(concentration) }

  /// Salt that the front takes from the domain for each ampere-second, mol/C, beside what `CellState.saltInflow` counts: with a
  /// constant t₊ the (1 − t₊)/F that diffusion has to bring, else all of 1/F, the migration through the top being part of the inflow.
  public var saltPerCharge: Double {
    (transference.isConstant ? 1 - cationTransferenceNumber : 1) / PhysicalConstants.faraday
  }

  /// F D c/[(1 − t₊) L] over a thickness L (m) of electrolyte down from a reservoir, and twice that from a lithium electrode, which
  /// keeps the amount of salt; A/m². With D and 1 − t₊ that depend on c, F/[(1 − t₊) L] ∫D dc with t₊ at rest.
  public func limitingCurrentDensity(thickness: Double) -> Double {
    let twice = counterSide == .lithium ? 2.0 : 1
    let top = twice * concentration
    let mean =
      diffusivity.isConstant
      ? saltDiffusivity : StagnantLayer(electrolyte: self).properties(from: 1e-6 * top, to: top).diffusivity
    return PhysicalConstants.faraday * mean * top / ((1 - cationTransferenceNumber) * thickness)
  }

  /// Sand's time: when a constant current density i (A/m²) has used up the salt at a planar electrode, πD[F c/(2i(1 − t₊))]², s.
  public func sandTime(currentDensity: Double) -> Double {
    let root = PhysicalConstants.faraday * concentration / (2 * currentDensity * (1 - cationTransferenceNumber))
    return Double.pi * saltDiffusivity * root * root
  }
}

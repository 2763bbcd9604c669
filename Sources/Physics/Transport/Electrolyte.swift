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

  /// Largest steady current density (A/m²) over a thickness L (m), F/L ∫D/(1 − t₊) dc from no salt to the concentration opposite, where
  /// the anions rest; with constant properties F D c/[(1 − t₊) L] from a reservoir, and twice that from lithium.
  public func limitingCurrentDensity(thickness: Double) -> Double {
    PhysicalConstants.faraday / thickness * restingIntegral(to: limitingTopConcentration) { _ in 1 }
  }

  /// Concentration opposite the electrode at the limiting current, mol/m³: the reservoir's; of a lithium electrode the one at which the
  /// cell holds the salt that it had, ∫(c − c₀) D/(1 − t₊) dc = 0.
  public var limitingTopConcentration: Double {
    guard counterSide == .lithium else { return concentration }
    var low = concentration, high = 2 * concentration
    func surplus(_ top: Double) -> Double { restingIntegral(to: top) { $0 - concentration } }
    while surplus(high) < 0 && high < 1e3 * concentration { high *= 2 }
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if surplus(middle) < 0 { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// ∫₀ f(c) D/(1 − t₊) dc, by the midpoints of 2000 intervals.
  private func restingIntegral(to top: Double, _ weight: (Double) -> Double) -> Double {
    let count = 2000
    let step = top / Double(count)
    return (0..<count).reduce(0.0) { sum, k in
      let c = (Double(k) + 0.5) * step
      return sum + weight(c) * diffusivity.value(c) / (1 - transference.value(c)) * step
    }
  }

  /// Sand's time: when a constant current density i (A/m²) has used up the salt at a planar electrode, πD[F c/(2i(1 − t₊))]², s.
  public func sandTime(currentDensity: Double) -> Double {
    let root = PhysicalConstants.faraday * concentration / (2 * currentDensity * (1 - cationTransferenceNumber))
    return Double.pi * saltDiffusivity * root * root
  }
}

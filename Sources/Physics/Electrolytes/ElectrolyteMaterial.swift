/// Electrolytes whose properties the program brings, each from one published source.
public enum ElectrolyteMaterial: String, CaseIterable, Sendable {
  case dimethylCarbonate = "LiPF6 in EC:DMC"
  case ethylMethylCarbonate = "LiPF6 in EC:EMC"
  case propyleneCarbonate = "LiPF6 in PC:EC:DMC"
  case polyethyleneOxide = "LiTFSI in PEO"
  case garnet = "LLZO"
  case argyrodite = "LPSCl"

  /// The four properties at one temperature. Of a single-ion conductor only the conductivity counts.
  public struct Properties: Sendable {
    public var conductivity: any ConductivityLaw
    public var diffusivity: any ConcentrationLaw
    public var transference: any ConcentrationLaw
    public var thermodynamics: any ConcentrationLaw
  }

  /// Authors, place and year.
  public var source: String {
    switch self {
    case .dimethylCarbonate, .ethylMethylCarbonate: "Landesfeind & Gasteiger, J. Electrochem. Soc. 166 (2019) A3079"
    case .propyleneCarbonate: "Valøen & Reimers, J. Electrochem. Soc. 152 (2005) A882"
    case .polyethyleneOxide: "Edman et al., J. Phys. Chem. B 104 (2000) 3476, as fitted in Dualfoil 5"
    case .garnet: "Murugan, Thangadurai & Weppner, Angew. Chem. Int. Ed. 46 (2007) 7778"
    case .argyrodite: "Boulineau et al., Solid State Ionics 221 (2012) 1"
    }
  }

  /// Only lithium ions move, and their concentration is fixed by the lattice.
  public var isSingleIonConductor: Bool { self == .garnet || self == .argyrodite }

  /// Temperatures that the data hold for, K. A single one: activation energies have to be given for any other.
  public var temperatures: ClosedRange<Double> {
    switch self {
    case .dimethylCarbonate, .ethylMethylCarbonate: 263...323
    case .propyleneCarbonate: 263...333
    case .polyethyleneOxide: Edman2000.temperature...Edman2000.temperature
    case .garnet, .argyrodite: 273...373
    }
  }

  /// Salt concentrations that the data hold for, mol/m³; nil for a single-ion conductor.
  public var concentrations: ClosedRange<Double>? {
    switch self {
    case .dimethylCarbonate, .ethylMethylCarbonate: Landesfeind2019.lowest...Landesfeind2019.highest
    case .propyleneCarbonate: 0...ValoenReimers2005.highest
    case .polyethyleneOxide: Edman2000.lowest...Edman2000.highest
    case .garnet, .argyrodite: nil
    }
  }

  /// - Parameter temperature: K.
  public func properties(at temperature: Double) -> Properties {
    switch self {
    case .dimethylCarbonate: Self.carbonate(Landesfeind2019.ethyleneDimethylCarbonate, temperature)
    case .ethylMethylCarbonate: Self.carbonate(Landesfeind2019.ethyleneEthylMethylCarbonate, temperature)
    case .propyleneCarbonate:
      Properties(
        conductivity: ValoenReimers2005.Conductivity(temperature: temperature),
        diffusivity: ValoenReimers2005.Diffusivity(temperature: temperature),
        transference: ConstantProperty(ValoenReimers2005.transferenceNumber),
        thermodynamics: ValoenReimers2005.thermodynamics(temperature: temperature))
    case .polyethyleneOxide:
      Properties(
        conductivity: Edman2000.conductivity, diffusivity: Edman2000.diffusivity, transference: Edman2000.transference,
        thermodynamics: ConstantProperty(1))
    // Sintered pellet, bulk and grain boundaries together: 3.0e-4 S/cm at 25 °C, 0.30 eV.
    case .garnet: Self.lattice(0.030, activationEnergy: 0.30, temperature)
    // Ball-milled and pressed: 1.33e-3 S/cm at 25 °C, 0.3 to 0.4 eV.
    case .argyrodite: Self.lattice(0.133, activationEnergy: 0.35, temperature)
    }
  }

  private static func carbonate(_ solvent: Landesfeind2019.Solvent, _ temperature: Double) -> Properties {
    Properties(
      conductivity: Landesfeind2019.Conductivity(solvent, temperature: temperature),
      diffusivity: Landesfeind2019.Diffusivity(solvent, temperature: temperature),
      transference: Landesfeind2019.transference(solvent, temperature: temperature),
      thermodynamics: Landesfeind2019.thermodynamics(solvent, temperature: temperature))
  }

  /// - Parameters: κ in S/m at 25 °C, its activation energy in eV.
  private static func lattice(_ conductivity: Double, activationEnergy: Double, _ temperature: Double) -> Properties {
    let perMole = activationEnergy * PhysicalConstants.faraday
    let factor = ArrheniusFactor(activationEnergy: perMole, referenceTemperature: 298.15).value(at: temperature)
    return Properties(
      conductivity: ConstantConductivity(conductivity * factor), diffusivity: ConstantProperty(1), transference: ConstantProperty(1),
      thermodynamics: ConstantProperty(1))
  }
}

/// A property that the database holds of materials; the raw value is what configs call it.
public enum MaterialQuantity: String, CaseIterable, Sendable {
  /// σ of lithium ions, S/m.
  case ionicConductivity
  /// σ of electrons, S/m.
  case electronicConductivity
  /// E, Pa; 0 in a liquid.
  case youngsModulus
  /// G, Pa; 0 in a liquid.
  case shearModulus
  /// ν, below 0.5; 0.5 in a liquid.
  case poissonsRatio
  /// In tension, Pa.
  case yieldStrength
  /// K_IC, Pa·m^½.
  case fractureToughness
  /// γ, J/m²: of lithium against an electrolyte, of a layer against lithium.
  case interfacialEnergy
  /// W_ad to lithium, J/m²; γ between a layer and lithium is γ_Li + γ_layer − W_ad.
  case adhesionEnergy
  /// D, m²/s: of lithium in a metal, of the salt in an electrolyte that has one.
  case diffusivity
  /// i₀ of lithium against the material, A/m².
  case exchangeCurrentDensity
  /// Of the interface with lithium, Ω·m².
  case arealResistance
  /// t₊, 1 in a single-ion conductor.
  case cationTransferenceNumber
  /// V_m, m³/mol.
  case molarVolume

  /// In SI, as configs write it; empty for a number. Configs know no unit with half a power of the metre and hold no toughness.
  public var unit: String {
    switch self {
    case .ionicConductivity, .electronicConductivity: "S/m"
    case .youngsModulus, .shearModulus, .yieldStrength: "Pa"
    case .poissonsRatio, .cationTransferenceNumber: ""
    case .fractureToughness: "Pa*m^0.5"
    case .interfacialEnergy, .adhesionEnergy: "J/m^2"
    case .diffusivity: "m^2/s"
    case .exchangeCurrentDensity: "A/m^2"
    case .arealResistance: "ohm*m^2"
    case .molarVolume: "m^3/mol"
    }
  }
}

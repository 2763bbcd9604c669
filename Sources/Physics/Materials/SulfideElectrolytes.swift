extension Material {
  /// Thiophosphates that conduct lithium ions alone.
  static let sulfideElectrolytes = [argyrodite, germaniumThiophosphate, thiophosphate]

  /// From first principles.
  private static let deng2016 = "Z. Deng et al., J. Electrochem. Soc. 163 (2016) A67"
  /// Glass, by indentation.
  private static let mcGrogan2017 = "F. P. McGrogan et al., Adv. Energy Mater. 7 (2017) 1602011"
  /// Of sulfides.
  private static let masquelier = "review with C. Masquelier"

  /// Argyrodite with chlorine.
  public static let argyrodite = Material(
    "Li6PS5Cl", [.sulfideElectrolyte], aliases: ["LPSCl", "argyrodite"],
    note: "Ea 0.35-0.37 eV; G/B 0.28; KIC is the Li2S-P2S5 glass value; SEI 200-300 nm after 1 um Li; sigma_el order 1e-8 S/cm",
    [
      .published(.ionicConductivity, 0.19, "S/m", in: 0.156...0.28),
      .fieldKnowledge(.electronicConductivity, 1e-6, "S/m"),
      .published(.youngsModulus, 22e9, "Pa", source: deng2016),
      .published(.shearModulus, 8.1e9, "Pa", source: deng2016),
      .published(.poissonsRatio, 0.37, "", source: deng2016),
      .published(.fractureToughness, 0.23e6, "Pa*m^0.5", source: mcGrogan2017, remark: "of a Li2S-P2S5 glass"),
      .published(.cationTransferenceNumber, 1, ""),
    ])

  /// LGPS.
  public static let germaniumThiophosphate = Material(
    "Li10GeP2S12", [.sulfideElectrolyte], aliases: ["LGPS"],
    note: "static DFT moduli over-estimate by 25-50 percent (Materzanini 2022); indentation/other DFT up to 37; not stable vs Li",
    [
      .fieldKnowledge(.ionicConductivity, 1.2, "S/m", in: 0.5...1.2),
      .fieldKnowledge(.electronicConductivity, 6e-7, "S/m"),
      .fieldKnowledge(.youngsModulus, 21.7e9, "Pa", in: 21.7e9...37e9),
      .fieldKnowledge(.shearModulus, 7.9e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.37, ""),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Li₃PS₄, glass or β crystal.
  public static let thiophosphate = Material(
    "Li3PS4 (glass/beta)", [.sulfideElectrolyte], aliases: ["Li3PS4", "LPS"],
    note: "E ~20, G ~7 (Masquelier review)",
    [
      .fieldKnowledge(.ionicConductivity, 0.03, "S/m", in: 0.016...0.05),
      .fieldKnowledge(.electronicConductivity, 2.2e-7, "S/m"),
      .published(.youngsModulus, 20e9, "Pa", source: masquelier),
      .published(.shearModulus, 7e9, "Pa", source: masquelier),
      .published(.poissonsRatio, 0.3, "", source: masquelier),
      .published(.fractureToughness, 0.23e6, "Pa*m^0.5", source: mcGrogan2017, remark: "of a Li2S-P2S5 glass"),
      .published(.cationTransferenceNumber, 1, ""),
    ])
}

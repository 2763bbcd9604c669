extension Material {
  /// Garnets and phosphates that conduct lithium ions alone.
  static let oxideElectrolytes = [garnet, tantalumGarnet, titaniumPhosphate, germaniumPhosphate]

  /// Hot-pressed garnet, by resonant ultrasound.
  private static let ni2012 = "J. E. Ni et al., J. Mater. Sci. 47 (2012) 7978"
  /// Hot-pressed garnet of several densities, by indentation.
  private static let hu2021 = "S. Hu et al., Chin. Phys. Lett. 38 (2021) 098401"
  /// Garnet with a clean surface.
  private static let sharafi2017 = "commonly cited from A. Sharafi et al., Chem. Mater. 29 (2017) 7961"

  /// Garnet Li₇La₃Zr₂O₁₂ with aluminium.
  public static let garnet = Material(
    "LLZO (Al)", [.oxideElectrolyte], aliases: ["LLZO", "Al-LLZO", "Li7La3Zr2O12"],
    note:
      "bulk 0.46 mS/cm Ea 0.34 eV; GB 5.97 uS/cm Ea 0.43 eV; E 149.8 (P=0.03) / 132.6 (P=0.06); clean ASR 2 ohm cm2; W_ad 0.67 "
      + "clean, 0.10 with Li2CO3; sigma_el 5.5e-8 S/cm",
    [
      .published(.ionicConductivity, 0.046, "S/m", in: 0.03...0.1, remark: "of the bulk"),
      .fieldKnowledge(.electronicConductivity, 5e-6, "S/m"),
      .published(.youngsModulus, 149.8e9, "Pa", in: 132.6e9...149.8e9, source: ni2012, remark: "3 % of pores; the lower end 6 %"),
      .published(.shearModulus, 59.6e9, "Pa", source: ni2012),
      .published(.poissonsRatio, 0.26, "", source: ni2012),
      .fieldKnowledge(.fractureToughness, 1.25e6, "Pa*m^0.5"),
      .fieldKnowledge(
        .adhesionEnergy, 0.67, "J/m^2", in: 0.10...0.67, source: sharafi2017, remark: "clean; the lower end with Li2CO3 on it"),
      .fieldKnowledge(.arealResistance, 2e-4, "ohm*m^2", source: sharafi2017, remark: "clean"),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Garnet Li₇La₃Zr₂O₁₂ with tantalum.
  public static let tantalumGarnet = Material(
    "LLZTO", [.oxideElectrolyte], aliases: ["Ta-LLZO", "Li6.4La3Zr1.4Ta0.6O12"],
    note:
      "0.35-0.454 mS/cm; E 156.5+-5.1 or 158.5+-10.1; hardness 8.8-11.3 GPa; KIC 0.44 (83% dense) to 1.51 (98%); sigma_el 2.5 "
      + "nS/cm",
    [
      .published(.ionicConductivity, 0.045, "S/m", in: 0.035...0.1),
      .published(.electronicConductivity, 2.5e-7, "S/m"),
      .published(.youngsModulus, 156.5e9, "Pa", in: 156.5e9...158.5e9, remark: "the upper end is of Hu et al. 2021"),
      .published(.shearModulus, 62e9, "Pa"),
      .published(.poissonsRatio, 0.26, ""),
      .published(.fractureToughness, 1.51e6, "Pa*m^0.5", in: 0.44e6...1.51e6, source: hu2021, remark: "98 % dense; the lower end 83 %"),
      .published(.adhesionEnergy, 0.67, "J/m^2"),
      .published(.arealResistance, 5e-4, "ohm*m^2"),
      .published(.cationTransferenceNumber, 1, ""),
    ])

  /// Li₁₊ₓAlₓTi₂₋ₓ(PO₄)₃.
  public static let titaniumPhosphate = Material(
    "LATP", [.oxideElectrolyte],
    note: "reduced by Li: needs interlayer",
    [
      .fieldKnowledge(.ionicConductivity, 0.05, "S/m", in: 0.01...0.1),
      .fieldKnowledge(.electronicConductivity, 1e-7, "S/m"),
      .fieldKnowledge(.youngsModulus, 125e9, "Pa"),
      .fieldKnowledge(.shearModulus, 50e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.25, ""),
      .fieldKnowledge(.fractureToughness, 1.1e6, "Pa*m^0.5"),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Li₁₊ₓAlₓGe₂₋ₓ(PO₄)₃.
  public static let germaniumPhosphate = Material(
    "LAGP", [.oxideElectrolyte],
    note: "low confidence; reduced by Li",
    [
      .fieldKnowledge(.ionicConductivity, 0.03, "S/m", in: 0.01...0.05),
      .fieldKnowledge(.electronicConductivity, 1e-7, "S/m"),
      .fieldKnowledge(.youngsModulus, 125e9, "Pa"),
      .fieldKnowledge(.shearModulus, 50e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.25, ""),
      .fieldKnowledge(.fractureToughness, 1.0e6, "Pa*m^0.5"),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])
}

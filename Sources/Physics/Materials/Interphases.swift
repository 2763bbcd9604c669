extension Material {
  /// What lithium and electrolyte make of each other, and its parts.
  static let interphases = [lithiumFluoride, lithiumCarbonate, lithiumOxide, nativeInterphase]

  /// Lithium fluoride.
  public static let lithiumFluoride = Material(
    "LiF", [.coating, .interphase], aliases: ["lithium fluoride"],
    note: "interfacial energy with Li 73 meV/A2 = 1.17 J/m2 (DFT); nano/interfacial LiF far more conductive than bulk",
    [
      .fieldKnowledge(.ionicConductivity, 1e-10, "S/m", in: 1e-12...1e-6),
      .fieldKnowledge(.electronicConductivity, 1e-12, "S/m"),
      .fieldKnowledge(.youngsModulus, 65e9, "Pa"),
      .fieldKnowledge(.shearModulus, 27e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.20, ""),
      .fieldKnowledge(.interfacialEnergy, 1.17, "J/m^2", remark: "by density functional theory"),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Lithium carbonate.
  public static let lithiumCarbonate = Material(
    "Li2CO3", [.interphase], aliases: ["lithium carbonate"],
    note: "interfacial energy 59 meV/A2 = 0.95 J/m2 (DFT); W_ad with Li only 0.10 J/m2",
    [
      .fieldKnowledge(.ionicConductivity, 1e-6, "S/m", in: 1e-10...1e-6),
      .fieldKnowledge(.electronicConductivity, 1e-12, "S/m"),
      .fieldKnowledge(.youngsModulus, 45e9, "Pa"),
      .fieldKnowledge(.shearModulus, 18e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.25, ""),
      .fieldKnowledge(.interfacialEnergy, 0.95, "J/m^2", remark: "by density functional theory"),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Lithium oxide.
  public static let lithiumOxide = Material(
    "Li2O", [.interphase], aliases: ["lithium oxide"],
    [
      .fieldKnowledge(.ionicConductivity, 1e-7, "S/m", in: 1e-10...1e-6),
      .fieldKnowledge(.electronicConductivity, 1e-12, "S/m"),
      .fieldKnowledge(.youngsModulus, 150e9, "Pa"),
      .fieldKnowledge(.shearModulus, 63e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.19, ""),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// As it forms in 2 mol/L LiFSI, 70 nm thick.
  public static let nativeInterphase = Material(
    "SEI (2 M LiFSI electrolyte)", [.nativeInterphase], aliases: ["SEI", "native SEI"],
    note: "70 nm thick, 10.7 GPa by AFM",
    [
      .fieldKnowledge(.ionicConductivity, 1e-7, "S/m", in: 1e-9...1e-6),
      .fieldKnowledge(.electronicConductivity, 1e-12, "S/m"),
      .published(.youngsModulus, 10.7e9, "Pa", remark: "by atomic force microscopy"),
      .published(.shearModulus, 4.3e9, "Pa"),
      .published(.poissonsRatio, 0.25, ""),
    ])
}

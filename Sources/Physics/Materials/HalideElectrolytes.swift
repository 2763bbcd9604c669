extension Material {
  /// Chlorides that conduct lithium ions alone; lithium reduces them.
  static let halideElectrolytes = [yttriumChloride, indiumChloride]

  /// Li₃YCl₆.
  public static let yttriumChloride = Material(
    "Li3YCl6", [.halideElectrolyte], aliases: ["LYC"],
    note: "up to 1 mS/cm by Y disorder; reduced by Li (about 0.6 V)",
    [
      .published(.ionicConductivity, 0.05, "S/m", in: 0.03...0.1),
      .published(.electronicConductivity, 1e-7, "S/m"),
      .fieldKnowledge(.youngsModulus, 40e9, "Pa"),
      .fieldKnowledge(.shearModulus, 16e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.28, ""),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Li₃InCl₆.
  public static let indiumChloride = Material(
    "Li3InCl6", [.halideElectrolyte], aliases: ["LIC"],
    note: "1.49-2.02 mS/cm; sigma_el 5.4e-9 S/cm; reduced by Li",
    [
      .published(.ionicConductivity, 0.17, "S/m", in: 0.149...0.202),
      .published(.electronicConductivity, 5.4e-7, "S/m"),
      .fieldKnowledge(.youngsModulus, 35e9, "Pa"),
      .fieldKnowledge(.shearModulus, 14e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.28, ""),
      .published(.cationTransferenceNumber, 1, ""),
    ])
}

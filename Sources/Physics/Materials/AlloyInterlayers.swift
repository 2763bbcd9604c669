extension Material {
  /// Metals that take up lithium: mixed conductors that spread current.
  static let alloyInterlayers = [lithiumAntimony, lithiumIndium, lithiumTin]

  /// Lithium antimonide.
  public static let lithiumAntimony = Material(
    "Li3Sb", [.alloyInterlayer], aliases: ["Li-Sb"],
    note: "mixed conductor; D spans orders of magnitude with T and stoichiometry",
    [
      .fieldKnowledge(.electronicConductivity, 1e5, "S/m"),
      .fieldKnowledge(.youngsModulus, 60e9, "Pa"),
      .fieldKnowledge(.shearModulus, 24e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.25, ""),
      .fieldKnowledge(.diffusivity, 1e-12, "m^2/s", remark: "of lithium; spans orders of magnitude"),
    ])

  /// Lithium and indium, one to one.
  public static let lithiumIndium = Material(
    "LiIn", [.alloyInterlayer],
    note: "0.62 V vs Li/Li+ (two-phase In+LiIn)",
    [
      .fieldKnowledge(.electronicConductivity, 1e6, "S/m"),
      .fieldKnowledge(.youngsModulus, 40e9, "Pa"),
      .fieldKnowledge(.shearModulus, 15e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.3, ""),
      .fieldKnowledge(.diffusivity, 1e-12, "m^2/s", remark: "of lithium"),
    ])

  /// Lithium and tin, rich in lithium.
  public static let lithiumTin = Material(
    "Li-Sn (Li22Sn5 side)", [.alloyInterlayer], aliases: ["Li-Sn", "Li22Sn5"],
    [
      .fieldKnowledge(.electronicConductivity, 1e6, "S/m"),
      .fieldKnowledge(.youngsModulus, 30e9, "Pa"),
      .fieldKnowledge(.shearModulus, 12e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.28, ""),
      .fieldKnowledge(.diffusivity, 1e-11, "m^2/s", remark: "of lithium"),
    ])
}

extension Material {
  /// Lithium salts in polymers, dry or with a rest of solvent.
  static let polymerElectrolytes = [polyethyleneOxide, polyvinylideneFluoride]

  /// LiTFSI in poly(ethylene oxide) below its melting point.
  public static let polyethyleneOxide = Material(
    "PEO-LiTFSI (25 C)", [.polymerElectrolyte], aliases: ["PEO", "PEO-LiTFSI", "LiTFSI in PEO"],
    note: "60 C: 0.01-0.05 S/m and E ~1 MPa; dendrite papers often use E = 1 GPa for a generic SPE",
    [
      .fieldKnowledge(.ionicConductivity, 5e-4, "S/m", in: 1e-4...1e-3),
      .fieldKnowledge(.electronicConductivity, 1e-8, "S/m"),
      .fieldKnowledge(.youngsModulus, 0.05e9, "Pa"),
      .fieldKnowledge(.shearModulus, 0.017e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.45, ""),
      .fieldKnowledge(.diffusivity, 1e-12, "m^2/s", remark: "of the salt"),
      .fieldKnowledge(.cationTransferenceNumber, 0.2, ""),
    ])

  /// LiFSI in poly(vinylidene fluoride) with a rest of dimethylformamide.
  public static let polyvinylideneFluoride = Material(
    "PVDF-LiFSI (residual DMF)", [.polymerElectrolyte], aliases: ["PVDF", "PVDF-LiFSI"],
    note: "film modulus 0.2-2.5 GPa with solvent content",
    [
      .fieldKnowledge(.ionicConductivity, 1e-2, "S/m", in: 5e-3...4e-2),
      .fieldKnowledge(.electronicConductivity, 1e-8, "S/m"),
      .fieldKnowledge(.youngsModulus, 1.0e9, "Pa", in: 0.2e9...2.5e9, remark: "falls with solvent"),
      .fieldKnowledge(.shearModulus, 0.37e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.36, ""),
      .fieldKnowledge(.diffusivity, 1e-11, "m^2/s", remark: "of the salt"),
      .fieldKnowledge(.cationTransferenceNumber, 0.4, ""),
    ])
}

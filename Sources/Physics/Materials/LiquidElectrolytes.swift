extension Material {
  /// Lithium salts in organic solvents.
  static let liquidElectrolytes = [carbonate]

  /// LiPF₆ in carbonates, 1 mol/L. A liquid bears no shear.
  public static let carbonate = Material(
    "Carbonate 1M LiPF6 EC:DEC", [.liquidElectrolyte],
    aliases: ["carbonate", "LiPF6 in EC:DEC", "LiPF6 in EC:DMC", "LiPF6 in EC:EMC", "LiPF6 in PC:EC:DMC", "EC:DEC"],
    note: "models use 1.19 S/m, 3.18e-10 m2/s; measured D 3.99e-10 m2/s (PC/LiClO4); i0 8.1 A/m2 at 0.1 M LiClO4/PC rising with c",
    [
      .fieldKnowledge(.ionicConductivity, 1.0, "S/m", in: 0.8...1.19),
      .fieldKnowledge(.electronicConductivity, 0, "S/m"),
      .fieldKnowledge(.youngsModulus, 0e9, "Pa"),
      .fieldKnowledge(.shearModulus, 0e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.5, ""),
      .published(.diffusivity, 3.2e-10, "m^2/s", in: 3.18e-10...3.99e-10, remark: "of the salt"),
      .published(.exchangeCurrentDensity, 10, "A/m^2", in: 10...1000, remark: "the lower end; fast transients give 10 to 100 mA/cm^2"),
      .published(.cationTransferenceNumber, 0.38, ""),
    ])
}

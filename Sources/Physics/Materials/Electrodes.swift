extension Material {
  /// Lithium and alloys rich in it.
  static let electrodes = [lithium, lithiumMagnesium]

  /// Elasticity and flow of lithium at room temperature.
  private static let masias2019 = "A. Masias et al., J. Mater. Sci. 54 (2019) 2585"
  /// Phase-field model of lithium in a liquid electrolyte.
  private static let hong2018 = "implied by inputs of Hong & Viswanathan, ACS Energy Lett. 3 (2018) 1737"

  /// Lithium metal.
  public static let lithium = Material(
    "Li metal", [.electrode], aliases: ["Li", "lithium"],
    note:
      "yield 0.73-0.81 MPa; creep exponent 6.6; K 11.1 GPa; V_m 1.30e-5 m3/mol; gamma 0.50-0.556 implied by Hong/electrodep "
      + "inputs; D from isotope value 5.6e-11 cm2/s",
    [
      .fieldKnowledge(.electronicConductivity, 1.08e7, "S/m"),
      .published(.youngsModulus, 7.82e9, "Pa", source: masias2019),
      .published(.shearModulus, 2.83e9, "Pa", source: masias2019),
      .published(.poissonsRatio, 0.38, "", source: masias2019),
      .published(.yieldStrength, 0.8e6, "Pa", in: 0.73e6...0.81e6, source: masias2019),
      .published(.interfacialEnergy, 0.50, "J/m^2", in: 0.50...0.556, source: hong2018, remark: "against a liquid electrolyte"),
      .published(.diffusivity, 5.6e-15, "m^2/s", remark: "self-diffusion, by isotopes"),
      .published(.molarVolume, 1.30e-5, "m^3/mol"),
    ])

  /// Lithium with a tenth of magnesium, one phase.
  public static let lithiumMagnesium = Material(
    "Li-Mg (10 at%)", [.electrode, .interlayer], aliases: ["Li-Mg"],
    note: "10 at% Mg prevents contact loss on LLZO (Krauskopf 2019); D 3.4e-11 cm2/s; Mg lowers D",
    [
      .fieldKnowledge(.electronicConductivity, 1e7, "S/m"),
      .published(.diffusivity, 3.4e-15, "m^2/s", remark: "of lithium, by isotopes"),
    ])
}

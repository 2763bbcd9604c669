extension Material {
  /// Films that are put on lithium or on an electrolyte.
  static let coatings = [
    phosphorusOxynitride, lithiumNitride, magnesiumFluoride, lithiumPhosphate, lithiumAluminate, alumina, graphene, fluorideComposite,
  ]

  /// Film by atomic layer deposition.
  private static let nisula2015 = "M. Nisula et al., Chem. Mater. 27 (2015) 6987"
  /// Sputtered films down to 15 nm.
  private static let put2016 = "B. Put et al., ACS Appl. Mater. Interfaces 8 (2016) 7060"

  /// Lithium phosphorus oxynitride.
  public static let phosphorusOxynitride = Material(
    "LiPON", [.thinFilmElectrolyte, .coating],
    note: "6.6e-7 (ALD) to 1e-6 (15 nm film) S/cm read; 2e-6 common; electronic resistivity about 1e15 ohm cm",
    [
      .published(
        .ionicConductivity, 2e-4, "S/m", in: 6.6e-5...2e-4, source: "\(nisula2015); \(put2016)",
        remark: "6.6e-4 and 1e-3 mS/cm were read, 2e-3 is common"),
      .published(.electronicConductivity, 1e-13, "S/m", source: put2016),
      .fieldKnowledge(.youngsModulus, 77e9, "Pa"),
      .fieldKnowledge(.shearModulus, 31e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.25, ""),
      .published(.cationTransferenceNumber, 1, ""),
    ])

  /// Lithium nitride.
  public static let lithiumNitride = Material(
    "Li3N", [.coating, .interlayer], aliases: ["lithium nitride"],
    [
      .fieldKnowledge(.ionicConductivity, 0.05, "S/m", in: 0.01...0.12),
      .fieldKnowledge(.electronicConductivity, 1e-10, "S/m"),
      .fieldKnowledge(.youngsModulus, 48e9, "Pa"),
      .fieldKnowledge(.shearModulus, 20e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.2, ""),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Magnesium fluoride.
  public static let magnesiumFluoride = Material(
    "MgF2", [.coating], aliases: ["magnesium fluoride"],
    note: "lithiates to LiF + Li-Mg",
    [
      .fieldKnowledge(.ionicConductivity, 1e-12, "S/m"),
      .fieldKnowledge(.electronicConductivity, 1e-12, "S/m"),
      .fieldKnowledge(.youngsModulus, 138e9, "Pa"),
      .fieldKnowledge(.shearModulus, 55e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.27, ""),
    ])

  /// Lithium phosphate.
  public static let lithiumPhosphate = Material(
    "Li3PO4", [.coating], aliases: ["lithium phosphate"],
    note: "measured coating modulus 10-11 GPa; dense crystal ~100 GPa by DFT",
    [
      .fieldKnowledge(.ionicConductivity, 1e-6, "S/m", in: 1e-8...1e-5),
      .fieldKnowledge(.electronicConductivity, 1e-11, "S/m"),
      .fieldKnowledge(.youngsModulus, 10.5e9, "Pa", in: 10e9...11e9, remark: "of coatings; a dense crystal about 100 GPa"),
      .fieldKnowledge(.shearModulus, 4e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.3, ""),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Lithium aluminate.
  public static let lithiumAluminate = Material(
    "LiAlO2", [.coating], aliases: ["lithium aluminate"],
    note: "ALD film order 1e-8 to 1e-7 S/cm",
    [
      .fieldKnowledge(.ionicConductivity, 5e-6, "S/m", in: 1e-8...1e-5),
      .fieldKnowledge(.electronicConductivity, 1e-10, "S/m"),
      .fieldKnowledge(.youngsModulus, 150e9, "Pa"),
      .fieldKnowledge(.shearModulus, 60e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.25, ""),
      .fieldKnowledge(.cationTransferenceNumber, 1, ""),
    ])

  /// Alumina by atomic layer deposition.
  public static let alumina = Material(
    "Al2O3 (ALD)", [.coating], aliases: ["Al2O3", "alumina"],
    note: "lithiates to LixAl2O3; on LLZO gives ASR about 1 ohm cm2 (Han 2017)",
    [
      .fieldKnowledge(.ionicConductivity, 1e-7, "S/m", in: 1e-9...1e-6),
      .fieldKnowledge(.electronicConductivity, 1e-12, "S/m"),
      .fieldKnowledge(.youngsModulus, 170e9, "Pa"),
      .fieldKnowledge(.shearModulus, 70e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.23, ""),
    ])

  /// One layer of carbon or a few.
  public static let graphene = Material(
    "Graphene", [.coating],
    note: "basal plane blocks Li+; transport through defects and edges only",
    [
      .fieldKnowledge(.electronicConductivity, 1e6, "S/m"),
      .fieldKnowledge(.youngsModulus, 1000e9, "Pa"),
      .fieldKnowledge(.shearModulus, 400e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.17, ""),
    ])

  /// Soft polymer with hard fluoride.
  public static let fluorideComposite = Material(
    "PVDF-HFP+LiF", [.compositeCoating], aliases: ["PVDF-HFP"],
    note: "soft-rigid artificial layer; modulus value K",
    [
      .fieldKnowledge(.ionicConductivity, 1e-3, "S/m", in: 1e-4...1e-2),
      .fieldKnowledge(.electronicConductivity, 1e-9, "S/m"),
      .fieldKnowledge(.youngsModulus, 6.72e9, "Pa"),
      .fieldKnowledge(.shearModulus, 2.5e9, "Pa"),
      .fieldKnowledge(.poissonsRatio, 0.35, ""),
    ])
}

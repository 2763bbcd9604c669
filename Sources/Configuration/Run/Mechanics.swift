import Physics

extension RunConfiguration {
  /// `[mechanics]`: stress in lithium and electrolyte; without it nothing bears any.
  public struct Mechanics: Equatable, Sendable {
    /// How lithium answers to stress.
    public enum Lithium: String, CaseIterable, Sendable {
      /// Elastic up to the yield strength, at which it flows.
      case plastic
      case elastic
    }

    /// What becomes of the extent of the cell along an axis.
    public enum Extent: String, CaseIterable, Sendable {
      /// It stays as it is.
      case held
      /// It adjusts until nothing pulls or pushes on the mean.
      case free
    }

    /// Pa, > 0. Standard of this, of Poisson's ratio and of the yield strength: those of the materials database.
    public var lithiumYoungsModulus: Double
    public var lithiumPoissonsRatio: Double
    /// Standard: perfectly plastic.
    public var lithium: Lithium
    /// Pa, > 0; nil where lithium is elastic.
    public var yieldStrength: Double?
    /// Pa, ≥ 0: below a thousandth of lithium's that of a liquid. Standard: that of the electrolyte's material.
    public var electrolyteYoungsModulus: Double
    /// Standard: that of the electrolyte's material; nil where the electrolyte is a liquid.
    public var electrolytePoissonsRatio: Double?
    /// Linear misfit of deposited lithium in the place of electrolyte, between −0.1 and 0.1. Standard: 0.
    public var depositionStrain: Double
    /// Partial molar volume of the cation in the electrolyte, m³/mol. Standard: 0.
    public var cationMolarVolume: Double
    /// Of width and depth. Standard: held.
    public var sides: Extent
    /// Of the height, where no stack pressure is set. Standard: held.
    public var height: Extent
  }
}

extension RunConfiguration.Mechanics {
  /// Of the deposition strain: beyond, small strains are no description.
  static let largestStrain = 0.1

  static let meanings: KeyMeanings = [
    "lithiumYoungsModulus": "of lithium (A. Masias et al., J. Mater. Sci. 54 (2019) 2585)",
    "lithiumPoissonsRatio": "of lithium",
    "lithium": .init(
      "how lithium answers to stress: it flows at the yield strength, or bears whatever comes. Elastic lithium makes every stiff "
        + "electrolyte look good"),
    "yieldStrength": "of lithium in tension (0.73 to 0.81 MPa at room temperature, Masias et al. 2019)",
    "electrolyteYoungsModulus": .init(
      "of the electrolyte; below a thousandth of lithium's it is taken for a liquid, with a bulk modulus of 1 GPa and a thousandth "
        + "of lithium's shear modulus",
      standard: "of the material; of PEO only within 20 K of 25 °C"),
    "electrolytePoissonsRatio": .init("of the electrolyte; not needed where it is a liquid", standard: "of the material"),
    "depositionStrain":
      "by how much deposited lithium, in each direction, is too large for the electrolyte in whose place it stands",
    "cationMolarVolume":
      "partial molar volume V₊ of the cation in the electrolyte, in a binary one t₋ V_salt: the weight of the electrolyte's pressure",
    "sides": "what becomes of width and depth: they stay as at the start, or adjust until their mean stress is zero",
    "height": "the same of the height, where no stack pressure is set; a step without one goes back to it",
  ]

  /// - Parameters:
  ///   - material: of the electrolyte; nil where its properties are set one by one.
  ///   - temperature: of the cell, K.
  init(reading section: SectionReader, _ material: ElectrolyteMaterial?, temperature: Double) {
    section.describe(Self.meanings)
    lithiumYoungsModulus = section.quantity(
      "lithiumYoungsModulus", .pressure, .positive, standard: Material.lithium[.youngsModulus]?.value)
    lithiumPoissonsRatio = section.quantity(
      "lithiumPoissonsRatio", .number, .poissonsRatio, standard: Material.lithium[.poissonsRatio]?.value)
    lithium = section.choice("lithium", standard: .plastic)
    yieldStrength = section.quantity("yieldStrength", .pressure, .positive, standard: Material.lithium[.yieldStrength]?.value)
    if lithium == .elastic { yieldStrength = nil }
    electrolyteYoungsModulus = section.quantity(
      "electrolyteYoungsModulus", .pressure, .nonNegative, standard: Self.known(.youngsModulus, of: material, at: temperature)?.value)
    electrolytePoissonsRatio = section.optionalQuantity("electrolytePoissonsRatio", .number, .poissonsRatio)
    if electrolyteYoungsModulus < Self.leastShare * lithiumYoungsModulus {
      electrolytePoissonsRatio = nil
    } else if electrolytePoissonsRatio == nil {
      electrolytePoissonsRatio = Self.known(.poissonsRatio, of: material, at: temperature)?.value
      if !(electrolytePoissonsRatio.map(AllowedRange.poissonsRatio.contains) ?? false) {
        section.reportMissing("electrolytePoissonsRatio", QuantityKind.number.expectation)
      }
    }
    depositionStrain = section.quantity("depositionStrain", .number, .smallStrain, standard: 0)
    cationMolarVolume = section.quantity("cationMolarVolume", .molarVolume, standard: 0)
    sides = section.choice("sides", standard: .held)
    height = section.choice("height", standard: .held)
  }

  func write(to writer: inout SettingWriter) {
    writer.section("mechanics", Self.meanings)
    writer.quantity("lithiumYoungsModulus", lithiumYoungsModulus, .pressure)
    writer.quantity("lithiumPoissonsRatio", lithiumPoissonsRatio, .number)
    writer.text("lithium", lithium.rawValue)
    if let yieldStrength { writer.quantity("yieldStrength", yieldStrength, .pressure) }
    writer.quantity("electrolyteYoungsModulus", electrolyteYoungsModulus, .pressure)
    if let electrolytePoissonsRatio {
      writer.quantity("electrolytePoissonsRatio", electrolytePoissonsRatio, .number)
    }
    writer.quantity("depositionStrain", depositionStrain, .number, "linear misfit of deposited lithium")
    writer.quantity("cationMolarVolume", cationMolarVolume, .molarVolume, "of a cation in the electrolyte")
    writer.text("sides", sides.rawValue)
    writer.text("height", height.rawValue, "what becomes of the height, without a stack pressure")
  }

  /// A liquid bears no shear; with less than this share of lithium's it would take long to find out.
  private static let leastShare = 1e-3
  /// Of organic solvents at room temperature, Pa: 1 GPa, between 0.8 and 2 (CRC Handbook of Chemistry and Physics, 97th ed., section 6).
  private static let liquidBulkModulus = 1e9

  /// Whether the electrolyte is softer than what can be told from a liquid.
  var isLiquid: Bool { electrolytePoissonsRatio == nil }

  private var metal: Stiffness { Stiffness(youngsModulus: lithiumYoungsModulus, poissonsRatio: lithiumPoissonsRatio) }

  /// - Parameters:
  ///   - youngsModulus: Pa; far below lithium's that of a liquid.
  ///   - poissonsRatio: nil of a liquid.
  func stiffness(youngsModulus: Double, poissonsRatio: Double?) -> Stiffness {
    guard let poissonsRatio, youngsModulus >= Self.leastShare * lithiumYoungsModulus else {
      return Stiffness(bulkModulus: Self.liquidBulkModulus, shearModulus: Self.leastShare * metal.shearModulus)
    }
    return Stiffness(youngsModulus: youngsModulus, poissonsRatio: poissonsRatio)
  }

  /// - Parameters:
  ///   - halfWidth: δ, m.
  func parameters(halfWidth: Double, stackPressure: Double?) -> StressCoupling.Parameters {
    let electrolyte = stiffness(youngsModulus: electrolyteYoungsModulus, poissonsRatio: electrolytePoissonsRatio)
    var equilibrium = MechanicalEquilibrium.Parameters(metal: metal, electrolyte: electrolyte, interfaceHalfWidth: halfWidth)
    equilibrium.depositionStrain = depositionStrain
    equilibrium.plasticity = yieldStrength.map { PerfectPlasticity(yieldStrength: $0) }
    // Elastic lithium has nothing to be less accurate for.
    if yieldStrength == nil { equilibrium.tolerance = 2e-5 }
    equilibrium.areSidesFree = sides == .free
    equilibrium.isHeightFree = height == .free
    var parameters = StressCoupling.Parameters(equilibrium)
    parameters.cationMolarVolume = cationMolarVolume
    parameters.stackPressure = stackPressure
    return parameters
  }
}

extension AllowedRange {
  static let poissonsRatio = AllowedRange(words: "above -1 and below 0.5") { $0 > -1 && $0 < 0.5 }
  static let transferenceOfLayer = AllowedRange(words: "from 0 to 1") { $0 >= 0 && $0 <= 1 }
  static let smallStrain = AllowedRange(words: "from -0.1 to 0.1") { abs($0) <= RunConfiguration.Mechanics.largestStrain }
}

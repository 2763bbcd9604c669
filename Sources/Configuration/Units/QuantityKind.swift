import Physics

/// A kind of physical quantity a config asks for: its name in messages, dimension, an example, and its SI unit.
public struct QuantityKind: Sendable {
  /// With its article, as in "a length".
  public let name: String
  public let dimension: Dimension
  /// A value as the field writes it.
  public let example: String
  /// Coherent SI unit in the syntax of a config; its factor is exactly 1.
  public let unit: String

  /// Another dimension that values may have, and what they are multiplied by.
  let equivalent: (dimension: Dimension, factor: Double)?

  init(
    _ name: String, _ dimension: Dimension, unit: String, example: String, equivalent: (dimension: Dimension, factor: Double)? = nil
  ) {
    self.name = name
    self.equivalent = equivalent
    self.dimension = dimension
    self.example = example
    self.unit = unit
  }

  public static let number = QuantityKind("a number", .one, unit: "", example: "0.5")
  public static let length = QuantityKind("a length", Dimension(m: 1), unit: "m", example: "40 um")
  public static let time = QuantityKind("a time", Dimension(s: 1), unit: "s", example: "10 min")
  public static let temperature = QuantityKind("a temperature", Dimension(K: 1), unit: "K", example: "25 degC")
  public static let voltage = QuantityKind("a voltage", Dimension(kg: 1, m: 2, s: -3, A: -1), unit: "V", example: "100 mV")
  public static let currentDensity = QuantityKind("a current density", Dimension(m: -2, A: 1), unit: "A/m^2", example: "1 mA/cm^2")
  public static let voltageRate = QuantityKind(
    "a voltage per time", Dimension(kg: 1, m: 2, s: -4, A: -1), unit: "V/s", example: "1 mV/s")
  public static let currentDensityRate = QuantityKind(
    "a current density per time", Dimension(m: -2, s: -1, A: 1), unit: "A/m^2/s", example: "1 mA/cm^2/s")
  public static let concentration = QuantityKind("a concentration", Dimension(m: -3, mol: 1), unit: "mol/m^3", example: "1 mol/L")
  public static let diffusivity = QuantityKind("a diffusivity", Dimension(m: 2, s: -1), unit: "m^2/s", example: "3.2e-10 m^2/s")
  public static let conductivity = QuantityKind(
    "a conductivity", Dimension(kg: -1, m: -3, s: 3, A: 2), unit: "S/m", example: "10 mS/cm")
  public static let molarVolume = QuantityKind("a molar volume", Dimension(m: 3, mol: -1), unit: "m^3/mol", example: "13 cm^3/mol")
  public static let interfacialEnergy = QuantityKind("an interfacial energy", Dimension(kg: 1, s: -2), unit: "J/m^2", example: "0.5 J/m^2")
  public static let arealResistance = QuantityKind(
    "an areal resistance", Dimension(kg: 1, m: 4, s: -3, A: -2), unit: "ohm*m^2", example: "10 ohm*cm^2")
  public static let arealCapacity = QuantityKind(
    "an areal capacity", Dimension(m: -2, s: 1, A: 1), unit: "A*s/m^2", example: "1 mA*h/cm^2")
  public static let angle = QuantityKind("an angle", Dimension(rad: 1), unit: "rad", example: "30 deg")
  /// Per mole; an energy per particle, as in eV, is taken for what a mole of them has.
  public static let molarEnergy = QuantityKind(
    "a molar energy", Dimension(kg: 1, m: 2, s: -2, mol: -1), unit: "J/mol", example: "35 kJ/mol",
    equivalent: (Dimension(kg: 1, m: 2, s: -2), PhysicalConstants.avogadro))
  public static let pressure = QuantityKind("a pressure", Dimension(kg: 1, m: -1, s: -2), unit: "Pa", example: "4.9 GPa")

  public static let energyDensity = QuantityKind(
    "an energy density", Dimension(kg: 1, m: -1, s: -2), unit: "J/m^3", example: "6e6 J/m^3")
  public static let gradientCoefficient = QuantityKind(
    "a gradient coefficient", Dimension(kg: 1, m: 1, s: -2), unit: "J/m", example: "7.5e-7 J/m")
  public static let interfaceMobility = QuantityKind(
    "a mobility of the interface", Dimension(kg: -1, m: 1, s: 1), unit: "m^3/J/s", example: "2.5e-6 m^3/J/s")
  public static let rate = QuantityKind("a rate", Dimension(s: -1), unit: "1/s", example: "1e-3 1/s")

  /// Kinds that only name what was found in place of what was expected.
  private static let others = [
    QuantityKind("an area", Dimension(m: 2), unit: "m^2", example: "1 cm^2"),
    QuantityKind("a volume", Dimension(m: 3), unit: "m^3", example: "1 L"),
    QuantityKind("a mass", Dimension(kg: 1), unit: "kg", example: "1 mg"),
    QuantityKind("an amount of substance", Dimension(mol: 1), unit: "mol", example: "1 mol"),
    QuantityKind("a current", Dimension(A: 1), unit: "A", example: "1 mA"),
    QuantityKind("a charge", Dimension(s: 1, A: 1), unit: "C", example: "1 mA*h"),
    QuantityKind("an energy", Dimension(kg: 1, m: 2, s: -2), unit: "J", example: "1 J"),
    QuantityKind("a force", Dimension(kg: 1, m: 1, s: -2), unit: "N", example: "1 N"),
    QuantityKind("a power", Dimension(kg: 1, m: 2, s: -3), unit: "W", example: "1 W"),
    QuantityKind("a resistance", Dimension(kg: 1, m: 2, s: -3, A: -2), unit: "ohm", example: "1 ohm"),
    QuantityKind("a conductance", Dimension(kg: -1, m: -2, s: 3, A: 2), unit: "S", example: "1 mS"),
    QuantityKind("a speed", Dimension(m: 1, s: -1), unit: "m/s", example: "1 nm/s"),
  ]

  static let named: [QuantityKind] =
    [
      .number, .length, .time, .temperature, .voltage, .currentDensity, .concentration, .diffusivity, .conductivity, .molarVolume,
      .interfacialEnergy, .arealResistance, .arealCapacity, .angle, .molarEnergy, .pressure, .voltageRate, .currentDensityRate,
      .interfaceMobility, .rate,
    ] + others

  /// What to expect, as in `a length such as "40 um"`.
  var expectation: String { dimension == .one ? "\(name) such as \(example)" : "\(name) such as \"\(example)\"" }

  /// A name with article for any dimension: `a time`, or its base units when it has no common name.
  static func name(of dimension: Dimension) -> String {
    named.first { $0.dimension == dimension }?.name ?? "in \(dimension)"
  }

  /// A value in SI written so that reading it gives the same bits: the shortest decimal form, never more than 17 digits.
  public func text(_ value: Double) -> String { unit.isEmpty ? "\(value)" : "\(value) \(unit)" }
}

import Physics

extension RunConfiguration {
  /// A property that is one value or a section of its own:
  /// ```toml
  /// ionicConductivity = "10 mS/cm"
  /// ionicConductivity = { value = "10 mS/cm", activationEnergy = "15 kJ/mol", referenceTemperature = "25 degC" }
  /// saltDiffusivity = { concentrations = ["0.5 mol/L", "1 mol/L"], values = ["4e-10 m^2/s", "3e-10 m^2/s"] }
  /// thermodynamicFactor = { coefficients = [0.97, -0.39, 1.58], powers = [0, 0.5, 1.5] }
  /// ```
  public struct MaterialProperty: Equatable, Sendable {
    public enum Form: Equatable, Sendable {
      case value(Double)
      /// Concentrations in mol/m³, rising; values in SI.
      case table(concentrations: [Double], values: [Double])
      /// Σ aₖ ĉ^pₖ, ĉ in mol/L, aₖ in SI; within a range of concentrations, mol/m³.
      case fit(coefficients: [Double], powers: [Double], range: ClosedRange<Double>?)
    }

    /// Nil leaves it to the material.
    public var form: Form?
    /// E_a, J/mol; nil for the same value at every temperature.
    public var activationEnergy: Double?
    /// At which the value holds, K; nil for that of the material, or 25 °C.
    public var referenceTemperature: Double?

    public init(_ form: Form?, activationEnergy: Double? = nil, referenceTemperature: Double? = nil) {
      self.form = form
      self.activationEnergy = activationEnergy
      self.referenceTemperature = referenceTemperature
    }

    /// The one value, if it is one.
    public var value: Double? { if case .value(let value) = form { value } else { nil } }
  }
}

extension RunConfiguration.MaterialProperty {
  /// What may be said about a property.
  struct Rules {
    let kind: QuantityKind
    let range: AllowedRange
    /// Of the values in tables, where more is possible than of one value.
    var tableRange: AllowedRange?
    var dependsOnConcentration = true
  }

  static let meanings: KeyMeanings = [
    "value": .init("the same at every concentration; of κ see `conductivityLaw`", standard: .conditional),
    "concentrations": .init("of a table; two or more, rising", standard: .conditional),
    "values": .init(
      "of the table, as many, joined by a monotone cubic; beyond its ends the value stays, but κ falls to zero in proportion below "
        + "the first",
      standard: .conditional),
    "coefficients": .init("a fit Σ aₖ (c in mol/L)^pₖ, each in the unit of the property", standard: .conditional),
    "powers": .init("of the fit, as many", standard: "0, 1, 2 …"),
    "range": .init(
      "of the fit's data; beyond them the value stays, but κ falls to zero in proportion below the first. A κ needs it if any of its "
        + "powers is below 1"),
    "activationEnergy": "the property grows with temperature by exp[−(E/R)(1/T − 1/T₀)]",
    "referenceTemperature": .init("T₀, at which the values hold", standard: "25 °C, with a material that of its data"),
  ]

  /// Nil when the key is not set.
  init?(reading section: SectionReader, _ key: String, _ rules: Rules) {
    section.note(key, .quantity(rules.kind, rules.range))
    section.note(key, .section)
    guard case .section = section.setting(key), let inner = section.optionalSection(key) else {
      guard let value = section.optionalQuantity(key, rules.kind, rules.range) else { return nil }
      self.init(.value(value))
      return
    }
    inner.describe(Self.meanings)
    let energy = inner.optionalQuantity("activationEnergy", .molarEnergy, .molarEnergy)
    let reference = inner.optionalQuantity("referenceTemperature", .temperature, .positive)
    if reference != nil && energy == nil {
      inner.report("referenceTemperature", "belongs to an activationEnergy, which is missing beside it")
    }
    self.init(
      Self.form(reading: inner, section.fullPath(key), rules), activationEnergy: energy, referenceTemperature: reference)
  }

  private static func form(reading section: SectionReader, _ path: String, _ rules: Rules) -> Form? {
    let value = section.optionalQuantity("value", rules.kind, rules.range)
    guard rules.dependsOnConcentration else {
      if value == nil { section.reportMissing("value", rules.kind.expectation) }
      return value.map(Form.value)
    }
    let range = rules.tableRange ?? rules.range
    let table = section.optionalQuantities("concentrations", .concentration, .nonNegative)
    let values = section.optionalQuantities("values", rules.kind, range)
    let coefficients = section.optionalQuantities("coefficients", rules.kind, .any)
    let powers = section.optionalQuantities("powers", .number, .nonNegative)
    let interval = section.optionalInterval("range", .concentration)
    let forms = [section.has("value"), section.has("concentrations") || section.has("values"), section.has("coefficients")].filter { $0 }
      .count
    guard forms <= 1 else {
      section.document.report(path, "set one of value, concentrations with values, or coefficients; found \(forms) of them")
      return nil
    }
    if let value { return .value(value) }
    if section.has("concentrations") || section.has("values") {
      return Self.table(section, table, values, mustFall: rules.kind.unit == QuantityKind.conductivity.unit)
    }
    if section.has("coefficients"), coefficients == nil { return nil }
    guard let coefficients else {
      for key in ["powers", "range"] where section.has(key) { section.report(key, "belongs to coefficients, which are missing beside it") }
      return nil
    }
    let exponents = powers ?? coefficients.indices.map(Double.init)
    guard exponents.count == coefficients.count else {
      section.report("powers", expected: "as many as coefficients, \(coefficients.count)", found: "\(exponents.count)")
      return nil
    }
    return .fit(coefficients: coefficients, powers: exponents, range: interval)
  }

  private static func table(
    _ section: SectionReader, _ concentrations: [Double]?, _ values: [Double]?, mustFall: Bool
  ) -> Form? {
    guard section.isSound("concentrations", "values") else { return nil }
    guard let concentrations else {
      section.reportMissing("concentrations", "a list of concentrations, one for each of the values")
      return nil
    }
    guard let values else {
      section.reportMissing("values", "a list of values, one for each of the concentrations")
      return nil
    }
    guard values.count == concentrations.count else {
      section.report("values", expected: "as many as concentrations, \(concentrations.count)", found: "\(values.count)")
      return nil
    }
    guard concentrations.count >= 2, zip(concentrations, concentrations.dropFirst()).allSatisfy({ $0 < $1 }) else {
      section.report("concentrations", "expected two or more, each greater than the one before")
      return nil
    }
    if mustFall, concentrations[0] == 0 {
      section.report("concentrations", "expected the first greater than 0: below it the conductivity falls to zero in proportion")
      return nil
    }
    return .table(concentrations: concentrations, values: values)
  }

  func write(_ key: String, _ kind: QuantityKind, _ meaning: String, to writer: inout SettingWriter) {
    if let value, activationEnergy == nil {
      writer.quantity(key, value, kind, meaning)
      return
    }
    var entries: [(String, String)] = []
    switch form {
    case .value(let value)?: entries.append(("value", SettingWriter.text(value, kind)))
    case .table(let concentrations, let values)?:
      entries.append(("concentrations", SettingWriter.list(concentrations, .concentration)))
      entries.append(("values", SettingWriter.list(values, kind)))
    case .fit(let coefficients, let powers, let range)?:
      entries.append(("coefficients", SettingWriter.list(coefficients, kind)))
      entries.append(("powers", SettingWriter.list(powers, .number)))
      if let range { entries.append(("range", SettingWriter.list([range.lowerBound, range.upperBound], .concentration))) }
    case nil: break
    }
    if let activationEnergy { entries.append(("activationEnergy", SettingWriter.text(activationEnergy, .molarEnergy))) }
    if let referenceTemperature { entries.append(("referenceTemperature", SettingWriter.text(referenceTemperature, .temperature))) }
    writer.group(key, entries, meaning)
  }

  /// Factor from the temperature that the property is given at to another, K.
  func factor(at temperature: Double, reference standard: Double) -> Double {
    guard let activationEnergy else { return 1 }
    return ArrheniusFactor(activationEnergy: activationEnergy, referenceTemperature: referenceTemperature ?? standard)
      .value(at: temperature)
  }
}

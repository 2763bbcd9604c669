import Physics

/// The electrolyte's properties as laws, and whether they make sense together.
extension RunConfiguration.Electrolyte {
  private static let roomTemperature = 298.15

  /// - Parameter temperature: K.
  func laws(at temperature: Double) -> Physics.Electrolyte {
    let brought = material?.properties(at: temperature)
    // Properties that hold at one temperature are given there.
    let reference = material.flatMap { $0.isKnownAtOneTemperature ? $0.temperatures.lowerBound : nil } ?? Self.roomTemperature
    let uniform = ModelStandard.parameters.electrolyte
    func law(
      _ property: RunConfiguration.MaterialProperty?, _ brought: (any ConcentrationLaw)?, _ standard: any ConcentrationLaw
    ) -> any ConcentrationLaw {
      guard saltTransport else { return standard }
      let plain = property?.form.map(\.law) ?? brought ?? standard
      guard let property, property.activationEnergy != nil else { return plain }
      let factor = property.factor(at: temperature, reference: reference)
      return plain.isConstant ? ConstantProperty(plain.value(concentration) * factor) : ScaledProperty(plain, by: factor)
    }
    var electrolyte = Physics.Electrolyte(
      concentration: concentration,
      conductivity: conductivity(brought?.conductivity, factor: ionicConductivity?.factor(at: temperature, reference: reference) ?? 1),
      diffusivity: law(saltDiffusivity, brought?.diffusivity, uniform.diffusivity),
      transference: law(cationTransferenceNumber, brought?.transference, uniform.transference),
      thermodynamics: law(thermodynamicFactor, brought?.thermodynamics, uniform.thermodynamics),
      reservoirDistance: reservoirDistance, temperature: temperature)
    electrolyte.counterSide = counterSide == .lithium ? .lithium : .reservoir
    return electrolyte
  }

  private func conductivity(_ brought: (any Physics.ConductivityLaw)?, factor: Double) -> any Physics.ConductivityLaw {
    switch ionicConductivity?.form {
    case .value(let value)?:
      // Without salt there is nothing that the conductivity could follow.
      if conductivityLaw == .constant || material?.isSingleIonConductor ?? false { return ConstantConductivity(value * factor) }
      return ProportionalConductivity(conductivity: value * factor, at: concentration)
    case let form?:
      let fitted = FittedConductivity(form.law, lowest: form.lowest)
      return factor == 1 ? fitted : ScaledConductivity(fitted, by: factor)
    case nil:
      let law = brought ?? ConstantConductivity(.nan)
      return factor == 1 ? law : ScaledConductivity(law, by: factor)
    }
  }

  /// Refuses properties that no electrolyte has somewhere between no salt and four times the initial one: as far as lithium opposite can
  /// bring it.
  func checkLaws(_ section: SectionReader, _ cell: RunConfiguration.Cell) {
    let keys = [
      "saltTransport", "material", "concentration", "ionicConductivity", "saltDiffusivity", "cationTransferenceNumber",
      "thermodynamicFactor",
    ]
    let document = section.document
    guard !keys.contains(where: { document.hasError(under: section.fullPath($0)) }), !document.hasError(under: "cell.temperature") else {
      return
    }
    if case .fit(_, let powers, let range)? = ionicConductivity?.form, (range?.lowerBound ?? 0) == 0,
      powers.contains(where: { $0 < 1 })
    {
      section.report(
        "ionicConductivity",
        "this fit does not fall to zero with the concentration in proportion; add range = [lowest, highest] of its data: below the "
          + "lowest the conductivity is taken proportional to the concentration")
      return
    }
    checkTemperature(section, cell.temperature)
    let laws = laws(at: cell.temperature)
    func check(_ key: String, _ expected: String, _ value: (Double) -> Double, _ isSound: (Double) -> Bool) {
      let places = (1...80).map { 0.05 * Double($0) * concentration }
      guard let place = places.first(where: { !isSound(value($0)) }) else { return }
      let found = "\(Readable.number(value(place))) at \(Readable.number(place / 1000)) mol/L"
      section.report(
        section.has(key) ? key : "material", expected: expected, found: "\(found) and \(Readable.number(cell.temperature, digits: 5)) K")
    }
    check("ionicConductivity", "a conductivity greater than 0", laws.conductivity.conductivity) { $0 > 0 }
    guard saltTransport else { return }
    check("saltDiffusivity", "a diffusivity greater than 0 and below 1e-7 m^2/s", laws.diffusivity.value) { $0 > 0 && $0 < 1e-7 }
    check("cationTransferenceNumber", "a transference number below 1", laws.transference.value) { $0 < 1 }
    check("thermodynamicFactor", "a thermodynamic factor greater than 0", laws.thermodynamics.value) { $0 > 0 }
  }

  /// Data of a single temperature need activation energies to be carried to another.
  private func checkTemperature(_ section: SectionReader, _ temperature: Double) {
    guard let material, material.isKnownAtOneTemperature, material.temperatures.lowerBound != temperature else { return }
    let open = [("ionicConductivity", ionicConductivity), ("saltDiffusivity", saltDiffusivity)].filter {
      $0.1?.form == nil && $0.1?.activationEnergy == nil
    }
    guard !open.isEmpty else { return }
    section.report(
      "material",
      "\"\(material.rawValue)\" was measured at \(Readable.number(material.temperatures.lowerBound, digits: 5)) K; at "
        + "\(Readable.number(temperature, digits: 5)) K also set "
        + open.map { "\($0.0) = { activationEnergy = \"...\" }" }.joined(separator: " and "))
  }

  /// Keys of the properties that are set beside a material.
  var ownProperties: [String] {
    [
      ("ionicConductivity", ionicConductivity), ("saltDiffusivity", saltDiffusivity),
      ("cationTransferenceNumber", cationTransferenceNumber), ("thermodynamicFactor", thermodynamicFactor),
    ].filter { $0.1 != nil }.map(\.0)
  }

  /// What is worth knowing before a run is trusted.
  func advice(in cell: RunConfiguration.Cell) -> [String] {
    guard let material else { return [] }
    var advice: [String] = []
    let range = material.temperatures
    if !material.isKnownAtOneTemperature, !range.contains(cell.temperature), ionicConductivity?.form == nil {
      advice.append(
        "electrolyte.material: the data of \"\(material.rawValue)\" are from \(Readable.number(range.lowerBound)) to "
          + "\(Readable.number(range.upperBound)) K; \(Readable.number(cell.temperature, digits: 5)) K is beyond them")
    }
    if let data = material.concentrations, !data.contains(concentration) {
      advice.append(
        "electrolyte.material: the data of \"\(material.rawValue)\" are from \(Readable.number(data.lowerBound / 1000)) to "
          + "\(Readable.number(data.upperBound / 1000)) mol/L; \(Readable.number(concentration / 1000)) mol/L is beyond them")
    }
    return advice
  }
}

extension RunConfiguration.MaterialProperty.Form {
  fileprivate var law: any ConcentrationLaw {
    switch self {
    case .value(let value): ConstantProperty(value)
    case .table(let concentrations, let values): PropertyTable(concentrations: concentrations, values: values)
    case .fit(let coefficients, let powers, let range):
      PowerSeries(coefficients, powers: powers, range: range ?? 0...Double.greatestFiniteMagnitude)
    }
  }

  /// Concentration below which a conductivity of this form is taken proportional to it, mol/m³.
  fileprivate var lowest: Double {
    let data: Double =
      switch self {
      case .value: 0
      case .table(let concentrations, _): concentrations[0]
      case .fit(_, _, let range): range?.lowerBound ?? 0
      }
    return max(data, 1e-3)
  }
}

extension ElectrolyteMaterial {
  var isKnownAtOneTemperature: Bool { temperatures.lowerBound == temperatures.upperBound }
}

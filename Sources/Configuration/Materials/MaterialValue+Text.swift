import Physics

extension MaterialQuantity {
  /// The unit that people write, as configs read it, and the power of ten of it in SI.
  var customary: (unit: String, decade: Int) {
    switch self {
    case .ionicConductivity: ("mS/cm", -1)
    case .electronicConductivity: ("S/cm", 2)
    case .youngsModulus, .shearModulus: ("GPa", 9)
    case .yieldStrength: ("MPa", 6)
    case .fractureToughness: ("MPa*m^0.5", 6)
    case .exchangeCurrentDensity: ("mA/cm^2", 1)
    case .arealResistance: ("ohm*cm^2", -4)
    case .molarVolume: ("cm^3/mol", -6)
    case .poissonsRatio, .interfacialEnergy, .adhesionEnergy, .diffusivity, .cationTransferenceNumber: (unit, 0)
    }
  }

  /// The number in the unit that people write.
  func number(_ value: Double) -> String {
    // A power of ten that is a whole number is exact, its inverse is not.
    let decade = customary.decade
    let power = Double("1e\(abs(decade))") ?? 1
    return Readable.number(decade < 0 ? value * power : value / power, digits: 6)
  }

  /// Symbol and unit, for the head of a column.
  var symbol: String {
    switch self {
    case .ionicConductivity: "σ_ion"
    case .electronicConductivity: "σ_el"
    case .youngsModulus: "E"
    case .shearModulus: "G"
    case .poissonsRatio: "ν"
    case .yieldStrength: "σ_y"
    case .fractureToughness: "K_IC"
    case .interfacialEnergy: "γ"
    case .adhesionEnergy: "W_ad"
    case .diffusivity: "D"
    case .exchangeCurrentDensity: "i₀"
    case .arealResistance: "ASR"
    case .cationTransferenceNumber: "t₊"
    case .molarVolume: "V_m"
    }
  }
}

extension MaterialValue {
  /// Follows a number of low confidence.
  static let mark = "?"
  /// What the mark means.
  static let legend = "\(mark) common knowledge of the field, read in no published source: check it before you rely on it"

  var isMarked: Bool { confidence == .fieldKnowledge }

  /// With its unit, as configs write it.
  var text: String { Self.text(quantity.number(value), quantity) }

  /// With its unit; empty where nothing is known of it.
  var rangeText: String {
    range.map { Self.text("\(quantity.number($0.lowerBound)) to \(quantity.number($0.upperBound))", quantity) } ?? ""
  }

  private static func text(_ number: String, _ quantity: MaterialQuantity) -> String {
    let unit = quantity.customary.unit
    return unit.isEmpty ? number : "\(number) \(unit)"
  }

  /// °C.
  var temperatureText: String { "\(Readable.number(temperature - 273.15)) degC" }

  /// What to tell who uses a number of low confidence without having set it.
  /// - Parameters:
  ///   - path: of the key that it stands for.
  ///   - name: of the material.
  func advice(_ path: String, of name: String) -> String {
    "\(path): \(text) is common knowledge of the field, read in no published source; check it, then set it here (lidendrite materials \(name))"
  }

  /// Source and remark.
  var sourceText: String { remark.isEmpty ? source : "\(source) (\(remark))" }
}

extension RunConfiguration.Output {
  /// `[output.ranges]`: colour ranges fixed for all frames, in SI; nil leaves the choice to the picture.
  public struct Ranges: Equatable, Sendable {
    /// mol/m³.
    public var salt: ClosedRange<Double>?
    /// V.
    public var potential: ClosedRange<Double>?
    /// A/m².
    public var current: ClosedRange<Double>?
    /// Pa.
    public var pressure: ClosedRange<Double>?, vonMises: ClosedRange<Double>?, principalStress: ClosedRange<Double>?
    /// m.
    public var filmThickness: ClosedRange<Double>?
  }
}

extension RunConfiguration.Output.Ranges {
  private static let expected = "from what can be expected of the run"

  static let meanings: KeyMeanings = [
    "salt": .init("of the salt", standard: expected),
    "potential": .init("of the electrolyte potential", standard: expected),
    "current": .init("size of the ionic current; in decades where the lower value is above 0", standard: expected),
    "pressure": .init("hydrostatic, compression positive", standard: expected),
    "vonMises": .init("of the von Mises stress", standard: expected),
    "principalStress": .init("of the largest principal stress, tension positive", standard: expected),
    "filmThickness": .init("of all films together", standard: "from 0 to that of the start"),
  ]

  init(reading section: SectionReader) {
    section.describe(Self.meanings)
    salt = section.optionalInterval("salt", .concentration)
    potential = section.optionalInterval("potential", .voltage)
    current = section.optionalInterval("current", .currentDensity)
    pressure = section.optionalInterval("pressure", .pressure)
    vonMises = section.optionalInterval("vonMises", .pressure)
    principalStress = section.optionalInterval("principalStress", .pressure)
    filmThickness = section.optionalInterval("filmThickness", .length)
  }

  func write(to writer: inout SettingWriter) {
    if self == Self() { return }
    writer.section("output.ranges")
    if let salt { writer.interval("salt", salt, .concentration) }
    if let potential { writer.interval("potential", potential, .voltage) }
    if let current { writer.interval("current", current, .currentDensity) }
    if let pressure { writer.interval("pressure", pressure, .pressure) }
    if let vonMises { writer.interval("vonMises", vonMises, .pressure) }
    if let principalStress { writer.interval("principalStress", principalStress, .pressure) }
    if let filmThickness { writer.interval("filmThickness", filmThickness, .length) }
  }
}

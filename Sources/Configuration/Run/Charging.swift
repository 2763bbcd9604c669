public import Simulations

extension RunConfiguration {
  /// `[charging]`: what drives the cell, and when it ends.
  public struct Charging: Equatable, Sendable {
    /// What is imposed; positive plates lithium, negative strips it.
    public enum Control: Equatable, Sendable {
      /// Cell voltage, V.
      case voltage(Double)
      /// Current per electrode width, A/m².
      case currentDensity(Double)
    }

    /// With steps, the strongest of what they impose: what estimates before the run go by.
    public var control: Control
    /// Simulated time, s, > 0; with steps that end by themselves, the longest they can take.
    public var duration: Double
    /// A galvanostatic run stops when the voltage exceeds this, V, > 0; nil never stops it.
    public var maximumVoltage: Double?
    /// The run stops when the highest tip reaches this height, m. Standard: 90 % of the cell height, before the tip feels the top.
    public var stopHeight: Double
    /// Steps, where `[[charging.step]]` sections say them.
    public var steps: ChargingProtocol?
    /// On the upper plate, Pa, ≥ 0; nil leaves it to `mechanics.height`. Steps may have their own.
    public var stackPressure: Double?
    /// Whether the run ends after `duration` whatever its steps do.
    public var endsAfterDuration = true
  }
}

extension RunConfiguration.Charging {
  static let meanings: KeyMeanings = [
    "voltage": .init("imposed; positive plates. Either this or `currentDensity`, or steps", standard: .conditional),
    "currentDensity": .init("imposed, per electrode width; positive plates", standard: .conditional),
    "duration": .init(
      "simulated time. With steps it may be left out where each of them has a bound in time: a duration, a ramp, or an areal "
        + "capacity at constant current",
      standard: "with steps, the longest they can take"),
    "maximumVoltage": "stops a run with `currentDensity` when exceeded",
    "stackPressure": "on the upper plate, which then moves; needs `[mechanics]`. Steps may have their own",
    "stopHeight": .init(
      "stops the run when the highest tip reaches it", bound: "> `electrode.position`, ≤ `cell.height`",
      standard: "90 % of `cell.height`"),
    "repeats": "times the whole list of steps is gone through",
    "step": "a protocol, step after step",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell, electrode: RunConfiguration.Electrode) {
    section.describe(Self.meanings)
    let voltage = section.optionalQuantity("voltage", .voltage)
    let currentDensity = section.optionalQuantity("currentDensity", .currentDensity)
    let limit = section.optionalQuantity("duration", .time, .positive)
    maximumVoltage = section.optionalQuantity("maximumVoltage", .voltage, .positive)
    stackPressure = section.optionalQuantity("stackPressure", .pressure, .nonNegative)
    stopHeight = section.quantity("stopHeight", .length, .positive, standard: 0.9 * cell.height)
    let repeats = section.optionalInteger("repeats", atLeast: 1, otherwise: 1)
    duration = limit ?? .nan
    if section.has("step") {
      let elements = section.sections("step").compactMap { ProtocolReading.element($0) }
      control = .voltage(.nan)
      for key in ["voltage", "currentDensity"] where section.has(key) {
        section.report(key, "set it in the steps [[charging.step]], not beside them")
      }
      if section.has("maximumVoltage") {
        section.report("maximumVoltage", "belongs to a run without steps; a step ends with untilVoltageAbove")
      }
      if !elements.isEmpty {
        let whole = ChargingProtocol(elements, repeats: repeats ?? 1)
        steps = whole
        control = whole.steps.lazy.flatMap { $0.step.control.levels }.first ?? .currentDensity(0)
        endsAfterDuration = limit != nil
        if limit == nil { duration = whole.longestDuration }
        if limit == nil, duration == .infinity, !section.document.hasError(within: "charging.step"),
          let endless = whole.steps.first(where: { $0.step.longestDuration == .infinity })
        {
          section.reportMissing(
            "duration", "a time such as \"10 min\" that bounds the whole run, because step \(endless.place) has no bound in time")
        }
      }
    } else {
      // Known to the schema, so that a misspelt key is told from one that is not there.
      ProtocolReading.register(section)
      if limit == nil { section.reportMissing("duration", "a time such as \"10 min\"") }
      if repeats != nil { section.report("repeats", "belongs to a run with steps [[charging.step]]") }
      if let currentDensity { control = .currentDensity(currentDensity) } else { control = .voltage(voltage ?? .nan) }
      switch (voltage, currentDensity) {
      case (.some, .some): section.report("currentDensity", "set either voltage or currentDensity, not both")
      case (nil, nil):
        section.document.reportMissing(
          section.fullPath("voltage"), "set either voltage = \"100 mV\" or currentDensity = \"1 mA/cm^2\"")
      case (.some, nil) where section.has("maximumVoltage"):
        section.report("maximumVoltage", "has no effect with an imposed voltage; it belongs to a run with currentDensity")
      default: break
      }
    }
    if section.has("stopHeight"), stopHeight > cell.height {
      section.report(
        "stopHeight", "expected at most the cell height of \(Readable.length(cell.height)), found \(Readable.length(stopHeight))")
    } else if stopHeight <= electrode.position, electrode.position < cell.height {
      section.report(
        "stopHeight",
        "expected more than the electrode position of \(Readable.length(electrode.position)), found \(Readable.length(stopHeight))")
    }
    refuseStripping(section.document, electrode)
  }

  /// Where a stack pressure is set first; nil where none is.
  var stackPressurePath: String? {
    if stackPressure != nil { return "charging.stackPressure" }
    return stepSections.first { $0.step.stackPressure != nil }.map { "\($0.path).stackPressure" }
  }

  /// All that are set, of the run and of its steps, Pa.
  var stackPressures: [Double] { ([stackPressure] + (steps?.steps.map(\.step.stackPressure) ?? [])).compactMap { $0 } }

  /// Tafel kinetics has neither a rest nor a way back.
  private func refuseStripping(_ document: ConfigurationDocument, _ electrode: RunConfiguration.Electrode) {
    guard electrode.kineticLaw == .tafel else { return }
    let levels = steps?.steps.flatMap { place, step in step.control.levels.map { ($0, " of step \(place)") } } ?? [(control, "")]
    for (level, place) in levels {
      let found: String
      switch level {
      case .voltage(let value) where value <= 0: found = Readable.prefixed(value, "V")
      case .currentDensity(let value) where value <= 0: found = "\(Readable.number(value / 10)) mA/cm^2"
      default: continue
      }
      document.report("electrode.kineticLaw", Complaint("\"tafel\" only plates, and the \(found)\(place) does not; use \"butler-volmer\""))
      return
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("charging", Self.meanings)
    if steps == nil {
      switch control {
      case .voltage(let voltage): writer.quantity("voltage", voltage, .voltage, "imposed; positive plates lithium")
      case .currentDensity(let density): writer.quantity("currentDensity", density, .currentDensity, "imposed; positive plates lithium")
      }
    }
    if endsAfterDuration { writer.quantity("duration", duration, .time) }
    if let maximumVoltage { writer.quantity("maximumVoltage", maximumVoltage, .voltage, "stops the run when exceeded") }
    if let stackPressure { writer.quantity("stackPressure", stackPressure, .pressure, "on the upper plate") }
    writer.quantity("stopHeight", stopHeight, .length)
    if let steps {
      writer.integer("repeats", steps.repeats, "of all steps")
      for element in steps.elements { element.write(to: &writer) }
    }
  }
}

extension ImposedControl {
  /// Whether it takes lithium off at some time, as far as that can be told before.
  var isStripping: Bool {
    levels.contains {
      switch $0 {
      case .voltage(let value), .currentDensity(let value): value < 0
      }
    }
  }

  /// The values it takes, at its ends and in its phases.
  var levels: [RunConfiguration.Charging.Control] {
    switch self {
    case .constant(let control): [control.setting]
    case .pulses(let phases): phases.map(\.control.setting)
    case .ramp(let ramp):
      [ramp.from, ramp.to].compactMap { $0 }.map { ramp.quantity == .voltage ? .voltage($0) : .currentDensity($0) }
    }
  }
}

import Physics
import Simulations

/// Reads `[[charging.step]]`: a step, or a group of steps `[[charging.step.step]]` with `repeats`.
enum ProtocolReading {
  /// What a step does where the imposed quantity does not say it.
  enum Kind: String, CaseIterable, Sendable {
    case constant, rest, pulse, ramp
  }

  /// Nil where nothing can be made of it; what is wrong is noted.
  static func element(_ section: SectionReader) -> ChargingProtocol.Element? {
    let step = StepReading(section)
    let members = section.sections("step")
    let repeats = section.optionalInteger("repeats", atLeast: 1, otherwise: 1)
    guard section.has("step") else {
      if repeats != nil { section.report("repeats", "belongs to a group of steps [[charging.step.step]]") }
      return step.step.map { .step($0) }
    }
    for key in section.entries.keys.sorted() where key != "step" && key != "repeats" && StepReading.keys.contains(key) {
      section.report(key, "a group of steps has only repeats; set it in its steps [[charging.step.step]]")
    }
    let steps = members.compactMap { StepReading($0).step }
    return steps.isEmpty ? nil : .group(steps, repeats: repeats ?? 1)
  }

  /// Makes `step` known to the schema of a section without steps.
  static func register(_ section: SectionReader) { _ = section.setting("step") }
}

/// One step as its section says it.
struct StepReading {
  /// Nil where nothing can be made of it, and for a group.
  private(set) var step: ProtocolStep?
  private let section: SectionReader

  static let ends: [(key: String, kind: QuantityKind, range: AllowedRange, end: @Sendable (Double) -> StepEnd)] = [
    ("duration", .time, .positive, { .duration($0) }),
    ("untilArealCapacity", .arealCapacity, .positive, { .arealCapacity($0) }),
    ("untilVoltageAbove", .voltage, .any, { .voltageAbove($0) }),
    ("untilVoltageBelow", .voltage, .any, { .voltageBelow($0) }),
    ("untilTipHeight", .length, .positive, { .tipHeight($0) }),
    ("untilMeanHeightBelow", .length, .positive, { .meanHeightBelow($0) }),
    ("untilCurrentBelow", .currentDensity, .positive, { .currentBelow($0) }),
  ]

  /// Keys that belong to one kind alone.
  private static let pulseKeys = [
    "onTime", "offTime", "offCurrentDensity", "offVoltage", "reverseTime", "reverseCurrentDensity", "reverseVoltage",
  ]
  private static let rampKeys = ["fromVoltage", "toVoltage", "fromCurrentDensity", "toCurrentDensity", "rate"]

  static let keys = Set(["kind", "voltage", "currentDensity", "stackPressure"] + pulseKeys + rampKeys + ends.map(\.key))

  static let meanings: KeyMeanings = [
    "kind": "how what is imposed goes with time; a rest has no current",
    "voltage": .init("imposed, of a pulse while it is on. Either this or `currentDensity`", standard: .conditional),
    "currentDensity": .init("imposed, of a pulse while it is on, per electrode width", standard: .conditional),
    "onTime": "of each pulse",
    "offTime": "between the pulses",
    "offCurrentDensity": .init("between the pulses", standard: "0"),
    "offVoltage": "between the pulses, instead of a current",
    "reverseTime": .init("of a second level right after each pulse", standard: "none"),
    "reverseCurrentDensity": .init("the second level. Either this or `reverseVoltage`", standard: .conditional),
    "reverseVoltage": .init("the second level", standard: .conditional),
    "fromVoltage": .init("first value of a voltage ramp", standard: "the cell's"),
    "toVoltage": .init("last value of a voltage ramp, which ends the step", standard: .conditional),
    "fromCurrentDensity": .init("first value of a current ramp", standard: "the cell's"),
    "toCurrentDensity": .init("last value of a current ramp, which ends the step", standard: .conditional),
    "rate": .init("of a ramp, up or down. Either this or `duration`", standard: .conditional),
    "duration": .init("ends the step; of a ramp, from the first to the last value", standard: .conditional),
    "untilArealCapacity": .init(
      "ends the step when this charge has passed in it, net, in either direction", standard: .conditional),
    "untilVoltageAbove": .init(
      "ends the step at this cell voltage or above, or when no voltage carries its current any more", standard: .conditional),
    "untilVoltageBelow": .init("ends the step at this cell voltage or below", standard: .conditional),
    "untilTipHeight": .init("ends the step when the highest tip reaches it", standard: .conditional),
    "untilMeanHeightBelow": .init("ends the step when the mean height has fallen to it", standard: .conditional),
    "untilCurrentBelow": .init(
      "cut-off of a step at constant voltage: the current, of either sign, is at most this", standard: .conditional),
    "stackPressure": .init("on the upper plate during the step; needs `[mechanics]`", standard: "that of `[charging]`"),
    "repeats": "of a group: times its steps are gone through",
    "step": "makes this a group of steps, which has only `repeats` besides",
  ]

  init(_ section: SectionReader) {
    self.section = section
    section.describe(Self.meanings)
    for key in Self.keys { _ = section.setting(key) }
    if section.has("step") { return }
    let kind = section.choice("kind", standard: ProtocolReading.Kind.constant)
    guard section.isSound("kind") else { return }
    refuseStrangers(to: kind)
    let control: ImposedControl? =
      switch kind {
      case .constant: level("voltage", "currentDensity").map { .constant($0) }
      case .rest: .constant(.galvanostatic(currentDensity: 0))
      case .pulse: pulses()
      case .ramp: ramp()
      }
    // The duration of a ramp is read with it.
    let ends = Self.ends.filter { kind != .ramp || $0.key != "duration" }
      .compactMap { entry in section.optionalQuantity(entry.key, entry.kind, entry.range).map(entry.end) }
    let pressure = section.optionalQuantity("stackPressure", .pressure, .nonNegative)
    guard let control else { return }
    check(control, kind)
    step = ProtocolStep(control, ends: ends, stackPressure: pressure)
  }

  private func refuseStrangers(to kind: ProtocolReading.Kind) {
    for (owner, keys) in [(ProtocolReading.Kind.pulse, Self.pulseKeys), (.ramp, Self.rampKeys)] where owner != kind {
      for key in keys where section.has(key) { section.report(key, "belongs to a step with kind = \"\(owner.rawValue)\"") }
    }
    for key in ["voltage", "currentDensity"] where section.has(key) {
      if kind == .rest { section.report(key, "a rest has no current and imposes no voltage") }
      if kind == .ramp {
        let name = key == "voltage" ? "Voltage" : "CurrentDensity"
        section.report(key, "a ramp goes from from\(name) to to\(name)")
      }
    }
  }

  /// A voltage or a current density, exactly one of them.
  private func level(_ voltageKey: String, _ currentKey: String) -> ChargingControl? {
    let voltage = section.optionalQuantity(voltageKey, .voltage), density = section.optionalQuantity(currentKey, .currentDensity)
    switch (voltage, density) {
    case (.some, .some): section.report(currentKey, "set either \(voltageKey) or \(currentKey), not both")
    case (.some(let voltage), nil): return .potentiostatic(voltage: voltage)
    case (nil, .some(let density)): return .galvanostatic(currentDensity: density)
    case (nil, nil):
      section.document.reportMissing(
        section.fullPath(currentKey),
        "set either \(currentKey) = \"1 mA/cm^2\" or \(voltageKey) = \"100 mV\""
          + (voltageKey == "voltage" ? ", or kind = \"rest\", \"ramp\", or steps of a group" : ""))
    }
    return nil
  }

  private func pulses() -> ImposedControl? {
    let on = level("voltage", "currentDensity")
    let onTime = section.quantity("onTime", .time, .positive), offTime = section.quantity("offTime", .time, .positive)
    let reverseTime = section.optionalQuantity("reverseTime", .time, .positive)
    var off = ChargingControl.galvanostatic(currentDensity: 0)
    if section.has("offVoltage") || section.has("offCurrentDensity") { off = level("offVoltage", "offCurrentDensity") ?? off }
    var reverse: ChargingControl?
    if section.has("reverseVoltage") || section.has("reverseCurrentDensity") {
      reverse = level("reverseVoltage", "reverseCurrentDensity")
      if reverseTime == nil { section.reportMissing("reverseTime", QuantityKind.time.expectation) }
    } else if reverseTime != nil {
      reverse = level("reverseVoltage", "reverseCurrentDensity")
    }
    guard let on else { return nil }
    var phases = [ImposedControl.PulsePhase(on, duration: onTime)]
    if let reverse, let reverseTime { phases.append(.init(reverse, duration: reverseTime)) }
    return .pulses(phases + [.init(off, duration: offTime)])
  }

  private func ramp() -> ImposedControl? {
    let isVoltage = section.has("toVoltage") || section.has("fromVoltage")
    if isVoltage, let key = ["fromCurrentDensity", "toCurrentDensity"].first(where: section.has) {
      section.report(key, "a ramp changes either the voltage or the current density, not both")
    }
    let from = section.optionalQuantity(isVoltage ? "fromVoltage" : "fromCurrentDensity", isVoltage ? .voltage : .currentDensity)
    let to = section.optionalQuantity(isVoltage ? "toVoltage" : "toCurrentDensity", isVoltage ? .voltage : .currentDensity)
    let rate = section.optionalQuantity("rate", isVoltage ? .voltageRate : .currentDensityRate, .positive)
    let duration = section.optionalQuantity("duration", .time, .positive)
    guard let to else {
      section.document.reportMissing(
        section.fullPath(isVoltage ? "toVoltage" : "toCurrentDensity"),
        isVoltage ? "expected a voltage such as \"100 mV\"" : "set either toVoltage = \"300 mV\" or toCurrentDensity = \"5 mA/cm^2\"")
      return nil
    }
    let quantity: ImposedControl.Ramp.Quantity = isVoltage ? .voltage : .currentDensity
    switch (rate, duration) {
    case (.some, .some): section.report("duration", "a ramp has either a rate or a duration, not both")
    case (.some(let rate), nil): return .ramp(.init(quantity, from: from, to: to, pace: .rate(rate)))
    case (nil, .some(let duration)): return .ramp(.init(quantity, from: from, to: to, pace: .duration(duration)))
    case (nil, nil): section.document.reportMissing(section.fullPath("rate"), "a ramp has a rate or a duration")
    }
    return nil
  }

  /// Ends that the step cannot come to, and a step without any.
  private func check(_ control: ImposedControl, _ kind: ProtocolReading.Kind) {
    let imposesVoltage = if case .constant(.potentiostatic) = control { true } else { false }
    for key in ["untilVoltageAbove", "untilVoltageBelow"] where section.has(key) && imposesVoltage {
      section.report(key, "has no effect with an imposed voltage")
    }
    if section.has("untilCurrentBelow"), !imposesVoltage {
      section.report("untilCurrentBelow", "belongs to a step at constant voltage")
    }
    if section.has("untilArealCapacity"), case .constant(.galvanostatic(0)) = control {
      section.report("untilArealCapacity", "no charge passes in a rest")
    }
    if kind != .ramp, !Self.ends.contains(where: { section.has($0.key) }) {
      section.document.reportMissing(
        section.fullPath("duration"), "a step needs an end: \(Self.ends.map(\.key).joined(separator: ", "))")
    }
  }
}

import Physics
import Simulations

extension ChargingControl {
  /// As the config says it.
  var setting: RunConfiguration.Charging.Control {
    switch self {
    case .potentiostatic(let voltage): .voltage(voltage)
    case .galvanostatic(let density): .currentDensity(density)
    }
  }
}

extension ChargingProtocol.Element {
  func write(to writer: inout SettingWriter) {
    writer.listedSection("charging.step")
    switch self {
    case .step(let step): step.write(to: &writer)
    case .group(let steps, let repeats):
      writer.integer("repeats", repeats, "of the steps of this group")
      for step in steps {
        writer.listedSection("charging.step.step")
        step.write(to: &writer)
      }
    }
  }
}

extension ProtocolStep {
  fileprivate func write(to writer: inout SettingWriter) {
    switch control {
    case .constant(.galvanostatic(0)): writer.text("kind", "rest", "no current")
    case .constant(let control): Self.write(control, "voltage", "currentDensity", &writer, "imposed; positive plates lithium")
    case .pulses(let phases): Self.write(phases, &writer)
    case .ramp(let ramp): Self.write(ramp, &writer)
    }
    if let stackPressure { writer.quantity("stackPressure", stackPressure, .pressure, "on the upper plate") }
    for end in ends {
      switch end {
      case .duration(let time): writer.quantity("duration", time, .time, "of the step")
      case .arealCapacity(let charge): writer.quantity("untilArealCapacity", charge, .arealCapacity, "passed in the step")
      case .voltageAbove(let voltage): writer.quantity("untilVoltageAbove", voltage, .voltage, "of the cell")
      case .voltageBelow(let voltage): writer.quantity("untilVoltageBelow", voltage, .voltage, "of the cell")
      case .tipHeight(let height): writer.quantity("untilTipHeight", height, .length, "of the highest lithium")
      case .meanHeightBelow(let height): writer.quantity("untilMeanHeightBelow", height, .length, "of the lithium")
      case .currentBelow(let density): writer.quantity("untilCurrentBelow", density, .currentDensity, "size of the current")
      }
    }
  }

  private static func write(
    _ control: ChargingControl, _ voltageKey: String, _ currentKey: String, _ writer: inout SettingWriter, _ meaning: String
  ) {
    switch control {
    case .potentiostatic(let voltage): writer.quantity(voltageKey, voltage, .voltage, meaning)
    case .galvanostatic(let density): writer.quantity(currentKey, density, .currentDensity, meaning)
    }
  }

  private static func write(_ phases: [ImposedControl.PulsePhase], _ writer: inout SettingWriter) {
    writer.text("kind", "pulse", "on and off by turns")
    write(phases[0].control, "voltage", "currentDensity", &writer, "while on; positive plates lithium")
    writer.quantity("onTime", phases[0].duration, .time, "of one pulse")
    if phases.count == 3 {
      write(phases[1].control, "reverseVoltage", "reverseCurrentDensity", &writer, "after each pulse")
      writer.quantity("reverseTime", phases[1].duration, .time, "after each pulse")
    }
    let off = phases[phases.count - 1]
    write(off.control, "offVoltage", "offCurrentDensity", &writer, "while off")
    writer.quantity("offTime", off.duration, .time, "between pulses")
  }

  private static func write(_ ramp: ImposedControl.Ramp, _ writer: inout SettingWriter) {
    writer.text("kind", "ramp", "linear in time")
    let isVoltage = ramp.quantity == .voltage
    let kind: QuantityKind = isVoltage ? .voltage : .currentDensity
    let name = isVoltage ? "Voltage" : "CurrentDensity"
    if let from = ramp.from { writer.quantity("from\(name)", from, kind, "at the start of the step") }
    writer.quantity("to\(name)", ramp.to, kind, "at the end of the ramp")
    switch ramp.pace {
    case .duration(let duration): writer.quantity("duration", duration, .time, "of the ramp")
    case .rate(let rate): writer.quantity("rate", rate, isVoltage ? .voltageRate : .currentDensityRate, "of the ramp")
    }
  }
}

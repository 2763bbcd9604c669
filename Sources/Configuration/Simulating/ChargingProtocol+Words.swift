import Physics
import Simulations

extension StepEnding {
  /// In words, without commas or quotes.
  var words: String {
    switch self {
    case .condition(.duration): "duration"
    case .condition(.arealCapacity): "areal capacity"
    case .condition(.voltageAbove): "voltage above limit"
    case .condition(.voltageBelow): "voltage below limit"
    case .condition(.tipHeight): "tip height"
    case .condition(.meanHeightBelow): "mean height below limit"
    case .condition(.currentBelow): "current below cut-off"
    case .currentNotCarried: "voltage above limit: no voltage carries the current"
    case .rampDone: "ramp done"
    case .run(.duration): "duration of the run"
    case .run(.protocolDone): "end of the protocol"
    case .run(.stopHeight): "stop height"
    case .run(.shortCircuit): "short circuit"
    case .run(.lithiumUsedUp): "lithium used up"
    case .run(.maximumVoltage): "maximum voltage"
    case .run(.interrupted): "interrupted"
    case .run(.noSolution): "no solution"
    }
  }
}

extension StepEnd {
  /// With its value, such as `areal capacity 1 mA*h/cm^2`.
  var words: String {
    switch self {
    case .duration(let time): Readable.time(time)
    case .arealCapacity(let charge): "\(Readable.number(charge / 36000)) mA*h/cm^2"
    case .voltageAbove(let voltage): "above \(Readable.prefixed(voltage, "V"))"
    case .voltageBelow(let voltage): "below \(Readable.prefixed(voltage, "V"))"
    case .tipHeight(let height): "tip at \(Readable.length(height, digits: 4))"
    case .meanHeightBelow(let height): "mean height \(Readable.length(height, digits: 4))"
    case .currentBelow(let density): "current below \(Readable.number(density / 10)) mA/cm^2"
    }
  }
}

extension ImposedControl {
  /// What it imposes, such as `2 mA/cm^2 for 100 ms; 0 mA/cm^2 for 400 ms`.
  var words: String {
    switch self {
    case .constant(let control): control.words
    case .pulses(let phases): phases.map { "\($0.control.words) for \(Readable.time($0.duration))" }.joined(separator: "; ")
    case .ramp(let ramp): Self.words(ramp)
    }
  }

  private static func words(_ ramp: Ramp) -> String {
    func value(_ value: Double) -> String {
      ramp.quantity == .voltage ? Readable.prefixed(value, "V") : "\(Readable.number(value / 10)) mA/cm^2"
    }
    let from = ramp.from.map { "\(value($0)) to " } ?? "to "
    switch ramp.pace {
    case .duration(let duration): return "\(from)\(value(ramp.to)) in \(Readable.time(duration))"
    case .rate(let rate): return "\(from)\(value(ramp.to)) at \(value(rate))/s"
    }
  }
}

extension ChargingControl {
  /// `100 mV` or `1 mA/cm^2`.
  var words: String {
    switch self {
    case .potentiostatic(let voltage): Readable.prefixed(voltage, "V")
    case .galvanostatic(let density): "\(Readable.number(density / 10)) mA/cm^2"
    }
  }
}

public import Physics

/// What a protocol step imposes, as a function of the time since it began.
///
/// Positive values plate lithium, negative ones strip it.
public enum ImposedControl: Codable, Sendable, Equatable {
  /// One value throughout; a current of zero is a rest.
  case constant(ChargingControl)
  /// Phases one after the other, again and again, each at least one long.
  case pulses([PulsePhase])
  /// A value that changes linearly with time.
  case ramp(Ramp)

  /// One level of a pulse train.
  public struct PulsePhase: Codable, Sendable, Equatable {
    public var control: ChargingControl
    /// s, > 0.
    public var duration: Double

    public init(_ control: ChargingControl, duration: Double) {
      self.control = control
      self.duration = duration
    }
  }

  public struct Ramp: Codable, Sendable, Equatable {
    public enum Quantity: String, Codable, Sendable, Equatable {
      /// V.
      case voltage
      /// A/m².
      case currentDensity
    }

    public enum Pace: Codable, Sendable, Equatable {
      /// From the first to the last value, s, > 0.
      case duration(Double)
      /// Change per second, whatever its direction, > 0.
      case rate(Double)
    }

    public var quantity: Quantity
    /// Nil starts from where the cell is.
    public var from: Double?
    public var to: Double
    public var pace: Pace

    public init(_ quantity: Quantity, from: Double? = nil, to: Double, pace: Pace) {
      self.quantity = quantity
      self.from = from
      self.to = to
      self.pace = pace
    }

    func control(_ value: Double) -> ChargingControl {
      quantity == .voltage ? .potentiostatic(voltage: value) : .galvanostatic(currentDensity: value)
    }
  }

  /// Its name in tables and messages.
  public var kind: String {
    switch self {
    case .constant(.galvanostatic(0)): "rest"
    case .constant(.galvanostatic): "constant current"
    case .constant(.potentiostatic): "constant voltage"
    case .pulses(let phases): phases.contains { $0.control.isVoltage } ? "voltage pulses" : "current pulses"
    case .ramp(let ramp): ramp.quantity == .voltage ? "voltage ramp" : "current ramp"
    }
  }

  /// How long it lasts by itself, s; infinite for what goes on until something else ends it. A ramp by rate from where the cell is
  /// has a length that is not known before.
  public var duration: Double {
    guard case .ramp(let ramp) = self else { return .infinity }
    switch ramp.pace {
    case .duration(let duration): return duration
    case .rate(let rate): return ramp.from.map { abs(ramp.to - $0) / rate } ?? .infinity
    }
  }
}

extension ChargingControl {
  public var isVoltage: Bool { if case .potentiostatic = self { true } else { false } }

  /// The imposed current density, A/m²; nil under an imposed voltage.
  public var currentDensity: Double? { if case .galvanostatic(let density) = self { density } else { nil } }
}

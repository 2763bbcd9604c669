/// Why a step of a protocol ended.
public enum StepEnding: Codable, Sendable, Equatable {
  /// One of its own conditions was met.
  case condition(StepEnd)
  /// No voltage carries its current any more: its voltage limit was met in this sense.
  case currentNotCarried(StepEnd, StepRefusal)
  /// Its ramp was done.
  case rampDone
  /// The whole run ended.
  case run(EndReason)
}

/// What happened in one step of a protocol. Charges per cross-section.
public struct StepRecord: Codable, Sendable {
  /// Of the step in the order in which they are done, from 1.
  public let number: Int
  /// Passage of its group or, outside of groups, of the list, from 1.
  public let cycle: Int
  /// In the list of the config: `2`, or `2.1` for the first of a group.
  public let place: String
  public let step: ProtocolStep
  /// s.
  public let startTime: Double
  /// Charge passed before, net, C/m².
  let startCharge: Double
  /// Just after the control jumped, V.
  public internal(set) var startVoltage = Double.nan
  /// Plated and stripped, C/m², ≥ 0.
  public private(set) var platedCharge = 0.0, strippedCharge = 0.0
  /// In its cycle up to its end, C/m², ≥ 0.
  public internal(set) var cyclePlatedCharge = 0.0, cycleStrippedCharge = 0.0
  /// The largest by size on the front, A/m².
  public private(set) var largestFrontCurrentDensity = 0.0
  /// mol/m³.
  public private(set) var saltMinimum = Double.infinity
  /// Accepted time steps.
  public private(set) var timeSteps = 0
  /// Of the cell at its end.
  public private(set) var metrics: CellMetrics
  /// Nil while it goes on.
  public internal(set) var ending: StepEnding?
  private var voltageTime = 0.0

  init(_ position: ProtocolPosition, of whole: ChargingProtocol, metrics: CellMetrics) {
    number = position.number
    cycle = position.cycle(in: whole)
    place = position.place(in: whole)
    step = position.step(of: whole)
    startTime = metrics.time
    startCharge = metrics.charge
    self.metrics = metrics
  }

  /// Takes in the cell after a time step, or (`timeStep` 0) after a jump of the control.
  mutating func add(_ metrics: CellMetrics) {
    if startVoltage.isNaN { startVoltage = metrics.voltage }
    let charge = metrics.charge - self.metrics.charge
    platedCharge += max(0, charge)
    strippedCharge += max(0, -charge)
    voltageTime += metrics.voltage * metrics.timeStep
    if abs(metrics.largestFrontCurrentDensity) > abs(largestFrontCurrentDensity) {
      largestFrontCurrentDensity = metrics.largestFrontCurrentDensity
    }
    saltMinimum = min(saltMinimum, metrics.saltMinimum)
    if metrics.timeStep > 0 { timeSteps += 1 }
    self.metrics = metrics
  }

  /// Whether it came to its own end, rather than to that of the run.
  public var isDone: Bool {
    if case .run = ending { return false }
    return ending != nil
  }

  /// s.
  public var endTime: Double { metrics.time }

  /// Over time, V.
  public var meanVoltage: Double { endTime > startTime ? voltageTime / (endTime - startTime) : startVoltage }

  /// Stripped over plated charge of the cycle up to the end of this step; nil before anything is plated and stripped.
  public var coulombicEfficiency: Double? {
    cyclePlatedCharge > 0 && cycleStrippedCharge > 0 ? cycleStrippedCharge / cyclePlatedCharge : nil
  }
}

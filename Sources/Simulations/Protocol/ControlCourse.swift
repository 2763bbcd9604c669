import Physics

/// A control on its way: what it imposes now, and when that jumps or ends.
struct ControlCourse: Codable, Sendable {
  let control: ImposedControl
  /// When the step began, s.
  let start: Double
  /// Phases of a pulse train that are done.
  private var phase = 0
  /// When what is imposed last jumped, s.
  private(set) var segmentStart: Double
  /// First value of a ramp, and how long it takes, s.
  private let first: Double
  private let duration: Double

  /// A ramp changes a voltage by at most this in one time step, V.
  static let largestVoltageChange = 5e-3
  /// A ramp takes at least so many time steps.
  static let leastRampSteps = 50.0

  /// - Parameters:
  ///   - voltage: of the cell now, V: where a voltage ramp without a first value starts.
  ///   - currentDensity: now, A/m².
  init(_ control: ImposedControl, start: Double, voltage: Double, currentDensity: Double) {
    self.control = control
    self.start = start
    segmentStart = start
    guard case .ramp(let ramp) = control else {
      first = 0
      duration = .infinity
      return
    }
    first = ramp.from ?? (ramp.quantity == .voltage ? voltage : currentDensity)
    switch ramp.pace {
    case .duration(let time): duration = time
    case .rate(let rate): duration = abs(ramp.to - first) / rate
    }
  }

  /// Whether these can be numbers of a run.
  var isPlausible: Bool { phase >= 0 && phase < 1 << 40 && start.isFinite && segmentStart.isFinite && first.isFinite && duration >= 0 }

  /// When the next phase of a pulse train begins, or a ramp is done, s; infinite without either.
  var nextEdge: Double {
    switch control {
    case .constant: .infinity
    case .ramp: start + duration
    case .pulses(let phases):
      // From whole periods, so that edges do not drift.
      start + Double(phase / phases.count) * phases.reduce(0) { $0 + $1.duration }
        + phases[...(phase % phases.count)].reduce(0) { $0 + $1.duration }
    }
  }

  /// Time by which two edges may differ and still be one, s.
  func slack(_ edge: Double) -> Double { 1e-9 * (edge - segmentStart) }

  func isEdgeReached(_ time: Double) -> Bool { time >= nextEdge - slack(nextEdge) }

  /// Whether this is a ramp that is done.
  func isComplete(_ time: Double) -> Bool { if case .ramp = control { isEdgeReached(time) } else { false } }

  /// Goes on to the next phase of a pulse train.
  mutating func passEdge(_ time: Double) {
    phase += 1
    segmentStart = time
  }

  /// What a time step that ends at `time` is driven by: the value at its end.
  func imposed(endingAt time: Double) -> ChargingControl {
    switch control {
    case .constant(let control): return control
    case .pulses(let phases): return phases[phase % phases.count].control
    case .ramp(let ramp):
      if isEdgeReached(time) { return ramp.control(ramp.to) }
      return ramp.control(first + (ramp.to - first) * (time - start) / duration)
    }
  }

  /// The current density that holds until the next edge, A/m²; nil where it varies.
  var constantCurrentDensity: Double? {
    if case .ramp = control { return nil }
    return imposed(endingAt: segmentStart).currentDensity
  }

  /// Longest time step that follows a ramp closely enough, s.
  var longestTimeStep: Double {
    guard case .ramp(let ramp) = control else { return .infinity }
    let fraction = duration / Self.leastRampSteps
    guard ramp.quantity == .voltage, ramp.to != first else { return fraction }
    return min(fraction, Self.largestVoltageChange * duration / abs(ramp.to - first))
  }
}

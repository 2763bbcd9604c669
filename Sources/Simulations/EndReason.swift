/// Why a run ended.
public enum EndReason: Codable, Sendable, Equatable {
  /// The whole duration was simulated.
  case duration
  /// Every step of the protocol was done.
  case protocolDone
  /// The highest tip reached the stop height.
  case stopHeight
  /// Lithium that is joined to the electrode touched the counter electrode.
  case shortCircuit
  /// The electrode was stripped down to the bottom of the domain somewhere.
  case lithiumUsedUp
  /// The cell voltage exceeded the limit; `beyond` where no voltage at all carries the current.
  case maximumVoltage(beyond: StepRefusal?)
  /// A signal asked for it.
  case interrupted(signal: Int32)
  /// No time step, however short, could be taken.
  case noSolution(StepRefusal)
}

/// When a run ends, whatever step of its protocol it is in.
public struct EndConditions: Sendable, Equatable {
  /// Simulated time, s, > 0; infinite to leave the end to the protocol.
  public var duration: Double
  /// Of the highest tip, m.
  public var stopHeight = Double.infinity
  /// Of the cell, V.
  public var maximumVoltage = Double.infinity
  /// Height at which lithium that is joined to the electrode touches the counter electrode, m; infinite where that lies beyond the
  /// domain.
  public var shortCircuitHeight = Double.infinity
  /// While stripping, lowest height of a column of lithium, m: below it the electrode is used up there.
  public var leastLithium = 0.0

  /// A front closer to the counter electrode than this has touched it, in δ: its profile reaches that far.
  public static let shortCircuitDistance = 4.0
  /// A front closer to the bottom of the domain than this is no front any more, in δ.
  public static let leastLithiumDistance = 2.0

  public init(duration: Double = .infinity) { self.duration = duration }

  /// The first condition that is met; nil to go on.
  func reason(_ metrics: CellMetrics) -> EndReason? {
    if metrics.voltage > maximumVoltage { return .maximumVoltage(beyond: nil) }
    if metrics.detached.joinedHeight >= shortCircuitHeight { return .shortCircuit }
    if metrics.morphology.tipHeight >= stopHeight { return .stopHeight }
    if metrics.currentDensity < 0, metrics.morphology.valleyHeight < leastLithium { return .lithiumUsedUp }
    return metrics.time >= duration ? .duration : nil
  }
}

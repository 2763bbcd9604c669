/// When a run ends.
public struct EndConditions: Sendable, Equatable {
  /// Simulated time, s, > 0.
  public var duration: Double
  /// Of the highest tip, m.
  public var stopHeight = Double.infinity
  /// Of the cell, V.
  public var maximumVoltage = Double.infinity

  public init(duration: Double) { self.duration = duration }

  /// The first condition that is met; nil to go on.
  func reason(_ metrics: CellMetrics) -> EndReason? {
    if metrics.voltage > maximumVoltage { return .maximumVoltage }
    if metrics.morphology.tipHeight >= stopHeight { return .stopHeight }
    return metrics.time >= duration ? .duration : nil
  }
}

/// A condition that ends a step of a protocol.
///
/// Times, and areal capacities at a constant current, are met exactly. The others are met by shortening the last time steps, within
/// 0.1 mV of a voltage, a hundredth of a grid cell of a height, a thousandth of a cut-off current, and, where the current varies, 1e-5
/// of an areal capacity.
public enum StepEnd: Codable, Sendable, Equatable {
  /// Since the step began, s, > 0.
  case duration(Double)
  /// Charge passed since the step began, whatever its direction, per cross-section, C/m², > 0.
  case arealCapacity(Double)
  /// Cell voltage at or above, V.
  case voltageAbove(Double)
  /// Cell voltage at or below, V.
  case voltageBelow(Double)
  /// Highest lithium at or above, m.
  case tipHeight(Double)
  /// Mean height of the lithium at or below, m.
  case meanHeightBelow(Double)
  /// Size of the current density at or below, A/m², > 0.
  case currentBelow(Double)

  static let voltageTolerance = 1e-4
  /// In grid cells.
  static let heightTolerance = 0.01
  /// Of a current, relative to the limit.
  static let currentTolerance = 1e-3
  /// Of a charge, relative to the limit.
  static let chargeTolerance = 1e-5
  /// Of a charge at constant current, relative to the limit: round-off, and a pulse edge that coincides with the end but for it.
  static let roundOff = 1e-9

  /// How far the cell is from the end, in the unit of the quantity; at or below `tolerance` the end is met. Nil for a duration.
  ///
  /// - Parameter startCharge: charge when the step began, C/m².
  func gap(_ metrics: CellMetrics, startCharge: Double) -> Double? {
    switch self {
    case .duration: nil
    case .arealCapacity(let limit): limit - abs(metrics.charge - startCharge)
    case .voltageAbove(let limit): limit - metrics.voltage
    case .voltageBelow(let limit): metrics.voltage - limit
    case .tipHeight(let limit): limit - metrics.morphology.tipHeight
    case .meanHeightBelow(let limit): metrics.morphology.meanHeight - limit
    case .currentBelow(let limit): abs(metrics.currentDensity) - limit
    }
  }

  /// - Parameters:
  ///   - isCurrentConstant: whether the current is imposed and does not vary.
  ///   - spacing: edge of a grid cell, m.
  func tolerance(isCurrentConstant: Bool, spacing: Double) -> Double {
    switch self {
    case .duration: 0
    case .arealCapacity(let limit): limit * (isCurrentConstant ? Self.roundOff : Self.chargeTolerance)
    case .currentBelow(let limit): limit * Self.currentTolerance
    case .voltageAbove, .voltageBelow: Self.voltageTolerance
    case .tipHeight, .meanHeightBelow: Self.heightTolerance * spacing
    }
  }
}

/// What the cell is held at. The counter plane is at φ_l = 0; its kinetics are neglected.
public enum ChargingControl: Codable, Sendable, Equatable {
  /// Cell voltage V = −φ_m, positive while plating, V.
  case potentiostatic(voltage: Double)
  /// Current over the cross-section, positive while plating, A/m².
  case galvanostatic(currentDensity: Double)
}

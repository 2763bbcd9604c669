/// Tafel kinetics, i = i₀° (c/c₀) e^{−αfη̃} = i₀° (c/c₀)^{1−α} e^{−αfη}: plating without the reverse reaction, what Butler–Volmer
/// kinetics approach at −η of several RT/F (J. Tafel, Z. Phys. Chem. 50 (1905) 641). There is no equilibrium: a front at rest or one
/// that strips is outside the law.
public struct Tafel: KineticLaw, Equatable {
  /// α, between 0 and 1.
  public let chargeTransferCoefficient: Double
  public let thermalVoltage: Double

  public init(chargeTransferCoefficient: Double, thermalVoltage: Double) {
    self.chargeTransferCoefficient = chargeTransferCoefficient
    self.thermalVoltage = thermalVoltage
  }

  @inlinable @inline(__always)
  public func rate(_ eta: Double, _ x: Double) -> ReactionRate {
    let alpha = chargeTransferCoefficient / thermalVoltage
    let a = boundedExponential(-alpha * eta)
    return ReactionRate(plating: a, stripping: 0, conductance: alpha * x * a)
  }
}

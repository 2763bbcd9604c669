/// Butler–Volmer kinetics with the reaction order of the salt,
/// i = i₀° [ (c/c₀) e^{−αfη̃} − e^{(1−α)fη̃} ],  f = F/RT,
/// which is i = i₀°(c/c₀)^{1−α} [ e^{−αfη} − e^{(1−α)fη} ] in the overpotential η = η̃ − (RT/F) ln(c/c₀) (Newman & Thomas-Alyea,
/// Electrochemical Systems, 3rd ed., ch. 8). Equilibrium holds at any concentration.
public struct ButlerVolmer: KineticLaw, Equatable {
  /// α, of the plating direction, between 0 and 1.
  public let chargeTransferCoefficient: Double
  public let thermalVoltage: Double

  public init(chargeTransferCoefficient: Double, thermalVoltage: Double) {
    self.chargeTransferCoefficient = chargeTransferCoefficient
    self.thermalVoltage = thermalVoltage
  }

  @inlinable @inline(__always)
  public func rate(_ eta: Double, _ x: Double) -> ReactionRate {
    let alpha = chargeTransferCoefficient / thermalVoltage, beta = (1 - chargeTransferCoefficient) / thermalVoltage
    let a = boundedExponential(-alpha * eta), b = boundedExponential(beta * eta)
    return ReactionRate(plating: a, stripping: b, conductance: alpha * x * a + beta * b)
  }
}

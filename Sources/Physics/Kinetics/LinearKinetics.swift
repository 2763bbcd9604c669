import Foundation

/// Linear kinetics, i = −i₀° f η = i₀° [ ln(c/c₀) − fη̃ ]: a constant charge-transfer resistance RT/(F i₀°), the limit of Butler–Volmer
/// kinetics for |η| far below RT/F at c = c₀ (Newman & Thomas-Alyea, Electrochemical Systems, 3rd ed., ch. 8).
public struct LinearKinetics: KineticLaw, Equatable {
  public let thermalVoltage: Double

  public init(thermalVoltage: Double) { self.thermalVoltage = thermalVoltage }

  public func rate(_ eta: Double, _ x: Double) -> ReactionRate {
    // No salt, no current: the logarithm bends down below 1e-300 only.
    let current = log(max(x, 1e-300)) - eta / thermalVoltage
    // The tangent in x has slope 1/x; above i₀° its B would be negative.
    let intercept = max(1, current)
    return ReactionRate(plating: intercept / x, stripping: intercept - current, conductance: 1 / thermalVoltage)
  }
}

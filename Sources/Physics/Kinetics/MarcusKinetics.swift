import Foundation

/// Kinetics of Marcus, Hush and Chidsey in the uniformly valid approximation of Zeng, Smith, Bai & Bazant, J. Electroanal. Chem. 735
/// (2014) 77: with λ the reorganization energy and y = F η̃/RT, both over RT,
///   i = i₀° [ (c/c₀) k(y) − k(−y) ]/k(0),  k(y) = √(πλ)/(1 + e^{y}) erfc{ [λ − √(1 + √λ + y²)]/(2√λ) }.
/// k(−y)/k(y) = e^{y}, so that equilibrium is that of Butler–Volmer kinetics; at −η beyond λ the rate stops growing.
public struct MarcusKinetics: KineticLaw, Equatable {
  /// λ, J/mol, > 0.
  public let reorganizationEnergy: Double
  public let thermalVoltage: Double
  private let lambda: Double
  private let normalization: Double

  /// - Parameter temperature: K.
  public init(reorganizationEnergy: Double, temperature: Double) {
    self.reorganizationEnergy = reorganizationEnergy
    thermalVoltage = PhysicalConstants.thermalVoltage(at: temperature)
    lambda = reorganizationEnergy / (PhysicalConstants.gas * temperature)
    normalization = 2 / Self.barrier(0, lambda).value
  }

  /// erfc{…} and its derivative with y; the factor √(πλ) cancels against k(0).
  private static func barrier(_ y: Double, _ lambda: Double) -> (value: Double, slope: Double) {
    let root = (1 + lambda.squareRoot() + y * y).squareRoot()
    let argument = (lambda - root) / (2 * lambda.squareRoot())
    let slope = 2 / Double.pi.squareRoot() * exp(-argument * argument) * y / (root * 2 * lambda.squareRoot())
    return (erfc(argument), slope)
  }

  public func rate(_ eta: Double, _ x: Double) -> ReactionRate {
    let y = eta / thermalVoltage
    let (value, slope) = Self.barrier(y, lambda)
    // 1/(1 + e^y) and its mirror image, without overflow.
    let decay = boundedExponential(-abs(y))
    let small = decay / (1 + decay), large = 1 / (1 + decay)
    let forward = y < 0 ? large : small, backward = y < 0 ? small : large
    let product = forward * backward
    let plating = normalization * value * forward, stripping = normalization * value * backward
    let platingSlope = normalization * (slope * forward - value * product)
    let strippingSlope = normalization * (slope * backward + value * product)
    return ReactionRate(
      plating: plating, stripping: stripping, conductance: max(0, (strippingSlope - x * platingSlope) / thermalVoltage))
  }
}

import Foundation

/// Kinetics of Marcus, Hush and Chidsey (C. E. D. Chidsey, Science 251 (1991) 919; for lithium Boyle et al., ACS Energy Lett. 5 (2020)
/// 701): electrons of every level ε of the metal cross over, each with the parabolic barrier of Marcus. With y = Fη̃/RT, λ and ε over RT,
///   i = i₀° [ (c/c₀) k(y) − k(−y) ],  k(y) = ∫ e^{−(λ + y − ε)²/4λ}/(1 + e^ε) dε, over k(0),
/// which is e^{−y/2} G(y)/G(0) with G(y) = ½ ∫ sech(ε/2) e^{−(ε − y)²/4λ} dε, an even function: k(−y)/k(y) = e^y, so that equilibrium is
/// that of Butler–Volmer kinetics. Those with α = ½ are the limit λ → ∞; at −y beyond λ the rate stops growing.
///
/// ln G comes from a table of cubic pieces, within 1e-8, made once by the trapezoidal rule, which converges exponentially here.
public struct MarcusKinetics: KineticLaw, Equatable {
  /// λ, J/mol, > 0.
  public let reorganizationEnergy: Double
  public let thermalVoltage: Double
  /// ln G/G(0) and its slope at multiples of `spacing`; beyond the last the slope is −½, that of the plateau.
  private let logarithms: [Double]
  private let slopes: [Double]
  private let end: Double

  private static let spacing = 0.0625
  /// |y| beyond which rates are held in any case.
  private static let farthest = 140.0

  /// - Parameter temperature: K.
  public init(reorganizationEnergy: Double, temperature: Double) {
    self.reorganizationEnergy = reorganizationEnergy
    thermalVoltage = PhysicalConstants.thermalVoltage(at: temperature)
    let lambda = reorganizationEnergy / (PhysicalConstants.gas * temperature)
    // Twelve of the barrier's widths beyond λ the plateau is reached to round-off.
    let count = Int((min(lambda + 12 * lambda.squareRoot() + 40, Self.farthest) / Self.spacing).rounded(.up))
    let table = (0...count).map { Self.thermalAverage(Double($0) * Self.spacing, lambda) }
    let origin = log(table[0].value)
    logarithms = table.map { log($0.value) - origin }
    slopes = table.map { $0.slope / $0.value }
    end = Double(count) * Self.spacing
  }

  /// G and its derivative.
  private static func thermalAverage(_ y: Double, _ lambda: Double) -> (value: Double, slope: Double) {
    // Poles at ±iπ and a Gaussian of variance 2λ: the rule's error is e^{−2π²/step} and e^{−λ(2π/step)²}.
    let step = min(0.7, lambda.squareRoot())
    // What lies 80 below 0 or above y is e^{−40} of the whole at most.
    let first = Int((-80 / step).rounded(.down)), last = Int(((y + 80) / step).rounded(.up))
    var value = 0.0, slope = 0.0
    for k in first...last {
      let level = Double(k) * step
      let distance = level - y
      let share = step * exp(-distance * distance / (4 * lambda)) / (2 * cosh(0.5 * level))
      value += share
      slope += share * distance / (2 * lambda)
    }
    return (value, slope)
  }

  /// ln G/G(0) and its derivative at |y|.
  private func logarithm(_ size: Double) -> (value: Double, slope: Double) {
    // A NaN takes this way too, and stays one in the exponent.
    guard size < end else { return (logarithms[logarithms.count - 1] - 0.5 * (size - end), -0.5) }
    let place = size / Self.spacing
    let k = min(Int(place), logarithms.count - 2)
    let t = place - Double(k), s = 1 - t
    let d = logarithms[k + 1] - logarithms[k]
    let a = slopes[k] * Self.spacing, b = slopes[k + 1] * Self.spacing
    let bend = s * (a - d) + t * (d - b)
    let value = logarithms[k] + t * (d + s * bend)
    let slope = d + (1 - 2 * t) * bend + t * s * (2 * d - a - b)
    return (value, slope / Self.spacing)
  }

  public func rate(_ eta: Double, _ x: Double) -> ReactionRate {
    let y = eta / thermalVoltage
    let (value, evenSlope) = logarithm(abs(y))
    let slope = y < 0 ? -evenSlope : evenSlope
    let plating = boundedExponential(value - 0.5 * y), stripping = boundedExponential(value + 0.5 * y)
    let conductance = stripping * (0.5 + slope) + x * plating * (0.5 - slope)
    return ReactionRate(plating: plating, stripping: stripping, conductance: max(0, conductance / thermalVoltage))
  }
}

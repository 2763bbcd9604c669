/// The rate of Li⁺ + e⁻ ⇌ Li at one place, over the exchange current density i₀°:
/// i/i₀° = x A − B at the relative concentration x = c/c₀, with A, B ≥ 0.
///
/// A and B are what the salt equation takes, implicit in x: with both of them positive c stays positive at any current. For a law that
/// is not linear in x they are its tangent, or where that would make B negative the line through the origin.
public struct ReactionRate: Sendable, Equatable {
  /// A, per unit x.
  public var plating: Double
  /// B.
  public var stripping: Double
  /// −∂(i/i₀°)/∂η̃ at fixed x, 1/V, ≥ 0.
  public var conductance: Double

  @inlinable @inline(__always)
  public init(plating: Double, stripping: Double, conductance: Double) {
    self.plating = plating
    self.stripping = stripping
    self.conductance = conductance
  }
}

/// A law of the interfacial current density as a function of the reduced overpotential η̃ = φ_m − φ̃ − E_eq = η + (RT/F) ln x and of
/// x = c/c₀. i > 0 plates, η < 0 while plating; i falls with η̃ and, except for an irreversible law, vanishes at η = 0.
public protocol KineticLaw: Sendable {
  /// RT/F, V.
  var thermalVoltage: Double { get }
  /// At reduced overpotential η̃, V, and relative concentration x > 0.
  func rate(_ reducedOverpotential: Double, _ relativeConcentration: Double) -> ReactionRate
}

extension KineticLaw {
  /// i/i₀°.
  public func current(_ reducedOverpotential: Double, relativeConcentration x: Double = 1) -> Double {
    let rate = rate(reducedOverpotential, x)
    return x * rate.plating - rate.stripping
  }

  /// η̃ (V) at which i/i₀° is `current`, by bisection within ±`limit` thermal voltages; infinite when the law does not reach it there.
  public func overpotential(carrying current: Double, relativeConcentration x: Double = 1, limit: Double = 400) -> Double {
    var low = -limit * thermalVoltage, high = limit * thermalVoltage
    if !(self.current(low, relativeConcentration: x) >= current) { return -.infinity }
    if !(self.current(high, relativeConcentration: x) <= current) { return .infinity }
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if self.current(middle, relativeConcentration: x) > current { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}

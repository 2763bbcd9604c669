/// The reaction at the front as a whole: a law, its exchange current density, and a film in front of it.
public struct InterfacialReaction: Sendable {
  public let law: any KineticLaw
  /// i₀° at the reference concentration, A/m².
  public let exchangeCurrentDensity: Double
  public let film: FilmResistance

  public init(_ law: any KineticLaw, exchangeCurrentDensity: Double, film: FilmResistance = FilmResistance(0)) {
    self.law = law
    self.exchangeCurrentDensity = exchangeCurrentDensity
    self.film = film
  }

  public var thermalVoltage: Double { law.thermalVoltage }

  /// A, B and conductance in A/m² and S/m² at η̃ = φ_m − φ̃ − E_eq across film and reaction (V), and c/c₀.
  public func rate(_ reducedOverpotential: Double, relativeConcentration x: Double = 1) -> ReactionRate {
    func behindFilm<Law: KineticLaw>(_ law: Law) -> ReactionRate {
      film.rate(law, exchange: exchangeCurrentDensity, reducedOverpotential, x)
    }
    return behindFilm(law)
  }

  /// i, A/m².
  public func currentDensity(_ reducedOverpotential: Double, relativeConcentration x: Double = 1) -> Double {
    let rate = rate(reducedOverpotential, relativeConcentration: x)
    return x * rate.plating - rate.stripping
  }

  /// −∂i/∂η̃ > 0, S/m²; its inverse is the resistance of charge transfer and film.
  public func conductance(_ reducedOverpotential: Double, relativeConcentration x: Double = 1) -> Double {
    rate(reducedOverpotential, relativeConcentration: x).conductance
  }

  /// η̃ across film and reaction at which i is `currentDensity` (A/m²), V; infinite when the law never reaches it.
  public func overpotential(carrying currentDensity: Double, relativeConcentration x: Double = 1) -> Double {
    law.overpotential(carrying: currentDensity / exchangeCurrentDensity, relativeConcentration: x) - currentDensity * film.value
  }
}

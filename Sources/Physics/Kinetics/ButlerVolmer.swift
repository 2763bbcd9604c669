/// Butler–Volmer kinetics of Li⁺ + e⁻ ⇌ Li with the reaction order of the salt,
/// i = i₀° [ (c/c₀) e^{−αfη̃} − e^{(1−α)fη̃} ],  η̃ = φ_m − φ̃ − E_eq,  φ̃ = φ_l − (RT/F) ln(c/c₀),
/// which is i = i₀°(c/c₀)^{1−α} [ e^{−αfη} − e^{(1−α)fη} ] with η = φ_m − φ_l − E_eq (Newman & Thomas-Alyea, Electrochemical
/// Systems, 3rd ed., ch. 8). i > 0 plates; η < 0 while plating; equilibrium holds at any concentration.
public struct ButlerVolmer: Sendable {
  /// i₀° at the reference concentration, A/m².
  public let exchangeCurrentDensity: Double
  /// α, of the plating direction.
  public let chargeTransferCoefficient: Double
  /// RT/F, V.
  public let thermalVoltage: Double

  public init(exchangeCurrentDensity: Double, chargeTransferCoefficient: Double, thermalVoltage: Double) {
    self.exchangeCurrentDensity = exchangeCurrentDensity
    self.chargeTransferCoefficient = chargeTransferCoefficient
    self.thermalVoltage = thermalVoltage
  }

  /// Plating current density per unit c/c₀, A/m².
  @inlinable @inline(__always)
  public func plating(_ reducedOverpotential: Double) -> Double {
    exchangeCurrentDensity * boundedExponential(-chargeTransferCoefficient / thermalVoltage * reducedOverpotential)
  }

  /// Stripping current density, A/m².
  @inlinable @inline(__always)
  public func stripping(_ reducedOverpotential: Double) -> Double {
    exchangeCurrentDensity * boundedExponential((1 - chargeTransferCoefficient) / thermalVoltage * reducedOverpotential)
  }

  /// i, A/m², at c/c₀ = `relativeConcentration`.
  public func currentDensity(_ reducedOverpotential: Double, relativeConcentration: Double = 1) -> Double {
    relativeConcentration * plating(reducedOverpotential) - stripping(reducedOverpotential)
  }

  /// −∂i/∂η̃ > 0, S/m²; its inverse is the charge-transfer resistance.
  public func conductance(_ reducedOverpotential: Double, relativeConcentration: Double = 1) -> Double {
    (chargeTransferCoefficient * relativeConcentration * plating(reducedOverpotential)
      + (1 - chargeTransferCoefficient) * stripping(reducedOverpotential)) / thermalVoltage
  }

  /// η̃ at which the law gives `currentDensity` (Newton's method), V.
  public func overpotential(carrying currentDensity: Double, relativeConcentration: Double = 1) -> Double {
    var eta = 0.0
    for _ in 0..<200 {
      let residual = self.currentDensity(eta, relativeConcentration: relativeConcentration) - currentDensity
      let step = residual / conductance(eta, relativeConcentration: relativeConcentration)
      // At most two thermal voltages a step: the exponentials make larger ones overshoot.
      eta += max(-2 * thermalVoltage, min(2 * thermalVoltage, step))
      if abs(step) < 1e-15 { break }
    }
    return eta
  }
}

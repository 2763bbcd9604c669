/// The nonlinear reaction of the one-potential models of the literature: what the charge transfer adds to ∂ξ/∂t,
///   −L_η h′(ξ) {e^{(1−α)fφ} − c̃ e^{−αfφ}},  f = F/(RT)
/// (Chen et al., J. Power Sources 300 (2015) 376; Hong & Viswanathan, ACS Energy Lett. 3 (2018) 1737).
///
/// φ is the one potential of metal and electrolyte, which stands for the overpotential: it counts once as driving force and once as
/// ohmic drop. With `leavesOutMetal` the ions of the reaction are c̃(1 − h), as in the published input of Ahmad, Hong & Viswanathan,
/// PNAS 117 (2020) 26672.
public struct SwitchedReaction: Sendable {
  /// L_η, 1/s.
  public let rate: Double
  /// α.
  public let chargeTransferCoefficient: Double
  /// RT/F, V.
  public let thermalVoltage: Double
  public let leavesOutMetal: Bool

  public init(rate: Double, chargeTransferCoefficient: Double, thermalVoltage: Double, leavesOutMetal: Bool) {
    self.rate = rate
    self.chargeTransferCoefficient = chargeTransferCoefficient
    self.thermalVoltage = thermalVoltage
    self.leavesOutMetal = leavesOutMetal
  }

  /// Part of c̃ that reacts, and its derivative with ξ.
  @inline(__always)
  func share(_ xi: Double) -> (value: Double, slope: Double) {
    leavesOutMetal ? (1 - PhaseSwitch.value(xi), -PhaseSwitch.slope(xi)) : (1, 0)
  }

  /// L_η e^{(1−α)fφ}, of dissolution, and L_η e^{−αfφ}, of deposition from c̃ = 1, 1/s.
  @inline(__always)
  public func factors(_ phi: Double) -> (dissolution: Double, deposition: Double) {
    let x = phi / thermalVoltage
    return (
      rate * boundedExponential((1 - chargeTransferCoefficient) * x), rate * boundedExponential(-chargeTransferCoefficient * x)
    )
  }

  /// Part of ∂ξ/∂t at an order parameter, a relative concentration and a potential, 1/s; positive while plating.
  public func speed(_ xi: Double, _ c: Double, _ phi: Double) -> Double {
    let (a, b) = factors(phi)
    return PhaseSwitch.slope(xi) * (b * share(xi).value * c - a)
  }

  /// Its derivative with ξ, 1/s.
  public func slope(_ xi: Double, _ c: Double, _ phi: Double) -> Double {
    let (a, b) = factors(phi)
    let (part, change) = share(xi)
    return PhaseSwitch.bend(xi) * (b * part * c - a) + PhaseSwitch.slope(xi) * b * change * c
  }

  /// Its derivative with c̃, 1/s.
  public func response(_ xi: Double, _ phi: Double) -> Double {
    PhaseSwitch.slope(xi) * factors(phi).deposition * share(xi).value
  }
}

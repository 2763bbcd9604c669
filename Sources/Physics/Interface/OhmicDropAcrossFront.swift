public import Fields
import Foundation

/// Ohmic drop between the place of the front and a cell of its diffuse interface, V:
///
///   u = i s/κ(c),  s = (δ/2) ln[(1 − ξ)/ξ]
///
/// Where a front collects a uniform i with the density −dψ/ds, what flows at s is ψκ dφ_l/ds = iψ: the potential is linear across the
/// interface, φ_l(s) = φ_l(0) + i s/κ. The overpotential of the reaction is that at s = 0. Taken as it is in each cell its mean over the
/// interface would be right, but not that of its exponential: with w ∝ sech⁴(s/δ) i would be too large by (δ/κR_ct)²/6, R_ct the
/// resistance of charge transfer, and would grow across the front.
///
/// Where salt is used up within the interface, p = i δ(1 − t₊)/(F D c) > 1/10, current flows in front of it and there is no such line; and
/// where δ/(κR_ct) = q > 1 the front is conducted to, not driven, and a drop that follows the current of the pass before would overshoot:
/// u is divided by 1 + 100 p² + q⁴, 1/R_ct taken as [i₀² + (i/2)²]^½ F/RT, that of symmetric Butler–Volmer kinetics.
public struct OhmicDropAcrossFront: Sendable {
  /// δ, m.
  public let halfWidth: Double
  private let conductivity: any ConductivityLaw
  /// δ(1 − t₊)/(F D) at the concentration at rest, 0 where no salt moves, mol/(A m).
  private let depletion: Double
  private let exchangeCurrentDensity: Double
  private let thermalVoltage: Double
  /// Nothing beyond five thermal voltages, V: a front has that where its density has ended, noise may have more.
  private let bound: Double

  public init(halfWidth: Double, electrolyte: Electrolyte, exchangeCurrentDensity: Double, hasSaltTransport: Bool) {
    self.halfWidth = halfWidth
    conductivity = electrolyte.conductivity
    let free = 1 - electrolyte.cationTransferenceNumber
    depletion = hasSaltTransport ? halfWidth * free / (PhysicalConstants.faraday * electrolyte.saltDiffusivity) : 0
    self.exchangeCurrentDensity = exchangeCurrentDensity
    thermalVoltage = electrolyte.thermalVoltage
    bound = 5 * thermalVoltage
  }

  /// Sets `drop` where `density` is positive, and zero elsewhere.
  ///
  /// - Parameters:
  ///   - current: what gives the front's current density (A/m²), constant across it, times `scale`.
  ///   - c: salt concentration, mol/m³.
  ///   - obstruction: κ over that of the electrolyte alone; nil: there is nothing else.
  public func assign(
    _ xi: ScalarField, density: ScalarField, current: ScalarField, scale: Double, _ c: ScalarField, obstruction: ScalarField? = nil,
    into drop: ScalarField
  ) {
    let n = xi.grid.width
    let half = 0.5 * halfWidth, depletion = self.depletion, bound = self.bound
    let law = conductivity, exchange = exchangeCurrentDensity * exchangeCurrentDensity
    let transfer = halfWidth * halfWidth / (thermalVoltage * thermalVoltage)
    xi.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, w = unsafe density.row(r, n).span
        let v = unsafe current.row(r, n).span, y = unsafe c.row(r, n).span
        guard isNegativeAnywhere(1..<n + 1, { 0 - w[$0] }) else {
          drop.clear(r)
          continue
        }
        var u = unsafe drop.row(r, n).mutableSpan
        law.assign(y, into: &u)
        if let obstruction {
          let f = unsafe obstruction.row(r, n).span
          for i in 0..<n + 2 { u[i] *= f[i] }
        }
        for i in 1..<n + 1 {
          let current = scale * v[i], used = depletion * current / y[i]
          let kappa = y[i] * u[i]
          let biot = transfer * (exchange + 0.25 * current * current) / (kappa * kappa)
          let line = half * positiveLogarithm((1 - x[i]) / x[i]) * current / kappa
          u[i] = w[i] > 0 ? max(-bound, min(bound, line / (1 + 100 * used * used + biot * biot))) : 0
        }
      }
    }
  }
}

import Foundation

/// Direction dependence of the interfacial energy and of the exchange current density of a crystal surface in the plane of a 2-D run,
///   γ(θ) = γ [1 + ε cos m(θ − θ₀)],  i₀°(θ) = i₀° [1 + ε_k cos m(θ − θ₀)],
/// θ the angle of the front's outward normal against the growth axis, towards the width axis. Capillarity acts through the stiffness
/// γ + γ″ = γ [1 − (m² − 1) ε cos m(θ − θ₀)] (Herring 1951; in the plane E_eq = −(V_m/F)(γ + γ″)𝒦), which must be positive: below zero
/// a crystal has corners, and a smooth front with such a law has no solution. Crystals grow fastest along largest γ, where the
/// stiffness is least.
public struct SurfaceAnisotropy: Sendable, Equatable {
  /// m, 1 to 12: 4 for cubic, 6 for hexagonal symmetry.
  public var fold: Int
  /// θ₀, of a direction of largest γ, rad.
  public var orientation: Double
  /// ε, ≥ 0, below 1/(m² − 1).
  public var energyStrength: Double
  /// ε_k, ≥ 0, below 1.
  public var exchangeStrength: Double

  public init(fold: Int, orientation: Double = 0, energyStrength: Double = 0, exchangeStrength: Double = 0) {
    self.fold = fold
    self.orientation = orientation
    self.energyStrength = energyStrength
    self.exchangeStrength = exchangeStrength
  }

  /// ε at which the stiffness first vanishes; with one fold, which has no part in the stiffness, at which γ does.
  public static func largestEnergyStrength(fold: Int) -> Double { fold > 1 ? 1 / Double(fold * fold - 1) : 1 }

  /// (γ + γ″)/γ where cos m(θ − θ₀) is `harmonic`.
  @inline(__always)
  public func stiffness(_ harmonic: Double) -> Double { 1 - Double(fold * fold - 1) * energyStrength * harmonic }

  /// γ(θ)/γ, and its derivative with θ: for equilibrium shapes.
  public func energy(_ angle: Double) -> (value: Double, slope: Double) {
    let m = Double(fold)
    let phase = m * (angle - orientation)
    return (1 + energyStrength * cos(phase), -m * energyStrength * sin(phase))
  }

  /// cos m(θ − θ₀) of a direction with components `x` along the width and `z` along the growth axis, of any length.
  @inline(__always)
  func harmonic(_ x: Double, _ z: Double, _ turn: (cosine: Double, sine: Double)) -> Double {
    let size = (x * x + z * z).squareRoot()
    guard size > 0 else { return 0 }
    // e^{i(θ − θ₀)} with θ from the growth axis.
    let c = (z * turn.cosine + x * turn.sine) / size, s = (x * turn.cosine - z * turn.sine) / size
    var real = c, imaginary = s
    for _ in 1..<fold { (real, imaginary) = (real * c - imaginary * s, real * s + imaginary * c) }
    return real
  }

  var turn: (cosine: Double, sine: Double) { (cos(orientation), sin(orientation)) }
}

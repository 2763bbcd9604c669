public import Fields
import Foundation

/// How the roughness of a surface is spread over wavelengths, as one-dimensional power spectra of a height.
///
/// Without Hurst exponent the autocorrelation is Gaussian, R(x) = σ² exp(−x²/ξ²), S(q) ∝ exp(−q²ξ²/4): one size of bump, smooth below it.
/// With exponent H the surface is self-affine below ξ, S(q) ∝ (1 + q²ξ²)^−(H + ½), whose autocorrelation is
/// σ² 2^(1−H)/Γ(H) (x/ξ)^H K_H(x/ξ), for H = ½ σ² exp(−|x|/ξ): bumps of all sizes, the more jagged the smaller H.
/// The latter is the k-correlation model: Church, Takacs & Leonard, Proc. SPIE 1165 (1990) 136; Palasantzas, Phys. Rev. B 48 (1993) 14472.
public struct RoughnessSpectrum: Equatable, Sendable {
  /// ξ, m, > 0.
  public var correlationLength: Double
  /// H, in (0, 1); nil is the Gaussian.
  public var hurstExponent: Double?
  /// Nothing finer than this, m, > 0.
  public var shortestWavelength: Double

  public init(correlationLength: Double, hurstExponent: Double? = nil, shortestWavelength: Double? = nil) {
    self.correlationLength = correlationLength
    self.hurstExponent = hurstExponent
    self.shortestWavelength =
      shortestWavelength ?? Self.standardShortestWavelength(correlationLength: correlationLength, hurstExponent: hurstExponent)
  }

  /// Where the spectrum is cut if nothing is said: at ξ for the Gaussian, which leaves out erfc(π) = 1e-5 of the variance; at ξ/10 for
  /// the self-affine surface, 1 % for H = ½.
  public static func standardShortestWavelength(correlationLength: Double, hurstExponent: Double?) -> Double {
    hurstExponent == nil ? correlationLength : correlationLength / 10
  }

  /// S(q) over S(0), for a wavenumber in 1/m.
  public func density(_ wavenumber: Double) -> Double {
    let square = wavenumber * wavenumber * correlationLength * correlationLength
    guard let hurstExponent else { return exp(-square / 4) }
    return pow(1 + square, -(hurstExponent + 0.5))
  }

  /// Waves that fit a width (m), half waves between mirrored sides.
  public func modeCount(width: Double, sides: Closure) -> Int {
    Int((sides == .periodic ? width : 2 * width) / shortestWavelength * (1 + 1e-12))
  }
}

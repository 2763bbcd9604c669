import Foundation

/// LiPF₆ in carbonates after Landesfeind & Gasteiger, J. Electrochem. Soc. 166 (2019) A3079: all four transport properties against
/// concentration and temperature, measured between 0.1 and 4 mol/L and between 263 and 323 K. ĉ in mol/L, T in K:
///   κ = p₁ (1 + T − p₂) ĉ [1 + p₃ √ĉ + p₄ (1 + p₅ e^{1000/T}) ĉ] / [1 + ĉ⁴ p₆ e^{1000/T}] mS/cm
///   D = p₁ e^{p₂ĉ} e^{p₃/T} e^{p₄ĉ/T} 10⁻¹⁰ m²/s
///   t₊ and the thermodynamic factor: p₁ + p₂ĉ + p₃T + p₄ĉ² + p₅ĉT + p₆T² + p₇ĉ³ + p₈ĉ²T + p₉ĉT².
/// Below 0.1 mol/L t₊ and the factor keep their value there; above 4 mol/L all keep it.
public enum Landesfeind2019: Sendable {
  /// Coefficients of one solvent.
  public struct Solvent: Sendable {
    let conductivity: [Double], diffusivity: [Double], thermodynamicFactor: [Double], transferenceNumber: [Double]
  }

  /// EC:DMC, 1:1 by weight.
  public static let ethyleneDimethylCarbonate = Solvent(
    conductivity: [7.98e-1, 2.28e2, -1.22, 5.09e-1, -4e-3, 3.79e-3],
    diffusivity: [1.47e3, 1.33, -1.69e3, -5.63e2],
    thermodynamicFactor: [-5.58, 7.17, 3.80e-2, 1.91, -6.65e-2, -5.08e-5, 1.1e-1, -6.10e-3, 1.51e-4],
    transferenceNumber: [-7.91, 2.45e-1, 5.28e-2, 6.98e-1, -1.08e-2, -8.21e-5, 7.43e-4, -2.22e-3, 3.07e-5])

  /// EC:EMC, 3:7 by weight.
  public static let ethyleneEthylMethylCarbonate = Solvent(
    conductivity: [5.21e-1, 2.28e2, -1.06, 3.53e-1, -3.59e-3, 1.48e-3],
    diffusivity: [1.01e3, 1.01, -1.56e3, -4.87e2],
    thermodynamicFactor: [2.57e1, -4.51e1, -1.77e-1, 1.94, 2.95e-1, 3.08e-4, 2.59e-1, -9.46e-3, -4.54e-4],
    transferenceNumber: [-1.28e1, -6.12, 8.21e-2, 9.04e-1, 3.18e-2, -1.27e-4, 1.75e-2, -3.12e-3, -3.96e-5])

  static let lowest = 100.0, highest = 4000.0

  /// κ.
  public struct Conductivity: ConductivityLaw {
    private let slope: Double, root: Double, linear: Double, quartic: Double

    /// - Parameter temperature: K.
    public init(_ solvent: Solvent, temperature t: Double) {
      let p = solvent.conductivity
      let e = exp(1000 / t)
      slope = p[0] * (1 + t - p[1])
      root = p[2]
      linear = p[3] * (1 + p[4] * e)
      quartic = p[5] * e
    }

    @inline(__always)
    public func molarConductivity(_ c: Double) -> Double {
      let x = 1e-3 * min(c, highest)
      // 1 mS/cm over 1 mol/L is 1e-4 S m²/mol; above the highest concentration κ, not Λ, is held.
      let value = 1e-4 * slope * (1 + root * x.squareRoot() + linear * x) / (1 + quartic * (x * x) * (x * x))
      return c > highest ? value * highest / c : value
    }

    public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
      for i in 0..<c.count { result[i] = molarConductivity(c[i]) }
    }
  }

  /// D.
  public struct Diffusivity: ConcentrationLaw {
    private let factor: Double, exponent: Double

    /// - Parameter temperature: K.
    public init(_ solvent: Solvent, temperature t: Double) {
      let p = solvent.diffusivity
      factor = 1e-10 * p[0] * exp(p[2] / t)
      exponent = 1e-3 * (p[1] + p[3] / t)
    }

    @inline(__always)
    public func value(_ c: Double) -> Double { factor * boundedExponential(exponent * min(c, highest)) }
  }

  /// t₊, or the thermodynamic factor: a cubic in c at one temperature.
  static func cubic(_ p: [Double], temperature t: Double) -> PowerSeries {
    PowerSeries(
      [p[0] + p[2] * t + p[5] * t * t, p[1] + p[4] * t + p[8] * t * t, p[3] + p[7] * t, p[6]], range: lowest...highest)
  }

  public static func transference(_ solvent: Solvent, temperature: Double) -> PowerSeries {
    cubic(solvent.transferenceNumber, temperature: temperature)
  }

  public static func thermodynamics(_ solvent: Solvent, temperature: Double) -> PowerSeries {
    cubic(solvent.thermodynamicFactor, temperature: temperature)
  }
}

import Foundation

/// LiPF₆ in PC:EC:DMC (10:27:63 by volume) after Valøen & Reimers, J. Electrochem. Soc. 152 (2005) A882, measured up to 4 mol/L and
/// between 263 and 333 K, ĉ in mol/L:
///   κ = ĉ (a₀ + a₁ĉ + a₂ĉ²)² mS/cm, a₀ = −10.5 + 0.0740 T − 6.96e-5 T², a₁ = 0.668 − 0.0178 T + 2.80e-5 T², a₂ = 0.494 − 8.86e-4 T
///   log₁₀ D/(cm²/s) = −4.43 − 54/(T − 229 − 5ĉ) − 0.22 ĉ
///   (1 − t₊)·TDF = 0.601 − 0.24 ĉ^½ + 0.982 [1 − 0.0052 (T − 294)] ĉ^{3/2}, t₊ = 0.38.
/// κ = 1.19 S/m at 1 mol/L and 298 K. Above 4 mol/L all keep their value.
public enum ValoenReimers2005: Sendable {
  static let highest = 4000.0
  public static let transferenceNumber = 0.38

  /// κ.
  public struct Conductivity: ConductivityLaw {
    private let a0: Double, a1: Double, a2: Double

    /// - Parameter temperature: K.
    public init(temperature t: Double) {
      a0 = -10.5 + 0.0740 * t - 6.96e-5 * t * t
      a1 = 0.668 - 0.0178 * t + 2.80e-5 * t * t
      a2 = 0.494 - 8.86e-4 * t
    }

    @inline(__always)
    public func molarConductivity(_ c: Double) -> Double {
      let x = 1e-3 * min(c, highest)
      let root = a0 + x * (a1 + x * a2)
      let value = 1e-4 * root * root
      return c > highest ? value * highest / c : value
    }

    public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
      for i in 0..<c.count { result[i] = molarConductivity(c[i]) }
    }
  }

  /// D.
  public struct Diffusivity: ConcentrationLaw {
    private let temperature: Double

    /// - Parameter temperature: K.
    public init(temperature: Double) { self.temperature = temperature }

    @inline(__always)
    public func value(_ c: Double) -> Double {
      let x = 1e-3 * min(c, highest)
      let exponent = -4.43 - 54 / (temperature - 229 - 5 * x) - 0.22 * x
      return 1e-4 * boundedExponential(2.302_585_092_994_046 * exponent)
    }
  }

  /// Thermodynamic factor.
  public static func thermodynamics(temperature: Double) -> PowerSeries {
    let scale = 1 / (1 - transferenceNumber)
    return PowerSeries(
      [0.601 * scale, -0.24 * scale, 0.982 * (1 - 0.0052 * (temperature - 294)) * scale], powers: [0, 0.5, 1.5], range: 0...highest)
  }
}

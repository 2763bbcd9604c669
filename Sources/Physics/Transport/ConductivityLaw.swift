/// Ionic conductivity of an electrolyte against salt concentration.
///
/// Given as Λ = κ/c, S m²/mol, because κ must fall linearly with c near c = 0 (Nernst–Einstein): only then does κ ∇ln c stay
/// finite where the salt is used up.
public protocol ConductivityLaw: Sendable {
  /// Λ at concentration `c`, mol/m³.
  func molarConductivity(_ c: Double) -> Double
  /// Λ along a row of concentrations.
  func assign(_ c: Span<Double>, into molarConductivity: inout MutableSpan<Double>)
}

extension ConductivityLaw {
  /// κ at concentration `c` (mol/m³), S/m.
  public func conductivity(_ c: Double) -> Double { c * molarConductivity(c) }
}

/// κ = κ₀ c/c₀.
public struct ProportionalConductivity: ConductivityLaw {
  /// κ₀/c₀, S m²/mol.
  public let molar: Double

  public init(conductivity: Double, at concentration: Double) { molar = conductivity / concentration }

  public func molarConductivity(_ c: Double) -> Double { molar }
  public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
    for i in 0..<c.count { result[i] = molar }
  }
}

/// κ the same at every concentration: for supporting electrolytes and for comparison with closed forms. Its κ ∇ln c diverges where
/// the salt is used up.
public struct ConstantConductivity: ConductivityLaw {
  /// S/m.
  public let value: Double

  public init(_ value: Double) { self.value = value }

  public func molarConductivity(_ c: Double) -> Double { value / c }
  public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
    for i in 0..<c.count { result[i] = value / c[i] }
  }
}

/// LiPF₆ in PC:EC:DMC (10:27:63 by volume), fit of Valøen & Reimers, J. Electrochem. Soc. 152 (2005) A882, eq. 17:
/// κ = ĉ (a₀ + a₁ĉ + a₂ĉ²)² mS/cm, ĉ in mol/L, a₀ = −10.5 + 0.0740 T − 6.96e-5 T², a₁ = 0.668 − 0.0178 T + 2.80e-5 T²,
/// a₂ = 0.494 − 8.86e-4 T; measured up to 4 mol/L and between 263 and 333 K. κ = 1.19 S/m at 1 mol/L and 298 K.
public struct ValoenReimersConductivity: ConductivityLaw {
  private let a0: Double, a1: Double, a2: Double

  /// - Parameter temperature: K.
  public init(temperature t: Double) {
    a0 = -10.5 + 0.0740 * t - 6.96e-5 * t * t
    a1 = 0.668 - 0.0178 * t + 2.80e-5 * t * t
    a2 = 0.494 - 8.86e-4 * t
  }

  public func molarConductivity(_ c: Double) -> Double {
    let x = 1e-3 * c
    let root = a0 + x * (a1 + x * a2)
    return 1e-4 * root * root
  }

  public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
    for i in 0..<c.count {
      let x = 1e-3 * c[i]
      let root = a0 + x * (a1 + x * a2)
      result[i] = 1e-4 * root * root
    }
  }
}

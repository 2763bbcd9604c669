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

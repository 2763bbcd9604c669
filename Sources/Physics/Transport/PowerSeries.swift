import Foundation

/// A fit Σ aₖ ĉ^pₖ, ĉ = c in mol/L, within the concentrations it was made for; outside them its value at the nearer end.
public struct PowerSeries: ConcentrationLaw, Equatable {
  /// aₖ, in the unit of the property.
  public let coefficients: [Double]
  /// pₖ ≥ 0.
  public let powers: [Double]
  /// Concentrations of the fit, mol/m³.
  public let range: ClosedRange<Double>
  /// Whether the powers are 0, 1, 2 …
  private let isPolynomial: Bool

  /// - Parameter powers: as many as coefficients; 0, 1, 2 … when nil.
  public init(_ coefficients: [Double], powers: [Double]? = nil, range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude) {
    let powers = powers ?? coefficients.indices.map(Double.init)
    precondition(powers.count == coefficients.count, "as many powers as coefficients")
    self.coefficients = coefficients
    self.powers = powers
    self.range = range
    isPolynomial = powers == coefficients.indices.map(Double.init)
  }

  public func value(_ c: Double) -> Double {
    let x = 1e-3 * min(max(c, range.lowerBound), range.upperBound)
    var sum = 0.0
    if isPolynomial {
      for a in coefficients.reversed() { sum = sum * x + a }
      return sum
    }
    for (a, p) in zip(coefficients, powers) { sum += a * pow(x, p) }
    return sum
  }
}

/// κ given by a fit or a table, as Λ = κ/c. Below the lowest concentration of the data κ falls in proportion to c: a fit need not
/// do so by itself, and a κ that stays finite where there is no salt is no conductivity.
public struct FittedConductivity: ConductivityLaw {
  public let law: any ConcentrationLaw
  /// Below it κ ∝ c, mol/m³, > 0.
  public let lowest: Double

  public init(_ law: any ConcentrationLaw, lowest: Double) {
    self.law = law
    self.lowest = lowest
  }

  public func molarConductivity(_ c: Double) -> Double {
    let x = max(c, lowest)
    return law.value(x) / x
  }

  public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
    for i in 0..<c.count { result[i] = molarConductivity(c[i]) }
  }
}

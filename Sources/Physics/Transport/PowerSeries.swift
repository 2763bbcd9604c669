import Foundation

/// A fit Σ aₖ ĉ^pₖ, ĉ = c in mol/L, within the concentrations it was made for; outside them its value at the nearer end.
public struct PowerSeries: ConcentrationLaw, Equatable {
  /// aₖ, in the unit of the property.
  public let coefficients: [Double]
  /// pₖ ≥ 0.
  public let powers: [Double]
  /// Concentrations of the fit, mol/m³.
  public let range: ClosedRange<Double>
  /// Coefficients of a polynomial in ĉ, or in √ĉ where half powers occur; empty when the powers are others.
  private let polynomial: [Double]
  private let isInRoot: Bool

  /// - Parameter powers: as many as coefficients; 0, 1, 2 … when nil.
  public init(_ coefficients: [Double], powers: [Double]? = nil, range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude) {
    let powers = powers ?? coefficients.indices.map(Double.init)
    precondition(powers.count == coefficients.count, "as many powers as coefficients")
    self.coefficients = coefficients
    self.powers = powers
    self.range = range
    let isInRoot = powers.contains { $0 != $0.rounded() }
    self.isInRoot = isInRoot
    let steps = powers.map { isInRoot ? 2 * $0 : $0 }
    guard steps.allSatisfy({ $0 == $0.rounded() && $0 >= 0 && $0 <= 16 }) else {
      polynomial = []
      return
    }
    var polynomial = [Double](repeating: 0, count: 1 + Int(steps.max() ?? 0))
    for (a, step) in zip(coefficients, steps) { polynomial[Int(step)] += a }
    self.polynomial = polynomial
  }

  public func value(_ c: Double) -> Double {
    let x = 1e-3 * min(max(c, range.lowerBound), range.upperBound)
    var sum = 0.0
    if !polynomial.isEmpty {
      let base = isInRoot ? x.squareRoot() : x
      for a in polynomial.reversed() { sum = sum * base + a }
      return sum
    }
    for (a, p) in zip(coefficients, powers) { sum += a * pow(x, p) }
    return sum
  }

  public func assign(_ c: Span<Double>, into values: inout MutableSpan<Double>) {
    guard let last = polynomial.last else {
      for i in 0..<c.count { values[i] = value(c[i]) }
      return
    }
    let least = range.lowerBound, most = range.upperBound
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: c.count) { memory in
      unsafe memory.initialize(repeating: 0)
      var base = unsafe memory.mutableSpan
      for i in 0..<c.count { base[i] = 1e-3 * min(max(c[i], least), most) }
      if isInRoot { for i in 0..<c.count { base[i] = base[i].squareRoot() } }
      for i in 0..<c.count { values[i] = last }
      for a in polynomial.dropLast().reversed() { for i in 0..<c.count { values[i] = values[i] * base[i] + a } }
    }
  }
}

/// κ given by a fit or a table, as Λ = κ/c. Below the lowest concentration of the data κ falls in proportion to c: a fit need not
/// do so by itself, and a κ that stays finite where there is no salt is no conductivity.
public struct FittedConductivity: ConductivityLaw {
  public let law: any ConcentrationLaw
  /// Below it κ ∝ c, mol/m³, > 0.
  public let lowest: Double
  /// Λ below it.
  private let lowestMolar: Double

  public init(_ law: any ConcentrationLaw, lowest: Double) {
    self.law = law
    self.lowest = lowest
    lowestMolar = law.value(lowest) / lowest
  }

  public func molarConductivity(_ c: Double) -> Double {
    c > lowest ? law.value(c) / c : lowestMolar
  }

  public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
    law.assign(c, into: &result)
    for i in 0..<c.count { result[i] = c[i] > lowest ? result[i] / c[i] : lowestMolar }
  }
}

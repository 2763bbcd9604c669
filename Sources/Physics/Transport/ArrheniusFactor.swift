import Foundation

/// Change of a thermally activated property with temperature, X(T)/X(T₀) = exp[−(E_a/R)(1/T − 1/T₀)].
public struct ArrheniusFactor: Sendable, Equatable {
  /// E_a, J/mol; positive when the property grows with temperature.
  public let activationEnergy: Double
  /// T₀ at which the property is given, K.
  public let referenceTemperature: Double

  public init(activationEnergy: Double, referenceTemperature: Double) {
    self.activationEnergy = activationEnergy
    self.referenceTemperature = referenceTemperature
  }

  /// - Parameter temperature: K, > 0.
  public func value(at temperature: Double) -> Double {
    exp(-activationEnergy / PhysicalConstants.gas * (1 / temperature - 1 / referenceTemperature))
  }
}

/// A conductivity law times a factor, such as that of another temperature.
public struct ScaledConductivity: ConductivityLaw {
  public let law: any ConductivityLaw
  public let factor: Double

  public init(_ law: any ConductivityLaw, by factor: Double) {
    self.law = law
    self.factor = factor
  }

  public func molarConductivity(_ c: Double) -> Double { factor * law.molarConductivity(c) }
  public func assign(_ c: Span<Double>, into result: inout MutableSpan<Double>) {
    law.assign(c, into: &result)
    for i in 0..<c.count { result[i] *= factor }
  }
}

/// A property of the electrolyte against salt concentration: diffusivity, transference number, thermodynamic factor.
public protocol ConcentrationLaw: Sendable {
  /// At concentration `c`, mol/m³, ≥ 0.
  func value(_ c: Double) -> Double
  /// Along a row of concentrations.
  func assign(_ c: Span<Double>, into values: inout MutableSpan<Double>)
  /// Whether the value is the same at every concentration.
  var isConstant: Bool { get }
}

extension ConcentrationLaw {
  public var isConstant: Bool { false }

  public func assign(_ c: Span<Double>, into values: inout MutableSpan<Double>) {
    for i in 0..<c.count { values[i] = value(c[i]) }
  }
}

/// The same at every concentration.
public struct ConstantProperty: ConcentrationLaw {
  public let value: Double

  public init(_ value: Double) { self.value = value }

  public var isConstant: Bool { true }
  public func value(_ c: Double) -> Double { value }
}

/// A law times a factor, such as that of another temperature.
public struct ScaledProperty: ConcentrationLaw {
  public let law: any ConcentrationLaw
  public let factor: Double

  public init(_ law: any ConcentrationLaw, by factor: Double) {
    self.law = law
    self.factor = factor
  }

  public var isConstant: Bool { law.isConstant }
  public func value(_ c: Double) -> Double { factor * law.value(c) }
  public func assign(_ c: Span<Double>, into values: inout MutableSpan<Double>) {
    law.assign(c, into: &values)
    for i in 0..<c.count { values[i] *= factor }
  }
}

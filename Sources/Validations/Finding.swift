import Foundation

/// One number that a problem demands, and what the program makes of it.
public struct Finding: Equatable, Sendable {
  /// What was measured, with its conditions: `current of the wire, δ/R = 0.1`.
  public let quantity: String
  /// Of both numbers; empty for a pure number.
  public let unit: String
  /// What a closed form, or a converged run of another program, says.
  public let target: Double
  public let measured: Double
  public let bound: Bound

  public enum Bound: Equatable, Sendable {
    /// |measured − target| ≤ this × |target|.
    case relative(Double)
    /// |measured − target| ≤ this, in the unit.
    case absolute(Double)
    /// |measured| ≤ target: errors and residuals.
    case below
    /// measured ≥ target: orders of convergence.
    case above
  }

  public init(_ quantity: String, unit: String = "", target: Double, measured: Double, _ bound: Bound) {
    self.quantity = quantity
    self.unit = unit
    self.target = target
    self.measured = measured
    self.bound = bound
  }

  /// Not-a-number meets nothing.
  public var isMet: Bool {
    switch bound {
    case .relative(let part): abs(measured - target) <= part * abs(target)
    case .absolute(let gap): abs(measured - target) <= gap
    case .below: abs(measured) <= target
    case .above: measured >= target
    }
  }
}

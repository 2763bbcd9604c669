/// The physical dimension of a quantity as integer powers of the SI base units it is built from.
///
/// Luminous intensity is left out: no law of an electrochemical cell needs it. The plane angle is kept apart from pure numbers, so
/// that one cannot be written for the other.
public struct Dimension: Hashable, Sendable {
  /// Powers of kg, m, s, A, K, mol and rad, in this order.
  var powers: SIMD8<Int>

  /// - Parameters: the power of each base unit, 0 when left out.
  public init(kg: Int = 0, m: Int = 0, s: Int = 0, A: Int = 0, K: Int = 0, mol: Int = 0, rad: Int = 0) {
    powers = [kg, m, s, A, K, mol, rad, 0]
  }

  /// The dimension of a pure number.
  public static let one = Dimension()

  static func * (a: Dimension, b: Dimension) -> Dimension {
    var product = a
    product.powers = a.powers &+ b.powers
    return product
  }

  func raised(to exponent: Int) -> Dimension {
    var power = self
    power.powers = powers &* SIMD8(repeating: exponent)
    return power
  }
}

extension Dimension: CustomStringConvertible {
  /// Base units with their powers, such as `kg m^-1 s^-2`; `1` for a pure number.
  public var description: String {
    let factors = ["kg", "m", "s", "A", "K", "mol", "rad"].enumerated().compactMap { index, symbol -> String? in
      switch powers[index] {
      case 0: nil
      case 1: symbol
      default: "\(symbol)^\(powers[index])"
      }
    }
    return factors.isEmpty ? "1" : factors.joined(separator: " ")
  }
}

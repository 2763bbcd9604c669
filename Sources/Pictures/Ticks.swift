import RealModule

/// Round numbers within a range, and how they are written along an axis or a colour bar.
public struct Ticks: Hashable, Sendable {
  /// In rising order.
  public let values: [Double]
  /// One for each value; to be multiplied by 10^`exponent`.
  public let labels: [String]
  /// Power of ten taken out of all labels.
  public let exponent: Int

  /// Multiples of 1, 2 or 5 times a power of ten.
  ///
  /// - Parameter count: the largest number of ticks, at least 2.
  public init(linear range: ClosedRange<Double>, count: Int) {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else {
      self.init(values: [range.lowerBound], labels: [Numeral.significant(range.lowerBound, digits: 3)])
      return
    }
    let slack = 1e-9 * span
    func multiples(of step: Double) -> ClosedRange<Double> {
      let first = ((range.lowerBound - slack) / step).rounded(.up)
      return first...Swift.max(first, ((range.upperBound + slack) / step).rounded(.down))
    }
    var power = Int(Double.log10(span / Double(Swift.max(count, 2))).rounded(.down)) - 1
    var mantissa = 1.0
    search: while true {
      for candidate in [1.0, 2, 5] {
        let span = multiples(of: Self.scaled(candidate, power))
        if span.upperBound - span.lowerBound < Double(Swift.max(count, 2)) {
          mantissa = candidate
          break search
        }
      }
      power += 1
    }
    let steps = multiples(of: Self.scaled(mantissa, power))
    let indices = Array(stride(from: steps.lowerBound, through: steps.upperBound, by: 1))
    let largest = Swift.max(abs(range.lowerBound), abs(range.upperBound))
    let magnitude = Int((Double.log10(largest) + 1e-9).rounded(.down))
    // Outside 0.01 … 99 999 a common power of ten reads better than a row of zeros.
    let exponent = magnitude >= 5 || magnitude <= -3 ? magnitude : 0
    self.init(
      values: indices.map { Self.scaled($0 * mantissa, power) + 0 },
      labels: indices.map {
        Numeral.fixed(Self.scaled($0 * mantissa, power - exponent), decimals: Swift.max(0, exponent - power))
      },
      exponent: exponent)
  }

  /// Powers of ten, thinned to at most `count`; below one decade, the ticks of the linear range.
  public init(logarithmic range: ClosedRange<Double>, count: Int) {
    let first = Int((Double.log10(range.lowerBound) - 1e-9).rounded(.up))
    let last = Int((Double.log10(range.upperBound) + 1e-9).rounded(.down))
    guard last > first else {
      self.init(linear: range, count: count)
      return
    }
    let step = (last - first) / Swift.max(count, 2) + 1
    let powers = Array(stride(from: first, through: last, by: step))
    self.init(values: powers.map { Self.scaled(1, $0) }, labels: powers.map(Numeral.power))
  }

  private init(values: [Double], labels: [String], exponent: Int = 0) {
    self.values = values
    self.labels = labels
    self.exponent = exponent
  }

  /// `number` times a power of ten, by a division where that is the exactly rounded way.
  private static func scaled(_ number: Double, _ power: Int) -> Double {
    power < 0 ? number / Double.pow(10, Double(-power)) : number * Double.pow(10, Double(power))
  }
}

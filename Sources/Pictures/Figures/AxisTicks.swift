import RealModule

/// The ticks of a figure's axis: numbered ones, and small ones between the decades of a logarithmic axis.
struct AxisTicks: Equatable {
  /// In rising order, within the range.
  let values: [Double]
  /// One for each value; to be multiplied by 10^`exponent`.
  let labels: [String]
  let exponent: Int
  /// Without numbers.
  let minor: [Double]

  init(linear range: ClosedRange<Double>, count: Int) { self.init(Ticks(linear: range, count: count), minor: []) }

  /// Powers of ten where the range holds two of them; in a shorter one 1, 2 and 5 times powers of ten, or what is round.
  init(logarithmic range: ClosedRange<Double>, count: Int) {
    let low = Int(Double.log10(range.lowerBound).rounded(.down)), high = Int(Double.log10(range.upperBound).rounded(.up))
    let slack = 1e-9
    func holds(_ value: Double) -> Bool {
      value >= range.lowerBound * (1 - slack) && value <= range.upperBound * (1 + slack)
    }
    func multiples(_ digits: [Double]) -> [Double] {
      (low...high).flatMap { power in
        digits.map { power < 0 ? $0 / Double.pow(10, Double(-power)) : $0 * Double.pow(10, Double(power)) }
      }.filter(holds)
    }
    let minor = multiples(Array(stride(from: 2.0, through: 9, by: 1)))
    let powers = Ticks(logarithmic: range, count: count)
    if multiples([1]).count >= 2 {
      self.init(powers, minor: powers.values.count == multiples([1]).count ? minor : multiples([1]))
      return
    }
    let short = multiples([1, 2, 5])
    if short.count >= 2, short.count <= count {
      let isPlain = short[0] >= 0.001 && short[short.count - 1] < 1e4
      self.init(
        values: short, labels: short.map { isPlain ? Numeral.significant($0, digits: 1) : Numeral.product($0) }, exponent: 0, minor: minor)
    } else {
      self.init(Ticks(linear: range, count: min(count, 4)), minor: short.count < 2 ? [] : minor)
    }
  }

  private init(_ ticks: Ticks, minor: [Double]) {
    self.init(values: ticks.values, labels: ticks.labels, exponent: ticks.exponent, minor: minor)
  }

  private init(values: [Double], labels: [String], exponent: Int, minor: [Double]) {
    self.values = values
    self.labels = labels
    self.exponent = exponent
    self.minor = minor
  }
}

extension Numeral {
  /// A digit times a power of ten: "2×10⁻⁵", and "10⁻⁵" for one.
  static func product(_ value: Double) -> String {
    let power = Int((Double.log10(value) + 1e-9).rounded(.down))
    let digit = Int((value / Double.pow(10, Double(power))).rounded())
    return digit == 1 ? Self.power(ofTen: power) : "\(digit)×" + Self.power(ofTen: power)
  }
}

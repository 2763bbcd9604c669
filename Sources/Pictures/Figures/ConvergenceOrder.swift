import RealModule

/// The power law that errors follow as a resolution h becomes finer, fitted in logarithms by least squares.
///
/// Against a known value: |e| = C hᵖ. Against the finest run, whose own error is part of each difference:
/// |e| = C |hᵖ − h₀ᵖ|, so that a quantity which is exactly q + C hᵖ gives exactly p.
public struct ConvergenceOrder: Equatable, Sendable {
  /// p.
  public let order: Double
  /// C, in the unit of the errors over that of h to the power p.
  public let factor: Double
  /// h₀; nil against a known value.
  public let finest: Double?

  /// - Parameters:
  ///   - resolutions: h, > 0, at least two different ones, none of them `finest`.
  ///   - errors: > 0, one for each.
  public init?(resolutions: [Double], errors: [Double], finest: Double? = nil) {
    precondition(resolutions.count == errors.count, "an error for each resolution")
    guard Set(resolutions).count >= 2, zip(resolutions, errors).allSatisfy({ $0 > 0 && $1 > 0 && $0 != finest }) else { return nil }
    self.finest = finest
    /// Logarithms of C for each point, were p the order.
    func logarithms(_ p: Double) -> [Double] {
      zip(resolutions, errors).map { Double.log($1) - Double.log(Self.shape($0, p, finest)) }
    }
    func spread(_ p: Double) -> Double {
      let values = logarithms(p)
      let mean = values.reduce(0, +) / Double(values.count)
      return values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    }
    // The spread has one minimum in p: found between steps, then by golden sections.
    let steps = (1...240).map { 0.05 * Double($0) }
    let best = steps.indices.min { spread(steps[$0]) < spread(steps[$1]) } ?? 0
    // Errors that do not fall, or fall faster than any scheme, follow no power law.
    guard best > 0, best < steps.count - 1 else { return nil }
    var (low, high) = (steps[best - 1], steps[best + 1])
    let golden = 0.5 * (Double.sqrt(5) - 1)
    for _ in 0..<80 {
      let (a, b) = (high - golden * (high - low), low + golden * (high - low))
      if spread(a) < spread(b) { high = b } else { low = a }
    }
    let order = (low + high) / 2
    let values = logarithms(order)
    self.order = order
    factor = Double.exp(values.reduce(0, +) / Double(values.count))
  }

  /// The fitted error at a resolution.
  public func error(at resolution: Double) -> Double { factor * Self.shape(resolution, order, finest) }

  private static func shape(_ h: Double, _ p: Double, _ finest: Double?) -> Double {
    abs(Double.pow(h, p) - (finest.map { Double.pow($0, p) } ?? 0))
  }
}

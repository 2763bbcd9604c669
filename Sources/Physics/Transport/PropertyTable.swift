/// A measured property between its points: a monotone piecewise cubic (Fritsch & Carlson, SIAM J. Numer. Anal. 17 (1980) 238), which
/// has a continuous slope and never overshoots the data. Outside the points the value of the nearer end.
public struct PropertyTable: ConcentrationLaw, Equatable {
  /// mol/m³, rising.
  public let concentrations: [Double]
  public let values: [Double]
  /// At the points, per mol/m³.
  private let slopes: [Double]

  /// - Parameters: at least two points, as many values, concentrations strictly rising.
  public init(concentrations: [Double], values: [Double]) {
    precondition(concentrations.count == values.count && values.count >= 2, "a table has at least two points")
    precondition(zip(concentrations, concentrations.dropFirst()).allSatisfy { $0 < $1 }, "concentrations rise")
    self.concentrations = concentrations
    self.values = values
    let n = values.count
    let secants = (0..<n - 1).map { k -> Double in
      let rise = values[k + 1] - values[k], run = concentrations[k + 1] - concentrations[k]
      return rise / run
    }
    var slopes = (0..<n).map { k -> Double in
      if k == 0 { return secants[0] }
      if k == n - 1 { return secants[n - 2] }
      return secants[k - 1] * secants[k] <= 0 ? 0 : 0.5 * (secants[k - 1] + secants[k])
    }
    for k in 0..<n - 1 {
      guard secants[k] != 0 else {
        slopes[k] = 0
        slopes[k + 1] = 0
        continue
      }
      let a = slopes[k] / secants[k], b = slopes[k + 1] / secants[k]
      let size = (a * a + b * b).squareRoot()
      if size > 3 {
        slopes[k] = 3 / size * a * secants[k]
        slopes[k + 1] = 3 / size * b * secants[k]
      }
    }
    self.slopes = slopes
  }

  public func value(_ c: Double) -> Double {
    let n = values.count
    if !(c > concentrations[0]) { return values[0] }
    if c >= concentrations[n - 1] { return values[n - 1] }
    var low = 0, high = n - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if concentrations[middle] <= c { low = middle } else { high = middle }
    }
    let width = concentrations[high] - concentrations[low]
    let t = (c - concentrations[low]) / width, s = 1 - t
    let ends = s * s * (1 + 2 * t) * values[low] + t * t * (1 + 2 * s) * values[high]
    return ends + s * t * width * (s * slopes[low] - t * slopes[high])
  }
}

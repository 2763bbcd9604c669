public import Fields
import Foundation

/// The shape of the front, from the topmost place in each column where ξ = ½. Lengths in m.
public struct Morphology: Codable, Equatable, Sendable {
  /// Highest, mean and lowest of the columns.
  public var tipHeight = 0.0, meanHeight = 0.0, valleyHeight = 0.0
  /// Root mean square of the columns' heights about their mean.
  public var roughness = 0.0
  /// Length (in 3-D area) of the front over that of a flat one, overhangs and islands included: ∫ w dV over the cross-section.
  public var interfaceAreaRatio = 1.0
  /// Where the tip is, along the width, m.
  public var tipPosition = 0.0
  /// Radius of curvature of the tip, m; infinite where it is flat.
  public var tipRadius = Double.infinity

  public init() {}

  /// - Parameter halfWidth: δ, m; without it the tip's radius is left out.
  public init(orderParameter: ScalarField, density: ScalarField, halfWidth: Double? = nil) {
    let grid = orderParameter.grid
    let heights = Self.columnHeights(orderParameter)
    let mean = heights.reduce(0, +) / Double(heights.count)
    meanHeight = mean
    valleyHeight = heights.min() ?? 0
    roughness = (heights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(heights.count)).squareRoot()
    if let tip = heights.indices.max(by: { heights[$0] < heights[$1] }) {
      tipHeight = heights[tip]
      tipPosition = grid.center(tip % grid.width, .width)
      if let halfWidth {
        let place = (i: tip % grid.width, j: tip / grid.width)
        tipRadius = TipRadius(orderParameter, tip: place, height: tipHeight, halfWidth: halfWidth).radius
      }
    }
    interfaceAreaRatio = density.sum() * grid.growthSpacing / Double(grid.width * grid.depth)
  }

  /// Height of the metal in each column, width fastest, m; zero where there is none.
  ///
  /// Between the two cells around ξ = ½ the place is interpolated in ln(ξ/(1 − ξ)), which is linear in distance on the profile.
  public static func columnHeights(_ orderParameter: ScalarField) -> [Double] {
    let grid = orderParameter.grid
    let n = grid.width, h = grid.growthSpacing
    // Below 0: not found yet.
    var heights = [Double](repeating: -1, count: n * grid.depth)
    var open = n * grid.depth
    for k in stride(from: grid.growth - 1, through: 0, by: -1) where open > 0 {
      for j in 0..<grid.depth {
        let here = unsafe orderParameter.row(k * grid.depth + j, n).span
        let found = open
        do {
          let known = heights.span.extracting(j * n..<(j + 1) * n)
          for i in 0..<n { open &-= (here[i + 1] >= 0.5 ? 1 : 0) & (known[i] < 0 ? 1 : 0) }
        }
        if open == found { continue }
        let above = unsafe orderParameter.row(min(k + 1, grid.growth - 1) * grid.depth + j, n).span
        for i in 0..<n where here[i + 1] >= 0.5 && heights[j * n + i] < 0 {
          let part = k == grid.growth - 1 ? 0.5 : crossing(from: here[i + 1], to: above[i + 1])
          heights[j * n + i] = (Double(k) + 0.5 + part) * h
        }
      }
    }
    for i in heights.indices where heights[i] < 0 { heights[i] = 0 }
    return heights
  }

  /// Where, between two cells on either side of ξ = ½, that value is: 0 at the first, 1 at the second.
  static func crossing(from here: Double, to beyond: Double) -> Double {
    let a = logit(here), b = logit(beyond)
    return a / (a - b)
  }

  private static func logit(_ xi: Double) -> Double {
    let x = min(max(xi, 1e-15), 1 - 1e-15)
    return log(x / (1 - x))
  }
}

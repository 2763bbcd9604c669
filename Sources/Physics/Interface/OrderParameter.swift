public import Fields
import Foundation

/// The order parameter ξ: 1 in lithium metal, 0 in the electrolyte, ½ (1 − tanh(d/δ)) across a front at rest, d the signed
/// distance into the electrolyte and δ the interface half-width.
public enum OrderParameter {
  /// Metal fraction H = 3ξ² − 2ξ³ that enters densities and conduction: its gradient falls off twice as fast as that of ξ.
  @inlinable @inline(__always)
  public static func metalFraction(_ xi: Double) -> Double { xi * xi * (3 - 2 * xi) }

  /// Where ξ(1 − ξ) is below this, 7 half-widths from the front, the profile ends.
  public static let tail = 5e-7

  /// Electrolyte fraction 1 − H = (1 − ξ)²(1 + 2ξ), without cancellation in the metal.
  @inlinable @inline(__always)
  public static func electrolyteFraction(_ xi: Double) -> Double { (1 - xi) * (1 - xi) * (1 + 2 * xi) }

  /// Whether a row of cells with ghosts has a front: ξ(1 − ξ) above `tail` in one of the cells.
  @inlinable @inline(__always)
  public static func hasFront(_ row: Span<Double>) -> Bool {
    isNegativeAnywhere(1..<row.count - 1) { tail - row[$0] * (1 - row[$0]) }
  }

  /// Slope of the equilibrium profile, −dξ/dn = (2/δ) ξ(1 − ξ), 1/m, up to its tails: a source v × this moves all level sets by v.
  public static func assignSlope(_ xi: ScalarField, halfWidth: Double, into slope: ScalarField) {
    let n = xi.grid.width
    let factor = 2 / halfWidth
    xi.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        guard hasFront(x) else {
          slope.clear(r)
          continue
        }
        var s = unsafe slope.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          let product = x[i] * (1 - x[i])
          s[i] = product > tail ? factor * product : 0
        }
      }
    }
  }

  /// Equilibrium profile at signed distance `d` into the electrolyte.
  public static func profile(_ d: Double, halfWidth: Double) -> Double { 0.5 * (1 - tanh(d / halfWidth)) }
}

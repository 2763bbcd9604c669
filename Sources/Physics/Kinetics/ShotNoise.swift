import Fields
import Foundation

/// Shot noise of the interfacial current: single ions that react independently, forward and backward, fluctuate by
///   i → i + s √( e (i_a + i_c)/(a Δt) ) ζ,
/// a = w dV the interface area of a cell, i_a and i_c the partial current densities, ζ standard normal (W. Schottky, Ann. Phys. 57
/// (1918) 541). The variance of the charge over any area and time is e (i_a + i_c) × area × time, whatever the cells and the steps.
///
/// Charge and lithium are conserved as without it. What it adds to plating fades with the salt during a step. ζ depends on seed, step and
/// cell only: a step that is refused is tried again with the same ζ. s = 1 is the physics; a larger s stands for what triggers nucleation
/// in an experiment and is not in the equations.
public struct ShotNoise: Sendable, Equatable {
  /// s, ≥ 0.
  public var amplification: Double
  public var seed: UInt64
  /// Depth of a run one cell deep, m: how much interface a cell stands for.
  public var depth: Double

  public init(amplification: Double = 1, seed: UInt64, depth: Double) {
    self.amplification = amplification
    self.seed = seed
    self.depth = depth
  }

  /// Where the density is below this part of its maximum, the tails, nothing fluctuates: they hold 0.04 % of the front, and of the
  /// variance.
  static let threshold = 1e-3

  /// Sets the front's noise for the step `step` from the partial currents of its last evaluation.
  ///
  /// - Parameter hasZeroMean: takes off what the noise adds to the total current, for a current that is imposed.
  func assign(_ front: FrontCurrent, step: Int, timeStep: Double, hasZeroMean: Bool) {
    let grid = front.density.grid
    let n = grid.width
    let stream = RandomStream(seed: seed)
    let thickness = grid.depth > 1 ? grid.depthSpacing : depth
    let volume = grid.widthSpacing * grid.growthSpacing * thickness
    let factor = amplification * amplification * PhysicalConstants.elementaryCharge / (volume * timeStep)
    let density = front.density, fluctuation = front.fluctuation
    let plating = front.plating, stripping = front.stripping, relative = front.relativeConcentration
    let least = Self.threshold * density.maximum()
    let count = UInt64(n), key = UInt64(step)
    let areas = RowPartials(grid.rowCount)
    let total = grid.sum { r in
      guard front.rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n).span, x = unsafe relative.row(r, n).span
      let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
      var f = unsafe fluctuation.row(r, n).mutableSpan
      var sum = 0.0, area = 0.0
      for i in 1..<n + 1 {
        guard w[i] > least else {
          f[i] = 0
          continue
        }
        let zeta = stream.normal(step: key, cell: UInt64(r) * count + UInt64(i - 1))
        f[i] = (factor * (x[i] * a[i] + b[i]) / w[i]).squareRoot() * zeta
        sum += w[i] * f[i]
        area += w[i]
      }
      areas[r] = area
      return sum
    }
    let area = areas.sum()
    let mean = hasZeroMean && area > 0 ? total / area : 0
    grid.forEachTile { rows in
      for r in rows where front.rows[r] > 0 {
        let w = unsafe density.row(r, n).span, x = unsafe relative.row(r, n).span
        var f = unsafe fluctuation.row(r, n).mutableSpan
        for i in 1..<n + 1 where w[i] > least {
          f[i] -= mean
          if f[i] > 0 { f[i] /= x[i] }
        }
      }
    }
  }
}

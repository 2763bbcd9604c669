public import Fields
import Foundation

/// What stress does to the equilibrium potential of lithium, E_stress = −(V_m/F) Δp, Δp = p_m − (V₊/V_m) p_e.
///
/// Deposition brings V_m of metal to where the pressure is p_m and takes a cation of partial molar volume V₊ from where it is p_e: with
/// dμ = V dp on both sides, compressed metal is harder to plate, a compressed electrolyte gives its cations away more readily. Split into
/// mean and difference of the two pressures, these are the weights ½(V_m + V₊) and ½(V_m − V₊) of C. Monroe & J. Newman, J. Electrochem.
/// Soc. 152 (2005) A396, who take V₊ = t₋ V_salt for a binary electrolyte; the capillary part of the jump is that of `Curvature`.
///
/// Pressures are those at the front from either side: extrapolated to it from two places along its normal, where cells hold one material
/// alone. So the shift is the same for all cells of the diffuse front that belong to a place of it.
public struct StressShift: Sendable, Equatable {
  /// V_m of the metal and V₊, m³/mol.
  public let molarVolume: Double
  public let cationMolarVolume: Double
  /// δ, m.
  public let halfWidth: Double

  public init(molarVolume: Double, cationMolarVolume: Double, halfWidth: Double) {
    self.molarVolume = molarVolume
    self.cationMolarVolume = cationMolarVolume
    self.halfWidth = halfWidth
  }

  /// V per Pa of the metal's pressure: 1 mV for 7.42 MPa.
  public var metalWeight: Double { -molarVolume / PhysicalConstants.faraday }
  /// V per Pa of the electrolyte's pressure.
  public var electrolyteWeight: Double { cationMolarVolume / PhysicalConstants.faraday }

  /// Where pressures are taken, in cells from the front: the nearest where stresses of cells that it crosses play next to no part. Across necks
  /// and gaps of less than three cells they reach into what lies beyond.
  private static let places = (1.5, 2.5)

  /// Writes the shift (V) where `density` is not zero, and zero elsewhere.
  ///
  /// - Parameter pressure: −⅓ tr σ, Pa.
  public func assign(_ xi: ScalarField, density: ScalarField, pressure: ScalarField, into shift: ScalarField) {
    let grid = xi.grid, n = grid.width
    let near = Self.places.0, far = Self.places.1
    let lean = near / (far - near)
    grid.forEachTile { rows in
      let sample = FieldSample(pressure)
      for r in rows {
        guard !density.isClear(r) else {
          shift.clear(r)
          continue
        }
        let w = unsafe density.row(r, n).span, next = grid.neighbours(of: r)
        let x = unsafe xi.row(r, n).span, below = unsafe xi.row(next.below, n).span, above = unsafe xi.row(next.above, n).span
        let before = unsafe xi.row(next.before, n).span, behind = unsafe xi.row(next.behind, n).span
        var out = unsafe shift.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          out[i] = 0
          guard w[i] > 0, x[i] > 0, x[i] < 1 else { continue }
          // Into the metal, per cell.
          let slope = SIMD3(
            (x[i + 1] - x[i - 1]) / grid.widthSpacing, grid.depth > 1 ? (behind[i] - before[i]) / grid.depthSpacing : 0,
            (above[i] - below[i]) / grid.growthSpacing)
          let size = (slope * slope).sum().squareRoot()
          guard size > 0 else { continue }
          let normal = slope / size
          let depth = 0.5 * halfWidth * log(x[i] / (1 - x[i]))
          let spacing = SIMD3(grid.widthSpacing, grid.depthSpacing, grid.growthSpacing)
          let foot = SIMD3(Double(i - 1), Double(grid.depthIndex(of: r)), Double(grid.layer(of: r))) - depth * normal / spacing
          let step = normal * spacing.min() / spacing
          let metal = (1 + lean) * sample.linear(foot + near * step) - lean * sample.linear(foot + far * step)
          let electrolyte = (1 + lean) * sample.linear(foot - near * step) - lean * sample.linear(foot - far * step)
          out[i] = metalWeight * metal + electrolyteWeight * electrolyte
        }
        shift.seal(r)
      }
    }
  }
}

public import Fields
import Foundation

/// Curvature of the front, 𝒦 = −∇·n with n = ∇d/|∇d| pointing into the metal, 1/m; positive on a tip.
///
/// d = (δ/2) ln[ξ/(1 − ξ)] is the signed distance of the equilibrium profile, linear across the front, so differences of it are
/// accurate where those of ξ are not. Normals are built on the faces from compact differences: the shortest mode of the grid,
/// a two-cell sawtooth, has curvature and feels the interfacial energy. For a wave along the front such differences give
/// k²(1 − k²h²/12 + …); 𝒦 − (h²/12)∇²𝒦 with the five-point Laplacian takes that error off, which the sawtooth needs most.
public struct Curvature: Sendable {
  /// δ, m.
  public let halfWidth: Double
  private let distance: ScalarField
  /// −∇·n before the correction.
  private let divergence: ScalarField

  public init(_ grid: Grid, halfWidth: Double) {
    self.halfWidth = halfWidth
    distance = ScalarField(grid)
    divergence = ScalarField(grid)
  }

  /// Where the profile is closer than this to 0 or 1, its logarithm carries no shape: 7 half-widths from the front.
  private static let tail = 1e-6

  private static let correction = 1.0 / 12

  /// Signed distance into the electrolyte, cut in the tails, of the front that `xi` describes.
  private func assignDistance(_ xi: ScalarField) {
    let n = xi.grid.width
    let distance = self.distance
    let scale = 0.5 * halfWidth, limit = self.limit
    xi.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        var d = unsafe distance.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          d[i] =
            x[i] > Self.tail && x[i] < 1 - Self.tail ? scale * log(x[i] / (1 - x[i])) : (x[i] > 0.5 ? limit : -limit)
        }
        distance.seal(r)
      }
    }
  }

  private var limit: Double { 0.5 * halfWidth * log((1 - Self.tail) / Self.tail) }

  /// cos m(θ − θ₀) of an anisotropy for the front's outward normal.
  public func assign(_ anisotropy: SurfaceAnisotropy, _ xi: ScalarField, into harmonic: ScalarField) {
    let grid = xi.grid
    precondition(grid.depth == 1, "anisotropy is implemented for grids one cell deep")
    assignDistance(xi)
    let n = grid.width
    let distance = self.distance
    let a = 0.5 / grid.widthSpacing, g = 0.5 / grid.growthSpacing
    let turn = anisotropy.turn
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let c = unsafe distance.row(r, n).span
        let below = unsafe distance.row(next.below, n).span, above = unsafe distance.row(next.above, n).span
        var h = unsafe harmonic.row(r, n).mutableSpan
        // The distance grows into the metal, the outward normal points out of it.
        for i in 1..<n + 1 { h[i] = anisotropy.harmonic(-a * (c[i + 1] - c[i - 1]), -g * (above[i] - below[i]), turn) }
        harmonic.seal(r)
      }
    }
  }

  public func assign(_ xi: ScalarField, into curvature: ScalarField) {
    let grid = xi.grid
    precondition(grid.depth == 1, "curvature is implemented for grids one cell deep")
    let n = grid.width
    let distance = self.distance, limit = self.limit
    assignDistance(xi)
    let a = 1 / grid.widthSpacing, g = 1 / grid.growthSpacing
    // No wave of the grid is curved more; a cusp is.
    let bound = 2 * max(a, g)
    let compact = self.divergence
    let inside = limit - 3 * max(grid.widthSpacing, grid.growthSpacing)
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        for r in rows {
          let next = grid.neighbours(of: r)
          let c = unsafe distance.row(r, n).span
          let below = unsafe distance.row(next.below, n).span
          let above = unsafe distance.row(next.above, n).span
          var across = unsafe buffer.mutableSpan
          // Width component of the normal on the right face of cell i.
          for i in 0..<n + 1 {
            let p = a * (c[i + 1] - c[i])
            let q = 0.25 * g * ((above[i] + above[i + 1]) - (below[i] + below[i + 1]))
            across[i] = p / (p * p + q * q + 1e-12).squareRoot()
          }
          var k = unsafe compact.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            let up = g * (above[i] - c[i])
            let upAcross = 0.25 * a * ((c[i + 1] + above[i + 1]) - (c[i - 1] + above[i - 1]))
            let down = g * (c[i] - below[i])
            let downAcross = 0.25 * a * ((c[i + 1] + below[i + 1]) - (c[i - 1] + below[i - 1]))
            let top = up / (up * up + upAcross * upAcross + 1e-12).squareRoot()
            let bottom = down / (down * down + downAcross * downAcross + 1e-12).squareRoot()
            let divergence = a * (across[i] - across[i - 1]) + g * (top - bottom)
            k[i] = max(-bound, min(bound, -divergence))
          }
          compact.seal(r)
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let c = unsafe compact.row(r, n).span
        let below = unsafe compact.row(next.below, n).span
        let above = unsafe compact.row(next.above, n).span
        var k = unsafe curvature.row(r, n).mutableSpan
        let x = unsafe distance.row(r, n).span
        for i in 1..<n + 1 {
          let spread = (c[i + 1] + c[i - 1]) + (above[i] + below[i]) - 4 * c[i]
          let value = max(-bound, min(bound, c[i] - Self.correction * spread))
          // Beside the cut of the logarithm its kink would pass for curvature.
          k[i] = abs(x[i]) < inside ? value : 0
        }
        curvature.seal(r)
      }
    }
  }
}

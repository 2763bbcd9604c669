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
  /// 1 for rows that have curvature, else 0.
  private let hasShape: RowPartials

  public init(_ grid: Grid, halfWidth: Double, scratch given: Scratch? = nil) {
    let scratch = given ?? Scratch(grid)
    self.halfWidth = halfWidth
    distance = scratch.field(0, on: grid)
    divergence = scratch.field(1, on: grid)
    hasShape = RowPartials(grid.rowCount)
  }

  /// Where the profile is closer than this to 0 or 1, its logarithm carries no shape: 7 half-widths from the front.
  private static let tail = 1e-6

  private static let correction = 1.0 / 12

  /// Signed distance into the electrolyte, cut in the tails, of the front that `xi` describes.
  private func assignDistance(_ xi: ScalarField) {
    let n = xi.grid.width
    let distance = self.distance
    let scale = 0.5 * halfWidth, limit = self.limit, inside = self.inside, hasShape = self.hasShape
    xi.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        var d = unsafe distance.row(r, n).mutableSpan
        // Beyond the tails there are no logarithms to be taken.
        let hasFront = isNegativeAnywhere(1..<n + 1) { max(Self.tail - x[$0], x[$0] - (1 - Self.tail)) }
        if hasFront {
          for i in 1..<n + 1 {
            let depth = scale * positiveLogarithm(x[i] / (1 - x[i]))
            d[i] = x[i] > Self.tail && x[i] < 1 - Self.tail ? depth : (x[i] > 0.5 ? limit : -limit)
          }
        } else {
          for i in 1..<n + 1 { d[i] = x[i] > 0.5 ? limit : -limit }
        }
        distance.seal(r)
        hasShape[r] = hasFront && isNegativeAnywhere(1..<n + 1) { abs(d[$0]) - inside } ? 1 : 0
      }
    }
  }

  /// Distance within which there is curvature: beside the cut of the logarithm its kink would pass for one.
  private var inside: Double {
    let grid = distance.grid
    return limit - 3 * max(grid.widthSpacing, grid.growthSpacing, grid.depth > 1 ? grid.depthSpacing : 0)
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
    assignDistance(xi)
    if grid.depth > 1 { assignDivergenceOfDepth() } else { assignDivergence() }
    let n = grid.width, isDeep = grid.depth > 1
    let distance = self.distance, compact = divergence, bound = self.bound, inside = self.inside, hasShape = self.hasShape
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let c = unsafe compact.row(r, n).span
        let below = unsafe compact.row(next.below, n).span
        let above = unsafe compact.row(next.above, n).span
        let before = unsafe compact.row(next.before, n).span, behind = unsafe compact.row(next.behind, n).span
        let x = unsafe distance.row(r, n).span
        guard hasShape[r] > 0 else {
          curvature.clear(r)
          continue
        }
        var k = unsafe curvature.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          var spread = (c[i + 1] + c[i - 1]) + (above[i] + below[i]) - 4 * c[i]
          if isDeep { spread += before[i] + behind[i] - 2 * c[i] }
          let value = max(-bound, min(bound, c[i] - Self.correction * spread))
          k[i] = abs(x[i]) < inside ? value : 0
        }
        curvature.seal(r)
      }
    }
  }

  /// No wave of the grid is curved more; a cusp is.
  private var bound: Double {
    let grid = distance.grid
    return 2 / grid.leastSpacing
  }

  /// Whether the divergence of a row of cells is asked for: by itself or by a row beside it.
  private func isNearShape(_ r: Int) -> Bool {
    let next = distance.grid.neighbours(of: r)
    return hasShape[r] + hasShape[next.below] + hasShape[next.above] + hasShape[next.before] + hasShape[next.behind] > 0
  }

  private func assignDivergence() {
    let grid = distance.grid
    let n = grid.width
    let distance = self.distance, compact = divergence, bound = self.bound
    let a = 1 / grid.widthSpacing, g = 1 / grid.growthSpacing
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        for r in rows where isNearShape(r) {
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
  }

  /// The same where the normal has a component along depth.
  private func assignDivergenceOfDepth() {
    let grid = distance.grid
    let n = grid.width
    let distance = self.distance, compact = divergence, bound = self.bound
    let a = 1 / grid.widthSpacing, b = 1 / grid.depthSpacing, g = 1 / grid.growthSpacing
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        for r in rows where isNearShape(r) {
          let next = grid.neighbours(of: r)
          let c = unsafe distance.row(r, n).span
          let below = unsafe distance.row(next.below, n).span, above = unsafe distance.row(next.above, n).span
          let before = unsafe distance.row(next.before, n).span, behind = unsafe distance.row(next.behind, n).span
          let beforeNext = grid.neighbours(of: next.before), behindNext = grid.neighbours(of: next.behind)
          let aboveBefore = unsafe distance.row(beforeNext.above, n).span, belowBefore = unsafe distance.row(beforeNext.below, n).span
          let aboveBehind = unsafe distance.row(behindNext.above, n).span, belowBehind = unsafe distance.row(behindNext.below, n).span
          var across = unsafe buffer.mutableSpan
          for i in 0..<n + 1 {
            let p = a * (c[i + 1] - c[i])
            let q = 0.25 * g * ((above[i] + above[i + 1]) - (below[i] + below[i + 1]))
            let s = 0.25 * b * ((behind[i] + behind[i + 1]) - (before[i] + before[i + 1]))
            across[i] = p / (p * p + q * q + s * s + 1e-12).squareRoot()
          }
          var k = unsafe compact.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            // On the faces above, below, behind and before: the compact difference, and the means of the central ones across it.
            let up = g * (above[i] - c[i])
            let upAcross = 0.25 * a * ((c[i + 1] + above[i + 1]) - (c[i - 1] + above[i - 1]))
            let upDeep = 0.25 * b * ((behind[i] + aboveBehind[i]) - (before[i] + aboveBefore[i]))
            let down = g * (c[i] - below[i])
            let downAcross = 0.25 * a * ((c[i + 1] + below[i + 1]) - (c[i - 1] + below[i - 1]))
            let downDeep = 0.25 * b * ((behind[i] + belowBehind[i]) - (before[i] + belowBefore[i]))
            let back = b * (behind[i] - c[i])
            let backAcross = 0.25 * a * ((c[i + 1] + behind[i + 1]) - (c[i - 1] + behind[i - 1]))
            let backUp = 0.25 * g * ((above[i] + aboveBehind[i]) - (below[i] + belowBehind[i]))
            let fore = b * (c[i] - before[i])
            let foreAcross = 0.25 * a * ((c[i + 1] + before[i + 1]) - (c[i - 1] + before[i - 1]))
            let foreUp = 0.25 * g * ((above[i] + aboveBefore[i]) - (below[i] + belowBefore[i]))
            let rise = Self.unit(up, upAcross, upDeep) - Self.unit(down, downAcross, downDeep)
            let reach = Self.unit(back, backAcross, backUp) - Self.unit(fore, foreAcross, foreUp)
            let divergence = a * (across[i] - across[i - 1]) + g * rise + b * reach
            k[i] = max(-bound, min(bound, -divergence))
          }
          compact.seal(r)
        }
      }
    }
  }

  /// First component of a vector made a unit one.
  @inline(__always)
  private static func unit(_ x: Double, _ y: Double, _ z: Double) -> Double { x / (x * x + y * y + z * z + 1e-12).squareRoot() }
}

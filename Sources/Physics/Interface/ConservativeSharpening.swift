public import Fields
import Foundation

/// Keeps the tanh profile of the front without moving volume and without curvature flow.
///
/// Exchange between neighbours a, b across a face: J = g [ (1 − t) b(1 − a) − (1 + t) a(1 − b) ], t = tanh(h n/δ), n the face's
/// component of the normal, g = Δt Γ δ/(2h²). The flux vanishes on the sampled profile ½(1 − tanh(d/δ)) whatever its orientation;
/// it is the mean field of an exclusion process, so that 0 ≤ ξ ≤ 1 holds without clipping while the substep obeys
/// 2 · dim · g (1 + tanh(h/δ)) ≤ 1; and what leaves a cell enters its neighbour.
///
/// Γ is a speed, a few times that of the front at the place: the profile recovers faster than it is distorted, and where nothing moves
/// nothing is exchanged. A Γ as large everywhere as the fastest tip asks for would work on resting flanks for the whole run, and close
/// narrow gaps between them bead by bead.
public final class ConservativeSharpening: Sendable {
  /// δ, m.
  public let halfWidth: Double
  private let widthFlux: ScalarField
  private let growthFlux: ScalarField
  /// Of a grid one cell deep a row of zeros, as are the target and the gradient along depth.
  private let depthFlux: ScalarField
  /// ln[ξ/(1 − ξ)] and its central differences, from which the normals come.
  private let distance: ScalarField
  private let widthGradient: ScalarField
  private let growthGradient: ScalarField
  private let depthGradient: ScalarField
  /// tanh(h n/δ) of the faces right of, above and behind each cell.
  private let widthTarget: ScalarField
  private let growthTarget: ScalarField
  private let depthTarget: ScalarField
  /// 1 for rows in which something moves, else 0.
  private let activity: RowPartials
  /// Above 0 for rows that a row in which something moves takes its normals from.
  private let reach: RowPartials

  public init(_ grid: Grid, halfWidth: Double, scratch given: Scratch? = nil) {
    let scratch = given ?? Scratch(grid)
    let deep = grid.depth > 1 ? grid : grid.singleRow
    self.halfWidth = halfWidth
    // Fluxes take the place of the gradients, which only the targets need.
    widthGradient = scratch.field(0, on: grid)
    growthGradient = scratch.field(1, on: grid)
    // One cell deep there is none, and a row of zeros says so.
    depthGradient = grid.depth > 1 ? scratch.field(2, on: grid) : ScalarField(deep)
    widthFlux = widthGradient
    growthFlux = growthGradient
    depthFlux = depthGradient
    distance = scratch.field(3, on: grid)
    widthTarget = scratch.field(4, on: grid)
    growthTarget = scratch.field(5, on: grid)
    depthTarget = scratch.field(6, on: deep)
    activity = RowPartials(grid.rowCount)
    reach = RowPartials(grid.rowCount)
  }

  /// Number of substeps that keep the bounds for a step `timeStep` (s) at speed `rate` (m/s).
  public func substeps(_ grid: Grid, rate: Double, timeStep: Double) -> Int {
    let isDeep = grid.depth > 1
    let h = grid.leastSpacing
    let g = timeStep * rate * halfWidth / (2 * h * h)
    return Int(max(1, min(1e6, ((isDeep ? 6 : 4) * g * (1 + smallTanh(h / halfWidth))).rounded(.up))))
  }

  /// Sharpens `xi` over `timeStep` seconds at the same speed `rate` (Γ, m/s) everywhere. Returns the number of substeps.
  @discardableResult
  public func apply(_ xi: ScalarField, rate: Double, timeStep: Double) -> Int {
    apply(xi, speed: ScalarField(xi.grid, 1), largest: 1, factor: rate, timeStep: timeStep)
  }

  /// Sharpens `xi` over `timeStep` seconds with Γ = `factor` × the larger |`speed`| of the two cells of a face. Returns the number of
  /// substeps.
  ///
  /// - Parameter largest: bound on |speed|; larger values count as this.
  @discardableResult
  public func apply(_ xi: ScalarField, speed: ScalarField, largest: Double, factor: Double, timeStep: Double) -> Int {
    let count = substeps(xi.grid, rate: factor * largest, timeStep: timeStep)
    markActivity(speed)
    assignTargets(xi)
    closeFluxes()
    for _ in 0..<count { substep(xi, speed, largest: largest, duration: factor * timeStep / Double(count)) }
    return count
  }

  private func markActivity(_ speed: ScalarField) {
    let n = speed.grid.width
    let activity = self.activity
    speed.grid.forEachTile { rows in
      for r in rows {
        let v = unsafe speed.row(r, n).span
        activity[r] = largestMagnitude(1..<n + 1) { v[$0] } > 0 ? 1 : 0
      }
    }
  }

  /// Sets the fluxes to zero where they stay so: beside rows in which something moves, and at walls.
  private func closeFluxes() {
    let n = distance.grid.width, isDeep = distance.grid.depth > 1
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, depthFlux = self.depthFlux, reach = self.reach
    distance.grid.forEachTile { rows in
      for r in rows where reach[r] > 0 {
        var x = unsafe widthFlux.row(r, n).mutableSpan, y = unsafe growthFlux.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          x[i] = 0
          y[i] = 0
        }
        if isDeep {
          var z = unsafe depthFlux.row(r, n).mutableSpan
          for i in 0..<n + 2 { z[i] = 0 }
        }
      }
    }
  }

  /// What the profile asks of each face, t = tanh(h n/δ), from the normals of the front as it is now.
  ///
  /// They come from d = (δ/2) ln[ξ/(1 − ξ)], which is linear across the front: differences of ξ itself tilt them by up to h²/δ², and a
  /// front that is curved or tilted then flattens as it is sharpened. A face's normal is that of the mean of the central differences in
  /// its two cells: both components have the same stencil, so that a front at 45° is exact, and a two-cell wave along the front does not
  /// tilt the normals. With a compact difference across the face it would: where a driven front is flatter than at rest the flux is
  /// sharpening, and would amplify it.
  private func assignTargets(_ xi: ScalarField) {
    let grid = xi.grid
    let n = grid.width
    let isDeep = grid.depth > 1
    let a = 1 / grid.widthSpacing, b = 1 / grid.depthSpacing, g = 1 / grid.growthSpacing
    let widthRatio = grid.widthSpacing / halfWidth, growthRatio = grid.growthSpacing / halfWidth
    let depthRatio = grid.depthSpacing / halfWidth
    let distance = self.distance, reach = self.reach
    let widthGradient = self.widthGradient, growthGradient = self.growthGradient, depthGradient = self.depthGradient
    let widthTarget = self.widthTarget, growthTarget = self.growthTarget, depthTarget = self.depthTarget
    // The target of a face takes the distances of three rows on either side of it.
    grid.forEachTile { rows in
      for r in rows {
        var sum = movement(near: r)
        if isDeep {
          var before = r, behind = r
          for _ in 0..<3 {
            before = grid.neighbours(of: before).before
            behind = grid.neighbours(of: behind).behind
            sum += movement(near: before) + movement(near: behind)
          }
        }
        reach[r] = sum
      }
    }
    grid.forEachTile { rows in
      for r in rows where reach[r] > 0 {
        let c = unsafe xi.row(r, n).span
        var d = unsafe distance.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let metal = max(Self.tail, c[i]), electrolyte = max(Self.tail, 1 - c[i])
          d[i] = positiveLogarithm(metal / electrolyte)
        }
        distance.seal(r)
      }
    }
    grid.forEachTile { rows in
      for r in rows where reach[r] > 0 {
        let next = grid.neighbours(of: r)
        let c = unsafe distance.row(r, n).span
        let below = unsafe distance.row(next.below, n).span, above = unsafe distance.row(next.above, n).span
        var x = unsafe widthTarget.row(r, n).mutableSpan
        var z = unsafe growthTarget.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          x[i] = a * (c[i + 1] - c[i - 1])
          z[i] = g * (above[i] - below[i])
        }
        widthTarget.seal(r)
        growthTarget.seal(r)
        if isDeep {
          let before = unsafe distance.row(next.before, n).span, behind = unsafe distance.row(next.behind, n).span
          var y = unsafe depthTarget.row(r, n).mutableSpan
          for i in 1..<n + 1 { y[i] = b * (behind[i] - before[i]) }
          depthTarget.seal(r)
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows where reach[r] > 0 {
        let next = grid.neighbours(of: r)
        let u = unsafe widthTarget.row(r, n).span, v = unsafe growthTarget.row(r, n).span
        let below = unsafe growthTarget.row(next.below, n).span, above = unsafe growthTarget.row(next.above, n).span
        var x = unsafe widthGradient.row(r, n).mutableSpan
        var z = unsafe growthGradient.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          x[i] = u[i] + Self.limited(0.5 * u[i] - 0.25 * (u[i + 1] + u[i - 1]), u[i])
          z[i] = v[i] + Self.limited(0.5 * v[i] - 0.25 * (above[i] + below[i]), v[i])
        }
        widthGradient.seal(r)
        growthGradient.seal(r)
        if isDeep {
          let w = unsafe depthTarget.row(r, n).span
          let before = unsafe depthTarget.row(next.before, n).span, behind = unsafe depthTarget.row(next.behind, n).span
          var y = unsafe depthGradient.row(r, n).mutableSpan
          for i in 1..<n + 1 { y[i] = w[i] + Self.limited(0.5 * w[i] - 0.25 * (behind[i] + before[i]), w[i]) }
          depthGradient.seal(r)
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows where reach[r] > 0 {
        let next = grid.neighbours(of: r)
        let u = unsafe widthGradient.row(r, n).span, v = unsafe growthGradient.row(r, n).span
        let uAbove = unsafe widthGradient.row(next.above, n).span, vAbove = unsafe growthGradient.row(next.above, n).span
        let w = unsafe depthGradient.row(isDeep ? r : 0, n).span, wAbove = unsafe depthGradient.row(isDeep ? next.above : 0, n).span
        var x = unsafe widthTarget.row(r, n).mutableSpan
        for i in 0..<n + 1 { x[i] = Self.target(widthRatio, u[i] + u[i + 1], v[i] + v[i + 1], w[i] + w[i + 1]) }
        var z = unsafe growthTarget.row(r, n).mutableSpan
        for i in 1..<n + 1 { z[i] = Self.target(growthRatio, v[i] + vAbove[i], u[i] + uAbove[i], w[i] + wAbove[i]) }
        if isDeep {
          let uBehind = unsafe widthGradient.row(next.behind, n).span, vBehind = unsafe growthGradient.row(next.behind, n).span
          let wBehind = unsafe depthGradient.row(next.behind, n).span
          var y = unsafe depthTarget.row(r, n).mutableSpan
          for i in 1..<n + 1 { y[i] = Self.target(depthRatio, w[i] + wBehind[i], u[i] + uBehind[i], v[i] + vBehind[i]) }
        }
      }
    }
  }

  /// tanh of h/δ times the first component of a vector made a unit one.
  @inline(__always)
  private static func target(_ ratio: Double, _ p: Double, _ q: Double, _ o: Double) -> Double {
    smallTanh(ratio * p / ((p * p + q * q + o * o).squareRoot() + 1e-30))
  }

  /// Whether something moves in a row or within three rows of it along the growth axis: above 0 then.
  private func movement(near r: Int) -> Double {
    let grid = distance.grid
    var below = r, above = r, sum = activity[r]
    for _ in 0..<3 {
      below = grid.neighbours(of: below).below
      above = grid.neighbours(of: above).above
      sum += activity[below] + activity[above]
    }
    return sum
  }

  /// Where ξ or 1 − ξ is below this there is nothing to exchange: what moves ends far closer to the front.
  private static let tail = 1e-13

  /// A correction turns nothing round where the logarithm ends in a kink.
  @inline(__always)
  private static func limited(_ correction: Double, _ slope: Double) -> Double {
    max(-0.5 * abs(slope), min(0.5 * abs(slope), correction))
  }

  private func substep(_ xi: ScalarField, _ speed: ScalarField, largest: Double, duration: Double) {
    let grid = xi.grid
    let n = grid.width, isDeep = grid.depth > 1
    func rate(_ h: Double) -> Double { 0.5 * duration * halfWidth * (1 / h) * (1 / h) }
    let widthRate = rate(grid.widthSpacing), growthRate = rate(grid.growthSpacing), depthRate = rate(grid.depthSpacing)
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, depthFlux = self.depthFlux
    let widthTarget = self.widthTarget, growthTarget = self.growthTarget, depthTarget = self.depthTarget, activity = self.activity
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        if activity[r] + activity[next.above] + (isDeep ? activity[next.behind] : 0) == 0 { continue }
        let c = unsafe xi.row(r, n).span
        let above = unsafe xi.row(next.above, n).span
        let s = unsafe speed.row(r, n).span, sAbove = unsafe speed.row(next.above, n).span
        let t = unsafe widthTarget.row(r, n).span, tAbove = unsafe growthTarget.row(r, n).span
        var x = unsafe widthFlux.row(r, n).mutableSpan
        // Flux from cell i + 1 into cell i, and from the rows above and behind into this one.
        for i in 0..<n + 1 {
          let rate = widthRate * min(max(abs(s[i]), abs(s[i + 1])), largest)
          x[i] = Self.exchange(rate, t[i], c[i], c[i + 1])
        }
        var y = unsafe growthFlux.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let rate = growthRate * min(max(abs(s[i]), abs(sAbove[i])), largest)
          y[i] = Self.exchange(rate, tAbove[i], c[i], above[i])
        }
        if next.above == r { for i in 1..<n + 1 { y[i] = 0 } }
        if grid.widthClosure == .mirrored {
          x[0] = 0
          x[n] = 0
        }
        // Behind the last row of a mirrored depth is a wall, where the flux stays zero.
        if isDeep && next.behind != r {
          let behind = unsafe xi.row(next.behind, n).span, sBehind = unsafe speed.row(next.behind, n).span
          let tBehind = unsafe depthTarget.row(r, n).span
          var z = unsafe depthFlux.row(r, n).mutableSpan
          for i in 1..<n + 1 {
            let rate = depthRate * min(max(abs(s[i]), abs(sBehind[i])), largest)
            z[i] = Self.exchange(rate, tBehind[i], c[i], behind[i])
          }
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let beside = isDeep ? activity[next.before] + activity[next.behind] : 0
        if activity[r] + activity[next.above] + activity[next.below] + beside == 0 { continue }
        let x = unsafe widthFlux.row(r, n).span
        let y = unsafe growthFlux.row(r, n).span
        let z = unsafe growthFlux.row(next.below, n).span
        let bottom: Double = next.below == r ? 0 : 1
        var c = unsafe xi.row(r, n).mutableSpan
        if isDeep {
          let v = unsafe depthFlux.row(r, n).span, w = unsafe depthFlux.row(next.before, n).span
          let front: Double = next.before == r ? 0 : 1
          for i in 1..<n + 1 { c[i] += (x[i] - x[i - 1]) + (y[i] - bottom * z[i]) + (v[i] - front * w[i]) }
        } else {
          for i in 1..<n + 1 { c[i] += (x[i] - x[i - 1]) + (y[i] - bottom * z[i]) }
        }
        xi.seal(r)
      }
    }
  }

  /// What passes from b to a across a face with the target t.
  @inline(__always)
  private static func exchange(_ rate: Double, _ t: Double, _ a: Double, _ b: Double) -> Double {
    rate * ((1 - t) * b * (1 - a) - (1 + t) * a * (1 - b))
  }
}

/// tanh x for |x| ≤ 1 (a cell over the half-width), to round-off for |x| ≤ ½: continued fraction (Lambert 1770), nine terms.
@inlinable @inline(__always)
func smallTanh(_ x: Double) -> Double {
  let s = x * x
  let p = x * (34_459_425 + s * (4_729_725 + s * (135_135 + s * (990 + s))))
  let q = 34_459_425 + s * (16_216_200 + s * (945_945 + s * (13_860 + s * 45)))
  return p / q
}

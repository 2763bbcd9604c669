public import Fields
import Foundation

/// A `FilmLaw` on a front: its thickness in every cell that the diffuse front crosses, the same along a normal.
///
/// Cells next to the front keep the film of their place and stretch it. The others take, after every step, that of the place of the front
/// that is nearest to them, so that the front finds its film wherever it gets to. Nothing but this interpolation, of third order, spreads
/// the film along the front.
public final class InterfaceFilm {
  public let law: FilmLaw
  /// l, m.
  public let thickness: ScalarField
  private let halfWidth: Double
  private let curvature: Curvature
  /// 𝒦 in the middle of a step, then the film before it was carried on.
  private let work: ScalarField

  /// How far from the front, in cells, a film is kept rather than looked up.
  private static let reach = 1.0

  /// - Parameters:
  ///   - halfWidth: δ, m.
  ///   - scratch: for curvature in fields 0 and 1, and a work field.
  public init(_ grid: Grid, _ law: FilmLaw, halfWidth: Double, scratch given: Scratch? = nil) {
    let scratch = given ?? Scratch(grid)
    self.law = law
    self.halfWidth = halfWidth
    thickness = ScalarField(grid)
    curvature = Curvature(grid, halfWidth: halfWidth, scratch: scratch)
    work = scratch.field(2, on: grid)
  }

  /// The film of the start, pinholes included, on the front of `xi`.
  public func start(_ xi: ScalarField) {
    let grid = xi.grid, n = grid.width
    grid.forEachTile { [thickness, law] rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        guard OrderParameter.hasFront(x) else {
          thickness.clear(r)
          continue
        }
        var l = unsafe thickness.row(r, n).mutableSpan
        let y = grid.center(grid.depthIndex(of: r), .depth)
        for i in 1..<n + 1 { l[i] = FrontRow.isFront(x[i]) ? law.start(grid.center(i - 1, .width), y, on: grid) : 0 }
        thickness.seal(r)
      }
    }
  }

  /// Carries the film through a step.
  ///
  /// - Parameters:
  ///   - middle: ξ in the middle of the step, whose curvature stretches.
  ///   - velocity: of the front, m/s, constant across it; nil for a front that is held.
  ///   - xi: at its end.
  public func advance(_ xi: ScalarField, middle: ScalarField, velocity: ScalarField?, timeStep: Double) {
    stretch(middle, velocity, timeStep)
    guard let velocity else { return }
    if law.slipLength > 0 { spread(middle, velocity, timeStep) }
    follow(xi)
  }

  private func stretch(_ xi: ScalarField, _ velocity: ScalarField?, _ timeStep: Double) {
    let grid = xi.grid, n = grid.width, half = 0.5 * halfWidth, share = grid.depth > 1 ? 0.5 : 1
    if velocity == nil { work.clear() } else { curvature.assign(xi, into: work) }
    grid.forEachTile { [thickness, law, work] rows in
      for r in rows where law.healingTime < .infinity || !thickness.isClear(r) {
        let x = unsafe xi.row(r, n).span
        guard OrderParameter.hasFront(x) else { continue }
        let k = unsafe work.row(r, n).span, v = unsafe (velocity ?? work).row(r, n).span
        var l = unsafe thickness.row(r, n).mutableSpan
        for i in 1..<n + 1 where FrontRow.isFront(x[i]) {
          // Of the front's place, not of the level set through the cell: of a circle, of a ball by half.
          let lift = 1 + share * k[i] * half * log(x[i] / (1 - x[i]))
          l[i] = law.thickness(after: timeStep, l[i], growth: timeStep * v[i] * k[i] / max(0.5, lift))
        }
        thickness.seal(r)
      }
    }
  }

  /// Slides intact film along the front. Since the film is the same along a normal, its Laplacian is that along the front.
  private func spread(_ xi: ScalarField, _ velocity: ScalarField, _ timeStep: Double) {
    let grid = xi.grid, n = grid.width, isDeep = grid.depth > 1
    let x = 1 / (grid.widthSpacing * grid.widthSpacing), z = 1 / (grid.growthSpacing * grid.growthSpacing)
    let y = isDeep ? 1 / (grid.depthSpacing * grid.depthSpacing) : 0
    let speed = grid.maximum { [thickness] r in
      guard !thickness.isClear(r) else { return 0 }
      let v = unsafe velocity.row(r, n).span, p = unsafe xi.row(r, n).span
      var most = 0.0
      for i in 1..<n + 1 where p[i] * (1 - p[i]) > 0.01 { most = max(most, abs(v[i])) }
      return most
    }
    let whole = timeStep * law.slipLength * speed * 2 * (x + y + z)
    let count = Int((whole / 0.5).rounded(.up))
    guard count > 0 else { return }
    // Beside the front a velocity may be anything; it is bounded by the front's.
    let share = timeStep * law.slipLength / Double(count), least = law.leastIntact
    for _ in 0..<count {
      work.assign(sparse: thickness)
      grid.forEachTile { [thickness, work] rows in
        for r in rows where !thickness.isClear(r) {
          let next = grid.neighbours(of: r)
          let c = unsafe work.row(r, n).span, v = unsafe velocity.row(r, n).span
          let below = unsafe work.row(next.below, n).span, above = unsafe work.row(next.above, n).span
          let before = unsafe work.row(next.before, n).span, behind = unsafe work.row(next.behind, n).span
          var l = unsafe thickness.row(r, n).mutableSpan
          let p = unsafe xi.row(r, n).span, pb = unsafe xi.row(next.below, n).span, pa = unsafe xi.row(next.above, n).span
          let pf = unsafe xi.row(next.before, n).span, pr = unsafe xi.row(next.behind, n).span
          let vb = unsafe velocity.row(next.below, n).span, va = unsafe velocity.row(next.above, n).span
          let vf = unsafe velocity.row(next.before, n).span, vr = unsafe velocity.row(next.behind, n).span
          for i in 1..<n + 1 where c[i] >= least && FrontRow.isNear(p[i]) {
            let mine = min(abs(v[i]), speed)
            func flow(_ other: Double, _ xi: Double, _ velocity: Double) -> Double {
              other >= least && FrontRow.isNear(xi) ? 0.5 * (mine + min(abs(velocity), speed)) * (other - c[i]) : 0
            }
            let sum =
              x * (flow(c[i - 1], p[i - 1], v[i - 1]) + flow(c[i + 1], p[i + 1], v[i + 1]))
              + y * (flow(before[i], pf[i], vf[i]) + flow(behind[i], pr[i], vr[i]))
              + z * (flow(below[i], pb[i], vb[i]) + flow(above[i], pa[i], va[i]))
            l[i] += share * sum
          }
          thickness.seal(r)
        }
      }
    }
  }

  private func follow(_ xi: ScalarField) {
    let grid = xi.grid, n = grid.width
    work.assign(sparse: thickness)
    let sample = FieldSample(work), least = law.leastIntact
    let near = Self.reach * grid.leastSpacing
    grid.forEachTile { [thickness, work, halfWidth] rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        guard OrderParameter.hasFront(x) else {
          thickness.clear(r)
          continue
        }
        let front = FrontRow(xi, r, halfWidth: halfWidth), old = unsafe work.row(r, n).span
        var l = unsafe thickness.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          guard FrontRow.isFront(x[i]) else {
            l[i] = 0
            continue
          }
          guard abs(front.depth(i)) > near else { continue }
          l[i] = front.place(i).map { sample.cubic($0, from: least) } ?? old[i]
        }
        thickness.seal(r)
      }
    }
  }

  /// What the film is like on a front.
  ///
  /// - Parameter density: w, 1/m.
  public func summary(_ xi: ScalarField, density: ScalarField) -> FilmSummary {
    let grid = xi.grid, n = grid.width
    let areas = RowPartials(grid.rowCount), volumes = RowPartials(grid.rowCount), bare = RowPartials(grid.rowCount)
    let least = law.leastIntact
    let thinnest = -grid.maximum { [thickness] r in
      guard !density.isClear(r) else { return -.infinity }
      let x = unsafe xi.row(r, n).span, w = unsafe density.row(r, n).span, l = unsafe thickness.row(r, n).span
      var area = 0.0, volume = 0.0, open = 0.0, most = -Double.infinity
      for i in 1..<n + 1 where w[i] > 0 {
        area += w[i]
        volume += w[i] * l[i]
        if l[i] < least { open += w[i] }
        // Where the front itself is.
        if x[i] * (1 - x[i]) > 0.1 { most = max(most, -l[i]) }
      }
      areas[r] = area
      volumes[r] = volume
      bare[r] = open
      return most
    }
    let area = max(areas.sum(), 1e-300)
    return FilmSummary(meanThickness: volumes.sum() / area, leastThickness: thinnest, openFraction: bare.sum() / area)
  }
}

public import Fields
import Foundation

/// A coating that rides on growing lithium.
///
/// Pushed like the electrolyte, without friction, it keeps its volume, gets thinner over a tip and thicker beside it. Its share of what is not
/// lithium is what reaches out to its outer face less what reaches out to its inner one, so that coatings on each other never overlap.
public final class RidingLayer {
  public let law: LayerLaw
  /// Share of all coatings up to this one, broken or not; 1 in the lithium.
  public let reach: ScalarField
  /// Share of this one that is broken, and that is not.
  public let broken: ScalarField
  public let intact: ScalarField
  /// What it lies on; nil: lithium.
  private let inner: RidingLayer?
  private let halfWidth: Double
  /// Thickness of all coatings up to this one at the start, m.
  private let height: Double
  private let displaced: DisplacedQuantity
  /// Work fields, between steps.
  private let total: ScalarField
  private let torn: ScalarField

  /// - Parameters:
  ///   - inner: what it lies on; nil: lithium.
  ///   - halfWidth: δ, m.
  ///   - scratch: numbers 0, 1 and 2.
  init(_ grid: Grid, _ law: LayerLaw, on inner: RidingLayer?, halfWidth: Double, scratch: Scratch) {
    guard case .riding(let thickness) = law.kind else { preconditionFailure("a layer that rides") }
    self.law = law
    self.inner = inner
    self.halfWidth = halfWidth
    height = (inner?.height ?? 0) + thickness
    reach = ScalarField(grid)
    broken = ScalarField(grid)
    intact = ScalarField(grid)
    displaced = DisplacedQuantity(grid, scratch: scratch)
    total = scratch.field(0, on: grid)
    torn = scratch.field(1, on: grid)
  }

  /// - Parameter distance: from the front, m, as a function of position.
  func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    reach.fill { x, y, z in OrderParameter.profile(distance(x, y, z) - height, halfWidth: halfWidth) }
    broken.clear()
    assignIntact()
    if law.gaps.isEmpty { return }
    let grid = reach.grid, ramp = grid.depth > 1 ? max(grid.widthSpacing, grid.depthSpacing) : grid.widthSpacing
    broken.fill { x, y, _ in law.gaps.reduce(0) { max($0, min(1, max(0, 0.5 - $1.distance(x, y, on: grid) / ramp))) } }
    let n = grid.width
    grid.forEachTile { [intact, broken] rows in
      for r in rows {
        let s = unsafe intact.row(r, n).span
        var b = unsafe broken.row(r, n).mutableSpan
        for i in 0..<n + 2 { b[i] *= s[i] }
      }
    }
    assignIntact()
  }

  /// Carries it through a step of the flow, in which ξ goes from `before` to `after`.
  ///
  /// - Parameter speed: the front's largest, m/s.
  func advance(along flow: DisplacementFlow, from before: ScalarField, to after: ScalarField, speed: Double) {
    let edges = DisplacedQuantity.Sharpening(halfWidth: halfWidth, rate: speed)
    displaced.carry(reach, along: flow, from: before, to: after, beyond: 0, sharpening: edges)
    if isBroken { displaced.carry(broken, along: flow, from: before, to: after, beyond: 0, sharpening: edges) }
    assignIntact()
  }

  /// What is broken and what is not, from the shares that are kept. Coatings below it come first.
  func assignIntact() {
    assignTotal(into: intact)
    let n = intact.grid.width
    intact.grid.forEachTile { [intact, broken] rows in
      for r in rows {
        var b = unsafe broken.row(r, n).mutableSpan, s = unsafe intact.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          // No more is broken than there is.
          let whole = max(0, min(1, s[i]))
          b[i] = min(b[i], whole)
          s[i] = whole - b[i]
        }
      }
    }
  }

  /// Its share, broken or not.
  private func assignTotal(into field: ScalarField) {
    let n = field.grid.width, base = inner?.reach
    field.grid.forEachTile { [reach] rows in
      for r in rows {
        let s = unsafe reach.row(r, n).span, i0 = unsafe (base ?? reach).row(r, n).span
        var sum = unsafe field.row(r, n).mutableSpan
        for i in 0..<n + 2 { sum[i] = base == nil ? s[i] : s[i] - i0[i] }
      }
    }
  }

  private var isBroken: Bool {
    let n = intact.grid.width
    return broken.grid.maximum { [broken] r in
      guard !broken.isClear(r) else { return 0 }
      return unsafe broken.row(r, n).contains { $0 != 0 } ? 1 : 0
    } > 0
  }

  /// Breaks it along each normal of the front along which it is thinner than its critical thickness, what is broken included: the rim of a tear,
  /// which the grid spreads, is as thick as its surroundings and stays.
  ///
  /// Where the front is hollow it gathers what others lose, and its normals lead elsewhere: there nothing tears.
  func rupture(_ xi: ScalarField, _ flow: DisplacementFlow) {
    guard law.criticalThickness > 0 else { return }
    let grid = xi.grid, n = grid.width
    assignTotal(into: total)
    let ray = NormalRay(total, xi, length: 2 * height + 4 * halfWidth), torn = self.torn
    let critical = law.criticalThickness, hollow = Self.hollow / height
    let tears = grid.sum { [halfWidth] r in
      let x = unsafe xi.row(r, n).span
      torn.clear(r)
      guard OrderParameter.hasFront(x) else { return 0 }
      let front = FrontRow(xi, r, halfWidth: halfWidth)
      var tear = unsafe torn.row(r, n).mutableSpan, count = 0.0
      for i in 1..<n + 1 where Self.isNear(x[i]) && front.curvature(i) >= hollow {
        guard let place = front.place(i) else { continue }
        if let thickness = ray.thickness(from: place, front.outwards(i), enough: critical), thickness < critical {
          tear[i] = 1
          count += 1
        }
      }
      torn.seal(r)
      return count
    }
    guard tears > 0 else { return }
    followNormals(xi)
    let marks = spread(beyond: xi, flow)
    grid.forEachTile { [intact, broken] rows in
      for r in rows {
        let mark = unsafe marks.row(r, n).span
        var s = unsafe intact.row(r, n).mutableSpan, b = unsafe broken.row(r, n).mutableSpan
        for i in 1..<n + 1 where mark[i] == 1 {
          b[i] += s[i]
          s[i] = 0
        }
        intact.seal(r)
        broken.seal(r)
      }
    }
  }

  /// Whether a cell is so near to the front that its own distances tell the normal and the curvature: within one and a half half-widths.
  private static func isNear(_ xi: Double) -> Bool { xi * (1 - xi) > 0.045 }

  /// Takes tears from the front's nearest place to all of its cells, and notes where more is broken than whole.
  private func followNormals(_ xi: ScalarField) {
    let n = xi.grid.width, sample = FieldSample(torn)
    xi.grid.forEachTile { [total, torn, intact, broken, halfWidth] rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span, tear = unsafe torn.row(r, n).span
        let s = unsafe intact.row(r, n).span, b = unsafe broken.row(r, n).span
        var mark = unsafe total.row(r, n).mutableSpan
        for i in 0..<n + 2 { mark[i] = b[i] > s[i] ? Self.broken : 0 }
        defer { total.seal(r) }
        guard OrderParameter.hasFront(x) else { continue }
        let front = FrontRow(xi, r, halfWidth: halfWidth)
        for i in 1..<n + 1 where FrontRow.isFront(x[i]) {
          if Self.isNear(x[i]) {
            if tear[i] == 1 { mark[i] = 1 }
            continue
          }
          // Between two fronts a cell belongs to neither.
          let slope = front.slope(i)
          if (slope * slope).sum() > 0.5, let place = front.place(i), sample.linear(place) >= 0.5 { mark[i] = 1 }
        }
      }
    }
  }

  /// Marks cells in which more is broken than whole, beside 1 for those that tear: a tear goes on behind both.
  private static let broken = 0.6

  /// Curvature times the coatings' height from which on a front is not hollow: cells of a flat one have some of either sign.
  private static let hollow = -0.3

  /// Less of it in a cell need not be broken.
  private static let trace = 1e-6

  /// Extends tears beyond the tail of the front, where no distance tells its normal, along the flow, cell by cell.
  ///
  /// - Returns: 1 in cells that tear.
  private func spread(beyond xi: ScalarField, _ flow: DisplacementFlow) -> ScalarField {
    let grid = xi.grid, n = grid.width, isDeep = grid.depth > 1
    let spacing = SIMD3(grid.widthSpacing, isDeep ? grid.depthSpacing : grid.widthSpacing, grid.growthSpacing)
    let beyond = height + 4 * halfWidth - Self.tailHalfWidths * halfWidth
    let passes = max(0, Int((beyond / spacing.min()).rounded(.up)))
    var marks = total, next = torn
    let potential = flow.potential
    for _ in 0..<passes {
      let sample = FieldSample(marks), target = next, source = marks
      grid.forEachTile { [intact] rows in
        for r in rows {
          let around = grid.neighbours(of: r)
          let x = unsafe xi.row(r, n).span, s = unsafe intact.row(r, n).span, old = unsafe source.row(r, n).span
          let p = unsafe potential.row(r, n).span
          let pb = unsafe potential.row(around.below, n).span, pa = unsafe potential.row(around.above, n).span
          let pf = unsafe potential.row(around.before, n).span, pr = unsafe potential.row(around.behind, n).span
          var mark = unsafe target.row(r, n).mutableSpan
          let home = SIMD3(0, Double(grid.depthIndex(of: r)), Double(grid.layer(of: r)))
          for i in 1..<n + 1 {
            mark[i] = old[i]
            guard old[i] < 0.5, s[i] > Self.trace, x[i] * (1 - x[i]) <= OrderParameter.tail, x[i] < 0.5 else { continue }
            // |Φ| falls away from the lithium, whether that grows or is stripped.
            let rise = (p[i] < 0 ? -1 : 1) * SIMD3(p[i + 1] - p[i - 1], isDeep ? pr[i] - pf[i] : 0, pa[i] - pb[i]) / spacing
            let length = (rise * rise).sum().squareRoot()
            guard length > 0 else { continue }
            let upstream = home + SIMD3(Double(i - 1), 0, 0) + rise / length * spacing.min() / spacing
            if sample.linear(upstream) >= 0.5 { mark[i] = 1 }
          }
          target.seal(r)
        }
      }
      swap(&marks, &next)
    }
    return marks
  }

  /// Where a cell no longer counts to a front, in half-widths from it: ξ = `OrderParameter.tail`.
  private static let tailHalfWidths = 7.0

  /// What it is like on a front: its volume over the front's area, the least thickness along a normal where the front is not hollow, broken or
  /// not, and the part of the area where it is not intact.
  ///
  /// - Parameter density: w, 1/m.
  public func summary(_ xi: ScalarField, density: ScalarField) -> FilmSummary {
    let grid = xi.grid, n = grid.width
    assignTotal(into: total)
    let length = 2 * height + 4 * halfWidth, hollow = Self.hollow / height
    let whole = NormalRay(total, xi, length: length), coat = NormalRay(intact, xi, length: length)
    let areas = RowPartials(grid.rowCount), bare = RowPartials(grid.rowCount), probed = RowPartials(grid.rowCount)
    let volume = grid.sum { [total] r in
      let x = unsafe xi.row(r, n).span, s = unsafe total.row(r, n).span, w = unsafe density.row(r, n).span
      var sum = 0.0, area = 0.0
      for i in 1..<n + 1 {
        sum += OrderParameter.electrolyteFraction(x[i]) * s[i]
        area += w[i]
      }
      areas[r] = area
      return sum
    }
    let thinnest = -grid.maximum { [halfWidth] r in
      guard !density.isClear(r) else { return -.infinity }
      let x = unsafe xi.row(r, n).span, w = unsafe density.row(r, n).span
      let front = FrontRow(xi, r, halfWidth: halfWidth)
      var area = 0.0, open = 0.0, most = -Double.infinity
      // Where the front itself is: half a half-width on either side.
      for i in 1..<n + 1 where x[i] * (1 - x[i]) > 0.1 {
        let outwards = front.outwards(i)
        guard let place = front.place(i), let thickness = whole.thickness(from: place, outwards) else { continue }
        area += w[i]
        if coat.thickness(from: place, outwards) ?? 0 < 0.5 * thickness { open += w[i] }
        if front.curvature(i) >= hollow { most = max(most, -thickness) }
      }
      probed[r] = area
      bare[r] = open
      return most
    }
    return FilmSummary(
      meanThickness: volume / max(areas.sum(), 1e-300), leastThickness: thinnest, openFraction: bare.sum() / max(probed.sum(), 1e-300))
  }
}

/// The way along a normal of the front, on which a layer's thickness is measured.
private struct NormalRay: Sendable {
  private let share: FieldSample
  private let order: FieldSample
  /// m.
  private let step: Double
  private let count: Int

  init(_ share: ScalarField, _ xi: ScalarField, length: Double) {
    let grid = share.grid
    self.share = FieldSample(share)
    order = FieldSample(xi)
    step = 0.5 * min(grid.widthSpacing, grid.growthSpacing, grid.depth > 1 ? grid.depthSpacing : .infinity)
    count = Int(length / step)
  }

  /// m, or `enough` where it is at least that; nil where the way ends in other lithium.
  func thickness(from place: SIMD3<Double>, _ outwards: SIMD3<Double>, enough: Double = .infinity) -> Double? {
    var sum = 0.0
    for k in 0..<count {
      let point = place + (Double(k) + 0.5) * step * outwards
      // The first steps are within the front itself.
      if k > 2, order.linear(point) > 0.5 { return nil }
      sum += step * max(0, share.linear(point))
      if sum >= enough { return enough }
    }
    return sum
  }
}

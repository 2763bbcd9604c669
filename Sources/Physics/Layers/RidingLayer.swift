public import Fields
import Foundation

/// A coating that rides on growing lithium: its share of what is not lithium in each cell, intact and broken.
///
/// Pushed like the electrolyte, without friction, it keeps its volume, gets thinner over a tip and thicker beside it. Across the front it fills what
/// is not lithium: ψs is its volume.
public final class RidingLayer {
  public let law: LayerLaw
  public let intact: ScalarField
  public let broken: ScalarField
  private let halfWidth: Double
  /// Distances from the front at which it begins and ends at the start, m.
  private let extent: ClosedRange<Double>
  private let displaced: DisplacedQuantity
  /// Work fields, between steps.
  private let total: ScalarField
  private let torn: ScalarField

  /// - Parameters:
  ///   - base: thickness of what lies below it, m.
  ///   - halfWidth: δ, m.
  ///   - scratch: numbers 0, 1 and 2.
  init(_ grid: Grid, _ law: LayerLaw, base: Double, halfWidth: Double, scratch: Scratch) {
    guard case .riding(let thickness) = law.kind else { preconditionFailure("a layer that rides") }
    self.law = law
    self.halfWidth = halfWidth
    extent = base...base + thickness
    intact = ScalarField(grid)
    broken = ScalarField(grid)
    displaced = DisplacedQuantity(grid, scratch: scratch)
    total = scratch.field(0, on: grid)
    torn = scratch.field(1, on: grid)
  }

  public var thickness: Double { extent.upperBound - extent.lowerBound }

  /// - Parameter distance: from the front, m, as a function of position.
  func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    intact.fill { x, y, z in
      let d = distance(x, y, z)
      let below = OrderParameter.profile(d - extent.upperBound, halfWidth: halfWidth)
      // The innermost fills the lithium as well, so that it reaches the front wherever that goes.
      return extent.lowerBound > 0 ? below - OrderParameter.profile(d - extent.lowerBound, halfWidth: halfWidth) : below
    }
    broken.clear()
  }

  /// Carries it through a step of the flow, in which ξ goes from `before` to `after`; breaks it where it got too thin.
  ///
  /// - Parameter speed: the front's largest, m/s.
  func advance(along flow: DisplacementFlow, from before: ScalarField, to after: ScalarField, speed: Double) {
    let edges = DisplacedQuantity.Sharpening(halfWidth: halfWidth, rate: speed)
    displaced.carry(intact, along: flow, from: before, to: after, beyond: 0, sharpening: edges)
    if isBroken { displaced.carry(broken, along: flow, from: before, to: after, beyond: 0, sharpening: edges) }
    if law.criticalThickness > 0 { rupture(after, flow) }
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
  private func rupture(_ xi: ScalarField, _ flow: DisplacementFlow) {
    let grid = xi.grid, n = grid.width
    let sample = totalSample(), torn = self.torn, ray = ray, critical = law.criticalThickness
    let tears = grid.sum { [intact, broken, halfWidth] r in
      let x = unsafe xi.row(r, n).span, s = unsafe intact.row(r, n).span, b = unsafe broken.row(r, n).span
      var mark = unsafe torn.row(r, n).mutableSpan, count = 0.0
      for i in 0..<n + 2 { mark[i] = b[i] > s[i] ? Self.broken : 0 }
      guard OrderParameter.hasFront(x) else { return 0 }
      let front = FrontRow(xi, r, halfWidth: halfWidth)
      for i in 1..<n + 1 where FrontRow.isFront(x[i]) && s[i] > Self.trace {
        guard let place = front.place(i) else { continue }
        if ray.thickness(sample, from: place, front.outwards(i), enough: critical) < critical {
          mark[i] = 1
          count += 1
        }
      }
      torn.seal(r)
      return count
    }
    guard tears > 0 else { return }
    spread(beyond: xi, flow)
    grid.forEachTile { [intact, broken] rows in
      for r in rows {
        let mark = unsafe torn.row(r, n).span
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

  /// Marks cells in which more is broken than whole, beside 1 for those that tear: a tear goes on behind both.
  private static let broken = 0.6

  /// Less of it in a cell need not be broken.
  private static let trace = 1e-6

  /// Extends tears beyond the tail of the front, where no distance tells its normal, along the flow, cell by cell.
  private func spread(beyond xi: ScalarField, _ flow: DisplacementFlow) {
    let grid = xi.grid, n = grid.width, isDeep = grid.depth > 1
    let spacing = SIMD3(grid.widthSpacing, isDeep ? grid.depthSpacing : grid.widthSpacing, grid.growthSpacing)
    let beyond = extent.upperBound + 4 * halfWidth - Self.tailHalfWidths * halfWidth
    let passes = max(0, Int((beyond / spacing.min()).rounded(.up)))
    var marks = torn, next = total
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
            // Φ falls along the flow.
            let rise = SIMD3(p[i + 1] - p[i - 1], isDeep ? pr[i] - pf[i] : 0, pa[i] - pb[i]) / spacing
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
    if marks !== torn { torn.assign(marks) }
  }

  /// Where a cell no longer counts to a front, in half-widths from it: ξ = `OrderParameter.tail`.
  private static let tailHalfWidths = 7.0

  private func totalSample() -> FieldSample {
    let n = total.grid.width
    total.grid.forEachTile { [total, intact, broken] rows in
      for r in rows {
        let s = unsafe intact.row(r, n).span, b = unsafe broken.row(r, n).span
        var sum = unsafe total.row(r, n).mutableSpan
        for i in 0..<n + 2 { sum[i] = s[i] + b[i] }
      }
    }
    return FieldSample(total)
  }

  private var ray: NormalRay {
    let grid = total.grid
    let step = 0.5 * min(grid.widthSpacing, grid.growthSpacing, grid.depth > 1 ? grid.depthSpacing : .infinity)
    return NormalRay(step: step, count: Int((2 * extent.upperBound + 4 * halfWidth) / step))
  }

  /// What it is like on a front: its volume over the front's area and the least thickness along a normal, broken or not, and the part of the
  /// area where it is not intact.
  ///
  /// - Parameter density: w, 1/m.
  public func summary(_ xi: ScalarField, density: ScalarField) -> FilmSummary {
    let grid = xi.grid, n = grid.width
    let sample = totalSample(), coat = FieldSample(intact), ray = ray
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
      // Where the front itself is: a quarter of a half-width on either side.
      for i in 1..<n + 1 where x[i] * (1 - x[i]) > 0.1 {
        guard let place = front.place(i) else { continue }
        let outwards = front.outwards(i), whole = ray.thickness(sample, from: place, outwards)
        area += w[i]
        if ray.thickness(coat, from: place, outwards) < 0.5 * whole { open += w[i] }
        most = max(most, -whole)
      }
      probed[r] = area
      bare[r] = open
      return most
    }
    return FilmSummary(
      meanThickness: volume / max(areas.sum(), 1e-300), leastThickness: thinnest, openFraction: bare.sum() / max(probed.sum(), 1e-300))
  }
}

/// The way along which a layer's thickness is measured.
private struct NormalRay: Sendable {
  /// m.
  let step: Double
  let count: Int

  /// Along a normal of the front, m, or `enough` where it is at least that.
  func thickness(
    _ share: FieldSample, from place: SIMD3<Double>, _ outwards: SIMD3<Double>, enough: Double = .infinity
  ) -> Double {
    var sum = 0.0
    for k in 0..<count {
      sum += step * max(0, share.linear(place + (Double(k) + 0.5) * step * outwards))
      if sum >= enough { return enough }
    }
    return sum
  }
}

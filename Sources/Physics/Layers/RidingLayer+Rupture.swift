import Fields
import Foundation

/// Where a coating gets too thin, or bears too much.
extension RidingLayer {
  /// Breaks it along each normal of the front along which it is thinner than its critical thickness, what is broken included: the rim of a tear,
  /// which the grid spreads, is as thick as its surroundings and stays; and along each along which a stress in what is whole is above its strength.
  ///
  /// Where the front is hollow it gathers what others lose, and its normals lead elsewhere: there nothing tears.
  ///
  /// - Parameter stress: largest principal one by cells, Pa; nil where nothing bears any.
  /// - Returns: whether something tore.
  @discardableResult
  func rupture(_ xi: ScalarField, _ flow: DisplacementFlow, stress: ScalarField? = nil) -> Bool {
    let bearing = law.strength < .infinity ? stress : nil
    guard law.criticalThickness > 0 || bearing != nil else { return false }
    let grid = xi.grid, n = grid.width
    assignTotal(into: total)
    let ray = NormalRay(total, xi, length: 2 * height + 4 * halfWidth), torn = self.torn
    let load = bearing.map { LayerStress($0, in: intact, xi, length: 2 * height + 4 * halfWidth) }, strength = law.strength
    let critical = law.criticalThickness, hollow = Self.hollow / height
    let tears = grid.sum { [halfWidth] r in
      let x = unsafe xi.row(r, n).span
      torn.clear(r)
      guard OrderParameter.hasFront(x) else { return 0 }
      let front = FrontRow(xi, r, halfWidth: halfWidth)
      var tear = unsafe torn.row(r, n).mutableSpan, count = 0.0
      for i in 1..<n + 1 where FrontRow.isNear(x[i]) && front.curvature(i) >= hollow {
        guard let place = front.place(i) else { continue }
        let outwards = front.outwards(i)
        let isThin = critical > 0 && ray.thickness(from: place, outwards, enough: critical).map { $0 < critical } ?? false
        if isThin || load.map({ $0.largest(from: place, outwards) > strength }) ?? false {
          tear[i] = 1
          count += 1
        }
      }
      torn.seal(r)
      return count
    }
    guard tears > 0 else { return false }
    followNormals(xi)
    let marks = spread(beyond: xi, flow)
    // What is broken stays thin: only where more was whole than broken does something new break.
    let new = grid.sum { [intact, broken] r in
      let mark = unsafe marks.row(r, n).span
      var s = unsafe intact.row(r, n).mutableSpan, b = unsafe broken.row(r, n).mutableSpan
      var count = 0.0
      for i in 1..<n + 1 where mark[i] == 1 {
        if s[i] > max(Self.trace, b[i]) { count += 1 }
        b[i] += s[i]
        s[i] = 0
      }
      intact.seal(r)
      broken.seal(r)
      return count
    }
    return new > 0
  }

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
          if FrontRow.isNear(x[i]) {
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
}

public import Fields

extension RidingLayer {
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

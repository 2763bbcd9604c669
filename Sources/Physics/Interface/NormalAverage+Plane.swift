import Fields

/// In a grid one cell deep a corner has four cells around it, and row r of corners lies above row r of cells.
///
/// Differences across a corner are those along its two diagonals, rising and falling with the width. With the components X, Y of √s u over
/// half the spacing the slope along u is (X + Y) × the rising difference + (Y − X) × the falling one, and what flows along each diagonal is
/// the same factor × the slope: what one cell gains, the one opposite loses.
extension NormalAverage {
  func preparePlane(_ xi: ScalarField, density: ScalarField, potential: ScalarField?, trust: Float) {
    let grid = xi.grid, activity = self.activity
    grid.forEachTile { [self] rows in
      for r in rows {
        let isActive = hasFront(r) && hasFront(grid.neighbours(of: r).above)
        activity[r] = isActive ? 1 : 0
        if !isActive { continue }
        if let potential {
          assignDirections(r, xi, density, followsCurrent: true, potential, trust)
        } else {
          assignDirections(r, xi, density, followsCurrent: false, xi, 0)
        }
      }
    }
  }

  /// In units of δ, so that products and squares stay within single precision.
  @inline(__always)
  private func assignDirections(
    _ r: Int, _ xi: ScalarField, _ density: ScalarField, followsCurrent: Bool, _ phi: ScalarField, _ trust: Float
  ) {
    let grid = xi.grid, n = grid.width, above = grid.neighbours(of: r).above
    let a = Float(0.5 / grid.widthSpacing), g = Float(0.5 / grid.growthSpacing), delta = Float(halfWidth)
    let width = a / delta.squareRoot(), growth = g / delta.squareRoot()
    let unit = halfWidth, square = halfWidth * halfWidth, threshold = self.threshold
    let c = unsafe xi.row(r, n).span, u = unsafe xi.row(above, n).span
    let e = unsafe phi.row(r, n).span, f = unsafe phi.row(above, n).span
    let w = unsafe density.row(r, n).span, v = unsafe density.row(above, n).span
    var x = unsafe widthDirection.row(r, n).mutableSpan, y = unsafe growthDirection.row(r, n).mutableSpan
    for i in 0..<n + 1 {
      let rising = Float(u[i + 1] - c[i]), falling = Float(u[i] - c[i + 1])
      let p = a * delta * (rising - falling), q = g * delta * (rising + falling)
      let steepness = p * p + q * q + Self.tiny
      var lean: Float = 0
      if followsCurrent {
        let rising = Float(f[i + 1] - e[i]), falling = Float(f[i] - e[i + 1])
        let fx = a * (rising - falling), fy = g * (rising + falling)
        // Both × |∇ξ|.
        let normal = fx * p + fy * q, tangential = fy * p - fx * q
        let slope = tangential * normal / (normal * normal + Self.still * steepness)
        lean = trust * slope * max(0, 1 - slope * slope)
      }
      // The geometric mean is exact in the exponential tails; twice the least of the four cells bounds the rates s_corner/s and
      // with them the spectrum. Where a cell has no inverse density nothing may flow, or it would be lost.
      let least = min(min(w[i], w[i + 1]), min(v[i], v[i + 1]))
      let mean = inverseSquareRoot(inverseSquareRoot(Float((square * w[i] * w[i + 1]) * (square * v[i] * v[i + 1]))))
      let size = least > threshold ? min(mean, 2 * Float(unit * least)) : 0
      // √(size/steepness).
      let factor = size * inverseSquareRoot(size * steepness)
      x[i] = width * factor * (p - lean * q)
      y[i] = growth * factor * (q + lean * p)
    }
  }

  /// What flows along the diagonals of a row of corners.
  @safe
  private struct Fluxes {
    let rising: UnsafeMutableBufferPointer<Double>, falling: UnsafeMutableBufferPointer<Double>
  }

  func relaxPlane(_ velocity: ScalarField, into result: ScalarField, step: Double) {
    let grid = velocity.grid, n = grid.width
    let inverseDensity = self.inverseDensity, activity = self.activity
    grid.forEachTile { [self] rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 6 * (n + 2)) { memory in
        unsafe memory.initialize(repeating: 0)
        func fluxes(_ number: Int) -> Fluxes {
          func row(_ number: Int) -> UnsafeMutableBufferPointer<Double> {
            unsafe UnsafeMutableBufferPointer(start: memory.baseAddress! + number * (n + 2), count: n + 2)
          }
          return unsafe Fluxes(rising: row(2 * number), falling: row(2 * number + 1))
        }
        // Of corners where nothing flows, and beneath a mirrored bottom, where there are none.
        let none = fluxes(0)
        var spare = fluxes(1), last = fluxes(2), below = none
        let first = grid.neighbours(of: rows.lowerBound).below
        if first != rows.lowerBound, activity[first] > 0 {
          assignFluxes(first, velocity, last)
          below = last
        }
        for r in rows {
          let isActive = activity[r] > 0
          if isActive { assignFluxes(r, velocity, spare) }
          let here = isActive ? spare : none
          if isRelaxed(r) {
            let p = unsafe here.rising.span, q = unsafe here.falling.span
            let pb = unsafe below.rising.span, qb = unsafe below.falling.span
            let v = unsafe velocity.row(r, n).span, s = unsafe inverseDensity.row(r, n).span
            var new = unsafe result.row(r, n).mutableSpan
            for i in 1..<n + 1 { new[i] = v[i] + step * s[i] * ((p[i] + q[i - 1]) - (qb[i] + pb[i - 1])) }
            result.seal(r)
          }
          below = here
          swap(&spare, &last)
        }
      }
    }
  }

  @inline(__always)
  private func assignFluxes(_ r: Int, _ velocity: ScalarField, _ fluxes: Fluxes) {
    let n = velocity.grid.width, above = velocity.grid.neighbours(of: r).above
    let c = unsafe velocity.row(r, n).span, u = unsafe velocity.row(above, n).span
    let x = unsafe widthDirection.row(r, n).span, y = unsafe growthDirection.row(r, n).span
    var p = unsafe fluxes.rising.mutableSpan, q = unsafe fluxes.falling.mutableSpan
    for i in 0..<n + 1 {
      let up = Double(y[i] + x[i]), down = Double(y[i] - x[i])
      let slope = up * (u[i + 1] - c[i]) + down * (u[i] - c[i + 1])
      p[i] = up * slope
      q[i] = down * slope
    }
  }
}

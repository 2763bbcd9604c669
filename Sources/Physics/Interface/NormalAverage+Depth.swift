import Fields

extension Grid {
  /// Rows of corners of a deep grid: a layer has one more than there are rows of cells. Row j lies between the rows j − 1 and j of cells, or
  /// on the wall; beyond a periodic end it stands for that of the other end.
  var corners: Grid {
    Grid(
      width: width, depth: depth + 1, growth: growth, widthSpacing: widthSpacing, depthSpacing: depthSpacing,
      growthSpacing: growthSpacing, widthClosure: widthClosure, depthClosure: depthClosure, growthClosure: growthClosure)
  }

  /// The rows of cells around row `corner` of corners: two in its layer and those above them.
  @inline(__always)
  func rows(around corner: Int) -> (front: Int, back: Int, aboveFront: Int, aboveBack: Int) {
    let k = corner / (depth + 1), j = corner - k * (depth + 1)
    let front = j > 0 ? k * depth + j - 1 : neighbours(of: k * depth).before
    let back = j < depth ? k * depth + j : neighbours(of: k * depth + depth - 1).behind
    return (front, back, neighbours(of: front).above, neighbours(of: back).above)
  }
}

/// In a deep grid a corner has eight cells around it.
extension NormalAverage {
  func prepareDeep(_ xi: ScalarField, density: ScalarField, potential: ScalarField?, trust: Double) {
    let grid = xi.grid, corners = widthDirection.grid
    let n = grid.width
    let a = 0.25 / grid.widthSpacing, b = 0.25 / grid.depthSpacing, g = 0.25 / grid.growthSpacing
    let widthDirection = self.widthDirection, depthDirection = self.depthDirection, growthDirection = self.growthDirection
    let activity = self.activity
    let threshold = OrderParameter.tail / halfWidth, trust = Float(trust)
    let phi = potential ?? xi
    grid.forEachTile { [self] rows in
      for r in rows { assignInverse(unsafe density.row(r, n).span, r, threshold) }
    }
    corners.forEachTile { rows in
      for r in rows {
        let cells = grid.rows(around: r)
        let w = unsafe density.row(cells.front, n).span, v = unsafe density.row(cells.aboveFront, n).span
        let wb = unsafe density.row(cells.back, n).span, vb = unsafe density.row(cells.aboveBack, n).span
        var count = 0
        for i in 1..<n + 1 { count &+= min(min(w[i], v[i]), min(wb[i], vb[i])) > threshold ? 1 : 0 }
        activity[r] = count > 0 ? 1 : 0
        if count == 0 { continue }
        let c = unsafe xi.row(cells.front, n).span, u = unsafe xi.row(cells.aboveFront, n).span
        let cb = unsafe xi.row(cells.back, n).span, ub = unsafe xi.row(cells.aboveBack, n).span
        let e = unsafe phi.row(cells.front, n).span, f = unsafe phi.row(cells.aboveFront, n).span
        let eb = unsafe phi.row(cells.back, n).span, fb = unsafe phi.row(cells.aboveBack, n).span
        var x = unsafe widthDirection.row(r, n).mutableSpan
        var y = unsafe depthDirection.row(r, n).mutableSpan
        var z = unsafe growthDirection.row(r, n).mutableSpan
        for i in 0..<n + 1 {
          let least = min(min(min(w[i], w[i + 1]), min(v[i], v[i + 1])), min(min(wb[i], wb[i + 1]), min(vb[i], vb[i + 1])))
          let p = Float(a * (((c[i + 1] - c[i]) + (u[i + 1] - u[i])) + ((cb[i + 1] - cb[i]) + (ub[i + 1] - ub[i]))))
          let q = Float(g * (((u[i] - c[i]) + (u[i + 1] - c[i + 1])) + ((ub[i] - cb[i]) + (ub[i + 1] - cb[i + 1]))))
          let o = Float(b * (((cb[i] - c[i]) + (cb[i + 1] - c[i + 1])) + ((ub[i] - u[i]) + (ub[i + 1] - u[i + 1]))))
          let inverse = 1 / (p * p + q * q + o * o + Self.tiny).squareRoot()
          let nx = p * inverse, ny = o * inverse, nz = q * inverse
          let fx = Float(a * (((e[i + 1] - e[i]) + (f[i + 1] - f[i])) + ((eb[i + 1] - eb[i]) + (fb[i + 1] - fb[i]))))
          let fz = Float(g * (((f[i] - e[i]) + (f[i + 1] - e[i + 1])) + ((fb[i] - eb[i]) + (fb[i + 1] - eb[i + 1]))))
          let fy = Float(b * (((eb[i] - e[i]) + (eb[i + 1] - e[i + 1])) + ((fb[i] - f[i]) + (fb[i + 1] - f[i + 1]))))
          // n + λ t, t the direction of the gradient along the front: as in a grid one cell deep.
          let normal = fx * nx + fy * ny + fz * nz
          let share = normal / (normal * normal + Self.still)
          let sx = share * (fx - normal * nx), sy = share * (fy - normal * ny), sz = share * (fz - normal * nz)
          let lean = trust * max(0, 1 - (sx * sx + sy * sy + sz * sz))
          let near = (Float(w[i] * w[i + 1]).squareRoot() * Float(v[i] * v[i + 1]).squareRoot()).squareRoot()
          let far = (Float(wb[i] * wb[i + 1]).squareRoot() * Float(vb[i] * vb[i + 1]).squareRoot()).squareRoot()
          let size = (least > threshold ? min((near * far).squareRoot(), 2 * Float(least)) : 0).squareRoot()
          x[i] = size * (nx + lean * sx)
          y[i] = size * (ny + lean * sy)
          z[i] = size * (nz + lean * sz)
        }
      }
    }
  }

  func relaxDeep(_ velocity: ScalarField, step: Double) {
    let grid = velocity.grid, corners = widthDirection.grid
    let n = grid.width, depth = grid.depth
    let a = 0.25 / grid.widthSpacing, b = 0.25 / grid.depthSpacing, g = 0.25 / grid.growthSpacing
    let widthDirection = self.widthDirection, depthDirection = self.depthDirection, growthDirection = self.growthDirection
    let derivative = self.derivative, inverseDensity = self.inverseDensity, activity = self.activity
    corners.forEachTile { rows in
      for r in rows where activity[r] > 0 {
        let cells = grid.rows(around: r)
        let c = unsafe velocity.row(cells.front, n).span, u = unsafe velocity.row(cells.aboveFront, n).span
        let cb = unsafe velocity.row(cells.back, n).span, ub = unsafe velocity.row(cells.aboveBack, n).span
        let x = unsafe widthDirection.row(r, n).span, y = unsafe depthDirection.row(r, n).span
        let z = unsafe growthDirection.row(r, n).span
        var d = unsafe derivative.row(r, n).mutableSpan
        for i in 0..<n + 1 {
          let across = a * (((c[i + 1] - c[i]) + (u[i + 1] - u[i])) + ((cb[i + 1] - cb[i]) + (ub[i + 1] - ub[i])))
          let along = g * (((u[i] - c[i]) + (u[i + 1] - c[i + 1])) + ((ub[i] - cb[i]) + (ub[i + 1] - cb[i + 1])))
          let deep = b * (((cb[i] - c[i]) + (cb[i + 1] - c[i + 1])) + ((ub[i] - u[i]) + (ub[i + 1] - u[i + 1])))
          d[i] = Double(x[i]) * across + Double(y[i]) * deep + Double(z[i]) * along
        }
      }
    }
    grid.forEachTile { rows in
      for r in rows {
        let k = grid.layer(of: r), j = r - k * depth
        // The rows of corners before and behind this row of cells, and those below. Below a mirrored bottom there are none.
        let front = k * (depth + 1) + j, back = front + 1
        let below = grid.neighbours(of: r).below, hasBelow = below != r
        let lowFront = hasBelow ? grid.layer(of: below) * (depth + 1) + j : front, lowBack = lowFront + 1
        let active = activity[front] + activity[back] + (hasBelow ? activity[lowFront] + activity[lowBack] : 0)
        if active == 0 { continue }
        let s = unsafe inverseDensity.row(r, n).span
        var v = unsafe velocity.row(r, n).mutableSpan
        add(front, low: false, behind: false, step, s, to: &v, a, b, g)
        add(back, low: false, behind: true, step, s, to: &v, a, b, g)
        if hasBelow {
          add(lowFront, low: true, behind: false, step, s, to: &v, a, b, g)
          add(lowBack, low: true, behind: true, step, s, to: &v, a, b, g)
        }
        velocity.seal(r)
      }
    }
  }

  /// Adds what flows into a row of cells from a row of corners: the adjoint of the gradient there.
  ///
  /// - Parameters:
  ///   - low: whether the corners are those below the cells.
  ///   - behind: whether they are those behind.
  @inline(__always)
  private func add(
    _ corner: Int, low: Bool, behind: Bool, _ step: Double, _ s: borrowing Span<Double>, to v: inout MutableSpan<Double>, _ a: Double,
    _ b: Double, _ g: Double
  ) {
    if activity[corner] == 0 { return }
    let n = widthDirection.grid.width
    let d = unsafe derivative.row(corner, n).span, x = unsafe widthDirection.row(corner, n).span
    let y = unsafe depthDirection.row(corner, n).span, z = unsafe growthDirection.row(corner, n).span
    let up = low ? -g : g, inward = behind ? b : -b
    for i in 1..<n + 1 {
      let across = a * (Double(x[i]) * d[i] - Double(x[i - 1]) * d[i - 1])
      let here = (up * Double(z[i]) + inward * Double(y[i])) * d[i]
      let rest = here + (up * Double(z[i - 1]) + inward * Double(y[i - 1])) * d[i - 1]
      v[i] += step * s[i] * (across + rest)
    }
  }
}

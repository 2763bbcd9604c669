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
  func rows(around corner: Int) -> CornerRows {
    let k = corner / (depth + 1), j = corner - k * (depth + 1)
    let front = j > 0 ? k * depth + j - 1 : neighbours(of: k * depth).before
    let back = j < depth ? k * depth + j : neighbours(of: k * depth + depth - 1).behind
    return CornerRows(front: front, back: back, aboveFront: neighbours(of: front).above, aboveBack: neighbours(of: back).above)
  }
}

/// Rows of cells around a row of corners.
struct CornerRows {
  let front: Int, back: Int, aboveFront: Int, aboveBack: Int
}

/// In a deep grid a corner has eight cells around it, on four diagonals.
///
/// With the components X, Y, Z of √s u over a quarter of the spacing the slope along u is Σ (Z ± Y ± X) × the difference along a diagonal,
/// and what flows along each is the same factor × the slope: what one cell gains, the one opposite loses. That is rounded to single
/// precision once, for both.
extension NormalAverage {
  func prepareDeep(_ xi: ScalarField, density: ScalarField, potential: ScalarField?, trust: Float) {
    let grid = xi.grid, activity = self.activity
    widthDirection.grid.forEachTile { [self] rows in
      for r in rows {
        let cells = grid.rows(around: r)
        let isActive = hasFront(cells.front) && hasFront(cells.back) && hasFront(cells.aboveFront) && hasFront(cells.aboveBack)
        activity[r] = isActive ? 1 : 0
        if !isActive { continue }
        if let potential {
          assignDirections(r, cells, xi, density, followsCurrent: true, potential, trust)
        } else {
          assignDirections(r, cells, xi, density, followsCurrent: false, xi, 0)
        }
      }
    }
  }

  /// As in a grid one cell deep, with t the direction of the gradient along the front.
  @inline(__always)
  private func assignDirections(
    _ r: Int, _ cells: CornerRows, _ xi: ScalarField, _ density: ScalarField, followsCurrent: Bool, _ phi: ScalarField, _ trust: Float
  ) {
    let grid = xi.grid, n = grid.width
    let a = Float(0.25 / grid.widthSpacing), b = Float(0.25 / grid.depthSpacing), g = Float(0.25 / grid.growthSpacing)
    let delta = Float(halfWidth), root = delta.squareRoot(), width = a / root, depth = b / root, growth = g / root
    let unit = halfWidth, square = halfWidth * halfWidth, threshold = self.threshold
    let c = unsafe xi.row(cells.front, n).span, u = unsafe xi.row(cells.aboveFront, n).span
    let cb = unsafe xi.row(cells.back, n).span, ub = unsafe xi.row(cells.aboveBack, n).span
    let e = unsafe phi.row(cells.front, n).span, f = unsafe phi.row(cells.aboveFront, n).span
    let eb = unsafe phi.row(cells.back, n).span, fb = unsafe phi.row(cells.aboveBack, n).span
    let w = unsafe density.row(cells.front, n).span, v = unsafe density.row(cells.aboveFront, n).span
    let wb = unsafe density.row(cells.back, n).span, vb = unsafe density.row(cells.aboveBack, n).span
    var x = unsafe widthDirection.row(r, n).mutableSpan, y = unsafe depthDirection.row(r, n).mutableSpan
    var z = unsafe growthDirection.row(r, n).mutableSpan
    for i in 0..<n + 1 {
      let first = Float(ub[i + 1] - c[i]), second = Float(ub[i] - c[i + 1])
      let third = Float(u[i + 1] - cb[i]), fourth = Float(u[i] - cb[i + 1])
      let p = a * delta * ((first - second) + (third - fourth)), q = g * delta * ((first + second) + (third + fourth))
      let o = b * delta * ((first + second) - (third + fourth))
      let steepness = p * p + q * q + o * o + Self.tiny
      var px = p, py = o, pz = q
      if followsCurrent {
        let first = Float(fb[i + 1] - e[i]), second = Float(fb[i] - e[i + 1])
        let third = Float(f[i + 1] - eb[i]), fourth = Float(f[i] - eb[i + 1])
        let fx = a * ((first - second) + (third - fourth)), fz = g * ((first + second) + (third + fourth))
        let fy = b * ((first + second) - (third + fourth))
        // × |∇ξ|.
        let normal = fx * p + fy * o + fz * q
        let share = normal / (normal * normal + Self.still * steepness)
        let sx = share * (fx * steepness - normal * p), sy = share * (fy * steepness - normal * o)
        let sz = share * (fz * steepness - normal * q)
        let lean = trust * max(0, 1 - (sx * sx + sy * sy + sz * sz) / steepness)
        px += lean * sx
        py += lean * sy
        pz += lean * sz
      }
      let low = min(min(w[i], w[i + 1]), min(v[i], v[i + 1])), lowBack = min(min(wb[i], wb[i + 1]), min(vb[i], vb[i + 1]))
      let least = min(low, lowBack)
      let near = Float((square * w[i] * w[i + 1]) * (square * v[i] * v[i + 1]))
      let far = Float((square * wb[i] * wb[i + 1]) * (square * vb[i] * vb[i + 1]))
      // The eighth root of their product, which itself might be too small for single precision.
      let mean = inverseSquareRoot(inverseSquareRoot((near * inverseSquareRoot(near)) * (far * inverseSquareRoot(far))))
      let size = least > threshold ? min(mean, 2 * Float(unit * least)) : 0
      let factor = size * inverseSquareRoot(size * steepness)
      x[i] = width * factor * px
      y[i] = depth * factor * py
      z[i] = growth * factor * pz
    }
  }

  /// The row of corners before row `r` of cells, above and below it; the next one is behind it. Below a mirrored bottom there is none: −1.
  @inline(__always)
  func corners(around r: Int) -> (above: Int, below: Int) {
    let grid = inverseDensity.grid
    // A layer has one more row of corners than of cells.
    let below = grid.neighbours(of: r).below
    return (r + grid.layer(of: r), below == r ? -1 : below + grid.layer(of: below))
  }

  func relaxDeep(_ velocity: ScalarField, into result: ScalarField, step: Double) {
    let grid = velocity.grid, n = grid.width, depth = grid.depth, length = 4 * (n + 2)
    let inverseDensity = self.inverseDensity, activity = self.activity
    Tiling.forEach(rows: grid.growth, cellsPerRow: n * depth) { [self] layers in
      // What flows along the four diagonals of a row of corners: of those where nothing does, and of the last ones that were visited, from
      // the row below that of a cell to the row behind it. Few enough to stay in the cache.
      let slots = depth + 3
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: (1 + slots) * length) { memory in
        let none = memory.baseAddress!
        unsafe none.initialize(repeating: 0, count: length)
        /// Of the row of corners `j` of the layer above those that have been visited, or of the one before it.
        func slot(_ layer: Int, _ j: Int) -> UnsafeMutablePointer<Float> {
          unsafe none + (1 + ((layer - layers.lowerBound + 1) * (depth + 1) + j) % slots) * length
        }
        func assign(_ corner: Int, _ fluxes: UnsafeMutablePointer<Float>) {
          if activity[corner] > 0 { unsafe assignFluxes(corner, velocity, fluxes) }
        }
        let lowest = corners(around: layers.lowerBound * depth).below
        if lowest >= 0 { for j in 0...depth { unsafe assign(lowest + j, slot(layers.lowerBound - 1, j)) } }
        for k in layers {
          unsafe assign(k * (depth + 1), slot(k, 0))
          for j in 0..<depth {
            let r = k * depth + j, corners = corners(around: r)
            unsafe assign(corners.above + 1, slot(k, j + 1))
            if !isRelaxed(r) { continue }
            func row(_ number: Int, ofCorner corner: Int, _ fluxes: UnsafeMutablePointer<Float>) -> UnsafeMutableBufferPointer<Float> {
              let start = unsafe corner >= 0 && activity[corner] > 0 ? fluxes : none
              return unsafe UnsafeMutableBufferPointer(start: start + number * (n + 2), count: n + 2)
            }
            let before = unsafe slot(k, j), behind = unsafe slot(k, j + 1)
            let lowBefore = unsafe slot(k - 1, j), lowBehind = unsafe slot(k - 1, j + 1)
            let after = corners.below >= 0 ? corners.below + 1 : -1
            let a = unsafe row(0, ofCorner: corners.above + 1, behind).span
            let b = unsafe row(1, ofCorner: corners.above + 1, behind).span
            let c = unsafe row(2, ofCorner: corners.above, before).span, d = unsafe row(3, ofCorner: corners.above, before).span
            let e = unsafe row(0, ofCorner: corners.below, lowBefore).span, f = unsafe row(1, ofCorner: corners.below, lowBefore).span
            let g = unsafe row(2, ofCorner: after, lowBehind).span
            let h = unsafe row(3, ofCorner: after, lowBehind).span
            let v = unsafe velocity.row(r, n).span, s = unsafe inverseDensity.row(r, n).span
            var new = unsafe result.row(r, n).mutableSpan
            for i in 1..<n + 1 {
              let gained = (Double(a[i]) + Double(b[i - 1])) + (Double(c[i]) + Double(d[i - 1]))
              let lost = (Double(h[i]) + Double(g[i - 1])) + (Double(f[i]) + Double(e[i - 1]))
              new[i] = v[i] + step * s[i] * (gained - lost)
            }
            result.seal(r)
          }
        }
      }
    }
  }

  @inline(__always)
  private func assignFluxes(_ corner: Int, _ velocity: ScalarField, _ fluxes: UnsafeMutablePointer<Float>) {
    let grid = velocity.grid, n = grid.width, cells = grid.rows(around: corner)
    func row(_ number: Int) -> UnsafeMutableBufferPointer<Float> {
      unsafe UnsafeMutableBufferPointer(start: fluxes + number * (n + 2), count: n + 2)
    }
    let c = unsafe velocity.row(cells.front, n).span, u = unsafe velocity.row(cells.aboveFront, n).span
    let cb = unsafe velocity.row(cells.back, n).span, ub = unsafe velocity.row(cells.aboveBack, n).span
    let x = unsafe widthDirection.row(corner, n).span, y = unsafe depthDirection.row(corner, n).span
    let z = unsafe growthDirection.row(corner, n).span
    var p = unsafe row(0).mutableSpan, q = unsafe row(1).mutableSpan, s = unsafe row(2).mutableSpan, t = unsafe row(3).mutableSpan
    for i in 0..<n + 1 {
      let back = z[i] + y[i], front = z[i] - y[i]
      let first = Double(back + x[i]), second = Double(back - x[i]), third = Double(front + x[i]), fourth = Double(front - x[i])
      let slope =
        (first * (ub[i + 1] - c[i]) + second * (ub[i] - c[i + 1])) + (third * (u[i + 1] - cb[i]) + fourth * (u[i] - cb[i + 1]))
      p[i] = Float(first * slope)
      q[i] = Float(second * slope)
      s[i] = Float(third * slope)
      t[i] = Float(fourth * slope)
    }
  }
}

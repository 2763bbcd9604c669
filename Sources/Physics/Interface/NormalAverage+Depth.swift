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
/// and what flows along each is the same factor × the slope: what one cell gains, the one opposite loses.
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
    let grid = velocity.grid, n = grid.width, depth = grid.depth, length = n + 2
    let inverseDensity = self.inverseDensity, activity = self.activity
    Tiling.forEach(rows: grid.growth, cellsPerRow: n * depth) { [self] layers in
      // Along the four diagonals of corners where nothing flows, and of two rows of corners by turns; then what flows out of each row of a
      // layer of cells into corners below it, so that these are visited once.
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: (12 + depth) * length) { memory in
        unsafe memory.initialize(repeating: 0)
        let base = memory.baseAddress!
        func row(_ number: Int) -> UnsafeMutableBufferPointer<Double> {
          unsafe UnsafeMutableBufferPointer(start: base + number * length, count: length)
        }
        func visit(_ k: Int, relaxes: Bool) {
          var before = 4, behind = 8
          let first = k * (depth + 1)
          if activity[first] > 0 { unsafe assignFluxes(first, velocity, row(before), row(before + 1), row(before + 2), row(before + 3)) }
          for j in 0..<depth {
            let r = k * depth + j, corners = corners(around: r), next = corners.above + 1
            if activity[next] > 0 { unsafe assignFluxes(next, velocity, row(behind), row(behind + 1), row(behind + 2), row(behind + 3)) }
            let isActive = activity[corners.above] + activity[next] > 0
            let front = activity[corners.above] > 0 ? before : 0, back = activity[next] > 0 ? behind : 0
            if relaxes, isRelaxed(r) {
              let hasLoss = corners.below >= 0 && activity[corners.below] + activity[corners.below + 1] > 0
              let a = unsafe row(back).span, b = unsafe row(back + 1).span
              let c = unsafe row(front + 2).span, d = unsafe row(front + 3).span
              let lost = unsafe row(hasLoss ? 12 + j : 0).span
              let v = unsafe velocity.row(r, n).span, s = unsafe inverseDensity.row(r, n).span
              var new = unsafe result.row(r, n).mutableSpan
              for i in 1..<n + 1 { new[i] = v[i] + step * s[i] * (((a[i] + b[i - 1]) + (c[i] + d[i - 1])) - lost[i]) }
              result.seal(r)
            }
            if isActive {
              let e = unsafe row(front).span, f = unsafe row(front + 1).span
              let g = unsafe row(back + 2).span, h = unsafe row(back + 3).span
              var lost = unsafe row(12 + j).mutableSpan
              for i in 1..<n + 1 { lost[i] = (h[i] + g[i - 1]) + (f[i] + e[i - 1]) }
            }
            swap(&before, &behind)
          }
        }
        let lowest = corners(around: layers.lowerBound * depth).below
        if lowest >= 0 { visit(lowest / (depth + 1), relaxes: false) }
        for k in layers { visit(k, relaxes: true) }
      }
    }
  }

  @inline(__always)
  private func assignFluxes(
    _ corner: Int, _ velocity: ScalarField, _ first: UnsafeMutableBufferPointer<Double>, _ second: UnsafeMutableBufferPointer<Double>,
    _ third: UnsafeMutableBufferPointer<Double>, _ fourth: UnsafeMutableBufferPointer<Double>
  ) {
    let grid = velocity.grid, n = grid.width, cells = grid.rows(around: corner)
    let c = unsafe velocity.row(cells.front, n).span, u = unsafe velocity.row(cells.aboveFront, n).span
    let cb = unsafe velocity.row(cells.back, n).span, ub = unsafe velocity.row(cells.aboveBack, n).span
    let x = unsafe widthDirection.row(corner, n).span, y = unsafe depthDirection.row(corner, n).span
    let z = unsafe growthDirection.row(corner, n).span
    var p = unsafe first.mutableSpan, q = unsafe second.mutableSpan, s = unsafe third.mutableSpan, t = unsafe fourth.mutableSpan
    for i in 0..<n + 1 {
      let back = z[i] + y[i], front = z[i] - y[i]
      let first = Double(back + x[i]), second = Double(back - x[i]), third = Double(front + x[i]), fourth = Double(front - x[i])
      let slope =
        (first * (ub[i + 1] - c[i]) + second * (ub[i] - c[i + 1])) + (third * (u[i + 1] - cb[i]) + fourth * (u[i] - cb[i + 1]))
      p[i] = first * slope
      q[i] = second * slope
      s[i] = third * slope
      t[i] = fourth * slope
    }
  }
}

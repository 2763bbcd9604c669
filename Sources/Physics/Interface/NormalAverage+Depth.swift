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

  /// Loops are written in lanes: the compiler asks of each short row which of its seven or more arrays overlap, which took as long as the row.
  /// In rows of fewer than eight cells lanes are read beyond the row, from the cache lines that it takes up or those after it, and dropped.
  func relaxDeep(_ velocity: ScalarField, into result: ScalarField, step: Double) {
    let grid = velocity.grid, n = grid.width, depth = grid.depth, length = max(n + 2, 16)
    let inverseDensity = self.inverseDensity, activity = self.activity
    Tiling.forEach(rows: grid.growth, cellsPerRow: n * depth) { [self] layers in
      // Along the four diagonals of corners where nothing flows, and of two rows of corners by turns; then what flows out of each row of a
      // layer of cells into corners below it, so that these are visited once.
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: (12 + depth) * length) { memory in
        unsafe memory.initialize(repeating: 0)
        let base = memory.baseAddress!
        func row(_ number: Int) -> UnsafeMutablePointer<Double> { unsafe base + number &* length }
        func visit(_ at: CornerLayer, relaxes: Bool) {
          var before = 4, behind = 8, isOpen = activity[at.corners] > 0
          if isOpen { unsafe assignFluxes(at, 0, velocity, row(before), length) }
          for j in 0..<depth {
            let r = at.cells + j, isNextOpen = activity[at.corners + j + 1] > 0
            if isNextOpen { unsafe assignFluxes(at, j + 1, velocity, row(behind), length) }
            let front = isOpen ? before : 0, back = isNextOpen ? behind : 0
            let hasLoss = at.below >= 0 && activity[at.below + j] + activity[at.below + j + 1] > 0
            if relaxes && (isOpen || isNextOpen || hasLoss) {
              let a = unsafe row(back), b = unsafe row(back + 1), c = unsafe row(front + 2), d = unsafe row(front + 3)
              let lost = unsafe row(hasLoss ? 12 + j : 0)
              let v = unsafe velocity.row(r, n).baseAddress!, s = unsafe inverseDensity.row(r, n).baseAddress!
              let new = unsafe result.row(r, n).baseAddress!
              forEachEight(1..<n + 1) { i in
                let gained = unsafe (a.eight(i) + b.eight(i &- 1)) + (c.eight(i) + d.eight(i &- 1))
                let relaxed = unsafe v.eight(i) + step * s.eight(i) * (gained - lost.eight(i))
                if n >= 8 { unsafe new.set(i, relaxed) } else { for m in 0..<n { unsafe new[1 + m] = relaxed[m] } }
              }
              result.seal(r)
            }
            if isOpen || isNextOpen {
              let e = unsafe row(front), f = unsafe row(front + 1), g = unsafe row(back + 2), h = unsafe row(back + 3)
              let lost = unsafe row(12 + j)
              forEachEight(1..<n + 1) { i in
                unsafe lost.set(i, (h.eight(i) + g.eight(i &- 1)) + (f.eight(i) + e.eight(i &- 1)))
              }
            }
            swap(&before, &behind)
            isOpen = isNextOpen
          }
        }
        let lowest = CornerLayer(grid, layers.lowerBound).below
        if lowest >= 0 { visit(CornerLayer(grid, lowest / (depth + 1)), relaxes: false) }
        for k in layers { visit(CornerLayer(grid, k), relaxes: true) }
      }
    }
  }

  /// What flows along each of the four diagonals of row `j` of a layer's corners: four rows, `length` apart.
  @inline(__always)
  private func assignFluxes(
    _ at: CornerLayer, _ j: Int, _ velocity: ScalarField, _ fluxes: UnsafeMutablePointer<Double>, _ length: Int
  ) {
    let n = velocity.grid.width, corner = at.corners + j, cells = at.rows(around: j)
    let c = unsafe velocity.row(cells.front, n).baseAddress!, u = unsafe velocity.row(cells.aboveFront, n).baseAddress!
    let cb = unsafe velocity.row(cells.back, n).baseAddress!, ub = unsafe velocity.row(cells.aboveBack, n).baseAddress!
    let x = unsafe widthDirection.row(corner, n).baseAddress!, y = unsafe depthDirection.row(corner, n).baseAddress!
    let z = unsafe growthDirection.row(corner, n).baseAddress!
    forEachEight(0..<n + 1) { i in
      let side = unsafe x.load(i, as: HalfLanes.self), depth = unsafe y.load(i, as: HalfLanes.self)
      let growth = unsafe z.load(i, as: HalfLanes.self), back = growth + depth, front = growth - depth
      let first = DoubleLanes(widening: back + side), second = DoubleLanes(widening: back - side)
      let third = DoubleLanes(widening: front + side), fourth = DoubleLanes(widening: front - side)
      let rising = unsafe first * (ub.eight(i &+ 1) - c.eight(i)) + second * (ub.eight(i) - c.eight(i &+ 1))
      let falling = unsafe third * (u.eight(i &+ 1) - cb.eight(i)) + fourth * (u.eight(i) - cb.eight(i &+ 1))
      let slope = rising + falling
      unsafe fluxes.set(i, first * slope)
      unsafe fluxes.set(i &+ length, second * slope)
      unsafe fluxes.set(i &+ 2 &* length, third * slope)
      unsafe fluxes.set(i &+ 3 &* length, fourth * slope)
    }
  }
}

/// Rows of a layer of cells, and of the corners above it.
private struct CornerLayer {
  /// First row of the cells, of the corners above them, and of the corners below, where there are such, else −1.
  let cells: Int, corners: Int, below: Int
  /// Rows from a cell to the one above it.
  private let rise: Int
  private let depth: Int
  private let isPeriodic: Bool

  init(_ grid: Grid, _ k: Int) {
    let last = grid.growth - 1, isClosed = grid.growthClosure == .periodic
    depth = grid.depth
    isPeriodic = grid.depthClosure == .periodic
    cells = k * depth
    // A layer has one more row of corners than of cells.
    corners = k * (depth + 1)
    below = k > 0 ? corners - (depth + 1) : isClosed && last > 0 ? last * (depth + 1) : -1
    rise = k < last ? depth : isClosed ? -last * depth : 0
  }

  /// The rows of cells around row `j` of the corners.
  @inline(__always)
  func rows(around j: Int) -> CornerRows {
    let front = cells &+ (j > 0 ? j &- 1 : isPeriodic ? depth &- 1 : 0)
    let back = cells &+ (j < depth ? j : isPeriodic ? 0 : depth &- 1)
    return CornerRows(front: front, back: back, aboveFront: front &+ rise, aboveBack: back &+ rise)
  }
}

extension UnsafeMutablePointer<Double> {
  @inline(__always)
  fileprivate func eight(_ i: Int) -> DoubleLanes { unsafe load(i, as: DoubleLanes.self) }
}

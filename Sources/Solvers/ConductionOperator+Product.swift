public import Fields
import RealModule

/// A u of a `ConductionOperator`, and what conjugate gradients make of it in the same pass over memory.
extension ConductionOperator {
  /// result = A u, and the sum of u · A u.
  @discardableResult
  public func apply(_ u: ScalarField, into result: ScalarField) -> Double { product(with: u, into: result) }

  /// result = A u for fields of either precision, and the sum of u · A u.
  func product<Scalar: Precision, Result: Precision>(with u: Field<Scalar>, into result: Field<Result>) -> Double {
    let n = grid.width
    if let coefficient = coefficientOfWholeVectors {
      let scales = self.scales
      return grid.sum { r in
        let out = unsafe result.row(r, n).baseAddress!
        return self.sum(row: r, of: coefficient, scales, with: u) { i, x, image in
          unsafe Result.set(out, i, image)
          return x * image
        }
      }
    }
    return sum(image: u) { r, image in
      let x = unsafe u.row(r, n).span
      var out = unsafe result.row(r, n).mutableSpan, s = 0.0
      for i in 1..<n + 1 {
        out[i] = Result(rounding: image[i])
        s = Relaxed.multiplyAdd(x[i].asDouble, image[i], s)
      }
      return s
    }
  }

  /// residual = `scale` × (source − A u), and the sum of its squares.
  func residual(_ u: ScalarField, source: ScalarField, scale: Double, into residual: Field<Float>) -> Double {
    let n = grid.width
    if let coefficient = coefficientOfWholeVectors {
      let scales = self.scales
      return grid.sum { r in
        let b = unsafe source.row(r, n).baseAddress!, out = unsafe residual.row(r, n).baseAddress!
        return self.sum(row: r, of: coefficient, scales, with: u) { i, _, image in
          let rest = unsafe scale * (b.load(i, as: DoubleLanes.self) - image)
          unsafe Float.set(out, i, rest)
          return rest * rest
        }
      }
    }
    return sum(image: u) { r, image in
      let b = unsafe source.row(r, n).span
      var out = unsafe residual.row(r, n).mutableSpan, s = 0.0
      for i in 1..<n + 1 {
        let rest = scale * (b[i] - image[i])
        out[i] = Float(rest)
        s = Relaxed.multiplyAdd(rest, rest, s)
      }
      return s
    }
  }

  /// The coefficient whose means the links are, where rows have as many cells as a vector.
  private var coefficientOfWholeVectors: ScalarField? { grid.width >= DoubleLanes.scalarCount ? coefficient : nil }

  private typealias Scales = (width: Double, depth: Double, growth: Double)

  /// Half of 1 over the square of the spacing along each axis, 1/m²: × the sum of two coefficients it is their link.
  private var scales: Scales {
    func scale(_ spacing: Double) -> Double { 0.5 / (spacing * spacing) }
    return (scale(grid.widthSpacing), scale(grid.depthSpacing), scale(grid.growthSpacing))
  }

  /// Sum over a row of what `body` answers to u and A u in eight cells at once, from element `i` on. Where a row does not end with eight, its
  /// last eight are taken, some of them for a second time; those are not summed again. The links are in no memory at all; over a mirrored end
  /// there is no difference.
  @inline(__always)
  private func sum<Scalar: Precision>(
    row r: Int, of coefficient: ScalarField, _ scales: Scales, with u: Field<Scalar>,
    _ body: (_ i: Int, _ x: DoubleLanes, _ image: DoubleLanes) -> DoubleLanes
  ) -> Double {
    let n = grid.width, isDeep = grid.depth > 1, (a, b, g) = scales
    if isDeep { fetch(r, coefficient, u) }
    // From one row to those beside it by the stride: to look each of them up took a seventh of a short row's instructions.
    let next = RowPlace(grid, row: r), step = coefficient.rowStride, stride = u.rowStride
    let k = unsafe coefficient.row(r, n).baseAddress!, v = unsafe u.row(r, n).baseAddress!
    let kb = unsafe k + (next.below &- r) &* step, vb = unsafe v + (next.below &- r) &* stride
    let ka = unsafe k + (next.above &- r) &* step, va = unsafe v + (next.above &- r) &* stride
    let kf = unsafe k + (next.before &- r) &* step, vf = unsafe v + (next.before &- r) &* stride
    let kr = unsafe k + (next.behind &- r) &* step, vr = unsafe v + (next.behind &- r) &* stride
    let d = unsafe diagonal.row(r, n).baseAddress!
    var sum = DoubleLanes()
    var first = 1
    while first <= n {
      let i = min(first, n &+ 1 &- DoubleLanes.scalarCount)
      let c = unsafe k.load(i, as: DoubleLanes.self), x = unsafe Scalar.lanes(v, i)
      @inline(__always) func flow(_ k: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Scalar>, _ i: Int) -> DoubleLanes {
        unsafe (c + k.load(i, as: DoubleLanes.self)) * (x - Scalar.lanes(v, i))
      }
      var image = unsafe d.load(i, as: DoubleLanes.self) * x + a * (flow(k, v, i &+ 1) + flow(k, v, i &- 1))
      unsafe image += g * (flow(kb, vb, i) + flow(ka, va, i))
      if isDeep { unsafe image += b * (flow(kf, vf, i) + flow(kr, vr, i)) }
      var summand = body(i, x, image)
      if i < first { summand.replace(with: 0, where: DoubleLanes.indices .< Int64(first &- i)) }
      sum += summand
      first &+= DoubleLanes.scalarCount
    }
    return sum.sum()
  }

  /// Asks for rows of a deep grid in time: they are short, and the layer below is long gone.
  @inline(__always)
  private func fetch<Scalar: Precision>(_ r: Int, _ coefficient: ScalarField, _ u: Field<Scalar>) {
    let n = grid.width, ahead = r + grid.depth + grid.rowsAhead
    guard grid.isLargerThanCache, ahead < grid.rowCount else { return }
    unsafe coefficient.row(ahead, n).baseAddress!.prefetch(n)
    unsafe u.row(ahead, n).baseAddress!.prefetch(n)
    unsafe diagonal.row(r + grid.rowsAhead, n).baseAddress!.prefetch(n)
  }

  /// Sum of what `partial` answers to each row and A u in its cells, in the order of the rows, with links that were made for the row.
  @inline(__always)
  private func sum<Scalar: Precision>(
    image u: Field<Scalar>, _ partial: @Sendable (_ row: Int, _ image: Span<Double>) -> Double
  ) -> Double {
    let grid = self.grid, n = grid.width
    return sum { r, links in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { image in
        unsafe image.initialize(repeating: 0)
        unsafe self.assignRow(r, links, with: u, into: image)
        return unsafe partial(r, image.span)
      }
    }
  }

  @inline(__always)
  private func assignRow<Scalar: Precision>(
    _ r: Int, _ links: RowLinks<Double>, with u: Field<Scalar>, into image: UnsafeMutableBufferPointer<Double>
  ) {
    let n = grid.width
    let next = grid.neighbours(of: r)
    let c = unsafe u.row(r, n).span
    let below = unsafe u.row(next.below, n).span
    let above = unsafe u.row(next.above, n).span
    let w = unsafe links.right.span, lower = unsafe links.lower.span, upper = unsafe links.upper.span
    let d = unsafe self.diagonal.row(r, n).span
    var out = unsafe image.mutableSpan
    for i in 1..<n + 1 {
      let x = c[i].asDouble
      let lateral = w[i] * (x - c[i + 1].asDouble) + w[i - 1] * (x - c[i - 1].asDouble)
      let vertical = lower[i] * (x - below[i].asDouble) + upper[i] * (x - above[i].asDouble)
      out[i] = d[i] * x + lateral + vertical
    }
    if grid.depth > 1 {
      let before = unsafe u.row(next.before, n).span
      let behind = unsafe u.row(next.behind, n).span
      let front = unsafe links.before.span, back = unsafe links.behind.span
      for i in 1..<n + 1 {
        let x = c[i].asDouble
        out[i] += front[i] * (x - before[i].asDouble) + back[i] * (x - behind[i].asDouble)
      }
    }
  }
}

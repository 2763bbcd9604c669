public import Fields

/// Carries what is dissolved in, or part of, what is not lithium along a `DisplacementFlow`: ∂(ψs)/∂t = −∇·(U s − J).
///
/// s on a face is that of the cell which the flow comes from, with the slope that is the smaller of those on its two sides (B. van Leer,
/// J. Comput. Phys. 32 (1979) 101, with the minmod limiter), so that no new extremes arise. What leaves a cell enters its neighbour.
///
/// J keeps the edge of a layer as wide as the diffuse front, against what the flow's discretisation spreads: ψ times the exchange of
/// `ConservativeSharpening` between layer and the rest, with normals from s itself.
public final class DisplacedQuantity {
  private let grid: Grid
  private let widthFlux: ScalarField
  private let growthFlux: ScalarField
  private let depthFlux: ScalarField

  /// - Parameter scratch: numbers 0, 1 and 2.
  public init(_ grid: Grid, scratch: Scratch) {
    self.grid = grid
    widthFlux = scratch.field(0, on: grid)
    growthFlux = scratch.field(1, on: grid)
    depthFlux = scratch.field(2, on: grid.depth > 1 ? grid : grid.singleRow)
  }

  /// Edges of a layer: 0 ≤ s ≤ 1.
  public struct Sharpening {
    /// δ, m.
    public var halfWidth: Double
    /// Γ, m/s.
    public var rate: Double

    public init(halfWidth: Double, rate: Double) {
      self.halfWidth = halfWidth
      self.rate = rate
    }
  }

  /// Carries `s` through a step of the flow, in which ξ goes from `before` to `after`.
  ///
  /// - Parameters:
  ///   - amount: ψs, carried alike where it is kept as well.
  ///   - beyond: s of what comes in through the top.
  /// - Returns: what left through the top, Σ of U s over the top cells × the length of the step (s per cell).
  @discardableResult
  public func carry(
    _ s: ScalarField, amount: ScalarField? = nil, along flow: DisplacementFlow, from before: ScalarField, to after: ScalarField,
    beyond: Double, sharpening: Sharpening? = nil
  ) -> Double {
    var count = flow.substeps
    if let sharpening { count += substeps(sharpening, flow.timeStep) }
    let duration = flow.timeStep / Double(count)
    var left = 0.0
    for step in 0..<count {
      assignFluxes(s, flow, before, after, sharpening)
      left += update(
        s, amount, flow, before, after, beyond: beyond, duration: duration, from: Double(step) / Double(count),
        to: Double(step + 1) / Double(count))
    }
    return left
  }

  /// That keep 0 ≤ s ≤ 1, beside those of the flow.
  private func substeps(_ sharpening: Sharpening, _ timeStep: Double) -> Int {
    let isDeep = grid.depth > 1
    let h = grid.leastSpacing
    let g = timeStep * sharpening.rate * sharpening.halfWidth / (2 * h * h)
    return Int(max(1, min(1e4, (2 * (isDeep ? 6 : 4) * g * (1 + smallTanh(h / sharpening.halfWidth))).rounded(.up))))
  }

  @inline(__always)
  private static func limited(_ a: Double, _ b: Double) -> Double { a * b > 0 ? (abs(a) < abs(b) ? a : b) : 0 }

  /// U s on a face between two cells b and c, from the four a, b, c, d across it.
  @inline(__always)
  private static func carried(_ flow: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
    flow > 0 ? flow * (b + 0.5 * limited(b - a, c - b)) : flow * (c - 0.5 * limited(c - b, d - c))
  }

  /// What passes from c to b across a face with a normal's component of `along` beside `across`.
  @inline(__always)
  private static func exchange(_ rate: Double, _ ratio: Double, _ b: Double, _ c: Double, _ across: Double) -> Double {
    // Where metal closed round it a share may be more than all there is left.
    let b = max(0, min(1, b)), c = max(0, min(1, c))
    let along = c - b
    let t = smallTanh(ratio * along / ((along * along + across).squareRoot() + 1e-30))
    return rate * ((1 - t) * c * (1 - b) - (1 + t) * b * (1 - c))
  }

  /// Fluxes in s per second through the right, upper and rear faces.
  private func assignFluxes(
    _ s: ScalarField, _ flow: DisplacementFlow, _ before: ScalarField, _ after: ScalarField, _ sharpening: Sharpening?
  ) {
    let n = grid.width, grid = self.grid, isDeep = grid.depth > 1
    let right = flow.widthFlow, up = flow.growthFlow, back = flow.depthFlow
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, depthFlux = self.depthFlux
    let isPeriodic = grid.widthClosure == .periodic
    let spacing = SIMD3(grid.widthSpacing, grid.depthSpacing, grid.growthSpacing)
    let half = sharpening.map { 0.5 * $0.rate * $0.halfWidth } ?? 0
    let rate = half / (spacing * spacing), ratio = spacing / (sharpening?.halfWidth ?? 1)
    // Gradients across a face, in differences along it.
    let xz = spacing.x / spacing.z, xy = spacing.x / spacing.y, zy = spacing.z / spacing.y
    let isSharpened = sharpening != nil
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r), second = grid.neighbours(of: next.above), rear = grid.neighbours(of: next.behind)
        let c = unsafe s.row(r, n).span, a = unsafe s.row(next.above, n).span, b = unsafe s.row(next.below, n).span
        let aa = unsafe s.row(second.above, n).span
        let u = unsafe right.row(r, n).span, w = unsafe up.row(r, n).span
        let x = unsafe before.row(r, n).span, xa = unsafe before.row(next.above, n).span
        let y = unsafe after.row(r, n).span, ya = unsafe after.row(next.above, n).span
        var f = unsafe widthFlux.row(r, n).mutableSpan, g = unsafe growthFlux.row(r, n).mutableSpan
        f[0] = 0
        for i in 1..<n + 1 {
          let left = c[i - 1], beyond = i < n ? c[i + 2] : isPeriodic ? c[min(2, n)] : c[n + 1]
          f[i] = Self.carried(u[i], left, c[i], c[i + 1], beyond)
          g[i] = next.above == r ? 0 : Self.carried(w[i], b[i], c[i], a[i], aa[i])
        }
        if !isPeriodic || n == 1 { f[n] = 0 }
        if isSharpened {
          let behind = unsafe s.row(next.behind, n).span, ahead = unsafe s.row(next.before, n).span
          let behindAbove = unsafe s.row(second.behind, n).span, aheadAbove = unsafe s.row(second.before, n).span
          for i in 1..<n + 1 {
            let psi = ElectrolytePotential.conductingFraction(max(x[i], x[i + 1], y[i], y[i + 1]))
            let lift = 0.25 * xz * (a[i] + a[i + 1] - b[i] - b[i + 1])
            let deep = isDeep ? 0.25 * xy * (behind[i] + behind[i + 1] - ahead[i] - ahead[i + 1]) : 0
            f[i] -= psi * Self.exchange(rate.x, ratio.x, c[i], c[i + 1], lift * lift + deep * deep)
            let psiAbove = ElectrolytePotential.conductingFraction(max(x[i], xa[i], y[i], ya[i]))
            let side = 0.25 / xz * (c[i + 1] + a[i + 1] - c[i - 1] - a[i - 1])
            let far = isDeep ? 0.25 * zy * (behind[i] + behindAbove[i] - ahead[i] - aheadAbove[i]) : 0
            if next.above != r { g[i] -= psiAbove * Self.exchange(rate.z, ratio.z, c[i], a[i], side * side + far * far) }
          }
          if !isPeriodic || n == 1 { f[n] = 0 }
        }
        f[0] = isPeriodic ? f[n] : 0
        guard isDeep else { continue }
        let v = unsafe back.row(r, n).span, behind = unsafe s.row(next.behind, n).span, ahead = unsafe s.row(next.before, n).span
        let far = unsafe s.row(rear.behind, n).span, xr = unsafe before.row(next.behind, n).span
        let yr = unsafe after.row(next.behind, n).span
        let aboveBehind = unsafe s.row(rear.above, n).span, belowBehind = unsafe s.row(rear.below, n).span
        var d = unsafe depthFlux.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          guard next.behind != r else {
            d[i] = 0
            continue
          }
          d[i] = Self.carried(v[i], ahead[i], c[i], behind[i], far[i])
          guard isSharpened else { continue }
          let psi = ElectrolytePotential.conductingFraction(max(x[i], xr[i], y[i], yr[i]))
          let side = 0.25 / xy * (c[i + 1] + behind[i + 1] - c[i - 1] - behind[i - 1])
          let lift = 0.25 / zy * (a[i] + aboveBehind[i] - b[i] - belowBehind[i])
          d[i] -= psi * Self.exchange(rate.y, ratio.y, c[i], behind[i], side * side + lift * lift)
        }
      }
    }
  }

  /// A substep from one part of the step to another; what left through the top.
  private func update(
    _ s: ScalarField, _ amount: ScalarField?, _ flow: DisplacementFlow, _ before: ScalarField, _ after: ScalarField, beyond: Double,
    duration: Double, from start: Double, to end: Double
  ) -> Double {
    let n = grid.width, grid = self.grid, isDeep = grid.depth > 1, lowest = grid.rowCount - grid.depth
    let widthFlux = self.widthFlux, growthFlux = self.growthFlux, depthFlux = self.depthFlux, top = flow.topFlow
    let left = RowPartials(grid.depth)
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r), isBottom = next.below == r, isFront = next.before == r
        let x = unsafe before.row(r, n).span, y = unsafe after.row(r, n).span
        let f = unsafe widthFlux.row(r, n).span, g = unsafe growthFlux.row(r, n).span
        let gb = unsafe growthFlux.row(next.below, n).span
        let d = unsafe depthFlux.row(isDeep ? r : 0, n).span, df = unsafe depthFlux.row(isDeep ? next.before : 0, n).span
        let t = unsafe top.row(max(0, r - lowest), n).span, isTop = r >= lowest
        var c = unsafe s.row(r, n).mutableSpan
        var q = unsafe (amount ?? s).row(r, n).mutableSpan
        var sum = 0.0
        for i in 1..<n + 1 {
          var change = f[i - 1] - f[i] + (isBottom ? 0 : gb[i]) - g[i]
          if isDeep { change += (isFront ? 0 : df[i]) - d[i] }
          if isTop {
            let leaving = t[i] * (t[i] > 0 ? c[i] : beyond)
            change -= leaving
            sum += leaving
          }
          let old = ElectrolytePotential.conductingFraction(x[i]), new = ElectrolytePotential.conductingFraction(y[i])
          let held = old + start * (new - old), holds = old + end * (new - old)
          if amount != nil { q[i] += duration * change }
          c[i] = (held * c[i] + duration * change) / holds
        }
        if isTop { left[r - lowest] = sum }
        s.seal(r)
        amount?.seal(r)
      }
    }
    return duration * left.sum()
  }
}

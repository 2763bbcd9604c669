public import Fields
import Solvers

/// |J| and, where they are wanted, its components, A/m²; none along depth in a grid one cell deep.
public struct CurrentDensityField {
  public let magnitude: ScalarField
  public let components: (width: ScalarField, depth: ScalarField?, growth: ScalarField)?

  /// - Parameter scratch: of which it takes the numbers from `first` on, four of them with components, else one.
  public init(_ grid: Grid, withComponents: Bool, scratch: Scratch, first: Int) {
    func field(_ index: Int) -> ScalarField { scratch.field(first + index, on: grid) }
    magnitude = field(0)
    components = withComponents ? (field(1), grid.depth > 1 ? field(2) : nil, field(3)) : nil
  }

  /// J at a cell's centre is the mean over its two faces along each axis. Beyond the grid's ends the inner face stands for both.
  ///
  /// - Parameters:
  ///   - factor: of what both cells of a face conduct, in series; nil: 1 everywhere.
  ///   - weight: a third field, of which `flux` gets the two cells' values as well; nil: it gets others.
  ///   - flux: J times the distance between two cells, towards the second, from the first's values of the fields and the second's.
  @inline(__always)
  func assign(
    _ a: ScalarField, _ b: ScalarField, factor: ScalarField? = nil, weight: ScalarField? = nil,
    flux: @Sendable (_ a1: Double, _ b1: Double, _ w1: Double, _ a2: Double, _ b2: Double, _ w2: Double) -> Double
  ) {
    let grid = magnitude.grid
    let n = grid.width, isDeep = grid.depth > 1
    let current = magnitude, components = self.components
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let p = unsafe a.row(r, n).span, c = unsafe b.row(r, n).span
        let pb = unsafe a.row(next.below, n).span, cb = unsafe b.row(next.below, n).span
        let pa = unsafe a.row(next.above, n).span, ca = unsafe b.row(next.above, n).span
        let pf = unsafe a.row(next.before, n).span, cf = unsafe b.row(next.before, n).span
        let pr = unsafe a.row(next.behind, n).span, cr = unsafe b.row(next.behind, n).span
        let f = unsafe (factor ?? a).row(r, n).span
        let fb = unsafe (factor ?? a).row(next.below, n).span, fa = unsafe (factor ?? a).row(next.above, n).span
        let ff = unsafe (factor ?? a).row(next.before, n).span, fr = unsafe (factor ?? a).row(next.behind, n).span
        let w = unsafe (weight ?? a).row(r, n).span
        let wb = unsafe (weight ?? a).row(next.below, n).span, wa = unsafe (weight ?? a).row(next.above, n).span
        let wf = unsafe (weight ?? a).row(next.before, n).span, wr = unsafe (weight ?? a).row(next.behind, n).span
        func series(_ p: Double, _ q: Double) -> Double { factor == nil ? 1 : ConductionOperator.series(p, q, factors: p, q) }
        let beside = Double((next.before != r ? 1 : 0) + (next.behind != r ? 1 : 0))
        let along = Double((next.below != r ? 1 : 0) + (next.above != r ? 1 : 0))
        var j = unsafe current.row(r, n).mutableSpan
        let jx = unsafe components?.width.row(r, n), jy = unsafe components?.depth?.row(r, n), jz = unsafe components?.growth.row(r, n)
        for i in 1..<n + 1 {
          let left = flux(p[i - 1], c[i - 1], w[i - 1], p[i], c[i], w[i]) * series(f[i - 1], f[i])
          let right = flux(p[i], c[i], w[i], p[i + 1], c[i + 1], w[i + 1]) * series(f[i], f[i + 1])
          let lateral = 0.5 * (left + right) / grid.widthSpacing
          let lower = flux(pb[i], cb[i], wb[i], p[i], c[i], w[i]) * series(fb[i], f[i])
          let upper = flux(p[i], c[i], w[i], pa[i], ca[i], wa[i]) * series(f[i], fa[i])
          let vertical = along > 0 ? (lower + upper) / (along * grid.growthSpacing) : 0
          var square = lateral * lateral + vertical * vertical
          if isDeep {
            let before = flux(pf[i], cf[i], wf[i], p[i], c[i], w[i]) * series(ff[i], f[i])
            let behind = flux(p[i], c[i], w[i], pr[i], cr[i], wr[i]) * series(f[i], fr[i])
            let deep = beside > 0 ? (before + behind) / (beside * grid.depthSpacing) : 0
            square += deep * deep
            if let jy = unsafe jy { unsafe jy[i] = deep }
          }
          j[i] = square.squareRoot()
          if let jx = unsafe jx, let jz = unsafe jz {
            unsafe jx[i] = lateral
            unsafe jz[i] = vertical
          }
        }
        current.seal(r)
        components?.width.seal(r)
        components?.depth?.seal(r)
        components?.growth.seal(r)
      }
    }
  }
}

public import Fields

/// The seven-point operator of a conduction problem with variable coefficients:
/// (A u)ᵢ = dᵢ uᵢ + Σ over faces kᵢⱼ (uᵢ − uⱼ).
///
/// Link conductances k ≥ 0 are over the square of the cell edge, so that A u is a source per volume. Ends with a prescribed value enter
/// through the diagonal d ≥ 0 (and the right-hand side), ends without flux have k = 0. A is symmetric and an M-matrix: positive sources
/// give positive solutions.
public final class ConductionOperator: Sendable {
  /// Where the links come from: the arithmetic mean of a coefficient at the centres of the two cells, with or without a factor of which the
  /// harmonic mean is taken, which is not stored; or a value for each face.
  enum Source: Sendable {
    case means(ScalarField)
    case series(ScalarField, factor: ScalarField)
    case faces(Faces)
  }

  /// A link for each face.
  public struct Faces: Sendable {
    /// Between a cell and its right neighbour; the last one of a row closes the period.
    public let width: ScalarField
    /// Between a row and the one behind it; the last one closes the period. A single row in a grid one cell deep.
    public let depth: ScalarField
    /// Between a row and the one below, of the bottom row the one that closes the period.
    public let growth: ScalarField
  }

  public let grid: Grid
  /// Everything that is not a link: mass, Robin and Dirichlet ends, linearised reaction.
  public let diagonal: ScalarField
  let source: Source

  /// Links that are the mean of `coefficient` in the two cells; its ghosts must be sealed. They follow it when it changes.
  public init(meansOf coefficient: ScalarField, diagonal: ScalarField? = nil) {
    grid = coefficient.grid
    self.diagonal = diagonal ?? ScalarField(grid)
    source = .means(coefficient)
  }

  /// Links that are the arithmetic mean of `coefficient`/`factor` times the harmonic mean of `factor` > 0, as of two resistances in
  /// series, in the two cells; the ghosts of both must be sealed. They follow them when they change.
  public init(meansOf coefficient: ScalarField, inSeriesBy factor: ScalarField, diagonal: ScalarField? = nil) {
    grid = coefficient.grid
    self.diagonal = diagonal ?? ScalarField(grid)
    source = .series(coefficient, factor: factor)
  }

  /// The mean of two cells' coefficients with factors in series.
  @inlinable @inline(__always)
  public static func series(_ a: Double, _ b: Double, factors p: Double, _ q: Double) -> Double { (a * q + b * p) / (p + q) }

  /// Links that are `faces`. Those at mirrored ends are not looked at.
  public init(_ grid: Grid, faces: Faces) {
    self.grid = grid
    diagonal = ScalarField(grid)
    source = .faces(faces)
  }

  /// The coefficient whose arithmetic means the links are, where they are.
  var coefficient: ScalarField? { if case .means(let coefficient) = source { coefficient } else { nil } }

  /// Elements that `links` needs for a row.
  static func scratchLength(_ grid: Grid) -> Int { 5 * LayerStrip.rowLength(grid.width + 2) }

  /// The links of row `r`, in `scratch`.
  @inline(__always)
  func links<Scalar: Precision>(
    ofRow r: Int, in scratch: UnsafeMutablePointer<Scalar>
  ) -> RowLinks<Scalar> {
    let n = grid.width, grid = self.grid
    let links = unsafe RowLinks(start: scratch, count: n + 2, length: LayerStrip.rowLength(n + 2))
    let next = grid.neighbours(of: r)
    let a = 1 / (grid.widthSpacing * grid.widthSpacing), g = 1 / (grid.growthSpacing * grid.growthSpacing)
    let b = 1 / (grid.depthSpacing * grid.depthSpacing)
    var right = unsafe links.right.mutableSpan, lower = unsafe links.lower.mutableSpan, upper = unsafe links.upper.mutableSpan
    var before = unsafe links.before.mutableSpan, behind = unsafe links.behind.mutableSpan
    // A mirrored end is its own neighbour.
    let down = next.below == r ? 0 : 1.0, up = next.above == r ? 0 : 1.0
    let fore = next.before == r ? 0 : 1.0, back = next.behind == r ? 0 : 1.0
    switch source {
    case .means(let coefficient):
      let c = unsafe coefficient.row(r, n).span
      let cb = unsafe coefficient.row(next.below, n).span, ca = unsafe coefficient.row(next.above, n).span
      for i in 0..<n + 1 { right[i] = Scalar(rounding: 0.5 * a * (c[i] + c[i + 1])) }
      for i in 1..<n + 1 {
        lower[i] = Scalar(rounding: 0.5 * g * down * (c[i] + cb[i]))
        upper[i] = Scalar(rounding: 0.5 * g * up * (c[i] + ca[i]))
      }
      if grid.depth > 1 {
        let cf = unsafe coefficient.row(next.before, n).span, cr = unsafe coefficient.row(next.behind, n).span
        for i in 1..<n + 1 {
          before[i] = Scalar(rounding: 0.5 * b * fore * (c[i] + cf[i]))
          behind[i] = Scalar(rounding: 0.5 * b * back * (c[i] + cr[i]))
        }
      }
    case .series(let coefficient, let factor):
      let c = unsafe coefficient.row(r, n).span, f = unsafe factor.row(r, n).span
      let cb = unsafe coefficient.row(next.below, n).span, ca = unsafe coefficient.row(next.above, n).span
      let fb = unsafe factor.row(next.below, n).span, fa = unsafe factor.row(next.above, n).span
      for i in 0..<n + 1 { right[i] = Scalar(rounding: a * Self.series(c[i], c[i + 1], factors: f[i], f[i + 1])) }
      for i in 1..<n + 1 {
        lower[i] = Scalar(rounding: g * down * Self.series(c[i], cb[i], factors: f[i], fb[i]))
        upper[i] = Scalar(rounding: g * up * Self.series(c[i], ca[i], factors: f[i], fa[i]))
      }
      if grid.depth > 1 {
        let cf = unsafe coefficient.row(next.before, n).span, cr = unsafe coefficient.row(next.behind, n).span
        let ff = unsafe factor.row(next.before, n).span, fr = unsafe factor.row(next.behind, n).span
        for i in 1..<n + 1 {
          before[i] = Scalar(rounding: b * fore * Self.series(c[i], cf[i], factors: f[i], ff[i]))
          behind[i] = Scalar(rounding: b * back * Self.series(c[i], cr[i], factors: f[i], fr[i]))
        }
      }
    case .faces(let faces):
      let w = unsafe faces.width.row(r, n).span
      let l = unsafe faces.growth.row(r, n).span, u = unsafe faces.growth.row(next.above, n).span
      for i in 1..<n + 1 { right[i] = Scalar(rounding: w[i]) }
      right[0] = right[n]
      for i in 1..<n + 1 {
        lower[i] = Scalar(rounding: down * l[i])
        upper[i] = Scalar(rounding: up * u[i])
      }
      if grid.depth > 1 {
        let f = unsafe faces.depth.row(next.before, n).span, d = unsafe faces.depth.row(r, n).span
        for i in 1..<n + 1 {
          before[i] = Scalar(rounding: fore * f[i])
          behind[i] = Scalar(rounding: back * d[i])
        }
      }
    }
    if grid.widthClosure == .mirrored || n == 1 {
      right[0] = 0
      right[n] = 0
    }
    return links
  }

  /// Calls `body` with each row and its links, concurrently; where `rows` are given, with those in which they are above 0.
  public func forEachRow(where rows: RowPartials? = nil, _ body: @Sendable (_ row: Int, _ links: RowLinks<Double>) -> Void) {
    grid.forEachTile { tile in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.scratchLength(grid)) { memory in
        unsafe memory.initialize(repeating: 0)
        for r in tile where rows.map({ $0[r] > 0 }) ?? true { unsafe body(r, links(ofRow: r, in: memory.baseAddress!)) }
      }
    }
  }

  /// Sum of what `partial` answers to each row and its links, in the order of the rows.
  public func sum(_ partial: @Sendable (_ row: Int, _ links: RowLinks<Double>) -> Double) -> Double {
    let partials = RowPartials(grid.rowCount)
    forEachRow { r, links in partials[r] = partial(r, links) }
    return partials.sum()
  }
}

extension ConductionOperator.Faces {
  /// Without links.
  public init(_ grid: Grid) {
    width = ScalarField(grid)
    depth = ScalarField(grid.depth > 1 ? grid : grid.singleRow)
    growth = ScalarField(grid)
  }
}

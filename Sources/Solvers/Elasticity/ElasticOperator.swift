public import Fields
import RealModule

/// The force with which a strained medium resists, f = −∇·σ on the faces of its cells, and its counterpart for uniform strains, the mean
/// normal stress.
///
/// With C the stiffness and B the strains of `StressEvaluation`, f = Bᵀ C (B u + E − ε*): the exact gradient of the elastic energy
/// Σ ½ σ:(ε − ε*) over centres and edges, so that the operator is symmetric and equilibrium is a minimum. Beyond mirrors the normal
/// displacement and the shear stress vanish: rigid plates without friction.
public struct ElasticOperator: Sendable {
  public let medium: ElasticMedium

  public init(_ medium: ElasticMedium) { self.medium = medium }

  /// What a displacement and a mean strain bring about.
  public struct Response: Sendable {
    /// Mean normal stress by axes, Pa.
    public var meanStress: SIMD3<Double>
    /// Σ over faces of force × displacement, N/m⁴ · m.
    public var work: Double
  }

  /// Writes the force density (N/m³) of `displacement` (m) and `meanStrain`.
  ///
  /// - Parameter hasEigenstrain: false for the linear part alone.
  @discardableResult
  public func force(
    _ displacement: FaceVector, meanStrain: SIMD3<Double>, hasEigenstrain: Bool, into force: FaceVector
  ) -> Response {
    let grid = medium.grid
    let evaluation = StressEvaluation(
      medium: medium, displacement: displacement, meanStrain: meanStrain, hasEigenstrain: hasEigenstrain)
    let sums = (0..<3).map { _ in RowPartials(grid.rowCount) }, works = RowPartials(grid.rowCount)
    Tiling.forEach(rows: grid.growth, cellsPerRow: grid.depth * grid.width) { layers in
      unsafe StressStrip.with(grid) { strip in
        evaluation.assign(layers.lowerBound - 1, into: strip)
        evaluation.assign(layers.lowerBound, into: strip)
        for k in layers {
          evaluation.assign(k + 1, into: strip)
          for j in 0..<grid.depth {
            assignAcross(k, j, strip, force)
            assignUp(k, j, strip, force)
            if grid.depth > 1 { assignDeep(k, j, strip, force) }
            let r = k * grid.depth + j
            sums[0][r] = Self.sum(unsafe strip.normal(.width, k, j).span)
            sums[1][r] = Self.sum(unsafe strip.normal(.depth, k, j).span)
            sums[2][r] = Self.sum(unsafe strip.normal(.growth, k, j).span)
            works[r] = work(displacement, force, r)
          }
        }
      }
    }
    let cells = Double(grid.cellCount)
    return Response(meanStress: SIMD3(sums[0].sum(), sums[1].sum(), sums[2].sum()) / cells, work: works.sum())
  }

  private static func sum(_ row: Span<Double>) -> Double {
    var sum = 0.0
    for i in 1..<row.count - 1 { sum = Relaxed.sum(sum, row[i]) }
    return sum
  }

  private func work(_ displacement: FaceVector, _ force: FaceVector, _ r: Int) -> Double {
    let n = medium.grid.width
    var sum = 0.0
    for (u, f) in zip(displacement.components, force.components) {
      let a = unsafe u.row(r, n).span, b = unsafe f.row(r, n).span
      for i in 1..<n + 1 { sum = Relaxed.multiplyAdd(a[i], b[i], sum) }
    }
    return sum
  }

  /// Along the width.
  private func assignAcross(_ k: Int, _ j: Int, _ strip: StressStrip, _ force: FaceVector) {
    let grid = medium.grid, n = grid.width, r = k * grid.depth + j
    let s = unsafe strip.normal(.width, k, j).span
    let t = unsafe strip.shear(.widthGrowth, k, j).span, u = unsafe strip.shear(.widthGrowth, k + 1, j).span
    let isDeep = grid.depth > 1
    let p = isDeep ? unsafe strip.shear(.widthDepth, k, j).span : unsafe strip.zero.span
    let q = isDeep ? unsafe strip.shear(.widthDepth, k, behind(j)).span : unsafe strip.zero.span
    let (ix, iy, iz) = (1 / grid.widthSpacing, 1 / grid.depthSpacing, 1 / grid.growthSpacing)
    let isLast = isEnd(j)
    var f = unsafe force[.width].row(r, n).mutableSpan
    if isLast {
      for i in 1..<n + 1 { f[i] = ix * (s[i - 1] - s[i]) + iz * (t[i] - u[i]) + iy * p[i] }
    } else {
      for i in 1..<n + 1 { f[i] = ix * (s[i - 1] - s[i]) + iz * (t[i] - u[i]) + iy * (p[i] - q[i]) }
    }
    force.seal(.width, r)
  }

  /// Along the growth axis.
  private func assignUp(_ k: Int, _ j: Int, _ strip: StressStrip, _ force: FaceVector) {
    let grid = medium.grid, n = grid.width, r = k * grid.depth + j
    if force.isOnMirror(.growth, row: r) { return force[.growth].clear(r) }
    let s = unsafe strip.normal(.growth, k, j).span, below = unsafe strip.normal(.growth, k - 1, j).span
    let t = unsafe strip.shear(.widthGrowth, k, j).span
    let isDeep = grid.depth > 1
    let p = isDeep ? unsafe strip.shear(.depthGrowth, k, j).span : unsafe strip.zero.span
    let q = isDeep && !isEnd(j) ? unsafe strip.shear(.depthGrowth, k, behind(j)).span : unsafe strip.zero.span
    let (ix, iy, iz) = (1 / grid.widthSpacing, 1 / grid.depthSpacing, 1 / grid.growthSpacing)
    var f = unsafe force[.growth].row(r, n).mutableSpan
    for i in 1..<n + 1 { f[i] = ix * (t[i] - t[i + 1]) + iz * (below[i] - s[i]) + iy * (p[i] - q[i]) }
    force.seal(.growth, r)
  }

  /// Along the depth.
  private func assignDeep(_ k: Int, _ j: Int, _ strip: StressStrip, _ force: FaceVector) {
    let grid = medium.grid, n = grid.width, r = k * grid.depth + j
    if force.isOnMirror(.depth, row: r) { return force[.depth].clear(r) }
    let s = unsafe strip.normal(.depth, k, j).span, before = unsafe strip.normal(.depth, k, j > 0 ? j - 1 : grid.depth - 1).span
    let t = unsafe strip.shear(.widthDepth, k, j).span
    let p = unsafe strip.shear(.depthGrowth, k, j).span, q = unsafe strip.shear(.depthGrowth, k + 1, j).span
    let (ix, iy, iz) = (1 / grid.widthSpacing, 1 / grid.depthSpacing, 1 / grid.growthSpacing)
    var f = unsafe force[.depth].row(r, n).mutableSpan
    for i in 1..<n + 1 { f[i] = ix * (t[i] - t[i + 1]) + iy * (before[i] - s[i]) + iz * (p[i] - q[i]) }
    force.seal(.depth, r)
  }

  /// The next row of a layer along the depth; around the end that of the period.
  func behind(_ j: Int) -> Int { j + 1 < medium.grid.depth ? j + 1 : 0 }
  /// Whether a mirror lies behind a row.
  func isEnd(_ j: Int) -> Bool { j + 1 == medium.grid.depth && medium.grid.depthClosure == .mirrored }
}

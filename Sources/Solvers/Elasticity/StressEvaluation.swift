import Fields

/// Stresses of a displacement in an `ElasticMedium`: σ = C : (ε − ε*), row by row.
///
/// The displacement u lives on the faces of the cells (`FaceVector`), so that normal strains are differences across a cell and shear
/// strains differences across an edge: ε_xx = δ_x u_x at centres, γ_xz = δ_z u_x + δ_x u_z on edges, nothing is averaged and nothing
/// escapes the mesh. Added to them is a uniform normal strain.
struct StressEvaluation: Sendable {
  let medium: ElasticMedium
  let displacement: FaceVector
  /// Normal strains by axes that are the same everywhere.
  let meanStrain: SIMD3<Double>
  /// Whether the eigenstrain counts; without it, stresses are linear in displacement and mean strain.
  let hasEigenstrain: Bool

  private var grid: Grid { medium.grid }

  /// The layer that stands at index `v`, beyond the ends that of the period; nil beyond a mirror.
  @inline(__always)
  func layer(_ v: Int) -> Int? {
    if v >= 0 && v < grid.growth { return v }
    return grid.growthClosure == .periodic ? (v + 2 * grid.growth) % grid.growth : nil
  }

  /// Writes the stresses of the layer at index `v`; beyond a mirror there are none across the face.
  func assign(_ v: Int, into strip: StressStrip) {
    guard let k = layer(v) else { return strip.clear(v) }
    for j in 0..<grid.depth {
      assignNormal(k, j, v, into: strip)
      assignShear(.widthGrowth, k, j, v, into: strip)
      guard grid.depth > 1 else { continue }
      assignShear(.widthDepth, k, j, v, into: strip)
      assignDeepShear(k, j, v, into: strip)
    }
  }

  /// Row of a component, zeros where a mirror's face lies there.
  @inline(__always)
  private func row(_ axis: Axis, _ r: Int, isMirror: Bool, _ strip: StressStrip) -> UnsafeMutableBufferPointer<Double> {
    isMirror ? unsafe strip.zero : displacement[axis].row(r, grid.width)
  }

  private func assignNormal(_ k: Int, _ j: Int, _ v: Int, into strip: StressStrip) {
    let n = grid.width, r = k * grid.depth + j, next = grid.neighbours(of: r)
    let isDeep = grid.depth > 1
    let a = unsafe displacement[.width].row(r, n).span
    let c = unsafe displacement[.growth].row(r, n).span
    let d = unsafe row(.growth, next.above, isMirror: next.above == r, strip).span
    let p = isDeep ? unsafe displacement[.depth].row(r, n).span : unsafe strip.zero.span
    let q = unsafe row(.depth, next.behind, isMirror: !isDeep || next.behind == r, strip).span
    let free = medium.normalEigenstrain, isStrained = hasEigenstrain
    let e = isStrained ? unsafe free[0].row(r, n).span : unsafe strip.zero.span
    let f = isStrained ? unsafe free[1].row(r, n).span : unsafe strip.zero.span
    let g = isStrained ? unsafe free[2].row(r, n).span : unsafe strip.zero.span
    let bulk = unsafe medium.bulkModulus.row(r, n).span, compliance = unsafe medium.shearCompliance.row(r, n).span
    var x = unsafe strip.normal(.width, v, j).mutableSpan
    var y = unsafe strip.normal(.depth, v, j).mutableSpan
    var z = unsafe strip.normal(.growth, v, j).mutableSpan
    let (ix, iy, iz) = (1 / grid.widthSpacing, 1 / grid.depthSpacing, 1 / grid.growthSpacing)
    let mean = meanStrain
    for i in 1..<n + 1 {
      let s = ix * (a[i + 1] - a[i]) + mean.x - e[i]
      let t = iy * (q[i] - p[i]) + mean.y - f[i]
      let u = iz * (d[i] - c[i]) + mean.z - g[i]
      let twice = 2 / compliance[i]
      let trace = s + t + u
      let common = (bulk[i] - twice * (1 / 3.0)) * trace
      x[i] = common + twice * s
      y[i] = common + twice * t
      z[i] = common + twice * u
    }
    x[0] = grid.widthClosure == .periodic ? x[n] : 0
  }

  /// On edges along depth (`widthGrowth`) or along growth (`widthDepth`).
  private func assignShear(_ plane: ShearPlane, _ k: Int, _ j: Int, _ v: Int, into strip: StressStrip) {
    let n = grid.width, r = k * grid.depth + j, next = grid.neighbours(of: r)
    let isUpright = plane == .widthGrowth
    let before = isUpright ? next.below : next.before
    var t = unsafe strip.shear(plane, v, j).mutableSpan
    if before == r {
      for i in 0..<n + 2 { t[i] = 0 }
      return
    }
    let a = unsafe displacement[.width].row(r, n).span, b = unsafe displacement[.width].row(before, n).span
    let c = unsafe displacement[isUpright ? .growth : .depth].row(r, n).span
    let free =
      hasEigenstrain && !medium.shearEigenstrain.isEmpty
      ? unsafe medium.shearEigenstrain[plane.rawValue].row(r, n).span : unsafe strip.zero.span
    let p = unsafe medium.edgeCompliance.row(r, n).span, q = unsafe medium.edgeCompliance.row(before, n).span
    let across = 1 / (isUpright ? grid.growthSpacing : grid.depthSpacing), along = 1 / grid.widthSpacing
    for i in 1..<n + 1 {
      let strain = across * (a[i] - b[i]) + along * (c[i] - c[i - 1]) - free[i]
      t[i] = 4 * strain / ((p[i] + p[i - 1]) + (q[i] + q[i - 1]))
    }
    if grid.widthClosure == .periodic {
      t[0] = t[n]
      t[n + 1] = t[1]
    } else {
      t[1] = 0
      t[n + 1] = 0
    }
  }

  /// On edges along the width.
  private func assignDeepShear(_ k: Int, _ j: Int, _ v: Int, into strip: StressStrip) {
    let n = grid.width, r = k * grid.depth + j, next = grid.neighbours(of: r)
    var t = unsafe strip.shear(.depthGrowth, v, j).mutableSpan
    if next.below == r || next.before == r {
      for i in 0..<n + 2 { t[i] = 0 }
      return
    }
    let corner = grid.neighbours(of: next.before).below
    let a = unsafe displacement[.depth].row(r, n).span, b = unsafe displacement[.depth].row(next.below, n).span
    let c = unsafe displacement[.growth].row(r, n).span, d = unsafe displacement[.growth].row(next.before, n).span
    let free =
      hasEigenstrain && !medium.shearEigenstrain.isEmpty
      ? unsafe medium.shearEigenstrain[ShearPlane.depthGrowth.rawValue].row(r, n).span : unsafe strip.zero.span
    let edge = medium.edgeCompliance
    let p = unsafe edge.row(r, n).span, q = unsafe edge.row(next.below, n).span
    let s = unsafe edge.row(next.before, n).span, u = unsafe edge.row(corner, n).span
    let iz = 1 / grid.growthSpacing, iy = 1 / grid.depthSpacing
    for i in 1..<n + 1 {
      let strain = iz * (a[i] - b[i]) + iy * (c[i] - d[i]) - free[i]
      t[i] = 4 * strain / ((p[i] + q[i]) + (s[i] + u[i]))
    }
    // The edges of the cells beside, which averages at the centres do not need; the sum over a row is that of its cells.
    t[0] = t[n]
    t[n + 1] = t[1]
  }
}

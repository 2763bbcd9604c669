import Fields

extension ElasticLevel {
  /// Writes what of the source is left in row `r` of a component, b − A u, with the force that `ElasticOperator` would find.
  ///
  /// - Parameters:
  ///   - buffer: a row that is written over.
  @inline(__always)
  func assignRest(
    _ axis: Axis, _ r: Int, into rest: UnsafeMutableBufferPointer<Scalar>, buffer: UnsafeMutableBufferPointer<Scalar>
  ) {
    switch axis {
    case .width: unsafe assignRestAcross(r, into: rest, buffer)
    case .depth: unsafe assignRestDeep(r, into: rest, buffer)
    case .growth: unsafe assignRestUp(r, into: rest, buffer)
    }
  }

  private func assignRestAcross(
    _ r: Int, into rest: UnsafeMutableBufferPointer<Scalar>, _ buffer: UnsafeMutableBufferPointer<Scalar>
  ) {
    let n = grid.width, next = grid.neighbours(of: r), across = inverseSpacing.x
    unsafe assignNormal(.width, r, next, into: buffer)
    let s = unsafe buffer.span, b = unsafe sources[0].row(r, n).span
    var f = unsafe rest.mutableSpan
    for i in 1..<n + 1 { f[i] = b[i] + across * (s[i] - s[i - 1]) }
    addShear(.widthGrowth, r, next.below, -inverseSpacing.z, to: &f)
    addShear(.widthGrowth, next.above, r, inverseSpacing.z, to: &f)
    guard grid.depth > 1 else { return }
    addShear(.widthDepth, r, next.before, -inverseSpacing.y, to: &f)
    addShear(.widthDepth, next.behind, r, inverseSpacing.y, to: &f)
  }

  private func assignRestUp(
    _ r: Int, into rest: UnsafeMutableBufferPointer<Scalar>, _ buffer: UnsafeMutableBufferPointer<Scalar>
  ) {
    let n = grid.width, next = grid.neighbours(of: r), across = inverseSpacing.x, up = inverseSpacing.z
    var f = unsafe rest.mutableSpan
    let b = unsafe self[sources, .growth].row(r, n).span
    unsafe assignNormal(.growth, r, next, into: buffer)
    let s = unsafe buffer.span
    for i in 1..<n + 1 { f[i] = b[i] + up * s[i] }
    unsafe assignNormal(.growth, next.below, grid.neighbours(of: next.below), into: buffer)
    for i in 1..<n + 1 { f[i] -= up * s[i] }
    unsafe assignShear(.widthGrowth, r, next.below, into: buffer)
    for i in 1..<n + 1 { f[i] += across * (s[i + 1] - s[i]) }
    guard grid.depth > 1 else { return }
    addDeepShear(r, next.below, -inverseSpacing.y, to: &f)
    if next.behind != r { addDeepShear(next.behind, grid.neighbours(of: next.behind).below, inverseSpacing.y, to: &f) }
  }

  private func assignRestDeep(
    _ r: Int, into rest: UnsafeMutableBufferPointer<Scalar>, _ buffer: UnsafeMutableBufferPointer<Scalar>
  ) {
    let n = grid.width, next = grid.neighbours(of: r), across = inverseSpacing.x, deep = inverseSpacing.y
    var f = unsafe rest.mutableSpan
    let b = unsafe sources[1].row(r, n).span
    unsafe assignNormal(.depth, r, next, into: buffer)
    let s = unsafe buffer.span
    for i in 1..<n + 1 { f[i] = b[i] + deep * s[i] }
    unsafe assignNormal(.depth, next.before, grid.neighbours(of: next.before), into: buffer)
    for i in 1..<n + 1 { f[i] -= deep * s[i] }
    unsafe assignShear(.widthDepth, r, next.before, into: buffer)
    for i in 1..<n + 1 { f[i] += across * (s[i + 1] - s[i]) }
    addDeepShear(r, next.below, -inverseSpacing.z, to: &f)
    if next.above != r { addDeepShear(next.above, r, inverseSpacing.z, to: &f) }
  }

  /// Normal stress of the cells 0 … width of row `r`.
  @inline(__always)
  private func assignNormal(_ axis: Axis, _ r: Int, _ next: RowNeighbours, into stress: UnsafeMutableBufferPointer<Scalar>) {
    let n = grid.width
    let u = unsafe solutions[0].row(r, n).span
    let growth = self[solutions, .growth]
    let w = unsafe growth.row(r, n).span, upper = unsafe row(growth, next.above, from: r).span
    let m = unsafe axial.row(r, n).span, l = unsafe lateral.row(r, n).span
    let (ix, iy, iz) = (inverseSpacing.x, inverseSpacing.y, inverseSpacing.z)
    var s = unsafe stress.mutableSpan
    if grid.depth == 1 {
      if axis == .width {
        for i in 0..<n + 1 { s[i] = m[i] * (ix * (u[i + 1] - u[i])) + l[i] * (iz * (upper[i] - w[i])) }
      } else {
        for i in 0..<n + 1 { s[i] = m[i] * (iz * (upper[i] - w[i])) + l[i] * (ix * (u[i + 1] - u[i])) }
      }
      return
    }
    let v = unsafe solutions[1].row(r, n).span, back = unsafe row(solutions[1], next.behind, from: r).span
    switch axis {
    case .width:
      for i in 0..<n + 1 {
        s[i] = m[i] * (ix * (u[i + 1] - u[i])) + l[i] * (iz * (upper[i] - w[i]) + iy * (back[i] - v[i]))
      }
    case .depth:
      for i in 0..<n + 1 {
        s[i] = m[i] * (iy * (back[i] - v[i])) + l[i] * (iz * (upper[i] - w[i]) + ix * (u[i + 1] - u[i]))
      }
    case .growth:
      for i in 0..<n + 1 {
        s[i] = m[i] * (iz * (upper[i] - w[i])) + l[i] * (ix * (u[i + 1] - u[i]) + iy * (back[i] - v[i]))
      }
    }
  }

  /// Shear stress on the edges between rows `r` and `before`, all along the row.
  @inline(__always)
  private func assignShear(_ plane: ShearPlane, _ r: Int, _ before: Int, into stress: UnsafeMutableBufferPointer<Scalar>) {
    let n = grid.width
    let a = unsafe solutions[0].row(r, n).span, b = unsafe solutions[0].row(before, n).span
    let c = unsafe self[solutions, plane == .widthGrowth ? .growth : .depth].row(r, n).span
    let g = unsafe edges[plane.rawValue].row(r, n).span
    let over = plane == .widthGrowth ? inverseSpacing.z : inverseSpacing.y, along = inverseSpacing.x
    var t = unsafe stress.mutableSpan
    for i in 1..<n + 2 { t[i] = g[i] * (over * (a[i] - b[i]) + along * (c[i] - c[i - 1])) }
  }

  /// Adds `factor` × that stress.
  @inline(__always)
  private func addShear(_ plane: ShearPlane, _ r: Int, _ before: Int, _ factor: Scalar, to force: inout MutableSpan<Scalar>) {
    // There are no edges on a mirror.
    if r == before { return }
    let n = grid.width
    let a = unsafe solutions[0].row(r, n).span, b = unsafe solutions[0].row(before, n).span
    let c = unsafe self[solutions, plane == .widthGrowth ? .growth : .depth].row(r, n).span
    let g = unsafe edges[plane.rawValue].row(r, n).span
    let over = factor * (plane == .widthGrowth ? inverseSpacing.z : inverseSpacing.y), along = factor * inverseSpacing.x
    for i in 1..<n + 1 { force[i] += g[i] * (over * (a[i] - b[i]) + along * (c[i] - c[i - 1])) }
  }

  /// Adds `factor` × the shear stress on the edges along the width, at the lower ends of row `r`, above row `below`.
  @inline(__always)
  private func addDeepShear(_ r: Int, _ below: Int, _ factor: Scalar, to force: inout MutableSpan<Scalar>) {
    let before = grid.neighbours(of: r).before
    if r == below || r == before { return }
    let n = grid.width
    let a = unsafe solutions[1].row(r, n).span, b = unsafe solutions[1].row(below, n).span
    let c = unsafe solutions[2].row(r, n).span, d = unsafe solutions[2].row(before, n).span
    let g = unsafe edges[2].row(r, n).span
    let up = factor * inverseSpacing.z, deep = factor * inverseSpacing.y
    for i in 1..<n + 1 { force[i] += g[i] * (up * (a[i] - b[i]) + deep * (c[i] - d[i])) }
  }
}

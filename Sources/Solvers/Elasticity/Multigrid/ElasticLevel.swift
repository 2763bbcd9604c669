import Fields

/// One grid of the elastic hierarchy: moduli, unknowns on the faces, what acts on them, all without units.
///
/// Moduli are over a unit of stiffness, lengths over a unit of length; what acts on the faces is a force density times length over
/// stiffness. Strains, stresses and mirrors are those of `StressEvaluation`.
final class ElasticLevel<Scalar: Precision>: Sendable {
  let grid: Grid
  let axes: [Axis]
  let planes: [ShearPlane]
  /// K + 4G/3 and K − 2G/3 of the cells.
  let axial: Field<Scalar>, lateral: Field<Scalar>
  /// Shear modulus of the edges, zero on mirrors, in the order of `ShearPlane`.
  let edges: [Field<Scalar>]
  /// Of each component: 1 over the diagonal, zero on mirrors; the displacement; what acts on it, and what of that is left.
  let inverses: [Field<Scalar>], solutions: [Field<Scalar>], sources: [Field<Scalar>], rests: [Field<Scalar>]
  /// 1 over the cell edge by axes.
  let inverseSpacing: (x: Scalar, y: Scalar, z: Scalar)
  /// By colours along the width, 1 on faces of that colour and 0 elsewhere.
  let masks: Field<Scalar>
  /// Colours along depth and growth; two neighbours never share one.
  let depthColours: Int, growthColours: Int
  /// What lies beyond mirrors.
  let zero: Field<Scalar>

  /// - Parameter rests: where what is left goes; fields of its own when nil.
  init(_ grid: Grid, unitLength: Double, rests given: [Field<Scalar>]? = nil) {
    self.grid = grid
    let axes = FaceVector.axes(of: grid), planes = ShearPlane.planes(of: grid)
    self.axes = axes
    self.planes = planes
    axial = Field(grid)
    lateral = Field(grid)
    edges = planes.map { _ in Field(grid) }
    inverses = axes.map { _ in Field(grid) }
    solutions = axes.map { _ in Field(grid) }
    sources = axes.map { _ in Field(grid) }
    rests = given ?? axes.map { _ in Field(grid) }
    inverseSpacing = (
      Scalar(rounding: unitLength / grid.widthSpacing), Scalar(rounding: unitLength / grid.depthSpacing),
      Scalar(rounding: unitLength / grid.growthSpacing)
    )
    let colours = Self.colours(grid, .width)
    masks = Field(Grid(width: grid.width, growth: colours, widthSpacing: 1))
    for i in 0..<grid.width { masks[i, 0, Self.colour(i, grid, .width)] = 1 }
    depthColours = Self.colours(grid, .depth)
    growthColours = Self.colours(grid, .growth)
    zero = Field(grid.singleRow)
  }

  private static func colours(_ grid: Grid, _ axis: Axis) -> Int {
    let n = grid.cells(axis)
    return n == 1 ? 1 : grid.closure(axis) == .periodic && n % 2 == 1 ? 3 : 2
  }

  /// Even and odd indices; the last one of an odd period has its own.
  private static func colour(_ index: Int, _ grid: Grid, _ axis: Axis) -> Int {
    index + 1 == grid.cells(axis) && colours(grid, axis) == 3 ? 2 : index % 2
  }

  /// Rows of one colour are relaxed at the same time: none of them needs another.
  func colour(row r: Int) -> Int {
    Self.colour(grid.layer(of: r), grid, .growth) * depthColours + Self.colour(grid.depthIndex(of: r), grid, .depth)
  }

  subscript(_ fields: [Field<Scalar>], _ axis: Axis) -> Field<Scalar> {
    switch axis {
    case .width: fields[0]
    case .depth: fields[1]
    case .growth: fields[fields.count - 1]
    }
  }

  // MARK: Mirrors

  /// Whether the component normal to the lower end of an axis is zero in a row.
  @inline(__always)
  func isOnMirror(_ axis: Axis, _ r: Int) -> Bool {
    switch axis {
    case .width: false
    case .depth: grid.depthClosure == .mirrored && grid.depthIndex(of: r) == 0
    case .growth: grid.growthClosure == .mirrored && grid.layer(of: r) == 0
    }
  }

  /// Ghosts of a row of a component or of edges that end on the faces of the width, zero on a mirror.
  @inline(__always)
  func close(_ row: inout MutableSpan<Scalar>, isOnFaces: Bool) {
    let n = grid.width
    if grid.widthClosure == .periodic {
      row[0] = row[n]
      row[n + 1] = row[1]
    } else if isOnFaces {
      row[0] = 0
      row[1] = 0
      row[n + 1] = 0
    } else {
      row[0] = row[1]
      row[n + 1] = row[n]
    }
  }

  func seal(_ field: Field<Scalar>, _ r: Int, isOnFaces: Bool) {
    var row = unsafe field.row(r, grid.width).mutableSpan
    close(&row, isOnFaces: isOnFaces)
  }

  /// Row of a component or of edges; of zeros where `other`, a neighbour of `r`, is a mirror image.
  @inline(__always)
  func row(_ field: Field<Scalar>, _ other: Int, from r: Int) -> UnsafeMutableBufferPointer<Scalar> {
    unsafe other == r ? zero.row(0, grid.width) : field.row(other, grid.width)
  }

  // MARK: Moduli

  /// Takes over a medium's moduli, times `scale`.
  func assign(_ medium: ElasticMedium, scale: Double) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let bulk = unsafe medium.bulkModulus.row(r, n).span, compliance = unsafe medium.shearCompliance.row(r, n).span
        var a = unsafe axial.row(r, n).mutableSpan, l = unsafe lateral.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let third = 1 / (3 * compliance[i])
          a[i] = Scalar(rounding: scale * (bulk[i] + 4 * third))
          l[i] = Scalar(rounding: scale * (bulk[i] - 2 * third))
        }
        axial.seal(r)
        lateral.seal(r)
        for plane in planes { assignEdges(plane, r, medium.edgeCompliance, 4 * scale) }
      }
    }
    assignInverses()
  }

  /// Harmonic means of the four cells around an edge.
  private func assignEdges(_ plane: ShearPlane, _ r: Int, _ compliance: ScalarField, _ scale: Double) {
    let n = grid.width, next = grid.neighbours(of: r), field = edges[plane.rawValue]
    let other = plane == .widthDepth ? next.before : next.below
    if other == r || (plane == .depthGrowth && next.before == r) { return field.clear(r) }
    let p = unsafe compliance.row(r, n).span, q = unsafe compliance.row(other, n).span
    var g = unsafe field.row(r, n).mutableSpan
    if plane == .depthGrowth {
      let s = unsafe compliance.row(next.before, n).span
      let u = unsafe compliance.row(grid.neighbours(of: next.before).below, n).span
      for i in 1..<n + 1 { g[i] = Scalar(rounding: scale / ((p[i] + q[i]) + (s[i] + u[i]))) }
    } else {
      for i in 1..<n + 1 { g[i] = Scalar(rounding: scale / ((p[i] + p[i - 1]) + (q[i] + q[i - 1]))) }
    }
    close(&g, isOnFaces: plane != .depthGrowth)
  }

  /// Takes means of a finer grid's moduli.
  func assign(meansOf fine: ElasticLevel, _ transfer: GridTransfer<Scalar>) {
    transfer.gather(fine.axial, into: axial, faceAxes: [], areMeans: true)
    transfer.gather(fine.lateral, into: lateral, faceAxes: [], areMeans: true)
    for plane in planes { transfer.gather(fine.edges[plane.rawValue], into: edges[plane.rawValue], faceAxes: plane.axes, areMeans: true) }
    grid.forEachTile { rows in
      for r in rows {
        axial.seal(r)
        lateral.seal(r)
        for plane in planes { seal(edges[plane.rawValue], r, isOnFaces: plane != .depthGrowth) }
      }
    }
    assignInverses()
  }

  private func assignInverses() {
    let n = grid.width
    let (ix, iy, iz) = inverseSpacing
    let square = (x: ix * ix, y: iy * iy, z: iz * iz)
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let a = unsafe axial.row(r, n).span
        let upright = unsafe edges[0].row(r, n).span, upper = unsafe row(edges[0], next.above, from: r).span
        var x = unsafe inverses[0].row(r, n).mutableSpan
        for i in 1..<n + 1 { x[i] = square.x * (a[i - 1] + a[i]) + square.z * (upright[i] + upper[i]) }
        var z = unsafe self[inverses, .growth].row(r, n).mutableSpan
        let below = unsafe axial.row(next.below, n).span
        for i in 1..<n + 1 { z[i] = square.z * (below[i] + a[i]) + square.x * (upright[i] + upright[i + 1]) }
        if grid.depth > 1 {
          let flat = unsafe edges[1].row(r, n).span, back = unsafe row(edges[1], next.behind, from: r).span
          let deep = unsafe edges[2].row(r, n).span, high = unsafe row(edges[2], next.above, from: r).span
          let far = unsafe row(edges[2], next.behind, from: r).span, before = unsafe axial.row(next.before, n).span
          var y = unsafe inverses[1].row(r, n).mutableSpan
          for i in 1..<n + 1 { x[i] += square.y * (flat[i] + back[i]) }
          for i in 1..<n + 1 { z[i] += square.y * (deep[i] + far[i]) }
          for i in 1..<n + 1 { y[i] = square.y * (before[i] + a[i]) + square.x * (flat[i] + flat[i + 1]) + square.z * (deep[i] + high[i]) }
        }
        for (axis, inverse) in zip(axes, inverses) {
          if isOnMirror(axis, r) {
            inverse.clear(r)
            continue
          }
          var v = unsafe inverse.row(r, n).mutableSpan
          for i in 1..<n + 1 { v[i] = 1 / v[i] }
          close(&v, isOnFaces: axis == .width)
        }
      }
    }
  }
}

extension ShearPlane {
  /// On whose faces its edges begin.
  var axes: [Axis] {
    switch self {
    case .widthGrowth: [.width, .growth]
    case .widthDepth: [.width, .depth]
    case .depthGrowth: [.depth, .growth]
    }
  }
}

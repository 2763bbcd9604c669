public import Fields

extension ElasticOperator {
  /// Calls `body` with the stresses of every row, concurrently.
  public func forEachRow(
    _ displacement: FaceVector, meanStrain: SIMD3<Double>, _ body: @Sendable (_ row: Int, StressRow) -> Void
  ) {
    let grid = medium.grid, n = grid.width
    let planes = ShearPlane.planes(of: grid)
    let evaluation = StressEvaluation(
      medium: medium, displacement: displacement, meanStrain: meanStrain, hasEigenstrain: true)
    Tiling.forEach(rows: grid.growth, cellsPerRow: grid.depth * n) { layers in
      unsafe StressStrip.with(grid) { strip in
        unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * (n + 2)) { memory in
          unsafe memory.initialize(repeating: 0)
          let rows = unsafe (0..<4).map { UnsafeMutableBufferPointer(start: memory.baseAddress! + $0 * (n + 2), count: n + 2) }
          let shears = unsafe Array(rows[0..<3])
          evaluation.assign(layers.lowerBound, into: strip)
          for k in layers {
            evaluation.assign(k + 1, into: strip)
            for j in 0..<grid.depth {
              var square = unsafe rows[3].mutableSpan
              for i in 1..<n + 1 { square[i] = 0 }
              for plane in planes { unsafe center(plane, k, j, strip, into: rows[plane.rawValue], square: rows[3]) }
              body(
                k * grid.depth + j,
                unsafe StressRow(strip: strip, layer: k, row: j, shears: shears, shearSquare: rows[3]))
            }
          }
        }
      }
    }
  }

  /// Mean of a shear stress over a cell's four edges, and what the mean of its square adds to `square`.
  private func center(
    _ plane: ShearPlane, _ k: Int, _ j: Int, _ strip: StressStrip, into mean: UnsafeMutableBufferPointer<Double>,
    square: UnsafeMutableBufferPointer<Double>
  ) {
    let n = medium.grid.width
    var m = unsafe mean.mutableSpan, s = unsafe square.mutableSpan
    let a = unsafe strip.shear(plane, k, j).span
    let b = unsafe row(plane, nextRow(plane, k, j), strip).span
    if plane == .depthGrowth {
      // The edges lie along the width: two rows before, two behind.
      let before = isEnd(j) ? nil : behind(j)
      let c = unsafe row(plane, before.map { (k, $0) }, strip).span, d = unsafe row(plane, before.map { (k + 1, $0) }, strip).span
      for i in 1..<n + 1 {
        let near = a[i] + b[i], far = c[i] + d[i]
        m[i] = 0.25 * (near + far)
        let nearSquare = a[i] * a[i] + b[i] * b[i], farSquare = c[i] * c[i] + d[i] * d[i]
        s[i] += 0.25 * (nearSquare + farSquare)
      }
      return
    }
    for i in 1..<n + 1 {
      let near = a[i] + a[i + 1], far = b[i] + b[i + 1]
      m[i] = 0.25 * (near + far)
      let nearSquare = a[i] * a[i] + a[i + 1] * a[i + 1], farSquare = b[i] * b[i] + b[i + 1] * b[i + 1]
      s[i] += 0.25 * (nearSquare + farSquare)
    }
  }

  private func row(_ plane: ShearPlane, _ place: (layer: Int, row: Int)?, _ strip: StressStrip) -> UnsafeMutableBufferPointer<Double> {
    guard let place else { return unsafe strip.zero }
    return unsafe strip.shear(plane, place.layer, place.row)
  }

  /// The row across which a plane's other edges lie; nil behind a mirror.
  private func nextRow(_ plane: ShearPlane, _ k: Int, _ j: Int) -> (layer: Int, row: Int)? {
    switch plane {
    case .widthGrowth, .depthGrowth: (k + 1, j)
    case .widthDepth: isEnd(j) ? nil : (k, behind(j))
    }
  }
}

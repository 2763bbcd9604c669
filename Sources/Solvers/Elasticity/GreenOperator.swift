import Fields
import RealModule

/// Displacements under forces in a uniform isotropic medium, by transforms along all axes: the preconditioner of mechanical equilibrium.
///
/// A mode of the staggered differences q = (e^{iθ} − 1)/h across periodic axes, 2 sin(πm/2N)/h between mirrors, has
///   u = [f − (λ + G)/(λ + 2G) q̄ (q·f)/|q|²] / (G |q|²),
/// exactly the inverse of `ElasticOperator` for uniform moduli. The mode that shifts all alike is left out.
final class GreenOperator: Sendable {
  private let grid: Grid
  private let transforms: [DisplacementTransform]
  /// q by harmonics along each axis; along a mirrored width one per number, its imaginary part zero.
  private let symbols: [[SIMD2<Double>]]
  private let axes: [Axis]

  /// Columns that are transformed and solved together, so that they stay in the cache meanwhile.
  private static let batch = 16

  init(_ grid: Grid) {
    self.grid = grid
    axes = FaceVector.axes(of: grid)
    transforms = axes.map { DisplacementTransform(grid, $0) }
    symbols = Axis.allCases.map { Self.symbol(grid, $0) }
  }

  /// q of the harmonics along an axis, 1/m; |q|² is `Grid.eigenvalue`.
  private static func symbol(_ grid: Grid, _ axis: Axis) -> [SIMD2<Double>] {
    let n = grid.cells(axis), h = grid.spacing(axis)
    if n == 1 { return [.zero] }
    return (0..<n).map { index in
      switch grid.closure(axis) {
      case .periodic:
        let angle = 2 * Double.pi * Double(index) / Double(n)
        return SIMD2(.cos(angle) - 1, .sin(angle)) / h
      case .mirrored:
        return SIMD2(2 / h * .sin(.pi * Double(index) / Double(2 * n)), 0)
      }
    }
  }

  /// Writes the displacement under `force` (left as it is) in a medium of bulk and shear moduli K and G.
  func apply(_ force: FaceVector, bulk: Double, shear: Double, into displacement: FaceVector) {
    let lame = bulk - 2 * shear / 3
    let ratio = (lame + shear) / (lame + 2 * shear), scale = 1 / (shear * DisplacementTransform.scale(grid))
    Tiling.forEach(rows: grid.growth, cellsPerRow: axes.count * grid.depth * grid.width) { layers in
      for (transform, component) in zip(transforms, force.components) {
        for k in layers { transform.forward(component, layer: k) }
      }
    }
    let columns = transforms[0].spectrum.columns, batches = (columns + Self.batch - 1) / Self.batch
    Tiling.forEach(rows: grid.depth * batches, cellsPerRow: 2 * axes.count * grid.growth * Self.batch) { pieces in
      for piece in pieces {
        let start = piece % batches * Self.batch, j = piece / batches
        let range = start..<min(start + Self.batch, columns)
        for transform in transforms { transform.forwardGrowth(j, range) }
        if grid.widthClosure == .periodic {
          solveModes(j, range, ratio: ratio, scale: scale)
        } else {
          solveNumbers(j, range, ratio: ratio, scale: scale)
        }
        for transform in transforms { transform.backwardGrowth(j, range) }
      }
    }
    Tiling.forEach(rows: grid.growth, cellsPerRow: axes.count * grid.depth * grid.width) { layers in
      for (transform, axis) in zip(transforms, axes) {
        for k in layers {
          transform.backward(displacement[axis], layer: k)
          for j in 0..<grid.depth { displacement.seal(axis, k * grid.depth + j) }
        }
      }
    }
  }

  /// Columns of complex modes along the width.
  private func solveModes(_ j: Int, _ range: Range<Int>, ratio: Double, scale: Double) {
    let isDeep = axes.count == 3, n = range.count
    let harmonics = symbols[0], across = harmonics.span, deep = symbols[1][j]
    for k in 0..<grid.growth {
      let r = k * grid.depth + j, up = symbols[2][k]
      let rest = (deep * deep).sum() + (up * up).sum()
      var f = unsafe transforms[0].spectrum.modes(r, range).mutableSpan
      var g = unsafe transforms[axes.count - 1].spectrum.modes(r, range).mutableSpan
      if isDeep {
        var e = unsafe transforms[1].spectrum.modes(r, range).mutableSpan
        for i in 0..<n {
          let q = across[range.lowerBound + i]
          let square = (q * q).sum() + rest
          let inverse = square > 0 ? 1 / square : 0
          let share = ratio * inverse * (q.times(f[i]) + deep.times(e[i]) + up.times(g[i]))
          let factor = scale * inverse
          f[i] = factor * (f[i] - q.conjugate.times(share))
          e[i] = factor * (e[i] - deep.conjugate.times(share))
          g[i] = factor * (g[i] - up.conjugate.times(share))
        }
      } else {
        for i in 0..<n {
          let q = across[range.lowerBound + i]
          let square = (q * q).sum() + rest
          let inverse = square > 0 ? 1 / square : 0
          let share = ratio * inverse * (q.times(f[i]) + up.times(g[i]))
          let factor = scale * inverse
          f[i] = factor * (f[i] - q.conjugate.times(share))
          g[i] = factor * (g[i] - up.conjugate.times(share))
        }
      }
    }
  }

  /// Columns of numbers, each a mode of its own: all axes are mirrored.
  private func solveNumbers(_ j: Int, _ range: Range<Int>, ratio: Double, scale: Double) {
    let isDeep = axes.count == 3
    let first = 2 * range.lowerBound, n = min(2 * range.count, grid.width - first)
    let harmonics = symbols[0], across = harmonics.span, deep = symbols[1][j].x
    for k in 0..<grid.growth {
      let r = k * grid.depth + j, up = symbols[2][k].x
      let rest = deep * deep + up * up
      var f = unsafe transforms[0].spectrum.numbers(r, range).mutableSpan
      var g = unsafe transforms[axes.count - 1].spectrum.numbers(r, range).mutableSpan
      var e = unsafe transforms[isDeep ? 1 : 0].spectrum.numbers(r, range).mutableSpan
      for i in 0..<max(0, n) {
        let q = across[first + i].x
        let square = q * q + rest
        let inverse = square > 0 ? 1 / square : 0
        let share = ratio * inverse * (q * f[i] + up * g[i] + (isDeep ? deep * e[i] : 0))
        let factor = scale * inverse
        f[i] = factor * (f[i] - q * share)
        g[i] = factor * (g[i] - up * share)
        if isDeep { e[i] = factor * (e[i] - deep * share) }
      }
    }
  }
}

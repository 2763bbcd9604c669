import Fields
import Solvers

/// Free energy of a field, F = ∫ [f(u) + ½κ|∇u|²] dV, with the gradient energy summed over the harmonics of the grid: ½κ ∫ u(k² u).
final class FreeEnergy {
  private let gradientCoefficient: Double
  private let density: @Sendable (Double) -> Double
  private let negativeLaplacian: SpectralFilter
  private let curvature: ScalarField

  /// - Parameters:
  ///   - gradientCoefficient: κ.
  ///   - density: f(u).
  init(_ grid: Grid, gradientCoefficient: Double, density: @escaping @Sendable (Double) -> Double) {
    self.gradientCoefficient = gradientCoefficient
    self.density = density
    negativeLaplacian = SpectralFilter(grid) { x, y, z in x * x + y * y + z * z }
    curvature = ScalarField(grid)
  }

  func value(of u: ScalarField) -> Double {
    let grid = u.grid, n = grid.width, density = density
    negativeLaplacian.apply(u, into: curvature)
    let local = grid.sum { r in
      let u = unsafe u.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += density(u[i]) }
      return sum
    }
    return grid.cellVolume * (local + 0.5 * gradientCoefficient * u.dot(curvature))
  }
}

extension ScalarField {
  /// Sets every cell to a x + b y, in place if x or y is this field.
  func set(_ a: Double, _ x: ScalarField, _ b: Double, _ y: ScalarField) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe x.row(r, n).span, y = unsafe y.row(r, n).span
        var z = unsafe self.row(r, n).mutableSpan
        for i in 1..<n + 1 { z[i] = a * x[i] + b * y[i] }
        self.seal(r)
      }
    }
  }

  /// Sets every cell to a function of the same cell of another field.
  @inline(__always)
  func set(from u: ScalarField, _ value: @Sendable (Double) -> Double) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let u = unsafe u.row(r, n).span
        var z = unsafe self.row(r, n).mutableSpan
        for i in 1..<n + 1 { z[i] = value(u[i]) }
        self.seal(r)
      }
    }
  }
}

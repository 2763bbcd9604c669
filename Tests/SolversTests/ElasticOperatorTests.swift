import Fields
import Testing

@testable import Solvers

/// Grids of all kinds that the elastic solver takes, small and with odd numbers of cells.
let elasticGrids: [Grid] = {
  let shapes = [(8, 1, 6), (7, 1, 5), (5, 4, 6), (4, 5, 3)]
  let closures: [(Closure, Closure, Closure)] = [
    (.periodic, .periodic, .periodic), (.periodic, .periodic, .mirrored), (.mirrored, .mirrored, .mirrored),
    (.periodic, .mirrored, .mirrored),
  ]
  return shapes.flatMap { w, d, g in
    closures.map {
      Grid(
        width: w, depth: d, growth: g, widthSpacing: 0.3, depthSpacing: 0.45, growthSpacing: 0.2,
        widthClosure: $0.0, depthClosure: $0.1, growthClosure: $0.2)
    }
  }
}()

enum ElasticSample {
  static func noise(_ grid: Grid, seed: UInt64) -> FaceVector {
    let vector = FaceVector(grid)
    for (index, axis) in vector.axes.enumerated() {
      vector[axis].assign(SpectralReference.noise(grid, seed: seed + 100 * UInt64(index)))
      for r in 0..<grid.rowCount { vector.seal(axis, r) }
    }
    return vector
  }

  static func medium(_ grid: Grid, isUniform: Bool, isCubic: Bool = false) -> ElasticMedium {
    let medium = ElasticMedium(grid, isCubic: isCubic, eigenstrain: .general)
    assign(medium.bulkModulus, seed: 11) { isUniform ? 2.3 : 1 + 3 * abs($0) }
    assign(medium.shearCompliance, seed: 12) { isUniform ? 1 / 0.9 : 1 / (0.2 + 2 * abs($0)) }
    if isCubic { assign(medium.edgeCompliance, seed: 13) { 1 / (0.3 + abs($0)) } }
    for (index, field) in (medium.normalEigenstrain + medium.shearEigenstrain).enumerated() {
      assign(field, seed: 14 + UInt64(index)) { $0 }
    }
    return medium
  }

  /// A function of noise.
  static func assign(_ field: ScalarField, seed: UInt64, _ value: (Double) -> Double) {
    let noise = SpectralReference.noise(field.grid, seed: seed)
    for cell in SpectralReference.cells(field.grid) { field[cell.i, cell.j, cell.k] = value(noise[cell.i, cell.j, cell.k]) }
  }
}

@Suite struct ElasticOperatorTests {
  @Test(arguments: elasticGrids)
  func isSymmetricAndPositive(_ grid: Grid) {
    let matrix = ElasticOperator(ElasticSample.medium(grid, isUniform: false, isCubic: true))
    let a = ElasticSample.noise(grid, seed: 1), b = ElasticSample.noise(grid, seed: 2)
    let fa = FaceVector(grid), fb = FaceVector(grid)
    let e = SIMD3(0.3, grid.depth > 1 ? -0.2 : 0, 0.5), g = SIMD3(-0.1, grid.depth > 1 ? 0.4 : 0, 0.2)
    let ra = matrix.force(a, meanStrain: e, hasEigenstrain: false, into: fa)
    let rb = matrix.force(b, meanStrain: g, hasEigenstrain: false, into: fb)
    let cells = Double(grid.cellCount)
    let ab = fa.dot(b) + cells * (ra.meanStress * g).sum(), ba = fb.dot(a) + cells * (rb.meanStress * e).sum()
    #expect(abs(ab - ba) < 1e-12 * abs(ab))
    #expect(fa.dot(a) + cells * (ra.meanStress * e).sum() > 0)
    #expect(abs(ra.work - fa.dot(a)) < 1e-12 * abs(ra.work))
  }

  /// A uniform medium: the transforms solve what the differences ask, but for what shifts the whole.
  @Test(arguments: elasticGrids)
  func transformsInvertTheDifferencesOfAUniformMedium(_ grid: Grid) {
    let matrix = ElasticOperator(ElasticSample.medium(grid, isUniform: true))
    let u = ElasticSample.noise(grid, seed: 3), f = FaceVector(grid), v = FaceVector(grid), again = FaceVector(grid)
    matrix.force(u, meanStrain: .zero, hasEigenstrain: false, into: f)
    GreenOperator(grid).apply(f, bulk: 2.3, shear: 0.9, into: v)
    matrix.force(v, meanStrain: .zero, hasEigenstrain: false, into: again)
    for (a, b) in zip(f.components, again.components) { #expect(SpectralReference.relativeError(b, SpectralReference.values(a)) < 1e-12) }
  }

  /// The force is the derivative of the energy that a program written anew from the strains' definition finds.
  @Test(arguments: elasticGrids)
  func forceIsTheDerivativeOfTheEnergy(_ grid: Grid) {
    let medium = ElasticSample.medium(grid, isUniform: false, isCubic: true)
    let matrix = ElasticOperator(medium)
    let u = ElasticSample.noise(grid, seed: 5), v = ElasticSample.noise(grid, seed: 6), f = FaceVector(grid)
    let strain = SIMD3(0.1, grid.depth > 1 ? 0.2 : 0, -0.3)
    matrix.force(u, meanStrain: strain, hasEigenstrain: true, into: f)
    func energy(_ t: Double) -> Double {
      let w = FaceVector(grid)
      for (axis, field) in zip(w.axes, w.components) {
        for cell in SpectralReference.cells(grid) {
          field[cell.i, cell.j, cell.k] = u[axis][cell.i, cell.j, cell.k] + t * v[axis][cell.i, cell.j, cell.k]
        }
        for r in 0..<grid.rowCount { w.seal(axis, r) }
      }
      return ElasticReference.energy(w, strain, medium)
    }
    // The energy is quadratic: central differences are exact.
    let slope = (energy(1) - energy(-1)) / 2
    #expect(abs(slope - f.dot(v)) < 1e-10 * max(1, abs(slope)), "\(slope) \(f.dot(v))")
  }
}

import Fields
import Foundation
import Testing

@testable import Solvers

/// Beside the small ones, grids of several levels, some with counts that cannot be halved.
let elasticCycleGrids: [Grid] = {
  let shapes = [(37, 1, 26), (50, 1, 6), (2, 1, 30), (30, 1, 2), (13, 9, 10), (6, 11, 21), (9, 2, 12)]
  let closures: [(Closure, Closure, Closure)] = [
    (.periodic, .periodic, .periodic), (.periodic, .periodic, .mirrored), (.mirrored, .mirrored, .mirrored),
    (.periodic, .mirrored, .mirrored),
  ]
  return elasticGrids
    + shapes.flatMap { w, d, g in
      closures.map {
        Grid(
          width: w, depth: d, growth: g, widthSpacing: 0.3, depthSpacing: 0.45, growthSpacing: 0.2,
          widthClosure: $0.0, depthClosure: $0.1, growthClosure: $0.2)
      }
    }
}()

@Suite struct ElasticCycleTests {
  @Test(arguments: elasticCycleGrids)
  func isSymmetricAndPositive(_ grid: Grid) {
    let medium = ElasticSample.medium(grid, isUniform: false, isCubic: true)
    let cycle = ElasticCycle<Double>(grid)
    cycle.assign(medium, stiffness: 1.7)
    let a = ElasticSample.noise(grid, seed: 1), b = ElasticSample.noise(grid, seed: 2)
    let ma = FaceVector(grid), mb = FaceVector(grid)
    cycle.apply(a, stiffness: 1.7, into: ma)
    cycle.apply(b, stiffness: 1.7, into: mb)
    let scale = (a.dot(ma) * b.dot(mb)).squareRoot()
    #expect(a.dot(ma) > 0 && b.dot(mb) > 0)
    #expect(abs(a.dot(mb) - b.dot(ma)) < 1e-12 * scale, "\(a.dot(mb) / scale) \(b.dot(ma) / scale)")
    // No error grows: the energy of what a cycle leaves of a displacement is below that of the displacement.
    let matrix = ElasticOperator(medium), force = FaceVector(grid), found = FaceVector(grid), left = FaceVector(grid)
    let energy = matrix.force(a, meanStrain: .zero, hasEigenstrain: false, into: force).work
    cycle.apply(force, stiffness: 1.7, into: found)
    for (axis, field) in zip(left.axes, left.components) {
      for cell in SpectralReference.cells(grid) {
        field[cell.i, cell.j, cell.k] = a[axis][cell.i, cell.j, cell.k] - found[axis][cell.i, cell.j, cell.k]
      }
      for r in 0..<grid.rowCount { left.seal(axis, r) }
    }
    let rest = matrix.force(left, meanStrain: .zero, hasEigenstrain: false, into: found).work
    #expect(rest < 0.8 * energy, "\(rest / energy)")
  }

  /// So few cells that the whole is solved directly: what its own operator makes of a displacement gives that displacement back, but for
  /// what shifts the whole.
  @Test(arguments: elasticGrids.filter { $0.cellCount <= 40 })
  func invertsTheDifferencesOfASmallGrid(_ grid: Grid) {
    let medium = ElasticSample.medium(grid, isUniform: false, isCubic: true)
    let matrix = ElasticOperator(medium), cycle = ElasticCycle<Double>(grid)
    cycle.assign(medium, stiffness: 0.6)
    let u = ElasticSample.noise(grid, seed: 3), f = FaceVector(grid), v = FaceVector(grid), again = FaceVector(grid)
    matrix.force(u, meanStrain: .zero, hasEigenstrain: false, into: f)
    cycle.apply(f, stiffness: 0.6, into: v)
    matrix.force(v, meanStrain: .zero, hasEigenstrain: false, into: again)
    for (a, b) in zip(f.components, again.components) { #expect(SpectralReference.relativeError(b, SpectralReference.values(a)) < 1e-11) }
  }

  /// A cylinder of a radius of 5/32 of the width under an eigenstrain, in a matrix of `contrast` times its stiffness.
  static func cylinder(_ grid: Grid, contrast: Double) -> ElasticMedium {
    let medium = ElasticMedium(grid, eigenstrain: .inPlane)
    let (bulk, shear) = EquilibriumSolverTests.moduli(7.8e9, 0.38)
    let radius = 5 / 32.0 * grid.length(.width), middle = grid.length(.width) / 2, deep = grid.length(.depth) / 2
    func fraction(_ x: Double, _ y: Double, _ z: Double) -> Double {
      let (dx, dy, dz) = (x - middle, grid.depth > 1 ? y - deep : 0, z - middle)
      return min(1, max(0, 0.5 + (radius - (dx * dx + dy * dy + dz * dz).squareRoot()) / (0.5 * grid.widthSpacing)))
    }
    medium.bulkModulus.fill { x, y, z in 1 / (fraction(x, y, z) / bulk + (1 - fraction(x, y, z)) / (contrast * bulk)) }
    medium.shearCompliance.fill { x, y, z in fraction(x, y, z) / shear + (1 - fraction(x, y, z)) / (contrast * shear) }
    medium.normalEigenstrain[0].fill { x, y, z in 0.01 * fraction(x, y, z) }
    return medium
  }

  static func iterations(_ grid: Grid, contrast: Double) -> Int {
    let medium = cylinder(grid, contrast: contrast), u = FaceVector(grid)
    var strain = SIMD3<Double>.zero
    let report = EquilibriumSolver(grid).solve(
      medium, u, meanStrain: &strain, loads: [.strain(0), .strain(0), .strain(0)], tolerance: 1e-6)
    return report.iterations
  }

  @Test(arguments: [1e-3, 1e-2, 1 / 3.0, 3, 30])
  func iterationsDependLittleOnGridAndContrast(_ contrast: Double) {
    for closure in [Closure.periodic, .mirrored] {
      let counts = [64, 100, 128, 256].map { n in
        Self.iterations(
          Grid(width: n, growth: n, widthSpacing: 12.8e-6 / Double(n), widthClosure: closure, growthClosure: .mirrored), contrast: contrast)
      }
      #expect(counts.max()! <= 22 && counts.max()! - counts.min()! <= 5, "\(contrast) \(closure) \(counts)")
    }
  }

  @Test(arguments: [1e-2, 30])
  func aBallTakesAsFew(_ contrast: Double) {
    let counts = [16, 27, 32].map { n in
      Self.iterations(Grid(width: n, depth: n, growth: n, widthSpacing: 3.2e-6 / Double(n)), contrast: contrast)
    }
    #expect(counts.max()! <= 20, "\(counts)")
  }

  @Test(arguments: [
    Grid(width: 96, growth: 81, widthSpacing: 1, growthClosure: .periodic), Grid(width: 20, depth: 19, growth: 22, widthSpacing: 1),
  ])
  func bitsDoNotDependOnTheNumberOfThreads(_ grid: Grid) {
    defer { Tiling.threadBudget = Topology.processorCount }
    let medium = ElasticSample.medium(grid, isUniform: false), force = ElasticSample.noise(grid, seed: 8)
    var first: [[Double]]?
    for threads in [1, 2, 3, 7] {
      Tiling.threadBudget = threads
      let cycle = ElasticCycle<Float>(grid), u = FaceVector(grid)
      cycle.assign(medium, stiffness: 1)
      cycle.apply(force, stiffness: 1, into: u)
      let values = u.components.map(SpectralReference.values)
      if let first { #expect(values == first, "\(threads) threads") } else { first = values }
    }
  }
}

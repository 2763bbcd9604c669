import Fields
import Foundation
import Testing

@testable import Solvers

@Suite struct EquilibriumSolverTests {
  /// Young's modulus and Poisson's ratio to bulk and shear modulus.
  static func moduli(_ young: Double, _ poisson: Double) -> (bulk: Double, shear: Double) {
    (young / (3 * (1 - 2 * poisson)), young / (2 * (1 + poisson)))
  }

  /// Trace of the strain at the centre of a cell.
  static func trace(_ u: FaceVector, _ mean: SIMD3<Double>, _ i: Int, _ k: Int) -> Double {
    let grid = u.grid
    let x = (u[.width][(i + 1) % grid.width, 0, k] - u[.width][i, 0, k]) / grid.widthSpacing
    let z = (u[.growth][i, 0, (k + 1) % grid.growth] - u[.growth][i, 0, k]) / grid.growthSpacing
    return x + z + mean.x + mean.z
  }

  /// One medium, any distribution θ of an eigenstrain e in the plane, none across it: tr ε = e/(1 − ν) (θ − ⟨θ⟩) + its mean, and the
  /// energy ½ E e²/(1 − ν²) Σ (θ − ⟨θ⟩)², however it is distributed (A. G. Khachaturyan, Theory of Structural Transformations in
  /// Solids, 1983). Where the mean strain is held at zero, that of the mean eigenstrain comes on top.
  @Test func oneMediumHasTheTraceOfItsEigenstrain() {
    let young = 7.8e9, poisson = 0.38, e = 0.01
    let grid = Grid(width: 48, growth: 37, widthSpacing: 1e-7, growthSpacing: 1.3e-7, growthClosure: .periodic)
    let medium = ElasticMedium(grid, eigenstrain: .inPlane)
    let (bulk, shear) = Self.moduli(young, poisson)
    medium.bulkModulus.fill(bulk)
    medium.shearCompliance.fill(1 / shear)
    let theta = SpectralReference.noise(grid, seed: 4)
    ElasticSample.assign(medium.normalEigenstrain[0], seed: 4) { e * $0 }
    let average = theta.sum() / Double(grid.cellCount)
    let u = FaceVector(grid)
    for (loads, lateral) in [
      ([EquilibriumSolver.Load.strain(0), .strain(0), .strain(0)], 0.0), ([.stress(0), .strain(0), .stress(0)], 2 * e * average),
    ] {
      u.clear()
      var strain = SIMD3<Double>.zero
      let report = EquilibriumSolver(grid).solve(medium, u, meanStrain: &strain, loads: loads, tolerance: 1e-14)
      #expect(report.iterations <= 3)
      #expect(abs(strain.x + strain.z - lateral) < 1e-12)
      for cell in SpectralReference.cells(grid) {
        let expected = e / (1 - poisson) * (theta[cell.i, 0, cell.k] - average) + lateral
        #expect(abs(Self.trace(u, strain, cell.i, cell.k) - expected) < 1e-10 * e)
      }
      let squares = SpectralReference.cells(grid).reduce(0) { $0 + pow(theta[$1.i, 0, $1.k] - average, 2) }
      let spread = 0.5 * young * e * e / (1 - poisson * poisson) * squares
      let even = lateral == 0 ? 2 * (bulk + shear / 3) * pow(e * average, 2) * Double(grid.cellCount) : 0
      let energy = ElasticReference.energy(u, strain, medium)
      #expect(abs(energy / (spread + even) - 1) < 1e-10, "\(energy / (spread + even))")
    }
  }
}

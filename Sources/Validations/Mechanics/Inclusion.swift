import Fields
import Foundation
import Physics
import Solvers

/// A cylinder or sphere of lithium, deposited in the middle of a far larger electrolyte that is free to expand.
///
/// Its misfit e is opposed by the electrolyte alone: in plane strain, without misfit along the cylinder,
///   p = 2 G_e (λ_m + G_m) e/(λ_m + G_m + G_e),   p = −(σ_xx + σ_zz)/2,
/// and in a sphere p = 12 K_m G_e e/(3 K_m + 4 G_e), p = −⅓ tr σ, uniform within (J. D. Eshelby, Proc. R. Soc. A 241 (1957) 376).
enum Inclusion {
  static let spacing = 1e-7, strain = 0.01
  static let lithium = Stiffness(youngsModulus: 7.8e9, poissonsRatio: 0.38)
  static let ratios = [1e-3, 1e-2, 1 / 3.0, 3, 30]

  static func electrolyte(_ ratio: Double) -> Stiffness { Stiffness(youngsModulus: 7.8e9 * ratio, poissonsRatio: 0.3) }

  struct Result {
    /// Pressure within over that of the closed form.
    var pressure = 0.0
    /// Standard deviation within, relative to the mean.
    var scatter = 0.0
    var iterations = 0
  }

  /// - Parameters:
  ///   - radius: in cells, `cells` those of a side.
  static func solve(ratio: Double, radius: Double, cells: Int, isSphere: Bool = false, tolerance: Double = 1e-6) -> Result {
    let h = spacing
    let grid = Grid(
      width: cells, depth: isSphere ? cells : 1, growth: cells, widthSpacing: h, growthClosure: .periodic)
    let outer = electrolyte(ratio)
    var parameters = MechanicalEquilibrium.Parameters(metal: lithium, electrolyte: outer, interfaceHalfWidth: 2 * h)
    parameters.depositionStrain = strain
    parameters.lateralLoad = .stress(0)
    parameters.growthLoad = .stress(0)
    parameters.tolerance = tolerance
    let mechanics = MechanicalEquilibrium(grid, parameters)
    let xi = ScalarField(grid)
    mechanics.start(xi)
    // Off the symmetric places of the grid.
    let middle = (0.5 * Double(cells) + 0.3) * h, depthMiddle = isSphere ? middle : 0.5 * h
    func distance(_ x: Double, _ y: Double, _ z: Double) -> Double {
      ((x - middle) * (x - middle) + (y - depthMiddle) * (y - depthMiddle) + (z - middle) * (z - middle)).squareRoot() - radius * h
    }
    xi.fill { OrderParameter.profile(distance($0, $1, $2), halfWidth: 2 * h) }
    xi.sealAll()
    var result = Result()
    result.iterations = mechanics.update(xi).iterations
    let pressure = ScalarField(grid)
    mechanics.assignStress(isSphere ? .pressure : .planePressure, into: pressure)
    var sum = 0.0, square = 0.0, count = 0.0
    for k in 0..<cells {
      for j in 0..<grid.depth {
        for i in 0..<cells where distance(grid.center(i, .width), grid.center(j, .depth), grid.center(k, .growth)) < -2 * h {
          sum += pressure[i, j, k]
          square += pressure[i, j, k] * pressure[i, j, k]
          count += 1
        }
      }
    }
    let mean = sum / count
    result.pressure = mean / exact(outer, isSphere: isSphere)
    result.scatter = max(0, square / count / (mean * mean) - 1).squareRoot()
    return result
  }

  static func exact(_ outer: Stiffness, isSphere: Bool) -> Double {
    if isSphere { return 12 * lithium.bulkModulus * outer.shearModulus * strain / (3 * lithium.bulkModulus + 4 * outer.shearModulus) }
    let inner = lithium.bulkModulus + lithium.shearModulus / 3
    return 2 * outer.shearModulus * inner * strain / (inner + outer.shearModulus)
  }
}

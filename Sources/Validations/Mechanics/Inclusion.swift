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
    parameters.areSidesFree = true
    parameters.isHeightFree = true
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

extension Inclusion {
  /// Mean pressure over that of the closed form, and by how much it moves, of radii that differ by quarters of a cell.
  static func spread(ratio: Double, radius: Double, cells: Int) -> (mean: Double, jitter: Double, iterations: Int) {
    let results = [0, 0.25, 0.5, 0.75].map { solve(ratio: ratio, radius: radius + $0, cells: cells) }
    let pressures = results.map(\.pressure)
    return (pressures.reduce(0, +) / 4, pressures.max()! - pressures.min()!, results.map(\.iterations).max()!)
  }

  static let problem = Problem(
    name: "inclusion", title: "A cylinder and a ball of lithium in an elastic electrolyte",
    statement: """
      Lithium with a misfit of 1 % in an electrolyte of another stiffness (E over that of lithium; ν = 0.38 and 0.3), free to expand; the radius is at most 3 % of a periodic box, that of
      the ball 11 %. The pressure within is that of Eshelby's inclusion, for radii from 10 to 40 cells; as the radius grows by quarters of a cell it may not jump.
      """,
    source: "J. D. Eshelby, Proc. R. Soc. A 241 (1957) 376."
  ) { tell in
    var solution = Solution()
    for ratio in ratios {
      let name = ratio == 1 / 3.0 ? "1/3" : String(format: "%g", ratio)
      tell("cylinder, \(name)")
      let found = [(10.0, 336), (20, 672), (40, 1344)].map { (radius: $0, result: spread(ratio: ratio, radius: $0, cells: $1)) }
      for (radius, result) in found {
        solution.findings.append(
          Finding(
            "pressure over Eshelby's, \(name), R = \(Int(radius)) h", target: 1, measured: result.mean, .absolute(0.7 / radius)))
      }
      solution.findings.append(
        Finding("jitter over a cell, \(name), R = 10 h", target: 0.015, measured: found[0].result.jitter, .below))
      solution.convergence.append(
        Convergence("pressure, \(name)", against: "h/R", found.map { SIMD2(1 / $0.radius, abs($0.result.mean - 1)) }))
    }
    for ratio in [0.01, 3] {
      tell("ball, \(ratio)")
      let found = [(6.0, 56), (12, 112)].map { solve(ratio: ratio, radius: $0, cells: $1, isSphere: true).pressure }
      solution.findings.append(
        Finding(
          "pressure in a ball over Eshelby's, \(String(format: "%g", ratio)), R = 12 h", target: 1, measured: found[1], .absolute(0.1)))
      solution.findings.append(
        Finding(
          "its error over that of R = 6 h, \(String(format: "%g", ratio))", target: 0.75, measured: (found[1] - 1) / (found[0] - 1), .below)
      )
    }
    return solution
  }
}

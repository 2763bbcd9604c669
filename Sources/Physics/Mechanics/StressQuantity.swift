public import Fields
import Foundation
import Solvers

/// A number that sums up the stress of a cell, Pa, tension positive but for pressures.
public enum StressQuantity: Sendable {
  /// −⅓ tr σ.
  case pressure
  /// −½ (σ_xx + σ_zz), of the stresses in the plane of a grid one cell deep.
  case planePressure
  /// √(3/2 s:s) of the deviatoric stress s.
  case vonMises
  case largestPrincipal
  /// Components: along width, depth and growth, and shear in their planes.
  case width, depth, growth, widthGrowth, widthDepth, depthGrowth

  /// Of the components of a cell and of Σ τ² over the planes.
  func value(
    _ x: Double, _ y: Double, _ z: Double, _ xz: Double, _ xy: Double, _ yz: Double, shearSquare: Double
  ) -> Double {
    switch self {
    case .pressure: -(x + y + z) / 3
    case .planePressure: -0.5 * (x + z)
    case .vonMises: PerfectPlasticity.vonMises(x, y, z, shearSquare: shearSquare)
    case .largestPrincipal: Self.largestPrincipal(x, y, z, xz, xy, yz)
    case .width: x
    case .depth: y
    case .growth: z
    case .widthGrowth: xz
    case .widthDepth: xy
    case .depthGrowth: yz
    }
  }

  /// Largest eigenvalue of a symmetric tensor by the trigonometric solution of its characteristic equation (O. K. Smith, Commun. ACM 4 (1961)
  /// 168).
  static func largestPrincipal(_ x: Double, _ y: Double, _ z: Double, _ xz: Double, _ xy: Double, _ yz: Double) -> Double {
    let mean = (x + y + z) / 3
    let (a, b, c) = (x - mean, y - mean, z - mean)
    let size = ((a * a + b * b + c * c + 2 * (xz * xz + xy * xy + yz * yz)) / 6).squareRoot()
    guard size > 0 else { return mean }
    let determinant = a * (b * c - yz * yz) - xy * (xy * c - yz * xz) + xz * (xy * yz - b * xz)
    let angle = acos(max(-1, min(1, determinant / (2 * size * size * size)))) / 3
    return mean + 2 * size * cos(angle)
  }
}

extension MechanicalEquilibrium {
  /// Writes a number of the stress of every cell, Pa, as the last update left it.
  public func assignStress(_ quantity: StressQuantity, into field: ScalarField) {
    let n = field.grid.width
    ElasticOperator(medium).forEachRow(displacement, meanStrain: meanStrain) { r, stress in
      let x = unsafe stress.width.span, y = unsafe stress.depth.span, z = unsafe stress.growth.span
      let xz = unsafe stress.shears[0].span, xy = unsafe stress.shears[1].span, yz = unsafe stress.shears[2].span
      let square = unsafe stress.shearSquare.span
      var out = unsafe field.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        out[i] = quantity.value(x[i], y[i], z[i], xz[i], xy[i], yz[i], shearSquare: square[i])
      }
      field.seal(r)
    }
  }

  /// Writes the pressure of every cell. Answers the largest von Mises and principal stress, and the mean stress along the growth axis, Pa.
  func assignPressure(into pressure: ScalarField) -> (vonMises: Double, principal: Double, meanGrowthStress: Double) {
    let grid = pressure.grid, n = grid.width
    let equivalents = RowPartials(grid.rowCount), principals = RowPartials(grid.rowCount), sums = RowPartials(grid.rowCount)
    ElasticOperator(medium).forEachRow(displacement, meanStrain: meanStrain) { r, stress in
      let x = unsafe stress.width.span, y = unsafe stress.depth.span, z = unsafe stress.growth.span
      let xz = unsafe stress.shears[0].span, xy = unsafe stress.shears[1].span, yz = unsafe stress.shears[2].span
      let square = unsafe stress.shearSquare.span
      var p = unsafe pressure.row(r, n).mutableSpan
      var equivalent = 0.0, principal = -Double.infinity, sum = 0.0
      for i in 1..<n + 1 {
        p[i] = -(x[i] + y[i] + z[i]) / 3
        equivalent = max(equivalent, PerfectPlasticity.vonMises(x[i], y[i], z[i], shearSquare: square[i]))
        sum += z[i]
      }
      for i in 1..<n + 1 { principal = max(principal, StressQuantity.largestPrincipal(x[i], y[i], z[i], xz[i], xy[i], yz[i])) }
      pressure.seal(r)
      equivalents[r] = equivalent
      principals[r] = principal
      sums[r] = sum
    }
    return (equivalents.maximum(), principals.maximum(), sums.sum() / Double(grid.cellCount))
  }
}

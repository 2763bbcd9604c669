import Fields
import Foundation
import Testing

@testable import Physics

@Suite struct SurfaceAnisotropyTests {
  static let crystals = [
    SurfaceAnisotropy(fold: 1, orientation: 0.3, energyStrength: 0.4),
    SurfaceAnisotropy(fold: 2, orientation: -0.7, energyStrength: 0.3),
    SurfaceAnisotropy(fold: 4, energyStrength: 0.05),
    SurfaceAnisotropy(fold: 6, orientation: 0.35, energyStrength: 0.02),
    SurfaceAnisotropy(fold: 12, orientation: 0.1, energyStrength: 0.006),
  ]

  private static let angles = (0..<97).map { -4 + 0.0831 * Double($0) }

  /// γ + γ″ against second differences of γ, γ′ against first ones.
  @Test(arguments: crystals) func stiffnessIsEnergyAndItsSecondDerivative(_ crystal: SurfaceAnisotropy) {
    let step = 1e-3
    for angle in Self.angles {
      func energy(_ offset: Double) -> Double { crystal.energy(angle + offset * step).value }
      // Differences of fourth order.
      let slope = (8 * (energy(1) - energy(-1)) - (energy(2) - energy(-2))) / (12 * step)
      let bend = (16 * (energy(1) + energy(-1)) - (energy(2) + energy(-2)) - 30 * energy(0)) / (12 * step * step)
      #expect(abs(crystal.energy(angle).slope - slope) <= 1e-9)
      let harmonic = crystal.harmonic(sin(angle), cos(angle), crystal.turn)
      #expect(abs(crystal.stiffness(harmonic) - (energy(0) + bend)) <= 1e-7)
    }
  }

  /// The harmonic of a direction of any length is cos m(θ − θ₀); of none it is zero.
  @Test(arguments: crystals) func harmonicIsThatOfTheAngle(_ crystal: SurfaceAnisotropy) {
    for angle in Self.angles {
      let exact = cos(Double(crystal.fold) * (angle - crystal.orientation))
      #expect(abs(crystal.harmonic(3e-7 * sin(angle), 3e-7 * cos(angle), crystal.turn) - exact) <= 1e-13)
    }
    #expect(crystal.harmonic(0, 0, crystal.turn) == 0)
  }

  /// The bound on ε is where the stiffest direction's opposite goes soft, and not before.
  @Test(arguments: 2...12) func stiffnessVanishesAtTheBound(_ fold: Int) {
    let bound = SurfaceAnisotropy.largestEnergyStrength(fold: fold)
    #expect(abs(SurfaceAnisotropy(fold: fold, energyStrength: bound).stiffness(1)) <= 1e-15)
    #expect(SurfaceAnisotropy(fold: fold, energyStrength: 0.999 * bound).stiffness(1) > 0)
    #expect(SurfaceAnisotropy(fold: fold, energyStrength: bound).stiffness(-1) <= 2 + 1e-15)
  }

  /// Once around, whatever turns a direction: a onefold surface has the same stiffness everywhere.
  @Test func onefoldSurfaceIsBoundByItsEnergy() {
    #expect(SurfaceAnisotropy.largestEnergyStrength(fold: 1) == 1)
    #expect(SurfaceAnisotropy(fold: 1, energyStrength: 0.9).stiffness(1) == 1)
  }

  /// Errors over the interface of a circle off the centres of the cells: of the harmonic, and of stiffness × curvature × radius.
  private static func circle(_ crystal: SurfaceAnisotropy, ratio: Double, sign: Double = 1) -> (harmonic: Double, product: Double) {
    let radius = 10.0, h = 1 / ratio
    let n = Int(2 * (radius + 9) * ratio)
    let grid = Grid(width: n, growth: n, widthSpacing: h, widthClosure: .mirrored)
    let xi = ScalarField(grid), curved = ScalarField(grid), harmonic = ScalarField(grid), w = ScalarField(grid)
    let cx = (0.5 * Double(n) + 0.13) * h, cz = (0.5 * Double(n) - 0.21) * h
    xi.fill { x, _, z in OrderParameter.profile(sign * (hypot(x - cx, z - cz) - radius), halfWidth: 1) }
    let curvature = Curvature(grid, halfWidth: 1)
    curvature.assign(xi, into: curved)
    curvature.assign(crystal, xi, into: harmonic)
    InterfaceDensity(halfWidth: 1).assign(xi, into: w)
    let top = w.maximum()
    var worst = 0.0, square = 0.0, total = 0.0
    for k in 0..<n {
      for i in 0..<n where w[i, 0, k] > 0.02 * top {
        let x = grid.center(i, .width) - cx, z = grid.center(k, .growth) - cz
        // The outward normal of a hole points to its centre.
        let angle = atan2(sign * x, sign * z)
        let exact = cos(Double(crystal.fold) * (angle - crystal.orientation))
        worst = max(worst, abs(harmonic[i, 0, k] - exact))
        let error = (crystal.stiffness(harmonic[i, 0, k]) * curved[i, 0, k] - crystal.stiffness(exact) * sign / hypot(x, z)) * radius
        square += w[i, 0, k] * error * error
        total += w[i, 0, k]
      }
    }
    return (worst, (square / total).squareRoot())
  }

  /// Both are of second order in the grid; at h = δ/2 the angle is off by less than a fifth of a degree.
  @Test(arguments: [crystals[2], crystals[3]], [1.0, -1]) func circleIsMetToSecondOrder(_ crystal: SurfaceAnisotropy, _ sign: Double) {
    let coarse = Self.circle(crystal, ratio: 2, sign: sign), fine = Self.circle(crystal, ratio: 4, sign: sign)
    let angle = coarse.harmonic / Double(crystal.fold)
    #expect(angle * 180 / .pi <= 0.2)
    #expect(log2(coarse.harmonic / fine.harmonic) >= 1.8)
    #expect(coarse.product <= 0.01)
    #expect(log2(coarse.product / fine.product) >= 1.8)
  }
}

import Fields
import Foundation
import Physics
import Testing

@Suite struct StressShiftTests {
  static let law = StressShift(molarVolume: 1.30e-5, cationMolarVolume: 4e-5, halfWidth: 2)

  /// 7.42 MPa in the metal take 1 mV (F/V_m).
  @Test func aMillivoltIsSevenMegapascals() {
    #expect(abs(Self.law.metalWeight * 7.4219e6 + 1e-3) < 1e-7)
    #expect(abs(Self.law.electrolyteWeight / Self.law.metalWeight + 4e-5 / 1.30e-5) < 1e-12)
  }

  /// Around a round front each side's pressure is linear in the distance to it: all cells of the diffuse front have the shift of the
  /// front's own pressures.
  @Test(arguments: [1, 40]) func allCellsOfTheFrontHaveTheFrontsPressures(depth: Int) {
    let n = 40, h = 1.0
    let grid = Grid(width: n, depth: depth, growth: n, widthSpacing: h, growthClosure: .periodic)
    let middle = 0.5 * Double(n) + 0.13, deep = depth > 1 ? middle : 0.5
    func distance(_ x: Double, _ y: Double, _ z: Double) -> Double {
      ((x - middle) * (x - middle) + (y - deep) * (y - deep) + (z - middle) * (z - middle)).squareRoot() - 12
    }
    let xi = ScalarField(grid), density = ScalarField(grid), pressure = ScalarField(grid), shift = ScalarField(grid, 7)
    xi.fill { OrderParameter.profile(distance($0, $1, $2), halfWidth: 2) }
    pressure.fill {
      let d = distance($0, $1, $2)
      return d < 0 ? 5e6 - 2e5 * d : 2e6 + 1e5 * d
    }
    for field in [xi, pressure] { field.sealAll() }
    InterfaceDensity(halfWidth: 2).assign(xi, into: density)
    Self.law.assign(xi, density: density, pressure: pressure, into: shift)
    let expected = Self.law.metalWeight * 5e6 + Self.law.electrolyteWeight * 2e6
    var worst = 0.0, strays = 0
    for k in 0..<n {
      for j in 0..<depth {
        for i in 0..<n {
          let isFront = density[i, j, k] > 0.02 * 0.5
          if isFront { worst = max(worst, abs(shift[i, j, k] / expected - 1)) }
          if density[i, j, k] == 0, shift[i, j, k] != 0 { strays += 1 }
        }
      }
    }
    #expect(worst < 0.04 && strays == 0, "\(worst), \(strays)")
  }
}

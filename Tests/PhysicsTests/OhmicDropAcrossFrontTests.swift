import Fields
import Physics
import Testing

/// Expected values by hand from u = (i s/κ)/(1 + 100 p² + q⁴).
@Suite struct OhmicDropAcrossFrontTests {
  static let halfWidth = 1e-6

  /// u in one cell at the distance `s` (m), V.
  private static func drop(
    at s: Double, current: Double, exchange: Double = 30, conductivity: Double = 1, concentration: Double = 1000, salt: Bool = false,
    density: Double = 1
  ) -> Double {
    let grid = Grid(width: 1, growth: 1, widthSpacing: halfWidth)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: conductivity, at: 1000),
      cationTransferenceNumber: 0.4)
    let result = ScalarField(grid, 7)
    OhmicDropAcrossFront(
      halfWidth: halfWidth, electrolyte: electrolyte, exchangeCurrentDensity: exchange, hasSaltTransport: salt
    ).assign(
      ScalarField(grid, OrderParameter.profile(s, halfWidth: halfWidth)), density: ScalarField(grid, density),
      current: ScalarField(grid, 0.5 * current), scale: 2, ScalarField(grid, concentration), into: result)
    return result[0, 0, 0]
  }

  @Test func isThatOfAUniformCurrent() {
    // q = δ (i₀² + (i/2)²)^½ F/(RT κ) = 1e-6 × 58.31 × 38.92 = 2.27e-3.
    #expect(abs(Self.drop(at: 2e-6, current: 100) / 2e-4 - 1) <= 1e-9)
    #expect(abs(Self.drop(at: -1e-6, current: 100) / -1e-4 - 1) <= 1e-9)
    #expect(abs(Self.drop(at: 2e-6, current: -100) / -2e-4 - 1) <= 1e-9)
    #expect(Self.drop(at: 0, current: 100) == 0)
    // κ ∝ c.
    #expect(abs(Self.drop(at: 2e-6, current: 100, concentration: 500) / 4e-4 - 1) <= 1e-9)
    // Where there is no interface there is no drop.
    #expect(Self.drop(at: 2e-6, current: 100, density: 0) == 0)
  }

  @Test func fadesWithTheSaltOfTheFront() {
    // p = i δ (1 − t₊)/(F D c) = 1000 × 1e-6 × 0.6/(96485.33212331 × 3e-10 × 100) = 0.2072850, κ = 0.1 S/m, q = 0.20: 1 + 100 p² + q⁴ = 5.2982.
    let found = Self.drop(at: 1e-6, current: 1000, concentration: 100, salt: true)
    #expect(abs(found / (0.01 / 5.2982) - 1) <= 1e-3, "\(found)")
  }

  @Test func leavesOutFrontsThatConductionLimits() {
    // q = 1e-6 × 1e5 × 38.9217 = 3.89217, q⁴ = 229.5.
    let found = Self.drop(at: 1e-6, current: 1000, exchange: 1e5)
    #expect(abs(found / (1e-3 / 230.49) - 1) <= 1e-3, "\(found)")
  }

  @Test func staysBelowFiveThermalVoltages() {
    #expect(abs(Self.drop(at: 6e-6, current: 2.4e4) / (5 * 0.0256926) - 1) <= 1e-4)
    #expect(abs(Self.drop(at: -6e-6, current: 2.4e4) / (-5 * 0.0256926) - 1) <= 1e-4)
  }
}

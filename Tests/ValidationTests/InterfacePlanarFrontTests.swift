import Fields
import Foundation
import Physics
import Testing

/// A planar front obeys Faraday's law to round-off and the kinetics to the grid's error.
@Suite struct InterfacePlanarFrontTests {
  /// A front at 10.3 δ with room for `travel` (in cells) and 15 δ of electrolyte beyond.
  static func grid(halfWidth: Double, ratio: Double, travel: Double) -> Grid {
    let h = halfWidth / ratio
    return Grid(width: 2, growth: Int((25.3 * ratio + travel).rounded(.up)), widthSpacing: h)
  }

  @Test(arguments: [0.5e-6, 1e-6, 2e-6], [2.0, 3.0])
  func faradaysLawIsExact(_ halfWidth: Double, _ ratio: Double) throws {
    for salt in [false, true] {
      let grid = Self.grid(halfWidth: halfWidth, ratio: ratio, travel: 40)
      let model = ButlerVolmerModel(grid, Front.parameters(halfWidth: halfWidth, salt: salt))
      model.start { _, _, z in z - 10.3 * halfWidth }
      let state = model.state
      let current = 100.0
      let step = 0.2 * grid.growthSpacing / (model.parameters.volumePerCharge * current)
      let start = state.metalThickness
      let origin = Front.contour(state.orderParameter, column: 0) - start
      var worstGrowth = 0.0, worstCharge = 0.0, worstClosure = 0.0, worstContour = 0.0
      for n in 1...200 {
        let report = try model.advance(step, .galvanostatic(currentDensity: current))
        let growth = state.metalThickness - start
        worstCharge = max(worstCharge, abs(growth / (model.parameters.volumePerCharge * state.charge) - 1))
        worstGrowth = max(worstGrowth, abs(growth / (model.parameters.volumePerCharge * current * step * Double(n)) - 1))
        worstClosure = max(worstClosure, abs(report.closure - 1))
        let contour = Front.contour(state.orderParameter, column: 0) - origin
        worstContour = max(worstContour, abs(contour - state.metalThickness))
      }
      #expect(worstCharge <= 1e-12 && worstGrowth <= 1e-12)
      #expect(worstClosure <= 1e-6)
      #expect(worstContour <= 1e-3 * halfWidth, "contour \(worstContour / halfWidth) δ from Faraday's law")
    }
  }

  /// The electrolyte conducts so well (1e8 S/m) that its drop, below 1e-10 of the voltage, is no part of the closed form: the front
  /// moves at (V_m/F) BV(−V) for ever. Salt off, so c = c₀.
  @Test(arguments: [(2.0, 2e-3), (3.0, 1e-5)], [0.1, 0.3])
  func kineticsSetTheSpeed(_ resolution: (ratio: Double, tolerance: Double), _ voltage: Double) throws {
    let delta = 1e-6
    let grid = Self.grid(halfWidth: delta, ratio: resolution.ratio, travel: 40)
    let model = ButlerVolmerModel(grid, Front.parameters(halfWidth: delta, electrolyte: Front.electrolyte(conductivity: 1e8)))
    model.start { _, _, z in z - 10.3 * delta }
    let speed = model.parameters.volumePerCharge * model.parameters.kinetics.currentDensity(-voltage)
    let step = 0.2 * grid.growthSpacing / speed
    let start = model.state.metalThickness
    for _ in 0..<200 { _ = try model.advance(step, .potentiostatic(voltage: voltage)) }
    let advance = model.state.metalThickness - start
    #expect(abs(advance / (200 * step * speed) - 1) <= resolution.tolerance)
  }

  /// With an ordinary electrolyte i = BV(−V + i L/κ), L the electrolyte between the front and the top: the sharp front's way by the
  /// classical Runge-Kutta method with a scalar root for each speed.
  @Test(arguments: [2.0, 3.0], [0.1, 0.3]) func kineticsAndOhmicDropSetTheSpeed(_ ratio: Double, _ voltage: Double) throws {
    let delta = 1e-6
    let grid = Self.grid(halfWidth: delta, ratio: ratio, travel: 40)
    let model = ButlerVolmerModel(grid, Front.parameters(halfWidth: delta))
    model.start { _, _, z in z - 10.3 * delta }
    let kinetics = model.parameters.kinetics
    func speed(_ thickness: Double) -> Double {
      var low = 0.0, high = kinetics.currentDensity(-voltage)
      for _ in 0..<100 {
        let i = 0.5 * (low + high)
        if kinetics.currentDensity(-voltage + i * (grid.length(.growth) - thickness)) > i { low = i } else { high = i }
      }
      return 0.5 * (low + high) * model.parameters.volumePerCharge
    }
    let start = model.state.metalThickness
    let step = 0.2 * grid.growthSpacing / speed(start)
    var expected = start
    for _ in 0..<200 {
      _ = try model.advance(step, .potentiostatic(voltage: voltage))
      let a = speed(expected), b = speed(expected + 0.5 * step * a), c = speed(expected + 0.5 * step * b), d = speed(expected + step * c)
      expected += step / 6 * (a + 2 * b + 2 * c + d)
    }
    #expect(abs((model.state.metalThickness - start) / (expected - start) - 1) <= 1e-5)
  }

  /// Through 50 δ at a strong overpotential, uniform since the electrolyte conducts well, over a background of 1e-12: nothing
  /// nucleates ahead of the front.
  @Test func nothingNucleatesAheadOfADrivenFront() throws {
    let delta = 1e-6, h = 0.5e-6
    let grid = Grid(width: 2, growth: 160, widthSpacing: h)
    let model = ButlerVolmerModel(
      grid, Front.parameters(halfWidth: delta, exchange: 100, electrolyte: Front.electrolyte(conductivity: 1e8)))
    model.start { _, _, z in z - 8 * delta }
    Self.addBackground(model.state.orderParameter)
    let speed = model.parameters.volumePerCharge * model.parameters.kinetics.currentDensity(-0.3)
    let step = 0.2 * h / speed
    var worst = 0.0, least = 0.0, greatest = 0.0
    while model.state.metalThickness < 58 * delta {
      _ = try model.advance(step, .potentiostatic(voltage: 0.3))
      let xi = model.state.orderParameter
      least = min(least, xi.minimum())
      greatest = max(greatest, xi.maximum() - 1)
      let from = Int((model.state.metalThickness + 15 * delta) / h) + 1
      if from < grid.growth { for k in from..<grid.growth { worst = max(worst, xi[0, 0, k]) } }
    }
    #expect(worst <= 1e-11)
    #expect(least >= 0 && greatest <= 0)
  }

  /// A remnant of metal everywhere, from ½ to 1 times 1e-12.
  static func addBackground(_ xi: ScalarField) {
    var state: UInt64 = 7
    for k in 0..<xi.grid.growth {
      for i in 0..<xi.grid.width {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let background = 1e-12 * (0.5 + 0.5 * Double(state >> 11) / Double(1 << 53))
        xi[i, 0, k] = max(xi[i, 0, k], background)
      }
    }
  }
}

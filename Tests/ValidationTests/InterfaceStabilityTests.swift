import Fields
import Foundation
import Physics
import Testing

/// Interfacial energy acts on every wave that the grid holds, down to two cells.
@Suite struct InterfaceStabilityTests {
  struct Case: Sendable, CustomStringConvertible {
    var exchange = 30.0, energy = 0.5, conductivity = 1.0, current = 0.0, ratio = 2.0, halfWidth = 1e-6
    /// Cells a wave.
    var wave = 2
    /// In cells.
    var amplitude = 0.1
    var description: String {
      "i₀ \(exchange) γ \(energy) κ \(conductivity) i \(current) δ \(halfWidth) = \(ratio) h wave \(wave) a \(amplitude)"
    }
  }

  /// Growth rate of a ripple of `wave` cells over that of the closed form.
  static func rate(_ item: Case) throws -> Double {
    let h = item.halfWidth / item.ratio
    let grid = Grid(width: max(4, item.wave), growth: Int(25 * item.ratio), widthSpacing: h)
    let model = ButlerVolmerModel(
      grid,
      Front.parameters(
        halfWidth: item.halfWidth, exchange: item.exchange, energy: item.energy,
        electrolyte: Front.electrolyte(conductivity: item.conductivity)))
    let k = 2 * Double.pi / (Double(item.wave) * h)
    let mean = 10.3 * item.halfWidth
    model.start { x, _, z in z - mean - item.amplitude * h * cos(k * (x - 0.5 * h)) }
    let kinetics = model.parameters.kinetics
    let resistance = 1 / kinetics.conductance(kinetics.overpotential(carrying: item.current))
    let depth = grid.length(.growth) - mean
    let coth = 1 / tanh(k * depth)
    let m = model.parameters.volumePerCharge
    let exact =
      m * (item.current * k * coth - item.conductivity * item.energy * m * k * k * k * coth)
      / (1 + item.conductivity * resistance * k * coth)
    func amplitude() -> Double {
      let heights = Front.heights(model.state.orderParameter)
      var sum = 0.0
      for i in 0..<grid.width { sum += heights[i] * cos(k * Double(i) * h) }
      return (item.wave == 2 ? 1 : 2) * sum / Double(grid.width)
    }
    // Steps of a fiftieth of the decay time, also short of a tenth of a cell of travel.
    var step = 0.02 / abs(exact)
    if item.current > 0 { step = min(step, 0.1 * h / (m * item.current)) }
    let control: ChargingControl =
      item.current > 0 ? .galvanostatic(currentDensity: item.current) : .potentiostatic(voltage: 0)
    let start = amplitude()
    for _ in 0..<25 { _ = try model.advance(step, control) }
    let measured = log(amplitude() / start) / (25 * step)
    return measured / exact
  }

  /// At rest, from kinetic (κ R_ct k ≫ 1, as lithium in any electrolyte is at this wavelength) to mixed control. Under a current
  /// the sharpening damps a two-cell wave beside the interfacial energy, and faster.
  static let cases: [Case] = [
    Case(amplitude: 0.02), Case(ratio: 3, amplitude: 0.02), Case(amplitude: 0.2), Case(exchange: 300, amplitude: 0.2),
    Case(exchange: 1e5), Case(exchange: 1e5, conductivity: 0.1), Case(wave: 4), Case(wave: 8),
  ]

  @Test(arguments: cases) func shortWavesDecayAtTheRateOfTheClosedForm(_ item: Case) throws {
    let ratio = try Self.rate(item)
    #expect(ratio >= 0.5 && ratio <= 2, "\(ratio) of the closed form")
  }

  /// A rough front at equilibrium: every wave decays, the longest last.
  @Test func roughFrontBecomesFlat() throws {
    let delta = 1e-6, h = 0.5e-6
    let grid = Grid(width: 12, growth: 50, widthSpacing: h)
    let model = ButlerVolmerModel(grid, Front.parameters(halfWidth: delta))
    var state: UInt64 = 3
    let bumps = (0..<12).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 0.2 * h * (Double(state >> 11) / Double(1 << 53) - 0.5)
    }
    model.start { x, _, z in z - 10 * delta - bumps[Int(x / h)] }
    func roughness() -> Double {
      let heights = Front.heights(model.state.orderParameter)
      let mean = heights.reduce(0, +) / 12
      return (heights.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 12).squareRoot()
    }
    let k = Double.pi / h
    let m = model.parameters.volumePerCharge
    let fastest = m * m * 0.5 * k * k * model.parameters.kinetics.conductance(0)
    let start = roughness()
    var before = start, isMonotonic = true, steps = 0
    while before > 0.01 * start && steps < 1000 {
      _ = try model.advance(0.5 / fastest, .potentiostatic(voltage: 0))
      let now = roughness()
      isMonotonic = isMonotonic && now < before
      before = now
      steps += 1
    }
    #expect(isMonotonic)
    #expect(before <= 0.01 * start, "\(before / start) of the start after \(steps) steps")
  }
}

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
    var description: String { "i₀ \(exchange) γ \(energy) κ \(conductivity) i \(current) δ \(halfWidth) = \(ratio) h wave \(wave) a \(amplitude)" }
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

  /// From kinetic (κ R_ct k ≫ 1) to ohmic control; short waves stay below a slope of 0.3, where the closed form is linear.
  static let cases: [Case] = [
    Case(amplitude: 0.02), Case(ratio: 3, amplitude: 0.02), Case(current: 1), Case(exchange: 1e5),
    Case(exchange: 1e5, conductivity: 0.1), Case(exchange: 1e5, conductivity: 0.01), Case(exchange: 1e5, conductivity: 0.01, ratio: 3),
    Case(wave: 4), Case(wave: 8),
  ]

  @Test(arguments: cases) func shortWavesDecayAtTheRateOfTheClosedForm(_ item: Case) throws {
    let ratio = try Self.rate(item)
    print("SAW", item, ratio)
    #expect(ratio >= 0.5 && ratio <= 2, "\(ratio) of the closed form")
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Concentrated-solution theory with all four properties depending on the concentration, on a flat front that moves, against a sharp
/// interface solved independently; and a lithium counter electrode against its closed forms.
@Suite struct ConcentratedElectrolyteTests {
  static let temperature = 298.15

  static func carbonate() -> Electrolyte {
    let solvent = Landesfeind2019.ethyleneEthylMethylCarbonate
    return Electrolyte(
      concentration: 1000, conductivity: Landesfeind2019.Conductivity(solvent, temperature: temperature),
      diffusivity: Landesfeind2019.Diffusivity(solvent, temperature: temperature),
      transference: Landesfeind2019.transference(solvent, temperature: temperature),
      thermodynamics: Landesfeind2019.thermodynamics(solvent, temperature: temperature))
  }

  struct Case: Sendable, CustomStringConvertible {
    var electrolyte: Electrolyte
    var current: Double, gap: Double, halfWidth: Double
    /// When the two are compared, s.
    var times: [Double]
    var longestStep: Double
    var description: String { "\(current) A/m² over \(gap) m" }
  }

  /// A transient at 0.3 and 0.6 of Sand's time; a quasi-steady state while metal fills a third of the gap; in both t₊ falls, κ, D and
  /// the thermodynamic factor change by their multiples between front and top.
  static let cases: [Case] = [
    Case(electrolyte: carbonate(), current: 300, gap: 200e-6, halfWidth: 1e-6, times: [11.6, 23.2], longestStep: 0.2),
    Case(electrolyte: carbonate(), current: 600, gap: 30e-6, halfWidth: 0.3e-6, times: [5, 120], longestStep: 0.4),
    Case(
      electrolyte: Electrolyte(
        concentration: 1000, conductivity: ValoenReimers2005.Conductivity(temperature: temperature),
        diffusivity: ValoenReimers2005.Diffusivity(temperature: temperature),
        transference: ConstantProperty(ValoenReimers2005.transferenceNumber),
        thermodynamics: ValoenReimers2005.thermodynamics(temperature: temperature)), current: 300, gap: 200e-6, halfWidth: 1e-6,
      times: [15, 30], longestStep: 0.2),
  ]

  @Test(arguments: cases) func movingFrontIsTheSharpOne(_ item: Case) throws {
    let exchange = 30.0
    let h = 0.5 * item.halfWidth
    let grid = Grid(width: 1, growth: 16 + Int((item.gap / h).rounded()), widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: item.electrolyte, exchangeCurrentDensity: exchange, interfaceHalfWidth: item.halfWidth)
    parameters.passTolerance = 1e-4
    let model = ButlerVolmerModel(grid, parameters)
    let height = grid.length(.growth) - item.gap
    model.start { _, _, z in z - height }
    let cell = ElectrochemistryCell(model, timeStep: 1e-3)
    cell.longestStep = item.longestStep
    var sharp = SharpFront(electrolyte: item.electrolyte, current: item.current, molarVolume: parameters.molarVolume, gap: item.gap)
    let salt = model.state.saltPerArea
    for time in item.times {
      var report = StepReport()
      while model.state.time < time {
        cell.timeStep = min(cell.timeStep, time - model.state.time + 1e-9)
        report = try cell.advance(.galvanostatic(currentDensity: item.current))
      }
      let steps = 400
      let dt = (model.state.time - sharp.time) / Double(steps)
      for _ in 0..<steps { sharp.step(dt) }
      let exact = sharp.voltage(exchange: exchange)
      let total = exact.kinetic + exact.ohmic + exact.concentration
      let position = model.state.metalThickness
      #expect(abs((grid.length(.growth) - position) / sharp.width - 1) <= 1e-6)
      #expect(abs(-model.state.metalPotential / total - 1) <= 0.005, "V \(-model.state.metalPotential / total - 1)")
      #expect(abs(report.voltage.kinetic / exact.kinetic - 1) <= 0.005, "kinetic \(report.voltage.kinetic / exact.kinetic - 1)")
      #expect(abs(report.voltage.ohmic / exact.ohmic - 1) <= 0.005, "ohmic \(report.voltage.ohmic / exact.ohmic - 1)")
      let diffusion = report.voltage.concentration / exact.concentration - 1
      #expect(abs(diffusion) <= 0.005, "concentration \(diffusion)")
      var worst = 0.0
      for r in 0..<grid.growth {
        let distance = grid.center(r, .growth) - position
        guard distance > 4 * item.halfWidth else { continue }
        worst = max(worst, abs(model.state.ionConcentration[0, 0, r] / sharp.concentration(at: distance) - 1))
      }
      #expect(worst <= 0.005, "profile \(worst)")
      let surface = cell.frontMean(model.state.ionConcentration) / sharp.surface - 1
      #expect(abs(surface) <= 0.005, "front \(surface)")
      #expect(sharp.surface < 0.75 * 1000)
    }
    let lost = model.state.saltPerArea - salt - model.state.saltInflow + item.electrolyte.saltPerCharge * model.state.charge
    #expect(abs(lost) <= 1e-10 * salt)
  }

  /// The reference itself, where a closed form is known: constant properties, nothing moves, Sand's c = c₀(1 − √(t/τ)) at the front.
  @Test func sharpFrontKeepsSandsTime() {
    let electrolyte = FlatCell.electrolyte()
    var sharp = SharpFront(electrolyte: electrolyte, current: 300, molarVolume: 0, gap: 400e-6)
    let sand = Double.pi * 3e-10 * pow(96485.33212331 * 1000 / (2 * 300 * 0.62), 2)
    for _ in 0..<2000 { sharp.step(0.25 * sand / 2000) }
    #expect(abs(sharp.surface / 500 - 1) <= 2e-3, "\(sharp.surface)")
  }

  /// A held flat front under `thickness` of electrolyte with constant properties, lithium opposite.
  static func lithiumCell(thickness: Double, halfWidth delta: Double, passTolerance: Double) -> ElectrochemistryCell {
    let h = 0.5 * delta
    let grid = Grid(width: 1, growth: 16 + Int((thickness / h).rounded()), widthSpacing: h)
    var electrolyte = FlatCell.electrolyte()
    electrolyte.counterSide = .lithium
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.isInterfaceHeld = true
    parameters.passTolerance = passTolerance
    parameters.maximumPasses = 200
    let model = ButlerVolmerModel(grid, parameters)
    let height = grid.length(.growth) - thickness
    model.start { _, _, z in z - height }
    return ElectrochemistryCell(model, timeStep: 0.1)
  }

  /// Between two lithium electrodes c is linear about the salt's mean, V the sum of its closed forms; no salt is lost.
  @Test(arguments: [0.5, -0.5, 0.8]) func lithiumOppositeKeepsTheClosedForms(_ part: Double) throws {
    let thickness = 160e-6, c0 = FlatCell.concentration, free = 1 - FlatCell.transference
    let faraday = 96485.33212331, thermal = 8.31446261815324 * Self.temperature / faraday
    // Twice the reservoir's.
    let limit = 2 * faraday * FlatCell.diffusivity * c0 / (free * thickness)
    let current = part * limit
    let cell = Self.lithiumCell(thickness: thickness, halfWidth: 1e-6, passTolerance: 1e-7)
    let salt = cell.model.state.saltPerArea
    let report = try FlatCell.settle(cell, .galvanostatic(currentDensity: current), duration: 1e5)
    let model = cell.model, grid = model.grid
    #expect(abs(model.state.saltPerArea / salt - 1) <= 1e-10)
    let slope = current * free / (faraday * FlatCell.diffusivity)
    let surface = c0 - 0.5 * slope * thickness, top = c0 + 0.5 * slope * thickness
    var worst = 0.0
    for r in 24..<grid.growth {
      let exact = top - slope * (cell.top - grid.center(r, .growth))
      worst = max(worst, abs(model.state.ionConcentration[0, 0, r] / exact - 1))
    }
    #expect(worst <= 0.005, "\(worst)")
    let kinetic = 2 * thermal * asinh(current / (2 * 30 * (surface / c0).squareRoot()))
    let ohmic = current * c0 / (FlatCell.conductivity * slope) * log(top / surface)
    let diffusion = 2 * free * thermal * log(top / surface)
    #expect(abs(-model.state.metalPotential / (kinetic + ohmic + diffusion) - 1) <= 0.005)
    #expect(abs(report.voltage.kinetic / kinetic - 1) <= 0.005)
    #expect(abs(report.voltage.ohmic / ohmic - 1) <= 0.005, "\(report.voltage.ohmic / ohmic - 1)")
    #expect(abs(report.voltage.concentration / diffusion - 1) <= 0.005, "\(report.voltage.concentration / diffusion - 1)")
  }

  /// F D c₀·2/[(1 − t₊)L]: the other side's surplus carries as much again.
  @Test func lithiumOppositeDoublesTheLimitingCurrent() throws {
    let thickness = 200e-6
    let cell = Self.lithiumCell(thickness: thickness, halfWidth: 0.6e-6, passTolerance: 1e-3)
    cell.timeStep = 1
    let salt = cell.model.state.saltPerArea
    let report = try FlatCell.settle(cell, .potentiostatic(voltage: 0.8), duration: 2e3)
    let limit = 2 * 96485.33212331 * FlatCell.diffusivity * 1000 / ((1 - FlatCell.transference) * thickness)
    #expect(abs(report.current / limit - 1) <= 0.005, "\(report.current / limit - 1)")
    #expect(abs(cell.model.state.saltPerArea / salt - 1) <= 1e-10)
    #expect(cell.model.state.ionConcentration.minimum() > 0)
    #expect(abs(cell.model.parameters.electrolyte.limitingCurrentDensity(thickness: thickness) / limit - 1) <= 1e-9)
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Concentrated-solution theory with all four properties depending on the concentration, on a flat front that moves, against a sharp
/// interface solved independently; and a lithium counter electrode against its closed forms.
@Suite struct ConcentratedElectrolyteTests {
  @Test(arguments: ConcentratedFront.cases) func movingFrontIsTheSharpOne(_ item: ConcentratedFront.Case) throws {
    let (moments, lost) = try ConcentratedFront.errors(item)
    #expect(moments.count == item.times.count)
    for moment in moments {
      #expect(abs(moment.position) <= 1e-6)
      let errors = [moment.voltage, moment.kinetic, moment.ohmic, moment.concentration, moment.profile, moment.front]
      #expect(errors.allSatisfy { abs($0) <= 0.005 }, "\(moment)")
      #expect(moment.depletion < 0.75)
    }
    #expect(abs(lost) <= 1e-10)
  }

  /// The reference itself, where a closed form is known: constant properties, nothing moves, Sand's c = c₀(1 − √(t/τ)) at the front.
  @Test func sharpFrontKeepsSandsTime() {
    let electrolyte = FlatCell.electrolyte()
    var sharp = SharpFront(electrolyte: electrolyte, current: 300, molarVolume: 0, gap: 400e-6)
    let sand = Double.pi * 3e-10 * pow(96485.33212331 * 1000 / (2 * 300 * 0.62), 2)
    for _ in 0..<2000 { sharp.step(0.25 * sand / 2000) }
    #expect(abs(sharp.surface / 500 - 1) <= 2e-3, "\(sharp.surface)")
  }

  /// Between two lithium electrodes c is linear about the salt's mean, V the sum of its closed forms; no salt is lost.
  @Test(arguments: [0.5, -0.5, 0.8]) func lithiumOppositeKeepsTheClosedForms(_ part: Double) throws {
    let thickness = 160e-6, c0 = FlatCell.concentration, free = 1 - FlatCell.transference
    let faraday = 96485.33212331, thermal = 8.31446261815324 * 298.15 / faraday
    // Twice the reservoir's.
    let limit = 2 * faraday * FlatCell.diffusivity * c0 / (free * thickness)
    let current = part * limit
    let cell = FlatCell.make(width: 1, thickness: thickness, halfWidth: 1e-6, counterSide: .lithium, passTolerance: 1e-7, timeStep: 0.1)
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
    let cell = FlatCell.make(width: 1, thickness: thickness, halfWidth: 0.6e-6, counterSide: .lithium, passTolerance: 1e-3, timeStep: 1)
    let salt = cell.model.state.saltPerArea
    let report = try FlatCell.settle(cell, .potentiostatic(voltage: 0.8), duration: 2e3)
    let limit = 2 * 96485.33212331 * FlatCell.diffusivity * 1000 / ((1 - FlatCell.transference) * thickness)
    #expect(abs(report.current / limit - 1) <= 0.005, "\(report.current / limit - 1)")
    #expect(abs(cell.model.state.saltPerArea / salt - 1) <= 1e-10)
    #expect(cell.model.state.ionConcentration.minimum() > 0)
    #expect(abs(cell.model.parameters.electrolyte.limitingCurrentDensity(thickness: thickness) / limit - 1) <= 1e-9)
  }
}

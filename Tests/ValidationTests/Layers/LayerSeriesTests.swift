import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Layers in a flat cell: their resistances add up.
@Suite struct LayerSeriesTests {
  /// Voltage that layers add to that of an electrolyte of 1 S/m, over i times the resistance that they add (Ω·m²), less 1.
  static func excess(_ layers: [LayerLaw], resistance: Double) throws -> Double {
    let h = 1e-7, current = 100.0
    let grid = Grid(width: 2, growth: 200, widthSpacing: h)
    func voltage(_ layers: [LayerLaw]) throws -> VoltageSplit {
      var parameters = ButlerVolmerModel.Parameters(
        electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
      parameters.hasSaltTransport = false
      parameters.layers = layers
      let model = ButlerVolmerModel(grid, parameters)
      model.start { _, _, z in z - 30.3 * h }
      let report = try model.balance(.galvanostatic(currentDensity: current))
      #expect(abs(report.voltage.total + model.state.metalPotential) < 1e-9)
      return report.voltage
    }
    let bare = try voltage([]), layered = try voltage(layers)
    return (layered.total - bare.total) / (current * resistance) - 1
  }

  static func slab(_ range: ClosedRange<Double>, ratio: Double) -> LayerLaw {
    var law = LayerLaw(.fixed(LayerRegion(slab: range)))
    law.conductivityRatio = ratio
    return law
  }

  @Test(arguments: [1e-3, 0.03, 30]) func resistancesOfFixedLayersAddUp(_ ratio: Double) throws {
    let layers = [Self.slab(5.02e-6...8.07e-6, ratio: ratio), Self.slab(8.07e-6...11.33e-6, ratio: 3 * ratio)]
    let resistance = (3.05e-6 * (1 / ratio - 1) + 3.26e-6 * (1 / (3 * ratio) - 1)) / 1.0
    let excess = try Self.excess(layers, resistance: resistance)
    #expect(abs(excess) < 1e-7, "\(excess)")
  }

  @Test(arguments: [0.01, 0.1, 10]) func resistancesOfRidingLayersAddUp(_ ratio: Double) throws {
    var inner = LayerLaw(.riding(thickness: 2.03e-6)), outer = LayerLaw(.riding(thickness: 3.01e-6))
    inner.conductivityRatio = ratio
    outer.conductivityRatio = 2 * ratio
    let resistance = (2.03e-6 * (1 / ratio - 1) + 3.01e-6 * (1 / (2 * ratio) - 1)) / 1.0
    let excess = try Self.excess([inner, outer], resistance: resistance)
    #expect(abs(excess) < 5e-5, "\(excess)")
  }

  /// Electrolyte from a held front to the reservoir, m.
  private static let thickness = 160e-6

  /// With a layer of 24.8 um on the way.
  private static func heldCell(diffusivityRatio: Double, transference: Double? = nil) -> ElectrochemistryCell {
    let delta = 0.5e-6
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: FlatCell.electrolyte(), exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.isInterfaceHeld = true
    parameters.passTolerance = 1e-4
    parameters.maximumPasses = 200
    var law = LayerLaw(.fixed(LayerRegion(slab: 60.3e-6...85.1e-6)))
    law.diffusivityRatio = diffusivityRatio
    law.transference = transference
    parameters.layers = [law]
    let grid = Grid(width: 1, growth: 16 + Int(thickness / (0.5 * delta)), widthSpacing: 0.5 * delta)
    let model = ButlerVolmerModel(grid, parameters), height = grid.length(.growth) - thickness
    model.start { _, _, z in z - height }
    return ElectrochemistryCell(model, timeStep: 0.1)
  }

  /// The same in the limiting current: D in series, ∫ dz/D.
  @Test func layersSlowTheSaltDown() throws {
    let ratio = 0.2, cell = Self.heldCell(diffusivityRatio: ratio)
    let report = try FlatCell.settle(cell, .potentiostatic(voltage: 1), duration: 1e5)
    let way = Self.thickness + 24.8e-6 * (1 / ratio - 1)
    let limit = FlatCell.electrolyte().limitingCurrentDensity(thickness: way)
    #expect(abs(report.current / limit - 1) < 5e-3, "\(report.current / limit)")
  }

  /// With a t₊ of its own, a layer takes its own gradient: in the steady state, in which the anions rest, c falls by i/F ∫ (1 − t₊)/D dz from
  /// the reservoir.
  @Test(arguments: [(1.0, 1e-4), (0.9, 0.2), (0.1, 1), (0.38, 0.2)])
  func aLayerHasItsOwnTransferenceNumber(_ transference: Double, _ ratio: Double) throws {
    let current = 10.0, cell = Self.heldCell(diffusivityRatio: ratio, transference: transference)
    let model = cell.model, grid = model.grid, before = model.saltPerArea
    let report = try FlatCell.settle(cell, .galvanostatic(currentDensity: current), duration: 1e7)
    let gradient = current / (PhysicalConstants.faraday * FlatCell.diffusivity)
    let inside = 24.8e-6 * (1 - transference) / ratio
    func fall(_ depth: Double, _ layer: Double) -> Double { gradient * ((1 - FlatCell.transference) * depth + layer) }
    let below = model.ionConcentration[0, 0, 40], above = model.ionConcentration[0, 0, grid.growth - 100]
    let expected = fall(grid.length(.growth) - grid.center(40, .growth) - 24.8e-6, inside)
    #expect(abs((FlatCell.concentration - below) / expected - 1) < 5e-3, "\(below) \(FlatCell.concentration - expected)")
    #expect(abs((FlatCell.concentration - above) / fall(99.5 * 0.25e-6, 0) - 1) < 5e-3)
    // What came in through the top less what the front took is what the cell holds more.
    let taken = model.parameters.electrolyte.saltPerCharge * model.charge
    let lost = model.saltPerArea - before - model.saltInflow + taken
    #expect(abs(lost) < 1e-9 * taken, "\(lost) \(taken)")
    #expect(report.passes < 20)
  }
}

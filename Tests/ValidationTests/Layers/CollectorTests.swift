import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// The surface of a collector: where lithium touches it, it exchanges at another rate.
@Suite struct CollectorTests {
  private static let h = 1e-7

  private static func cell(_ ratio: Double, exchange: Double, sites: [Hole] = []) -> ElectrochemistryCell {
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: exchange, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    var law = LayerLaw(.surface(LayerRegion(slab: 0...26 * h, gaps: sites)))
    law.exchangeRatio = ratio
    // A coating on it conducts as it did: a surface takes no share of a cell.
    var coating = LayerLaw(.riding(thickness: 8 * h))
    coating.conductivityRatio = 0.5
    parameters.layers = [law, coating]
    let model = ButlerVolmerModel(Grid(width: 64, growth: 96, widthSpacing: h), parameters)
    model.start { _, _, z in z - 20 * h }
    return ElectrochemistryCell(model, timeStep: 0.1)
  }

  /// Butler–Volmer with α = ½, i = 2 i₀ sinh(−η f/2), with the collector's i₀ on it and lithium's once the front has left it.
  @Test func lithiumFeelsItUpToItsThickness() throws {
    let cell = Self.cell(0.1, exchange: 30)
    func overpotential(_ ratio: Double) -> Double {
      2 * cell.model.parameters.electrolyte.thermalVoltage * asinh(50 / (2 * 30 * ratio))
    }
    let first = try cell.model.balance(.galvanostatic(currentDensity: 50)).voltage
    #expect(abs(first.kinetic / overpotential(0.1) - 1) < 1e-4, "\(first)")
    #expect(abs(first.ohmic - 50 * (76 + 8) * Self.h) < 0.01 * first.ohmic, "\(first)")
    var report = try cell.advance(.galvanostatic(currentDensity: 50))
    while cell.model.metalThickness < 29 * Self.h { report = try cell.advance(.galvanostatic(currentDensity: 50)) }
    #expect(abs(report.voltage.kinetic / overpotential(1) - 1) < 1e-3, "\(report.voltage)")
  }

  /// Where the reaction is far slower than the current's way, the same overpotential drives all of the front: the current at a site is as many times
  /// that beside it as it exchanges faster.
  @Test func lithiumGrowsAtTheSites() throws {
    let cell = Self.cell(0.02, exchange: 0.3, sites: [Hole(position: [32 * Self.h, 0], radius: 12 * Self.h)])
    for _ in 0..<3 { _ = try cell.advance(.galvanostatic(currentDensity: 0.05)) }
    let velocity = cell.model.state.frontVelocity
    let site = velocity[32, 0, 20], beside = velocity[4, 0, 20]
    #expect(abs(site / beside / 50 - 1) < 0.02, "\(site / beside)")
    #expect(cell.model.openShare() == nil)
    let closed = Self.cell(0, exchange: 0.3, sites: [Hole(position: [32 * Self.h, 0], radius: 12 * Self.h)])
    _ = try closed.model.balance(.galvanostatic(currentDensity: 0.05))
    #expect(abs(try #require(closed.model.openShare()) - 24.0 / 64) < 0.02)
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Layers that stay in their place, and the lithium that meets them.
@Suite struct FixedLayerTests {
  private static let h = 1e-7

  private static func cell(_ layers: [LayerLaw], width: Int = 64) -> ElectrochemistryCell {
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    parameters.layers = layers
    let model = ButlerVolmerModel(Grid(width: width, growth: 96, widthSpacing: h), parameters)
    model.start { _, _, z in z - 20 * h }
    return ElectrochemistryCell(model, timeStep: 0.1)
  }

  /// Height of the lithium in a column, in cells.
  private static func height(_ cell: ElectrochemistryCell, _ column: Int) -> Double {
    (0..<96).reduce(0) { $0 + cell.model.state.orderParameter[column, 0, $1] }
  }

  /// Lithium stops at a wall that keeps it out, within a cell of its face, and rises through a gap as a flat front would with all the current.
  @Test func lithiumGetsThroughAGapOnly() throws {
    var wall = LayerLaw(
      .fixed(LayerRegion(slab: 30 * Self.h...60 * Self.h, gaps: [.init(position: [32 * Self.h, 0], radius: 10 * Self.h)])))
    wall.exchangeRatio = 0
    let cell = Self.cell([wall])
    while Self.height(cell, 32) < 50 { _ = try cell.advance(.galvanostatic(currentDensity: 50)) }
    for column in [2, 10, 54, 61] { #expect(abs(Self.height(cell, column) - 30) < 1, "\(column) \(Self.height(cell, column))") }
    // All the lithium that the charge brought: below the wall, and in the gap as wide as it acts.
    let total = (0..<64).reduce(0.0) { $0 + Self.height(cell, $1) }
    let brought = cell.model.charge * cell.model.parameters.volumePerCharge / Self.h * 64
    #expect(abs(total - 20 * 64 - brought) < 1e-9 * total)
    let gap = (total - 64 * 30) / (Self.height(cell, 32) - 30)
    #expect(gap > 19 && gap < 24, "\(gap)")
    let below = cell.model.state.orderParameter
    // Nothing in the wall, ten half-widths above its face and six beside the gap.
    for column in [2, 10, 54, 61] { #expect(below[column, 0, 50] < 1e-5, "\(column) \(below[column, 0, 50])") }
  }

  /// Where all of the front touches a layer, its exchange current density is the layer's.
  @Test(arguments: [0.1, 10]) func lithiumExchangesAsTheLayerSays(_ ratio: Double) throws {
    var layer = LayerLaw(.fixed(LayerRegion(slab: 0...40 * Self.h)))
    layer.exchangeRatio = ratio
    let cell = Self.cell([layer], width: 4)
    let report = try cell.model.balance(.galvanostatic(currentDensity: 50))
    // Butler–Volmer with α = ½: i = 2 i₀ sinh(−η f/2).
    let overpotential = 2 * cell.model.parameters.electrolyte.thermalVoltage * asinh(50 / (2 * 30 * ratio))
    #expect(abs(report.voltage.kinetic / overpotential - 1) < 1e-4, "\(report.voltage.kinetic) \(overpotential)")
  }

  /// Two layers in one cell share it, and conductors beside each other leave no resistance below zero.
  @Test func layersThatTouchShareTheirCells() throws {
    var slab = LayerLaw(.fixed(LayerRegion(slab: 30 * Self.h...50 * Self.h)))
    var particle = LayerLaw(.fixed(LayerRegion(particles: [.init(center: [32 * Self.h, 0, 52 * Self.h], radius: 8 * Self.h)])))
    slab.conductivityRatio = 100
    particle.conductivityRatio = 50
    let cell = Self.cell([slab, particle])
    let report = try cell.model.balance(.galvanostatic(currentDensity: 50))
    let bare = try Self.cell([]).model.balance(.galvanostatic(currentDensity: 50))
    #expect(report.voltage.ohmic > 0.6 * bare.voltage.ohmic && report.voltage.ohmic < 0.75 * bare.voltage.ohmic, "\(report.voltage)")
  }

  /// Through a hole in a riding layer current flows as past no layer: all of a coating that is one hole adds nothing, half of one not nothing.
  @Test func aHoleInARidingLayerLetsTheCurrentThrough() throws {
    func ohmic(_ radius: Double?) throws -> Double {
      var layer = LayerLaw(.riding(thickness: 12 * Self.h))
      layer.conductivityRatio = 0.01
      layer.gaps = radius.map { [.init(position: [32 * Self.h, 0], radius: $0 * Self.h)] } ?? []
      return try Self.cell([layer]).model.balance(.galvanostatic(currentDensity: 50)).voltage.ohmic
    }
    let bare = try Self.cell([]).model.balance(.galvanostatic(currentDensity: 50)).voltage.ohmic
    let whole = try ohmic(nil), open = try ohmic(100), half = try ohmic(16)
    #expect(abs(whole - bare - 50 * 12 * Self.h * 99) < 1e-4 * whole && abs(open / bare - 1) < 1e-9)
    // In parallel: more than past the layer, less than half of what it takes through it.
    #expect(half > bare + 50 * 12 * Self.h && half < 0.5 * whole, "\(bare) \(half) \(whole)")
  }
}

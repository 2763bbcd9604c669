import Fields
import Foundation
import Physics
import Testing

@testable import Simulations

@Suite struct MorphologyTests {
  private let delta = 0.5e-6
  private let grid = Grid(width: 128, growth: 96, widthSpacing: 0.25e-6)

  private func field(_ distance: (Double, Double) -> Double) -> (ScalarField, ScalarField) {
    let xi = ScalarField(grid), density = ScalarField(grid)
    xi.fill { x, _, z in OrderParameter.profile(distance(x, z), halfWidth: delta) }
    InterfaceDensity(halfWidth: delta).assign(xi, into: density)
    return (xi, density)
  }

  @Test func aFlatFrontIsWhereItIsWithinACell() {
    for offset in [0, 0.03e-6, 0.125e-6, 0.2e-6] {
      let (xi, density) = field { _, z in z - 10e-6 - offset }
      let shape = Morphology(orderParameter: xi, density: density)
      #expect(abs(shape.tipHeight - 10e-6 - offset) < 1e-14)
      #expect(abs(shape.valleyHeight - 10e-6 - offset) < 1e-14)
      #expect(shape.roughness < 1e-14)
      // The density ends with the profile, some 1e-12 of it short.
      #expect(abs(shape.interfaceAreaRatio - 1) < 1e-11)
    }
  }

  @Test func aWavyFront() {
    let a = 1e-6, length = grid.length(.width), q = 2 * Double.pi / grid.length(.width)
    let (xi, density) = field { x, z in
      let slope = a * q * sin(q * x)
      return (z - 10e-6 - a * cos(q * x)) / (1 + slope * slope).squareRoot()
    }
    let shape = Morphology(orderParameter: xi, density: density)
    // Columns are sampled at cell centres.
    let top = a * cos(q * grid.center(0, .width))
    #expect(abs(shape.tipHeight - 10e-6 - top) < 1e-10)
    #expect(abs(shape.valleyHeight - 10e-6 + top) < 1e-10)
    #expect(abs(shape.meanHeight - 10e-6) < 1e-11)
    #expect(abs(shape.roughness - a / 2.0.squareRoot()) < 1e-10)
    // Arc length of a cosine, from a fine polygon.
    let points = (0...20_000).map { a * cos(q * length * Double($0) / 20_000) }
    let arc = zip(points, points.dropFirst()).reduce(0) { $0 + hypot($1.1 - $1.0, length / 20_000) } / length
    #expect(abs(shape.interfaceAreaRatio / arc - 1) < 2e-3)
  }

  @Test func columnsWithoutOrFullOfMetal() {
    let xi = ScalarField(grid)
    #expect(Morphology.columnHeights(xi).allSatisfy { $0 == 0 })
    xi.fill(1)
    #expect(Morphology.columnHeights(xi).allSatisfy { abs($0 - grid.length(.growth)) < 1e-15 })
  }

  @Test func theSpecificAreaOfAFlatDepositIsThatOfItsThickness() throws {
    let step = ProtocolStep(.constant(.galvanostatic(currentDensity: 100)), ends: [.arealCapacity(5000)])
    let (simulation, log) = StripCell.run(StripCell.model(), ChargingProtocol([.step(step)]))
    #expect(try simulation.run() == .protocolDone)
    #expect(log.metrics[0].specificInterfaceArea.isNaN)
    // 5000 C/m² of lithium, 6.94 g/mol: one square metre on so many kilograms. The volume is taken at 534 kg/m³.
    let mass = 5000 / PhysicalConstants.faraday * 6.94e-3
    #expect(abs(simulation.metrics.specificInterfaceArea * mass - 1) < 2e-3)
    #expect(abs(simulation.metrics.frontCurrentRatio - 1) < 1e-3)
  }

  @Test func tipSpeedIsTheSlopeOfTheLatestPositions() {
    var speed = TipSpeed()
    #expect(speed.add(time: 0, height: 1e-6) == 0)
    var last = 0.0
    for step in 1...40 { last = speed.add(time: Double(step), height: 1e-6 + 2e-9 * Double(step)) }
    #expect(abs(last / 2e-9 - 1) < 1e-9)
  }
}

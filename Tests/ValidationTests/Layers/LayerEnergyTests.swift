import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Interfacial energy of lithium against a layer.
@Suite struct LayerEnergyTests {
  /// E_eq at the front of a cylinder of lithium, over −γ V_m/(F R) of the electrolyte.
  private static func shift(_ kind: LayerLaw.Kind?, ratio: Double) throws -> (left: Double, right: Double) {
    let h = 1e-7, radius = 16 * h
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    if let kind {
      var law = LayerLaw(kind)
      law.energyRatio = ratio
      parameters.layers = [law]
    }
    let grid = Grid(width: 96, growth: 96, widthSpacing: h), middle = 48 * h
    let model = ButlerVolmerModel(grid, parameters)
    model.start { x, _, z in ((x - middle) * (x - middle) + (z - middle) * (z - middle)).squareRoot() - radius }
    _ = try model.balance(.galvanostatic(currentDensity: 1))
    let unit = -parameters.interfacialEnergy * parameters.volumePerCharge / radius
    // At the cells where the front crosses the middle row, interpolated to its place.
    func at(_ i: Int) -> Double {
      let e = model.front.equilibriumPotential
      return 0.25 * (e[i, 0, 47] + e[i, 0, 48] + e[i + 1, 0, 47] + e[i + 1, 0, 48]) / unit
    }
    return (at(31), at(63))
  }

  @Test func itIsTheLayersWhereThatTouches() throws {
    let bare = try Self.shift(nil, ratio: 1)
    #expect(abs(bare.left - 1) < 0.02 && abs(bare.right - 1) < 0.02, "\(bare)")
    let coated = try Self.shift(.riding(thickness: 1e-6), ratio: 0.4)
    #expect(abs(coated.left / bare.left - 0.4) < 0.01 && abs(coated.right / bare.right - 0.4) < 0.01, "\(coated)")
    // A particle that the right side of the cylinder touches.
    let particle = LayerRegion.Particle(center: [6.9e-6, 0, 4.8e-6], radius: 1e-6)
    let touched = try Self.shift(.fixed(LayerRegion(particles: [particle])), ratio: 3)
    #expect(abs(touched.left / bare.left - 1) < 1e-12 && abs(touched.right / bare.right - 3) < 0.02, "\(touched)")
  }
}

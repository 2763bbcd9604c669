import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Electrolyte that moves on with the lithium.
@Suite struct DisplacementFlowTests {
  /// In a flat cell the electrolyte then rests against the front: Sand's time is that of a front that is held. Against the moving-frame solution, whose
  /// gap shrinks.
  @Test func sandsTimeWithDisplacement() throws {
    let sharp = SandsTime.dryWhileMoving(isDisplaced: true), sand = FlatCell.electrolyte().sandTime(currentDensity: SandsTime.current)
    #expect(abs(sharp / sand - 1) < 2e-3, "\(sharp)")
    let dry = try SandsTime.dry(halfWidth: 8e-6, isHeld: false, isDisplaced: true)
    #expect(abs(dry / sharp - 1) <= 0.01, "\(dry) \(sharp)")
  }

  /// A rough front below two coatings, the inner of which breaks: lithium follows the charge, nothing of the salt and of the coatings is lost, and
  /// the salt stays positive.
  @Test func nothingIsLostThatIsDisplaced() throws {
    let h = 1e-7, grid = Grid(width: 48, growth: 96, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: FlatCell.electrolyte(reservoirDistance: 20e-6), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    var inner = LayerLaw(.riding(thickness: 8 * h)), outer = LayerLaw(.riding(thickness: 10 * h))
    inner.conductivityRatio = 0.02
    inner.criticalThickness = 7.6 * h
    outer.conductivityRatio = 0.2
    outer.diffusivityRatio = 0.5
    outer.exchangeRatio = 0.3
    parameters.layers = [inner, outer]
    let model = ButlerVolmerModel(grid, parameters)
    // Distances, not heights.
    model.start { x, _, z in
      let k = 2 * .pi / (48 * h), slope = 3 * h * k * sin(k * x)
      return (z - 20 * h - 3 * h * cos(k * x)) / (1 + slope * slope).squareRoot()
    }
    #expect(model.coatingSummary().openFraction == 0)
    let cell = ElectrochemistryCell(model, timeStep: 0.1)
    func volumes() -> [Double] {
      model.layers!.riding.map { layer in
        (0..<grid.growth).reduce(0) { sum, k in
          (0..<grid.width).reduce(sum) { sum, i in
            let metal = OrderParameter.electrolyteFraction(model.state.orderParameter[i, 0, k])
            let held = ElectrolytePotential.indicatorFloor + (1 - ElectrolytePotential.indicatorFloor) * metal
            return sum + held * layer.reach[i, 0, k]
          }
        }
      }
    }
    let before = volumes(), lithium = model.metalThickness, salt = model.saltPerArea
    var charge = 0.0
    for _ in 0..<120 {
      let start = model.state.time
      let report = try cell.advance(.galvanostatic(currentDensity: 100))
      charge += report.current * (model.state.time - start)
    }
    for (a, b) in zip(before, volumes()) { #expect(abs(b / a - 1) < 1e-12, "\(b / a - 1)") }
    #expect(abs((model.metalThickness - lithium) / (charge * parameters.volumePerCharge) - 1) < 1e-12)
    #expect(abs(model.saltPerArea - salt - model.saltInflow + parameters.electrolyte.saltPerCharge * charge) < 1e-10 * salt)
    #expect(model.state.ionConcentration.minimum() > 0)
    #expect(model.coatingSummary().openFraction > 0.02, "\(model.coatingSummary())")
    // Stripped by as much, salt and coatings come back to where they were, on a lithium that is not flat again.
    let plated = charge
    while charge > 0.02 * plated {
      let start = model.state.time
      let report = try cell.advance(.galvanostatic(currentDensity: -100))
      charge += report.current * (model.state.time - start)
    }
    for (a, b) in zip(before, volumes()) { #expect(abs(b / a - 1) < 1e-12, "\(b / a - 1)") }
    #expect(abs(model.saltPerArea - salt - model.saltInflow + parameters.electrolyte.saltPerCharge * charge) < 1e-10 * salt)
    #expect(model.state.ionConcentration.minimum() > 0)
  }
}

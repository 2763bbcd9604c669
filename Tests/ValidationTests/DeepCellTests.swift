import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Runs in three dimensions.
@Suite struct DeepCellTests {
  /// A wavy front in the plane of growth and one other axis, the same along the third; everything solved so well that the solvers' ends
  /// do not show.
  private static func model(width: Int, depth: Int, growth: Int, isAlongDepth: Bool, closure: Closure) -> ButlerVolmerModel {
    let h = 0.5e-6
    let grid = Grid(
      width: width, depth: depth, growth: growth, widthSpacing: h, depthSpacing: h, growthSpacing: h, widthClosure: closure,
      depthClosure: closure)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ValoenReimers2005.Conductivity(temperature: 298.15),
      cationTransferenceNumber: 0.38)
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 100, interfaceHalfWidth: 2 * h)
    parameters.interfacialEnergy = 0.5
    parameters.passTolerance = 1e-8
    parameters.stepTolerance = 1
    parameters.maximumPasses = 100
    parameters.potentialTolerance = 1e-10
    parameters.saltTolerance = 1e-12
    let model = ButlerVolmerModel(grid, parameters)
    let k = 2 * Double.pi / grid.length(isAlongDepth ? .depth : .width)
    model.start { x, y, z in
      let s = isAlongDepth ? y : x
      return z - 12 * h - 1.5 * h * (cos(k * s) + 0.5 * cos(2 * k * s + (closure == .periodic ? 1 : 0)))
    }
    return model
  }

  /// A front that is the same along the depth is that of a grid one cell deep, up to the averages and the sharpening, which take a few more
  /// substeps where there are six faces; and it does not matter which axis is which.
  @Test(arguments: [Closure.periodic, .mirrored]) func depthThatNothingVariesAlongChangesNothing(_ closure: Closure) throws {
    let flat = Self.model(width: 24, depth: 1, growth: 48, isAlongDepth: false, closure: closure)
    let extruded = Self.model(width: 24, depth: 4, growth: 48, isAlongDepth: false, closure: closure)
    let turned = Self.model(width: 4, depth: 24, growth: 48, isAlongDepth: true, closure: closure)
    let control = ChargingControl.potentiostatic(voltage: 0.25)
    let start = flat.state.metalThickness
    let parts: [any KeyPath<VoltageSplit, Double> & Sendable] = [\.kinetic, \.ohmic, \.concentration]
    var current = (0.0, 0.0), voltage = (0.0, 0.0)
    for _ in 0..<12 {
      let a = try flat.advance(0.05, control), b = try extruded.advance(0.05, control), c = try turned.advance(0.05, control)
      current = (max(current.0, abs(b.current / a.current - 1)), max(current.1, abs(c.current / b.current - 1)))
      for part in parts {
        let (x, y, z) = (a.voltage[keyPath: part], b.voltage[keyPath: part], c.voltage[keyPath: part])
        voltage = (max(voltage.0, abs(y / x - 1)), max(voltage.1, abs(z / y - 1)))
      }
    }
    #expect(flat.state.metalThickness - start > 0.2e-6)
    var order = (0.0, 0.0), salt = (0.0, 0.0)
    for k in 0..<48 {
      for i in 0..<24 {
        for j in 0..<4 {
          let x = flat.state.orderParameter[i, 0, k], y = extruded.state.orderParameter[i, j, k], z = turned.state.orderParameter[j, i, k]
          order = (max(order.0, abs(y - x)), max(order.1, abs(z - y)))
          let a = flat.state.ionConcentration[i, 0, k], b = extruded.state.ionConcentration[i, j, k]
          salt = (max(salt.0, abs(b / a - 1)), max(salt.1, abs(turned.state.ionConcentration[j, i, k] / b - 1)))
        }
      }
    }
    #expect(current.0 <= 1e-5 && voltage.0 <= 1e-4 && order.0 <= 5e-4 && salt.0 <= 3e-4, "\(current), \(voltage), \(order), \(salt)")
    #expect(current.1 <= 1e-10 && voltage.1 <= 1e-8 && order.1 <= 1e-9 && salt.1 <= 1e-8, "\(current), \(voltage), \(order), \(salt)")
  }

  /// A rough front in three dimensions, growing into bumps: lithium, charge and salt at every step, and ξ within its bounds.
  @Test(arguments: [ChargingControl.potentiostatic(voltage: 0.3), .galvanostatic(currentDensity: 800)])
  func growthLosesNothing(_ control: ChargingControl) throws {
    let h = 0.5e-6
    let grid = Grid(width: 24, depth: 20, growth: 56, widthSpacing: h, depthSpacing: h, growthSpacing: h)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ValoenReimers2005.Conductivity(temperature: 298.15),
      cationTransferenceNumber: 0.38)
    let parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    let model = ButlerVolmerModel(grid, parameters)
    let a = 2 * Double.pi / grid.length(.width), b = 2 * Double.pi / grid.length(.depth)
    model.start { x, y, z in z - 16 * h - 2 * h * (cos(a * x) + cos(b * y + 1) + 0.7 * cos(a * x) * cos(b * y)) }
    let cell = ElectrochemistryCell(model, timeStep: 0.1)
    let metal = model.state.metalThickness, salt = model.state.saltPerArea
    var ledger = (lithium: 0.0, current: 0.0, salt: 0.0)
    for _ in 0..<45 {
      let report = try cell.advance(control)
      let state = model.state
      ledger.lithium = max(ledger.lithium, abs(state.metalThickness - metal - parameters.volumePerCharge * state.charge) / metal)
      ledger.current = max(ledger.current, abs(report.topCurrent / report.current - 1))
      let taken = electrolyte.saltPerCharge * state.charge
      ledger.salt = max(ledger.salt, abs(state.saltPerArea - salt - state.saltInflow + taken) / salt)
      #expect(state.orderParameter.minimum() >= 0 && state.orderParameter.maximum() <= 1)
      #expect(state.ionConcentration.minimum() > 0)
    }
    #expect(model.state.metalThickness - metal > h)
    #expect(ledger.lithium <= 1e-12 && ledger.current <= 1e-8 && ledger.salt <= 1e-10, "\(ledger)")
  }

  @Test(arguments: [(0.1, 30.0, 3e-3), (0.3, 100.0, 5e-3)])
  func currentOfABeadConvergesToTheClosedForm(_ voltage: Double, _ exchange: Double, _ bound: Double) throws {
    let errors = try [0.2, 0.1].map { try Bead.error($0, voltage: voltage, exchange: exchange) }
    #expect(abs(errors[1]) <= bound, "\(errors)")
    #expect(log2(abs(errors[0] / errors[1])) >= 1.6, "\(errors)")
  }
}

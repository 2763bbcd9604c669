import Fields
import Foundation
import Physics
import Testing

/// A lithium wire in a concentric cell: kinetics and conduction on a curved front, against the closed form.
@Suite struct CylinderTests {
  static let radius = 5e-6, outerRadius = 20e-6

  /// Current density of the wire: i = BV(η), η = −V + i R ln(R_o/R)/κ.
  static func exactCurrent(_ kinetics: InterfacialReaction, conductivity: Double, voltage: Double) -> Double {
    let resistance = radius * log(outerRadius / radius) / conductivity
    return fallingRoot(0, voltage / resistance) { kinetics.currentDensity(-voltage + resistance * $0) - $0 }
  }

  /// Relative error of the wire's current for a half-width of `ratio` radii on cells of half a half-width.
  ///
  /// A quarter of the wire stands in the corner between two mirrors. The round outer electrode does not fit the cells: every cell
  /// outside it is held at the closed form's potential continued outwards, so that only the wire's own front is tested.
  static func error(_ ratio: Double, voltage: Double, exchange: Double) throws -> Double {
    let delta = ratio * radius
    let h = 0.5 * delta
    let n = Int((outerRadius / h).rounded(.up)) + 2
    let grid = Grid(width: n, growth: n, widthSpacing: h, widthClosure: .mirrored)
    let conductivity = 1.0
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(conductivity), exchangeCurrentDensity: exchange, interfaceHalfWidth: delta)
    parameters.interfacialEnergy = 0
    parameters.hasSaltTransport = false
    parameters.potentialTolerance = 1e-7
    let model = ButlerVolmerModel(grid, parameters)
    let exact = exactCurrent(parameters.kinetics, conductivity: conductivity, voltage: voltage)
    let tie = ScalarField(grid), held = ScalarField(grid)
    tie.fill { x, _, z in x * x + z * z > outerRadius * outerRadius ? 1e4 * conductivity / (h * h) : 0 }
    held.fill { x, _, z in
      let r = (x * x + z * z).squareRoot()
      return r > outerRadius ? exact * radius / conductivity * log(r / outerRadius) : 0
    }
    model.potential.contact = (tie, held)
    model.start { x, _, z in (x * x + z * z).squareRoot() - radius }
    // Held cells start where they are held: their stiff ties would drown the interface in the first residual.
    model.state.reducedPotential.assign(held)
    try model.balance(.potentiostatic(voltage: voltage))
    let total = model.front.density.dot(model.front.currentDensity) * grid.cellVolume
    let quarter = 0.5 * Double.pi * radius * grid.depthSpacing
    return total / (exact * quarter) - 1
  }

  /// Kinetics hardly matter beside conduction in the first, conduction limits in the second.
  @Test(arguments: [(0.1, 30.0, 5e-4), (0.3, 100.0, 5e-3)])
  func currentConvergesToTheClosedForm(_ voltage: Double, _ exchange: Double, _ bound: Double) throws {
    let errors = try [0.2, 0.1, 0.05].map { try Self.error($0, voltage: voltage, exchange: exchange) }
    #expect(abs(errors[1]) <= bound, "\(errors)")
    // The order between the first and the last, over a factor of four.
    let order = log2(abs(errors[0] / errors[2])) / 2
    #expect(order >= 1.8, "order \(order) of \(errors)")
  }
}

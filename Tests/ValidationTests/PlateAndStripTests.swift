import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Plating, then stripping the same charge.
@Suite struct PlateAndStripTests {
  /// Symmetric kinetics without interfacial energy and salt: the current of every place turns with the sign of the total, and the sharp
  /// front retraces its way. So does the diffuse one: 0.0080, 0.0076 and 0.0076 cells are left for steps of 0.2, 0.1 and 0.05 cells over
  /// a way of 6 cells there and 6 back. With the front of a step's beginning in place of its middle it was 0.074, 0.049 and 0.038.
  @Test func shapeComesBackWhateverTheStep() throws {
    let errors = try [0.2, 0.1, 0.05].map { part in
      let found = try PlateAndStrip.run(PlateAndStrip.wavyFront(), travel: 0.5 * part)
      #expect(found.metal <= 1e-12 && found.balance <= 1e-12 && found.excess == 0)
      return 2 * found.shape
    }
    #expect(errors.allSatisfy { $0 <= 0.01 }, "\(errors)")
    #expect(abs(errors[0] - errors[2]) <= 0.001, "\(errors)")
  }

  /// With all that makes it irreversible switched on the shape does not come back; the lithium does, and the salt.
  @Test func metalComesBackWithEverythingOn() throws {
    let model = PlateAndStrip.wavyFront { parameters in
      parameters.electrolyte = Electrolyte(
        concentration: 1000, saltDiffusivity: 3e-10, conductivity: ValoenReimers2005.Conductivity(temperature: 298.15),
        cationTransferenceNumber: 0.38, thermodynamicFactor: 1)
      parameters.hasSaltTransport = true
      parameters.interfacialEnergy = 0.5
      parameters.filmResistance = 1e-4
      parameters.anisotropy = SurfaceAnisotropy(fold: 4, orientation: 0.3, energyStrength: 0.05, exchangeStrength: 0.1)
      parameters.shotNoise = ShotNoise(amplification: 100, seed: 8, depth: 1e-6)
      parameters.chargeTransferCoefficient = 0.4
    }
    let salt = model.state.saltPerArea
    let result = try PlateAndStrip.run(model, way: 1.5e-6, travel: 0.05)
    #expect(result.metal <= 1e-12 && result.balance <= 1e-12 && result.excess == 0, "\(result)")
    #expect(result.shape > 0.004)
    #expect(abs(model.state.saltPerArea - salt - model.state.saltInflow) <= 1e-10 * salt)
  }

  /// A needle as wide as its interface is stripped off, and the front 7 δ further; what of it is left, and what comes of that when the
  /// charge is plated again. Without `RemnantDensity` 3 % of the needle was left, with ξ up to 0.09, and it grew to all its length again.
  @Test func strippedNeedleLeavesNothingToGrowFrom() throws {
    let delta = PlateAndStrip.halfWidth, h = 0.5 * delta
    let grid = Grid(width: 36, growth: 80, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.hasSaltTransport = false
    let model = ButlerVolmerModel(grid, parameters)
    let base = 24 * h, length = 30 * h, current = 100.0
    model.start { x, _, z in min(z - base, max(abs(x - 18.3 * h) - 1.5 * delta, z - base - length)) }
    let metal = model.state.metalThickness
    /// Metal further than 8 δ ahead of the flat part, relative to the needle; and its largest ξ.
    func ahead() -> (metal: Double, largest: Double) {
      let xi = model.state.orderParameter
      let flat = Int((Front.contour(xi, column: 0) + 8 * delta) / h)
      var sum = 0.0, largest = 0.0
      for k in flat..<grid.growth {
        for i in 0..<grid.width {
          sum += xi[i, 0, k]
          largest = max(largest, xi[i, 0, k])
        }
      }
      return (sum * h * h / (3 * delta * length), largest)
    }
    #expect(ahead().metal > 0.3)
    var speed = 2 * parameters.volumePerCharge * current
    func run(_ sign: Double, while condition: () -> Bool) throws {
      while condition() {
        let report = try model.advance(0.1 * h / speed, .galvanostatic(currentDensity: sign * current))
        speed = report.frontSpeed
      }
    }
    try run(-1) { Front.contour(model.state.orderParameter, column: 0) > base - 7 * delta }
    let stripped = ahead()
    try run(1) { model.state.charge < 0 }
    let plated = ahead()
    #expect(stripped.metal <= 1e-4 && stripped.largest <= 1e-3, "\(stripped)")
    #expect(plated.metal <= 1e-4 && plated.largest <= 1e-3, "\(plated)")
    let due = parameters.volumePerCharge * model.state.charge
    #expect(abs(model.state.metalThickness - metal - due) <= 1e-12 * metal)
  }
}

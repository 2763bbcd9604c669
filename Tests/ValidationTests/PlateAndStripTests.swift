import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Plating, then stripping the same charge.
@Suite struct PlateAndStripTests {
  static let spacing = 0.5e-6

  /// A front of three waves, 0.9 µm high in the mean square, without a bend so sharp that plating would close it to a cusp: what flows into
  /// a cusp is lost to the sharp front, too.
  static func wavyFront(_ edit: (inout ButlerVolmerModel.Parameters) -> Void = { _ in }) -> ButlerVolmerModel {
    let h = spacing
    let grid = Grid(width: 64, growth: 80, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    edit(&parameters)
    let model = ButlerVolmerModel(grid, parameters)
    let k = 2 * Double.pi / grid.length(.width), height = 2 * h
    model.start { x, _, z in
      let wave = cos(k * x) + 0.6 * cos(2 * k * x + 1) + 0.3 * cos(3 * k * x + 2)
      let slope = -k * height * (sin(k * x) + 1.2 * sin(2 * k * x + 1) + 0.9 * sin(3 * k * x + 2))
      return (z - 30 * h - height * wave) / (1 + slope * slope).squareRoot()
    }
    return model
  }

  static func copy(_ field: ScalarField) -> ScalarField {
    let copy = ScalarField(field.grid)
    copy.assign(field)
    return copy
  }

  /// ∫|ξ − ξ₀| over the cross-section, m.
  static func difference(_ xi: ScalarField, _ start: ScalarField) -> Double {
    let grid = xi.grid
    var sum = 0.0
    for k in 0..<grid.growth { for i in 0..<grid.width { sum += abs(xi[i, 0, k] - start[i, 0, k]) } }
    return sum * grid.growthSpacing / Double(grid.width)
  }

  /// Plates by `travel` and strips as much, in steps of `step` (m, of a flat front); what is missing then.
  static func returned(_ model: ButlerVolmerModel, current: Double, travel: Double, step: Double) throws -> (shape: Double, metal: Double) {
    let start = copy(model.state.orderParameter), metal = model.state.metalThickness
    let timeStep = step / (model.parameters.volumePerCharge * current)
    let steps = Int((travel / step).rounded())
    for sign in [1.0, -1] {
      for _ in 0..<steps { _ = try model.advance(timeStep, .galvanostatic(currentDensity: sign * current)) }
      let due = sign > 0 ? travel : 0
      #expect(abs(model.state.metalThickness - metal - due) <= 1e-12 * metal)
      #expect(model.state.orderParameter.minimum() >= 0 && model.state.orderParameter.maximum() <= 1)
    }
    return (difference(model.state.orderParameter, start), abs(model.state.metalThickness / metal - 1))
  }

  /// Symmetric kinetics without interfacial energy and salt: the current of every place turns with the sign of the total, and the sharp
  /// front retraces its way. So does the diffuse one: 0.0080, 0.0076 and 0.0076 cells are left for steps of 0.2, 0.1 and 0.05 cells over
  /// a way of 6 cells there and 6 back. With the front of a step's beginning in place of its middle it was 0.074, 0.049 and 0.038.
  @Test func shapeComesBackWhateverTheStep() throws {
    let travel = 6 * Self.spacing
    let errors = try [0.2, 0.1, 0.05].map { part in
      let result = try Self.returned(Self.wavyFront(), current: 100, travel: travel, step: part * Self.spacing)
      #expect(result.metal <= 1e-12)
      return result.shape / Self.spacing
    }
    #expect(errors.allSatisfy { $0 <= 0.01 }, "\(errors)")
    #expect(abs(errors[0] - errors[2]) <= 0.001, "\(errors)")
  }

  /// With all that makes it irreversible switched on the shape does not come back; the lithium does, and the salt.
  @Test func metalComesBackWithEverythingOn() throws {
    let model = Self.wavyFront { parameters in
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
    let result = try Self.returned(model, current: 100, travel: 3 * Self.spacing, step: 0.1 * Self.spacing)
    #expect(result.metal <= 1e-12, "\(result.metal)")
    #expect(result.shape > 0.008 * Self.spacing)
    #expect(abs(model.state.saltPerArea - salt - model.state.saltInflow) <= 1e-10 * salt)
  }

  /// A needle as wide as its interface is stripped off, and the front 7 δ further; what of it is left, and what comes of that when the
  /// charge is plated again. Without `RemnantDensity` 3 % of the needle was left, with ξ up to 0.09, and it grew to all its length again.
  @Test func strippedNeedleLeavesNothingToGrowFrom() throws {
    let h = Self.spacing, delta = 2 * h
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

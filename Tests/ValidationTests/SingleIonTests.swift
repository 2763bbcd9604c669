import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A flat front under a single-ion conductor, no salt to transport: what the cell's voltage is spent on, against the closed form
/// V = −η(i) + i L/κ with Butler–Volmer kinetics written out.
@Suite struct SingleIonTests {
  static let conductivity = 0.1, thickness = 20e-6, temperature = 298.15
  static let f = 96485.33212331 / (8.31446261815324 * temperature)

  /// Every ion that moves is lithium: t₊ = 1.
  static func cell(
    sharpness: Double, exchange: Double, film: Double = 0, isHeld: Bool = true, cellsPerHalfWidth: Double = 2
  ) -> ElectrochemistryCell {
    let delta = sharpness * thickness
    let h = delta / cellsPerHalfWidth
    let base = Int(8 * cellsPerHalfWidth)
    let grid = Grid(width: 1, growth: base + Int((thickness / h).rounded()), widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: Electrolyte(
        concentration: 20_000, saltDiffusivity: 1e-10, conductivity: ConstantConductivity(conductivity), cationTransferenceNumber: 1),
      exchangeCurrentDensity: exchange, interfaceHalfWidth: delta)
    parameters.hasSaltTransport = false
    parameters.isInterfaceHeld = isHeld
    parameters.filmResistance = film
    parameters.potentialTolerance = 1e-11
    let model = ButlerVolmerModel(grid, parameters)
    let height = grid.length(.growth) - thickness
    model.start { _, _, z in z - height }
    return ElectrochemistryCell(model, timeStep: 1e-3)
  }

  /// −η at i, V: i = 2 i₀ sinh(−fη/2).
  static func kinetic(_ current: Double, _ exchange: Double) -> Double { 2 / f * asinh(current / (2 * exchange)) }

  static func exactCurrent(_ voltage: Double, _ exchange: Double, resistance: Double) -> Double {
    fallingRoot(-1e7, 1e7) { voltage - kinetic($0, exchange) - $0 * resistance }
  }

  /// Held, κV/L from half of to ten times i₀, plating and stripping, voltage or current imposed.
  ///
  /// What is left is of second order in δ/(κR_ct), how much the potential varies within the diffuse front; that is below 0.03 here. Where
  /// the reaction costs next to nothing beside conduction, its own small share is known less well (1 % of it at δ/(κR_ct) = 0.16).
  @Test(arguments: [(0.01, 100.0), (0.05, 100), (0.199, 100), (-0.1, 100), (0.01, 10), (0.0199, 10)]) func heldFrontSplitsTheVoltage(
    _ voltage: Double, _ exchange: Double
  ) throws {
    #expect(Self.conductivity * abs(voltage) / Self.thickness <= 10 * exchange)
    let exact = Self.exactCurrent(voltage, exchange, resistance: Self.thickness / Self.conductivity)
    for control in [ChargingControl.potentiostatic(voltage: voltage), .galvanostatic(currentDensity: exact)] {
      let cell = Self.cell(sharpness: 0.01, exchange: exchange)
      let report = try cell.advance(control)
      let ohmic = exact * Self.thickness / Self.conductivity
      #expect(abs(report.current / exact - 1) <= 1e-3, "i \(report.current / exact - 1)")
      #expect(abs(-cell.model.state.metalPotential / voltage - 1) <= 1e-3)
      #expect(abs(report.voltage.kinetic / Self.kinetic(exact, exchange) - 1) <= 1e-3, "\(report.voltage.kinetic)")
      #expect(abs(report.voltage.ohmic / ohmic - 1) <= 1e-3, "\(report.voltage.ohmic / ohmic - 1)")
      #expect(abs(report.voltage.concentration) <= 1e-12 && abs(report.voltage.film) <= 1e-12 && abs(report.voltage.capillary) <= 1e-12)
    }
  }

  /// A film takes i R off, and the rest follows.
  @Test(arguments: [2e-4, 2e-3]) func filmIsInSeries(_ film: Double) throws {
    let voltage = 0.1, exchange = 100.0
    let exact = Self.exactCurrent(voltage, exchange, resistance: Self.thickness / Self.conductivity + film)
    let cell = Self.cell(sharpness: 0.01, exchange: exchange, film: film)
    let report = try cell.advance(.potentiostatic(voltage: voltage))
    #expect(abs(report.current / exact - 1) <= 1e-3)
    #expect(abs(report.voltage.film / (exact * film) - 1) <= 1e-3)
    #expect(abs(report.voltage.kinetic / Self.kinetic(exact, exchange) - 1) <= 1e-3)
  }

  /// The front moves by a tenth of the gap; the closed form with the gap that is left.
  @Test func movingFrontFollowsTheGap() throws {
    let exchange = 100.0, voltage = 0.1
    let cell = Self.cell(sharpness: 0.01, exchange: exchange, isHeld: false)
    let start = cell.model.state.metalThickness
    cell.timeStep = 1
    var worst = 0.0
    while cell.model.state.metalThickness - start < 0.1 * Self.thickness {
      // A step's potential is that of the front at its beginning.
      let gap = Self.thickness - (cell.model.state.metalThickness - start)
      let report = try cell.advance(.potentiostatic(voltage: voltage))
      let exact = Self.exactCurrent(voltage, exchange, resistance: gap / Self.conductivity)
      worst = max(worst, abs(report.current / exact - 1), abs(report.voltage.kinetic / Self.kinetic(exact, exchange) - 1))
      worst = max(worst, abs(report.voltage.ohmic / (exact * gap / Self.conductivity) - 1))
    }
    #expect(worst <= 1e-3, "\(worst)")
  }

  /// The error falls as δ² at least, on cells that shrink with it.
  @Test(arguments: [(0.2, 1000.0), (0.05, 1000), (0.2, 100)]) func convergesInTheWidth(_ voltage: Double, _ exchange: Double) throws {
    let exact = Self.exactCurrent(voltage, exchange, resistance: Self.thickness / Self.conductivity)
    let errors = try [0.04, 0.02, 0.01].map { sharpness -> Double in
      let report = try Self.cell(sharpness: sharpness, exchange: exchange).advance(.potentiostatic(voltage: voltage))
      return report.current / exact - 1
    }
    let order = log2(abs(errors[0] / errors[2])) / 2
    #expect(abs(errors[2]) <= 1e-3 && order >= 1.8, "order \(order) of \(errors)")
  }
}

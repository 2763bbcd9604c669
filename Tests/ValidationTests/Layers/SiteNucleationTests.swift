import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Sites of a collector at which lithium has to nucleate, against closed forms of a flat front with one overpotential:
/// I = [f(n) i₀ + (1 − f(n)) i_b] 2 sinh(F|η|/2RT) with n sites nucleated.
@Suite struct SiteNucleationTests {
  private static let h = 1e-7, exchange = 30.0, ratio = 0.01
  /// Of sites beside each other; the order is not that of the places.
  private static let thresholds = [0.045, 0.02, 0.035, 0.05, 0.025, 0.04, 0.03, 0.055]
  private static let share = 8.0 / 160

  private static func cell(
    _ thresholds: [Double] = thresholds, conductivity: Double = 100, height: Double = 16, isHeld: Bool = true
  ) -> ElectrochemistryCell {
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(conductivity), exchangeCurrentDensity: exchange, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    parameters.isInterfaceHeld = isHeld
    // Rims on faces between cells.
    let sites = thresholds.indices.map { Hole(position: [(10 + 20 * Double($0)) * h, 0], radius: 4 * h) }
    var law = LayerLaw(.surface(LayerRegion(slab: 0...26 * h, gaps: sites)))
    law.exchangeRatio = ratio
    law.nucleationOverpotentials = thresholds
    parameters.layers = [law]
    let model = ButlerVolmerModel(Grid(width: 160, growth: 48, widthSpacing: h), parameters)
    model.start { _, _, z in z - height * h }
    return ElectrochemistryCell(model, timeStep: 0.01)
  }

  /// i₀ of the front with n sites, A/m².
  private static func exchange(_ n: Int) -> Double {
    let covered = share * Double(n)
    return exchange * (covered + (1 - covered) * ratio)
  }

  private static let thermal = supportingElectrolyte(1).thermalVoltage

  /// |η| with n sites, V.
  private static func overpotential(_ current: Double, _ n: Int) -> Double { 2 * thermal * asinh(current / (2 * exchange(n))) }

  /// Sites that nucleate as the overpotential rises from rest, `n` of them before.
  private static func nucleated(_ current: Double, from n: Int = 0) -> Int {
    let sorted = thresholds.sorted()
    var n = n
    while n < sorted.count, overpotential(current, n) >= sorted[n] { n += 1 }
    return n
  }

  /// What all sites pass at once none but the lowest use.
  @Test(arguments: [(3.0, 2), (6, 3), (12, 5), (60, 8), (0.2, 0)]) func theCurrentDecidesHowManyNucleate(_ current: Double, _ expected: Int)
    throws
  {
    #expect(Self.nucleated(current) == expected)
    let model = Self.cell().model
    let voltage = try model.balance(.galvanostatic(currentDensity: current)).voltage
    let summary = model.nucleationSummary()
    #expect(summary.sites == Double(expected) && summary.density.isNaN)
    #expect(expected == 0 ? summary.overpotential.isNaN : summary.overpotential == Self.thresholds.sorted()[expected - 1])
    #expect(abs(voltage.kinetic / Self.overpotential(current, expected) - 1) < 1e-4, "\(voltage)")
    // Which of them: the ones that exchange.
    let i = model.front.currentDensity
    for (index, threshold) in Self.thresholds.enumerated() {
      let ratio = i[10 + 20 * index, 0, 16] / i[0, 0, 16]
      let isOpen = threshold <= (expected == 0 ? 0 : summary.overpotential)
      #expect(abs(ratio / (isOpen ? 1 / Self.ratio : 1) - 1) < 0.01, "\(index): \(ratio)")
    }
  }

  /// Sites that share a threshold nucleate together, though the first of them would have been enough.
  @Test func equalSitesNucleateAtOnce() throws {
    let model = Self.cell([Double](repeating: 0.03, count: 8)).model
    let voltage = try model.balance(.galvanostatic(currentDensity: 3)).voltage
    #expect(model.nucleationSummary().sites == 8)
    #expect(abs(voltage.kinetic / Self.overpotential(3, 8) - 1) < 1e-4, "\(voltage)")
  }

  /// Without nuclei the front has one overpotential, V − i R.
  @Test(arguments: [0.995, 1.005]) func aVoltageNucleatesWhatItPasses(_ part: Double) throws {
    let conductivity = 1e-3, voltage = 0.05, resistance = 32 * Self.h / conductivity
    let overpotential = fallingRoot(0, voltage) {
      (voltage - $0) / resistance - 2 * Self.exchange(0) * sinh($0 / (2 * Self.thermal))
    }
    #expect(overpotential < 0.97 * voltage)
    let cell = Self.cell([part * overpotential], conductivity: conductivity)
    _ = try cell.model.balance(.potentiostatic(voltage: voltage))
    #expect(cell.model.nucleationSummary().sites == (part < 1 ? 1 : 0))
    // No more than a balance does a step.
    let stepped = Self.cell([part * overpotential], conductivity: conductivity)
    _ = try stepped.advance(.potentiostatic(voltage: voltage))
    #expect(stepped.model.nucleationSummary().sites == 0 && stepped.model.isNucleationDue == (part < 1))
    _ = try stepped.model.balance(.potentiostatic(voltage: voltage))
    #expect(stepped.model.nucleationSummary().sites == (part < 1 ? 1 : 0) && !stepped.model.isNucleationDue)
  }

  /// The overpotential rises with the current and falls with each nucleus; stripped or not, what has nucleated stays.
  @Test func everyNucleusIsADipOfTheVoltage() throws {
    let cell = Self.cell()
    var n = 0, dips: [Double] = []
    for step in 1...120 {
      let current = 0.1 * Double(step) + 0.003, control = ChargingControl.galvanostatic(currentDensity: current)
      let before = try cell.model.advance(0.01, control).voltage
      #expect(abs(before.kinetic / Self.overpotential(current, n) - 1) < 1e-4, "\(current): \(before)")
      let after = Self.nucleated(current, from: n)
      #expect(cell.model.isNucleationDue == (after > n), "\(current)")
      guard cell.model.isNucleationDue else { continue }
      let settled = try cell.model.balance(control).voltage
      #expect(cell.model.nucleationSummary().sites == Double(after))
      #expect(abs(settled.kinetic / Self.overpotential(current, after) - 1) < 1e-4, "\(current): \(settled)")
      dips.append(before.kinetic - settled.kinetic)
      n = after
    }
    #expect(dips.count >= 4 && dips.allSatisfy { $0 > 1e-3 }, "\(dips)")
    _ = try cell.model.advance(0.01, .galvanostatic(currentDensity: -12))
    let again = try cell.model.advance(0.01, .galvanostatic(currentDensity: 1)).voltage
    #expect(cell.model.nucleationSummary().sites == Double(n) && abs(again.kinetic / Self.overpotential(1, n) - 1) < 1e-4)
  }

  /// Nothing is lost where nuclei take the current over.
  @Test func nucleationLosesNothing() throws {
    let cell = Self.cell(isHeld: false), model = cell.model
    var ledger = RichBalanceTests.Ledger(model.state), counts: Set<Double> = []
    for step in 1...60 {
      let control = ChargingControl.galvanostatic(currentDensity: 0.2 * Double(step))
      if model.isNucleationDue {
        let report = try model.balance(control)
        #expect(abs(report.topCurrent / report.current - 1) < 1e-6)
      }
      ledger.enter(model, try cell.advance(control))
      counts.insert(model.nucleationSummary().sites)
    }
    #expect(counts.count > 3)
    #expect(ledger.lithium <= 1e-12 && ledger.charge <= 1e-8, "\(ledger)")
  }

  /// There is no front left on a site that lithium lies on.
  @Test func lithiumBuriesSites() throws {
    let model = Self.cell(height: 28).model
    _ = try model.balance(.potentiostatic(voltage: 0.3))
    #expect(model.nucleationSummary().sites == 0 && !model.isNucleationDue)
  }

  /// Round sites: those of their number over the area, and the current of the columns that they take.
  @Test func sitesAreRoundInThreeDimensions() throws {
    let h = Self.h
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(100), exchangeCurrentDensity: Self.exchange, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    let sites = [Hole(position: [8 * h, 8 * h], radius: 6 * h), Hole(position: [24 * h, 24 * h], radius: 6 * h)]
    var law = LayerLaw(.surface(LayerRegion(slab: 0...26 * h, gaps: sites)))
    law.exchangeRatio = Self.ratio
    law.nucleationOverpotentials = [0.03, 0.06]
    parameters.layers = [law]
    let model = ButlerVolmerModel(Grid(width: 32, depth: 32, growth: 48, widthSpacing: h), parameters)
    model.start { _, _, z in z - 16 * h }
    let voltage = try model.balance(.galvanostatic(currentDensity: 5)).voltage
    let summary = model.nucleationSummary()
    #expect(summary.sites == 1 && abs(summary.density * (32 * h * 32 * h) - 1) < 1e-12)
    let area = Double.pi * 36 / 1024
    let expected = 2 * Self.thermal * asinh(5 / (2 * Self.exchange * (area + (1 - area) * Self.ratio)))
    #expect(abs(voltage.kinetic / expected - 1) < 0.02, "\(voltage.kinetic) \(expected)")
  }
}

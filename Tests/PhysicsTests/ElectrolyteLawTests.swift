import Foundation
@testable import Physics
import Testing

/// Transport properties: tables and fits against their points and their published formulas written again, one by one and in the units
/// of the paper; the stagnant layer against a fine integration along its length.
@Suite struct ElectrolyteLawTests {
  static let temperature = 298.15

  @Test func tablePassesThroughItsPoints() {
    let points = [(10.0, 0.4), (200, 0.9), (500, 1.3), (1000, 1.15), (2500, 0.3)]
    let table = PropertyTable(concentrations: points.map(\.0), values: points.map(\.1))
    for (c, value) in points { #expect(abs(table.value(c) - value) <= 1e-14) }
    // Outside the data the nearer end.
    #expect(table.value(0) == 0.4 && table.value(9) == 0.4 && table.value(1e5) == 0.3)
    // Two points are a line.
    let line = PropertyTable(concentrations: [0, 1000], values: [2, 4])
    for c in stride(from: 0.0, through: 1000, by: 37) { #expect(abs(line.value(c) - (2 + 2e-3 * c)) <= 1e-14) }
    #expect(PropertyTable(concentrations: [0, 1, 2], values: [5, 5, 5]).value(1.3) == 5)
  }

  /// Between monotone points the table is monotone, never leaves the values of its two neighbours, and has no corner at a point.
  @Test func tableNeitherOvershootsNorHasCorners() {
    // A step, a plateau, a steep end: what a plain cubic overshoots.
    let c = [0.0, 100, 150, 400, 800, 810, 1500], v = [0.0, 0.01, 1.0, 1.01, 1.01, 3, 3.2]
    let table = PropertyTable(concentrations: c, values: v)
    for k in 0..<c.count - 1 {
      var last = v[k]
      for s in 1...400 {
        let value = table.value(c[k] + (c[k + 1] - c[k]) * Double(s) / 400)
        #expect(value >= last - 1e-15 && value <= v[k + 1] + 1e-15)
        last = value
      }
    }
    for k in 1..<c.count - 1 {
      let h = 1e-5
      let left = (table.value(c[k]) - table.value(c[k] - h)) / h, right = (table.value(c[k] + h) - table.value(c[k])) / h
      #expect(abs(left - right) <= 1e-4 * (abs(left) + abs(right)) + 1e-6)
    }
  }

  /// A smooth function on ever finer points: second order at least where it is monotone.
  @Test func tableConvergesToASmoothProperty() {
    func error(_ n: Int) -> Double {
      let c = (0...n).map { 1000 * Double($0) / Double(n) }
      let table = PropertyTable(concentrations: c, values: c.map { exp(-$0 / 700) })
      return stride(from: 0.0, through: 1000, by: 1.7).map { abs(table.value($0) - exp(-$0 / 700)) }.max()!
    }
    #expect(log2(error(8) / error(16)) > 1.8)
  }

  static let conductivities: [(String, any ConductivityLaw)] = [
    ("proportional", ProportionalConductivity(conductivity: 1.1, at: 1000)),
    ("Valøen & Reimers", ValoenReimers2005.Conductivity(temperature: temperature)),
    ("EC:DMC", Landesfeind2019.Conductivity(Landesfeind2019.ethyleneDimethylCarbonate, temperature: temperature)),
    ("EC:EMC", Landesfeind2019.Conductivity(Landesfeind2019.ethyleneEthylMethylCarbonate, temperature: temperature)),
    ("Edman", Edman2000.conductivity),
    (
      "table",
      FittedConductivity(PropertyTable(concentrations: [100, 500, 1000, 2000], values: [0.25, 0.75, 0.91, 0.6]), lowest: 100)
    ),
    ("scaled", ScaledConductivity(ValoenReimers2005.Conductivity(temperature: temperature), by: 0.7)),
  ]

  /// κ/c tends to one finite value: half the concentration, half the conductivity.
  @Test(arguments: conductivities.indices) func conductivityVanishesInProportionToSalt(_ index: Int) {
    let (name, law) = Self.conductivities[index]
    for c in [1e-3, 1e-6, 1e-9, 1e-12] {
      #expect(abs(2 * law.conductivity(0.5 * c) / law.conductivity(c) - 1) <= 2e-3, "\(name) at \(c)")
      #expect(law.conductivity(c) > 0)
    }
    let molar = law.molarConductivity(1e-12)
    #expect(molar > 1e-5 && molar < 1e-1, "\(name): \(molar)")
    // Continuous where a fit ends or κ ∝ c begins.
    for c in [100.0, 200, 4000, 2500] {
      #expect(abs(law.conductivity(c * (1 + 1e-9)) / law.conductivity(c * (1 - 1e-9)) - 1) <= 1e-6, "\(name) at \(c)")
    }
  }

  /// Rows and single values agree: the loops of a law are written apart.
  @Test(arguments: conductivities.indices) func rowsAreTheLaw(_ index: Int) {
    let law = Self.conductivities[index].1
    let c = stride(from: 0.5, through: 5000, by: 61).map { $0 }
    var row = [Double](repeating: 0, count: c.count)
    var span = row.mutableSpan
    law.assign(c.span, into: &span)
    for (k, x) in c.enumerated() { #expect(abs(row[k] / law.molarConductivity(x) - 1) <= 1e-15) }
  }

  /// Valøen & Reimers 2005, equations of the abstract, in mS/cm, cm²/s and mol/L; κ near its well-known 1.1 to 1.2 S/m at 1 mol/L.
  @Test(arguments: [0.1, 0.5, 1, 2, 3.5], [263.15, 298.15, 333.15]) func valoenReimersIsThePublishedFit(_ c: Double, _ t: Double) {
    let series =
      -10.5 + 0.0740 * t - 6.96e-5 * t * t + 0.668 * c - 0.0178 * c * t + 2.80e-5 * c * t * t + 0.494 * c * c
      - 8.86e-4 * c * c * t
    let conductivity = 0.1 * c * series * series
    #expect(abs(ValoenReimers2005.Conductivity(temperature: t).conductivity(1e3 * c) / conductivity - 1) <= 1e-12)
    let diffusivity = 1e-4 * pow(10, -4.43 - 54 / (t - (229 + 5 * c)) - 0.22 * c)
    #expect(abs(ValoenReimers2005.Diffusivity(temperature: t).value(1e3 * c) / diffusivity - 1) <= 1e-12)
    let activity = 0.601 - 0.24 * c.squareRoot() + 0.982 * (1 - 0.0052 * (t - 294)) * c * c.squareRoot()
    #expect(abs(ValoenReimers2005.thermodynamics(temperature: t).value(1e3 * c) * 0.62 / activity - 1) <= 1e-12)
  }

  @Test func valoenReimersAtOneMole() {
    #expect(abs(ValoenReimers2005.Conductivity(temperature: 298.15).conductivity(1000) - 1.19433) <= 1e-5)
    #expect(abs(ValoenReimers2005.Diffusivity(temperature: 298.15).value(1000) - 3.22272e-10) <= 1e-15)
  }

  struct Sample: Sendable {
    let isDimethyl: Bool
    let c: Double, temperature: Double
    /// S/m, m²/s.
    let conductivity: Double, diffusivity: Double, factor: Double, transference: Double
  }

  /// From the formulas as PyBaMM 23.4 has them, with its coefficients, evaluated outside this program.
  static let samples: [Sample] = [
    Sample(
      isDimethyl: false, c: 100, temperature: 298.15, conductivity: 0.25817514405301256, diffusivity: 5.068776015340727e-10,
      factor: 0.5477417584999973, transference: 0.3725046094000005),
    Sample(
      isDimethyl: false, c: 1000, temperature: 298.15, conductivity: 0.9130210874200518, diffusivity: 2.89224775016992e-10,
      factor: 2.1817613149999886, transference: 0.22091281149999986),
    Sample(
      isDimethyl: false, c: 2000, temperature: 298.15, conductivity: 0.5939402262758728, diffusivity: 1.550578309664424e-10,
      factor: 3.8499004999999897, transference: 0.10571928050000334),
    Sample(
      isDimethyl: false, c: 1000, temperature: 313.15, conductivity: 1.13553143225449, diffusivity: 4.018473728492043e-10,
      factor: 2.471114314999994, transference: 0.35497411150000024),
    Sample(
      isDimethyl: true, c: 100, temperature: 298.15, conductivity: 0.37431747045005326, diffusivity: 4.801357929530629e-10,
      factor: 1.311530166749999, transference: 0.5099326328249996),
    Sample(
      isDimethyl: true, c: 1000, temperature: 298.15, conductivity: 1.1818734836391342, diffusivity: 2.904957186813808e-10,
      factor: 2.2011309344999983, transference: 0.3250280835000008),
    Sample(
      isDimethyl: true, c: 2000, temperature: 298.15, conductivity: 0.7311802382240402, diffusivity: 1.6621424449538638e-10,
      factor: 4.010917731999999, transference: 0.19255815424999945),
    Sample(
      isDimethyl: true, c: 1000, temperature: 313.15, conductivity: 1.5065500618426728, diffusivity: 4.171945696619759e-10,
      factor: 2.6009148344999975, transference: 0.4504157834999982),
  ]

  @Test(arguments: samples.indices) func landesfeindIsThePublishedFit(_ index: Int) {
    let s = Self.samples[index]
    let solvent = s.isDimethyl ? Landesfeind2019.ethyleneDimethylCarbonate : Landesfeind2019.ethyleneEthylMethylCarbonate
    #expect(abs(Landesfeind2019.Conductivity(solvent, temperature: s.temperature).conductivity(s.c) / s.conductivity - 1) <= 1e-12)
    #expect(abs(Landesfeind2019.Diffusivity(solvent, temperature: s.temperature).value(s.c) / s.diffusivity - 1) <= 1e-12)
    #expect(abs(Landesfeind2019.thermodynamics(solvent, temperature: s.temperature).value(s.c) / s.factor - 1) <= 1e-11)
    #expect(abs(Landesfeind2019.transference(solvent, temperature: s.temperature).value(s.c) / s.transference - 1) <= 1e-11)
  }

  /// In the units of the fit, c in mol/m³ and κ in S/cm.
  @Test(arguments: [200.0, 500, 1000, 2000, 2500]) func edmanIsThePublishedFit(_ c: Double) {
    let diffusivity = -6.73e-19 * c * c + 4.92e-16 * c + 5.5e-12
    let conductivity = 100 * (6.53e-14 * c * c * c - 5.73e-10 * c * c + 1.2e-6 * c + 4.25e-5)
    let transference = -5.05e-8 * c * c + 3.77e-4 * c - 0.0834
    #expect(abs(Edman2000.diffusivity.value(c) / diffusivity - 1) <= 1e-12)
    #expect(abs(Edman2000.conductivity.conductivity(c) / conductivity - 1) <= 1e-12)
    #expect(abs(Edman2000.transference.value(c) / transference - 1) <= 1e-12)
  }

  /// 50 kJ/mol from 25 to 60 °C: e^{50000/8.314·(1/298.15 − 1/333.15)}, and back.
  @Test func arrheniusIsTheClosedForm() {
    let factor = ArrheniusFactor(activationEnergy: 50_000, referenceTemperature: 298.15)
    #expect(abs(factor.value(at: 333.15) / 8.322740 - 1) <= 1e-6)
    #expect(factor.value(at: 298.15) == 1)
    let back = ArrheniusFactor(activationEnergy: 50_000, referenceTemperature: 333.15)
    #expect(abs(factor.value(at: 333.15) * back.value(at: 298.15) - 1) <= 1e-14)
    let law = ScaledConductivity(ProportionalConductivity(conductivity: 1, at: 1000), by: factor.value(at: 333.15))
    #expect(abs(law.conductivity(500) / (0.5 * factor.value(at: 333.15)) - 1) <= 1e-14)
    #expect(ScaledProperty(ConstantProperty(2), by: 3).value(1) == 6)
  }

  static let length = 3e-4

  static func electrolytes() -> [(String, Electrolyte)] {
    let solvent = Landesfeind2019.ethyleneEthylMethylCarbonate
    return [
      (
        "constant",
        Electrolyte(
          concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: 1, at: 1000),
          cationTransferenceNumber: 0.38, thermodynamicFactor: 1.4, reservoirDistance: length)
      ),
      (
        "EC:EMC",
        Electrolyte(
          concentration: 1000, conductivity: Landesfeind2019.Conductivity(solvent, temperature: temperature),
          diffusivity: Landesfeind2019.Diffusivity(solvent, temperature: temperature),
          transference: Landesfeind2019.transference(solvent, temperature: temperature),
          thermodynamics: Landesfeind2019.thermodynamics(solvent, temperature: temperature), reservoirDistance: length)
      ),
    ]
  }

  /// The layer against dc/dy = N(1 − t₊)/D, the steady state in which the anions rest, followed along its length in 40 000 steps of the
  /// midpoint rule, with N = J/F such that it ends at the reservoir's concentration.
  @Test(arguments: [0, 1], [2.0, 50, 400, 990, 1300]) func stagnantLayerIsItsIntegral(_ index: Int, _ c: Double) {
    let (name, electrolyte) = Self.electrolytes()[index]
    let steps = 40_000
    let h = Self.length / Double(steps)
    func follow(_ flux: Double) -> (end: Double, resistance: Double, potential: Double, transference: Double, diffusivity: Double) {
      var x = c, resistance = 0.0, potential = 0.0, transference = 0.0, diffusion = 0.0
      func slope(_ x: Double) -> Double { flux * (1 - electrolyte.transference.value(x)) / electrolyte.diffusivity.value(x) }
      for _ in 0..<steps {
        let middle = x + 0.5 * h * slope(x)
        let rise = h * slope(middle)
        diffusion += electrolyte.diffusivity.value(middle) * rise
        resistance += h / electrolyte.conductivity.conductivity(middle)
        potential += electrolyte.diffusionPotentialFactor(middle) * rise / middle
        transference += electrolyte.transference.value(middle) / Double(steps)
        x += rise
      }
      return (x, resistance, potential, transference, diffusion / (x - c))
    }
    // Secant: the end is nearly linear in the flux.
    let guess = electrolyte.saltDiffusivity * (1000 - c) / (1 - electrolyte.cationTransferenceNumber) / Self.length
    var low = 0.9 * guess, high = 1.1 * guess
    var a = follow(low).end - 1000, b = follow(high).end - 1000
    for _ in 0..<12 where abs(b) > 1e-6 {
      let next = high - b * (high - low) / (b - a)
      (low, a) = (high, b)
      high = next
      b = follow(high).end - 1000
    }
    let exact = follow(high)
    let layer = StagnantLayer(electrolyte: electrolyte).properties(from: c, to: 1000)
    // The fit has corners at the ends of its range. Potential: times 25 mV.
    let bound = index == 0 ? 2e-6 : 1e-4
    #expect(abs(layer.resistance / exact.resistance - 1) <= bound, "\(name)")
    #expect(abs(layer.diffusionPotential - exact.potential) <= 20 * bound, "\(name): \(layer.diffusionPotential), \(exact.potential)")
    #expect(abs(layer.diffusivity / exact.diffusivity - 1) <= bound, "\(name)")
    #expect(abs(layer.transference / exact.transference - 1) <= bound, "\(name)")
  }

  /// Constant properties: R = L ln(c₀/c)/[κ₀(1 − c/c₀)], and β ln(c₀/c). In a table they are not known to be constant, and are integrated.
  @Test(arguments: [false, true]) func stagnantLayerHasTheClosedForm(_ isTabulated: Bool) {
    var electrolyte = Self.electrolytes()[0].1
    if isTabulated { electrolyte.diffusivity = PropertyTable(concentrations: [0, 1e4], values: [3e-10, 3e-10]) }
    #expect(electrolyte.diffusivity.isConstant != isTabulated)
    for c in [1e-3, 1, 100, 999] {
      let layer = StagnantLayer(electrolyte: electrolyte).properties(from: c, to: 1000)
      let exact = Self.length * log(1000 / c) / (1 - c / 1000)
      #expect(abs(layer.resistance / exact - 1) <= 1e-9, "\(c)")
      #expect(abs(layer.diffusionPotential / ((2 * 0.62 * 1.4 - 1) * log(1000 / c)) - 1) <= 1e-13)
      #expect(abs(layer.diffusivity / 3e-10 - 1) <= 1e-13)
    }
    // Without a difference of concentration it is a slab.
    let slab = StagnantLayer(electrolyte: electrolyte).properties(from: 1000, to: 1000)
    #expect(abs(slab.resistance / Self.length - 1) <= 1e-13 && slab.diffusionPotential == 0)
  }

  /// Electrolyte's own numbers, written out: Sand's time, limiting currents, β, salt per charge.
  @Test func electrolyteNumbersAreTheClosedForms() {
    var electrolyte = Self.electrolytes()[0].1
    let faraday = 96485.33212331
    #expect(abs(electrolyte.sandTime(currentDensity: 100) / (Double.pi * 3e-10 * pow(faraday * 1000 / (200 * 0.62), 2)) - 1) <= 1e-12)
    let limit = faraday * 3e-10 * 1000 / (0.62 * 1e-4)
    #expect(abs(electrolyte.limitingCurrentDensity(thickness: 1e-4) / limit - 1) <= 1e-12)
    electrolyte.counterSide = .lithium
    #expect(abs(electrolyte.limitingCurrentDensity(thickness: 1e-4) / (2 * limit) - 1) <= 1e-12)
    #expect(abs(electrolyte.diffusionPotentialFactor(700) - (2 * 0.62 * 1.4 - 1)) <= 1e-14)
    #expect(abs(electrolyte.saltPerCharge * faraday - 0.62) <= 1e-12)
    #expect(abs(Self.electrolytes()[1].1.saltPerCharge * faraday - 1) <= 1e-12)
  }

  /// The limiting current of a fit against its steady profile, dc/dy = (i/F)(1 − t₊)/D from no salt at the electrode, followed until the
  /// reservoir's concentration is met or, between two lithium electrodes, until the mean concentration is that at rest.
  @Test func limitingCurrentIsThatOfTheSteadyProfile() {
    let faraday = 96485.33212331
    var fit = Self.electrolytes()[1].1
    // One path in y over i/F serves all: concentration and the way since no salt.
    var x = 1e-6, way = 0.0, amount = 0.0
    let h = 1e-11
    var reservoir = 0.0, lithium = 0.0, top = 0.0
    while lithium == 0 {
      func slope(_ x: Double) -> Double { (1 - fit.transference.value(x)) / fit.diffusivity.value(x) }
      let middle = x + 0.5 * h * slope(x)
      x += h * slope(middle)
      way += h
      amount += h * middle
      if reservoir == 0 && x >= 1000 { reservoir = way }
      if amount / way >= 1000 {
        lithium = way
        top = x
      }
    }
    #expect(abs(fit.limitingCurrentDensity(thickness: 1e-4) / (faraday * reservoir / 1e-4) - 1) <= 2e-3)
    fit.counterSide = .lithium
    #expect(abs(fit.limitingTopConcentration / top - 1) <= 2e-3, "\(fit.limitingTopConcentration), \(top)")
    #expect(abs(fit.limitingCurrentDensity(thickness: 1e-4) / (faraday * lithium / 1e-4) - 1) <= 2e-3)
    // Constant properties would double it.
    #expect(top > 2500)
  }
}

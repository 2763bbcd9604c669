import Fields
import Foundation
import Physics
import Testing

/// Growth rate of a small ripple on a flat front without salt: the ohmic instability that makes dendrites, and what interfacial
/// energy and charge transfer take off it.
@Suite struct RippleTests {
  struct Case: Sendable, CustomStringConvertible {
    var wavelength: Double
    /// Mean front to the equipotential top, m.
    var gap: Double
    /// k δ.
    var sharpness = 0.3
    var voltage: Double
    var exchange: Double
    var interfacialEnergy = 0.0
    var description: String {
      "λ \(wavelength), H \(gap), kδ \(sharpness), \(voltage) V, i₀ \(exchange), γ \(interfacialEnergy)"
    }
  }

  /// Short and long against the gap, weak and strong charging; with interfacial energy on a wave so short that it halves the rate.
  static let cases: [Case] = [
    Case(wavelength: 20e-6, gap: 40e-6, voltage: 0.1, exchange: 30),
    Case(wavelength: 20e-6, gap: 40e-6, voltage: 0.3, exchange: 100),
    Case(wavelength: 40e-6, gap: 12e-6, voltage: 0.1, exchange: 30),
    Case(wavelength: 40e-6, gap: 40e-6, voltage: 0.3, exchange: 100),
    Case(wavelength: 20e-6, gap: 40e-6, sharpness: 0.15, voltage: 0.1, exchange: 30),
    Case(wavelength: 20e-6, gap: 40e-6, sharpness: 0.15, voltage: 0.3, exchange: 100),
    Case(wavelength: 2e-6, gap: 40e-6, voltage: 0.1, exchange: 30, interfacialEnergy: 0.5),
    Case(wavelength: 2e-6, gap: 40e-6, voltage: 0.3, exchange: 100, interfacialEnergy: 0.5),
  ]

  /// ω = (V_m/F)[i k coth kH − κ(γV_m/F)k³ coth kH]/[1 + κ R_ct k coth kH], i and R_ct those of the flat front.
  static func exactRate(_ item: Case, _ parameters: ButlerVolmerModel.Parameters, gap: Double) -> Double {
    let kinetics = parameters.kinetics
    let conductivity = parameters.electrolyte.conductivity.conductivity(parameters.electrolyte.concentration)
    let i = fallingRoot(0, item.voltage * conductivity / gap) {
      kinetics.currentDensity(-item.voltage + $0 * gap / conductivity) - $0
    }
    let transfer = 1 / kinetics.conductance(-item.voltage + i * gap / conductivity)
    let k = 2 * Double.pi / item.wavelength
    let coth = 1 / tanh(k * gap)
    let capillarity = conductivity * item.interfacialEnergy * parameters.volumePerCharge * k * k * k
    return parameters.volumePerCharge * (i * k - capillarity) * coth / (1 + conductivity * transfer * k * coth)
  }

  @Test(arguments: cases) func growsAsTheSharpFrontDoes(_ item: Case) throws {
    let k = 2 * Double.pi / item.wavelength
    let delta = item.sharpness / k
    let n = Int((2 * item.wavelength / delta).rounded())
    let h = item.wavelength / Double(n)
    // Twelve half-widths of metal: the front must not feel the bottom.
    let base = (12 * delta / h).rounded() * h
    let growth = Int(((base + item.gap) / h).rounded())
    let grid = Grid(width: n, growth: growth, widthSpacing: h)
    let height = grid.length(.growth) - item.gap
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: item.exchange, interfaceHalfWidth: delta)
    parameters.interfacialEnergy = item.interfacialEnergy
    parameters.hasSaltTransport = false
    parameters.potentialTolerance = 1e-10
    let model = ButlerVolmerModel(grid, parameters)
    let amplitude = 0.01 / k
    model.start { x, _, z in
      let slope = amplitude * k * sin(k * x)
      return (z - height - amplitude * cos(k * x)) / (1 + slope * slope).squareRoot()
    }
    try model.balance(.potentiostatic(voltage: item.voltage))
    // The source that moves ξ, column by column; heights in the same way.
    var rate = 0.0, wave = 0.0
    for i in 0..<n {
      var source = 0.0, metal = 0.0
      for r in 0..<growth {
        source += model.slope[i, 0, r] * model.velocity[i, 0, r] * h
        metal += model.state.orderParameter[i, 0, r] * h
      }
      let cosine = cos(k * grid.center(i, .width))
      rate += 2 / Double(n) * source * cosine
      wave += 2 / Double(n) * metal * cosine
    }
    #expect(abs(wave / amplitude - 1) <= 1e-3)
    let exact = Self.exactRate(item, parameters, gap: item.gap)
    let error = rate / wave / exact - 1
    #expect(abs(error) <= 0.02, "\(error)")
    if item.interfacialEnergy > 0 {
      var without = item
      without.interfacialEnergy = 0
      // Otherwise the case would not test capillarity.
      #expect(abs(Self.exactRate(without, parameters, gap: item.gap) / exact - 1) > 0.1)
    }
  }
}

import Fields
import Foundation
import Physics

/// Growth rate of a small ripple on a flat front without salt: the ohmic instability that makes dendrites, and what interfacial
/// energy and charge transfer take off it.
enum Ripple {
  struct Case: Sendable, CustomStringConvertible {
    var wavelength: Double
    /// Mean front to the equipotential top, m.
    var gap: Double
    /// k δ.
    var sharpness = 0.3
    /// δ/h.
    var cellsPerHalfWidth = 2.0
    var voltage: Double
    var exchange: Double
    var interfacialEnergy = 0.0
    /// R of a film, Ω·m².
    var film = 0.0
    var description: String {
      func micrometers(_ length: Double) -> String { String(format: "%g µm", 1e6 * length) }
      let parts = [
        "λ \(micrometers(wavelength))", "H \(micrometers(gap))", "kδ \(sharpness)", "\(voltage) V", "i₀ \(exchange) A/m²",
        interfacialEnergy > 0 ? "γ \(interfacialEnergy) J/m²" : "", film > 0 ? "film \(film) Ω·m²" : "",
      ]
      return parts.filter { !$0.isEmpty }.joined(separator: ", ")
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

  /// The same with a film that takes a tenth to nine tenths of what the bare reaction does.
  static let filmed: [Case] = [
    Case(wavelength: 20e-6, gap: 40e-6, voltage: 0.1, exchange: 30, film: 1e-4),
    Case(wavelength: 20e-6, gap: 40e-6, voltage: 0.1, exchange: 30, film: 2e-3),
    Case(wavelength: 20e-6, gap: 40e-6, voltage: 0.3, exchange: 1000, film: 5e-6),
    Case(wavelength: 2e-6, gap: 40e-6, voltage: 0.3, exchange: 1000, interfacialEnergy: 0.5, film: 1e-5),
  ]

  /// ω = (V_m/F)[i k coth kH − κ(γV_m/F)k³ coth kH]/[1 + κ (R_ct + R_film) k coth kH], i and R_ct those of the flat front, with
  /// Butler–Volmer kinetics written out: i = i₀ 2 sinh(−fη/2), R_ct = 2/(f i₀ 2 cosh(fη/2)), η = −V + i(H/κ + R_film).
  static func exactRate(_ item: Case, _ parameters: ButlerVolmerModel.Parameters) -> Double {
    let conductivity = parameters.electrolyte.conductivity.conductivity(parameters.electrolyte.concentration)
    let f = 1 / parameters.electrolyte.thermalVoltage
    let resistance = item.gap / conductivity + item.film
    let i = fallingRoot(0, item.voltage / resistance) { 2 * item.exchange * sinh(0.5 * f * (item.voltage - resistance * $0)) - $0 }
    let transfer = 1 / (f * item.exchange * cosh(0.5 * f * (item.voltage - resistance * i)))
    let k = 2 * Double.pi / item.wavelength
    let coth = 1 / tanh(k * item.gap)
    let capillarity = conductivity * item.interfacialEnergy * parameters.volumePerCharge * k * k * k
    return parameters.volumePerCharge * (i * k - capillarity) * coth / (1 + conductivity * (transfer + item.film) * k * coth)
  }

  /// Growth rate of the ripple, 1/s, its amplitude over that it was given, and what it was asked of.
  static func measure(_ item: Case) throws -> (rate: Double, wave: Double, parameters: ButlerVolmerModel.Parameters) {
    let k = 2 * Double.pi / item.wavelength
    let delta = item.sharpness / k
    let n = Int((item.cellsPerHalfWidth * item.wavelength / delta).rounded())
    let h = item.wavelength / Double(n)
    // Twelve half-widths of metal: the front must not feel the bottom.
    let base = (12 * delta / h).rounded() * h
    let growth = Int(((base + item.gap) / h).rounded())
    let grid = Grid(width: n, growth: growth, widthSpacing: h)
    let height = grid.length(.growth) - item.gap
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: item.exchange, interfaceHalfWidth: delta)
    parameters.interfacialEnergy = item.interfacialEnergy
    parameters.filmResistance = item.film
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
    return (rate / wave, wave / amplitude, parameters)
  }
}

extension Ripple {
  static let problem = Problem(
    name: "ripple", title: "Growth rate of a ripple",
    statement: """
      A ripple of 1 % of its wavelength/2π on a flat front, without salt, at the instant it is let go: the rate at which it grows, by projecting the
      source of ξ on the ripple. Long and short against the gap, weak and strong drive, with interfacial energy and with a film. The sharp front has
      ω = (V_m/F)[i k coth kH − κ(γV_m/F) k³ coth kH]/[1 + κ(R_ct + R_film) k coth kH].
      """,
    source: "linear stability of a flat front over an equipotential counter electrode with Butler–Volmer kinetics and capillarity."
  ) { tell in
    var solution = Solution()
    for item in cases + filmed {
      tell("\(item)")
      let (rate, _, parameters) = try measure(item)
      solution.findings.append(
        Finding("ω, \(item)", unit: "1/s", target: exactRate(item, parameters), measured: rate, .relative(item.bound)))
    }
    for item in [cases[0], cases[1], cases[7]] {
      tell("convergence of \(item)")
      func error(_ change: (inout Case) -> Void) throws -> Double {
        var other = item
        change(&other)
        let (rate, _, parameters) = try measure(other)
        return rate / exactRate(other, parameters) - 1
      }
      let widths = [0.6, 0.3, 0.15], cells = [2.0, 3, 4]
      let label = "\(item.voltage) V, λ \(item.wavelength * 1e6) µm"
      solution.convergence.append(
        Convergence(label, against: "kδ", try widths.map { width in SIMD2(width, try error { $0.sharpness = width }) }))
      solution.convergence.append(
        Convergence(
          "\(label), kδ 0.3", against: "h/δ", try cells.map { count in SIMD2(1 / count, try error { $0.cellsPerHalfWidth = count }) }))
    }
    return solution
  }
}

extension Ripple.Case {
  /// Allowed error of the growth rate, relative.
  var bound: Double { 0.01 }
}

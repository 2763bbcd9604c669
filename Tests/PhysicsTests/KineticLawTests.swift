import Foundation
@testable import Physics
import Testing

/// Kinetic laws against closed forms, against integrals taken otherwise, and against each other in the limits that they share.
@Suite struct KineticLawTests {
  static let temperature = 298.15
  /// RT/F written out.
  static let thermal = 8.31446261815324 * 298.15 / 96485.33212331002

  static func butlerVolmer(_ alpha: Double = 0.5) -> ButlerVolmer {
    ButlerVolmer(chargeTransferCoefficient: alpha, thermalVoltage: thermal)
  }

  /// λ in RT.
  static func marcus(_ lambda: Double) -> MarcusKinetics {
    MarcusKinetics(reorganizationEnergy: lambda * 8.31446261815324 * temperature, temperature: temperature)
  }

  static let laws: [(String, any KineticLaw)] = [
    ("Butler–Volmer", butlerVolmer(0.5)), ("Butler–Volmer, α = 0.3", butlerVolmer(0.3)),
    ("Butler–Volmer, α = 0.1", butlerVolmer(0.1)), ("Butler–Volmer, α = 0.15", butlerVolmer(0.15)),
    ("Butler–Volmer, α = 0.85", butlerVolmer(0.85)),
    ("Tafel", Tafel(chargeTransferCoefficient: 0.4, thermalVoltage: thermal)), ("linear", LinearKinetics(thermalVoltage: thermal)),
    ("Marcus", marcus(12)),
  ]

  /// i = i₀°(c/c₀)^{1−α} [e^{−αfη} − e^{(1−α)fη}] in the overpotential η itself.
  @Test(arguments: [0.3, 0.5, 0.7]) func butlerVolmerIsTheClosedForm(_ alpha: Double) {
    let law = Self.butlerVolmer(alpha), f = 1 / Self.thermal
    for eta in stride(from: -0.4, through: 0.4, by: 0.037) {
      for x in [1e-4, 0.1, 1, 2.5] {
        let exact = pow(x, 1 - alpha) * (exp(-alpha * f * eta) - exp((1 - alpha) * f * eta))
        let current = law.current(eta + Self.thermal * log(x), relativeConcentration: x)
        let scale = pow(x, 1 - alpha) * (exp(-alpha * f * eta) + exp((1 - alpha) * f * eta))
        #expect(abs(current - exact) <= 1e-13 * scale)
      }
    }
  }

  /// Beyond 5 RT/F the reverse reaction is e⁻⁵ of the forward one; below RT/F/100 the linear law is cut off at the second order.
  @Test func butlerVolmerApproachesTafelAndLinear() {
    let law = Self.butlerVolmer(0.5), linear = LinearKinetics(thermalVoltage: Self.thermal)
    let tafel = Tafel(chargeTransferCoefficient: 0.5, thermalVoltage: Self.thermal)
    for y in stride(from: 5.0, through: 40, by: 1.5) {
      let eta = -y * Self.thermal
      #expect(abs(law.current(eta) / tafel.current(eta) - (1 - exp(-y))) <= 1e-12)
    }
    #expect(abs(law.current(-5 * Self.thermal) / tafel.current(-5 * Self.thermal) - 1) <= 0.007)
    for y in [-0.01, -0.003, 0.001, 0.01] {
      let eta = y * Self.thermal
      // sinh(y/2)·2 against y: y²/24.
      #expect(abs(law.current(eta) / linear.current(eta) - 1) <= 1.001 * y * y / 24 + 1e-12)
    }
    // Both about the equilibrium of another concentration: i = −f η.
    for x in [0.2, 3] {
      let eta = 0.01 * Self.thermal
      #expect(abs(linear.current(eta + Self.thermal * log(x), relativeConcentration: x) / -0.01 - 1) <= 1e-10)
    }
  }

  /// No current without overpotential, and the ratio of the two directions that thermodynamics demands, (c/c₀) e^{−fη̃}.
  @Test(arguments: [1.0, 4, 12, 40, 200]) func marcusKeepsDetailedBalance(_ lambda: Double) {
    let law = Self.marcus(lambda)
    for x in [1e-3, 1, 2] {
      #expect(abs(law.current(Self.thermal * log(x), relativeConcentration: x)) <= 1e-14)
      for y in stride(from: -40.0, through: 40, by: 1.7) {
        let rate = law.rate(y * law.thermalVoltage, x)
        #expect(abs(x * rate.plating / rate.stripping / (x * exp(-y)) - 1) <= 1e-12)
      }
    }
  }

  /// Chidsey's integral over the levels of the metal, by Simpson's rule in its first form, 1/(1 + e^ε) times the barrier.
  static func chidsey(_ y: Double, _ lambda: Double) -> Double {
    let low = y - 40 - lambda - 12 * lambda.squareRoot(), high = y + 40 + lambda + 12 * lambda.squareRoot()
    let n = 2 * Int(((high - low) / 0.05).rounded())
    let h = (high - low) / Double(n)
    var sum = 0.0
    for k in 0...n {
      let e = low + Double(k) * h
      let occupied = e > 0 ? exp(-e) / (1 + exp(-e)) : 1 / (1 + exp(e))
      let barrier = lambda + y - e
      sum += (k == 0 || k == n ? 1 : k % 2 == 1 ? 4 : 2) * occupied * exp(-barrier * barrier / (4 * lambda))
    }
    return sum * h / 3
  }

  @Test(arguments: [2.0, 8, 12, 20, 40]) func marcusIsChidseysIntegral(_ lambda: Double) {
    let law = Self.marcus(lambda)
    let reference = Self.chidsey(0, lambda)
    var worst = 0.0
    for y in stride(from: -60.03, through: 8, by: 1.31) {
      let exact = Self.chidsey(y, lambda) / reference
      worst = max(worst, abs(law.rate(y * law.thermalVoltage, 1).plating / exact - 1))
    }
    #expect(worst <= 1e-7, "\(worst)")
  }

  /// As λ grows the difference from Butler–Volmer kinetics with α = ½ falls as 1/λ, at any overpotential.
  @Test func marcusConvergesToButlerVolmer() {
    let laws = [400.0, 1600, 6400].map(Self.marcus)
    for y in [-0.5, -2, -6, -12] {
      let exact = Self.butlerVolmer().current(y * Self.thermal)
      let errors = laws.map { $0.current(y * $0.thermalVoltage) / exact - 1 }
      // e^{−y²/4λ} is Marcus' parabola.
      #expect(abs(errors[2]) <= 1.05 * y * y / (4 * 6400), "\(errors)")
      for (coarse, fine) in zip(errors, errors.dropFirst()) {
        let order = log(coarse / fine) / log(4.0)
        #expect(order > 0.95 && order < 1.05, "order \(order) at \(y)")
      }
    }
  }

  /// −d ln i/dy of Marcus' parabola is ½ + y/2λ, and of the integral over a metal's levels up to terms of order λ⁻²; it falls with −η
  /// and vanishes far beyond λ.
  @Test func marcusSlopeFallsWithOverpotential() {
    let lambda = 400.0
    let law = Self.marcus(lambda)
    func slope(_ law: MarcusKinetics, _ y: Double) -> Double {
      let rate = law.rate(y * law.thermalVoltage, 1)
      return rate.conductance * law.thermalVoltage / (rate.plating - rate.stripping)
    }
    for y in [-20.0, -40, -60] { #expect(abs(slope(law, y) - (0.5 + y / (2 * lambda))) <= 2e-3, "\(y)") }
    let lithium = Self.marcus(12)
    var last = 1.0
    for y in stride(from: -6.0, through: -40, by: -1) {
      #expect(slope(lithium, y) < last)
      last = slope(lithium, y)
    }
    #expect(last < 1e-4)
    // The plateau √(4πλ), over k(0).
    let plateau = (4 * Double.pi * 12).squareRoot() / Self.chidsey(0, 12)
    #expect(abs(lithium.rate(-60 * lithium.thermalVoltage, 1).plating / plateau - 1) <= 1e-7)
  }

  static let films = [0.0, 1e-6, 1e-3, 1e-1, 10.0]

  /// −∂i/∂η̃ against a central difference of the current.
  @Test(arguments: laws.indices, films) func conductanceIsTheDerivative(_ index: Int, _ film: Double) {
    let (name, law) = Self.laws[index]
    let reaction = InterfacialReaction(law, exchangeCurrentDensity: 30, film: FilmResistance(film))
    let h = 1e-5
    for eta in stride(from: -0.61, through: 0.3, by: 0.07) {
      for x in [0.01, 1, 1.7] {
        func current(_ e: Double) -> Double { reaction.currentDensity(e, relativeConcentration: x) }
        let difference = (8 * (current(eta - h) - current(eta + h)) - (current(eta - 2 * h) - current(eta + 2 * h))) / (12 * h)
        let conductance = reaction.conductance(eta, relativeConcentration: x)
        // The difference knows a current to round-off only.
        let floor = 1e-15 * (abs(current(eta)) + reaction.exchangeCurrentDensity) / h
        #expect(abs(conductance - difference) <= 1e-7 * conductance + 10 * floor, "\(name), R \(film), η̃ \(eta), x \(x)")
      }
    }
  }

  /// The current behind a film, by bisection in the potential u = η̃ + iR that the reaction feels: R law(u) = u − η̃ holds at one u.
  static func currentByBisection(_ law: any KineticLaw, _ film: Double, _ eta: Double, _ x: Double, exchange: Double) -> Double {
    func current(_ u: Double) -> Double { exchange * law.current(u, relativeConcentration: x) }
    var low = -8.0, high = 8.0
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if film * current(middle) > middle - eta { low = middle } else { high = middle }
    }
    let u = 0.5 * (low + high)
    // Of the two the one that round-off in u matters less to.
    let slope = exchange * law.rate(u, x).conductance
    return slope * film < 1 ? current(u) : (u - eta) / film
  }

  /// i = i₀ law(η̃ + iR), for films from none to a sheet of glass and up to four volts.
  @Test(arguments: laws.indices) func filmCurrentIsTheRoot(_ index: Int) {
    let (name, law) = Self.laws[index]
    for film in [1e-7, 1e-5, 1e-3, 0.1, 10, 1e4] {
      for exchange in [1e-3, 30, 1e4] {
        let reaction = InterfacialReaction(law, exchangeCurrentDensity: exchange, film: FilmResistance(film))
        for eta in [-4, -2.5, -1, -0.4, -0.1, -0.01, -1e-4, 0, 1e-3, 0.05, 0.3, 1, 4] {
          for x in [1e-6, 0.05, 1, 3] {
            let exact = Self.currentByBisection(law, film, eta, x, exchange: exchange)
            let rate = reaction.rate(eta, relativeConcentration: x)
            let current = x * rate.plating - rate.stripping
            // Near equilibrium i is the difference of A and B, and known to their round-off.
            let bound = 1e-12 * abs(exact) + 1e-14 * (x * rate.plating + min(exchange, 1 / film))
            #expect(abs(current - exact) <= bound, "\(name): R \(film), i₀ \(exchange), η̃ \(eta), x \(x): \(current), not \(exact)")
            #expect(rate.plating >= 0 && rate.stripping >= 0 && rate.conductance >= 0)
          }
        }
      }
    }
  }

  /// Places where Newton's method and its logarithmic form went back and forth, found by a search over 10⁵ places.
  @Test(arguments: [(0.1, 0.0152, 1802.0, 4.2e-3, 0.222), (0.15, 0.25, 368, 0, 0.093), (0.15, 0.25, 368, -0.06, 0.093)])
  func filmCurrentIsFoundForAsymmetricBarriers(_ alpha: Double, _ film: Double, _ exchange: Double, _ eta: Double, _ x: Double) {
    let law = Self.butlerVolmer(alpha)
    let reaction = InterfacialReaction(law, exchangeCurrentDensity: exchange, film: FilmResistance(film))
    var generator = Xorshift()
    for _ in 0..<2000 {
      let eta = eta + 0.3 * generator.next(), x = x * exp(2 * generator.next()), film = film * exp(3 * generator.next())
      let exact = Self.currentByBisection(law, film, eta, x, exchange: exchange)
      let current = InterfacialReaction(law, exchangeCurrentDensity: exchange, film: FilmResistance(film))
        .currentDensity(eta, relativeConcentration: x)
      #expect(abs(current - exact) <= 1e-10 * (abs(exact) + 1e-3 * exchange), "R \(film), η̃ \(eta), x \(x): \(current), not \(exact)")
    }
    let exact = Self.currentByBisection(law, film, eta, x, exchange: exchange)
    #expect(abs(reaction.currentDensity(eta, relativeConcentration: x) - exact) <= 1e-10 * (abs(exact) + 1e-3 * exchange))
  }

  /// Numbers between −1 and 1, the same in every run (Marsaglia, J. Stat. Softw. 8 (2003) 14).
  private struct Xorshift {
    var state: UInt64 = 88_172_645_463_325_252
    mutating func next() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return 2 * Double(state >> 11) / 9_007_199_254_740_992 - 1
    }
  }

  @Test(arguments: laws.indices, films) func overpotentialInvertsTheCurrent(_ index: Int, _ film: Double) {
    let (name, law) = Self.laws[index]
    let reaction = InterfacialReaction(law, exchangeCurrentDensity: 30, film: FilmResistance(film))
    for x in [0.1, 1, 2] {
      for eta in [-0.5, -0.3, -0.1, -0.02, 0.04, 0.2] {
        let current = reaction.currentDensity(eta, relativeConcentration: x)
        if name == "Marcus" && abs(eta) > 0.4 && film == 0 { continue }  // On the plateau any overpotential carries it.
        let found = reaction.overpotential(carrying: current, relativeConcentration: x)
        #expect(abs(found - eta) <= 1e-9 * (1 + film), "\(name), R \(film), x \(x): \(found), not \(eta)")
      }
    }
  }

  /// A and B are what the salt equation takes: never negative, and A the law's slope with c where B allows it.
  @Test(arguments: laws.indices, films) func coefficientsAreThoseOfTheSaltEquation(_ index: Int, _ film: Double) {
    let (name, law) = Self.laws[index]
    let reaction = InterfacialReaction(law, exchangeCurrentDensity: 30, film: FilmResistance(film))
    for eta in stride(from: -0.5, through: 0.3, by: 0.1) {
      for x in [0.01, 0.5, 1, 2] {
        let rate = reaction.rate(eta, relativeConcentration: x)
        #expect(rate.plating >= 0 && rate.stripping >= 0)
        let h = 1e-4 * x
        let above = reaction.currentDensity(eta, relativeConcentration: x + h)
        let below = reaction.currentDensity(eta, relativeConcentration: x - h)
        let slope = (above - below) / (2 * h)
        let isTangent = abs(rate.plating - slope) <= 1e-5 * (slope + reaction.exchangeCurrentDensity)
        let passesOrigin = rate.stripping <= 1e-15 * x * rate.plating
        #expect(isTangent || passesOrigin, "\(name), R \(film), η̃ \(eta), x \(x): \(rate.plating), slope \(slope)")
      }
    }
  }
}

import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A small ripple a cos kx on a flat front that advances at v under a film of thickness l + λ cos kx, which stretches and slides.
///
/// To first order in a and λ, with R = l/σ, Wa = κ(R_ct + R) k coth kH and the flat front's current density i, v = V_m i/F,
///
/// da/dt = ω a − β λ,  dλ/dt = −v k² l a − v ℓ k² λ,
/// ω = v k coth kH/(1 + Wa),  β = (v κ/σ) k coth kH/(1 + Wa):
///
/// a crest whose film got thinner draws more. Where the film resists more than all else, ω → 0 and β l → v, and the ripple grows at
/// v k [√(1 + (ℓk/2)²) − ℓk/2]: at v k without slip, at v/ℓ where it slides over many wavelengths.
@Suite struct FilmRippleTests {
  struct Case: Sendable, CustomStringConvertible {
    /// κ R k: how much the film alone evens the current out.
    var wagner: Double
    /// ℓ k.
    var slip: Double
    /// k δ.
    var sharpness = 0.3
    var description: String { "κRk \(wagner), ℓk \(slip)" }
  }

  static let wavelength = 20e-6, conductivity = 1.0, exchange = 1000.0, current = 100.0
  static let k = 2 * Double.pi / wavelength, gap = 6 / k

  /// a and λ/l over the a/m and λ/l of the start, by the exponential of the 2 × 2 system.
  static func exact(_ item: Case, _ volumePerCharge: Double, _ thermalVoltage: Double, time: Double) -> SIMD2<Double> {
    let v = volumePerCharge * current, coth = 1 / tanh(k * gap)
    let f = 1 / thermalVoltage, eta = 2 * asinh(current / (2 * exchange)) / f
    let transfer = 1 / (f * exchange * cosh(0.5 * f * eta)), film = item.wagner / (conductivity * k)
    let wagner = conductivity * (transfer + film) * k * coth
    // Of (k a, λ/l).
    let m = (v * k * coth / (1 + wagner), -v * k * conductivity * film * k * coth / (1 + wagner), -v * k, -v * item.slip * k)
    // The system over a thousand short steps of the exponential's series to third order.
    var state = SIMD2(1.0, 0.0)
    func rate(_ s: SIMD2<Double>) -> SIMD2<Double> { SIMD2(m.0 * s.x + m.1 * s.y, m.2 * s.x + m.3 * s.y) }
    let h = time / 1000
    for _ in 0..<1000 {
      let a = rate(state), b = rate(state + 0.5 * h * a), c = rate(state + h * (2 * b - a))
      state += h / 6 * (a + 4 * b + c)
    }
    return state
  }

  /// The same of a run.
  static func measure(_ item: Case, way: Double, cells: Double = 2) throws -> (found: SIMD2<Double>, exact: SIMD2<Double>) {
    let delta = item.sharpness / k
    let n = Int((cells * wavelength / delta).rounded()), h = wavelength / Double(n)
    let base = (12 * delta / h).rounded() * h
    let growth = Int(((base + gap) / h).rounded())
    let grid = Grid(width: n, growth: growth, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(conductivity), exchangeCurrentDensity: exchange, interfaceHalfWidth: delta)
    parameters.interfacialEnergy = 0
    parameters.hasSaltTransport = false
    parameters.potentialTolerance = 1e-9
    var law = FilmLaw(thickness: 1e-8, conductivity: 1e-8 * conductivity * k / item.wagner)
    law.slipLength = item.slip / k
    parameters.films = [law]
    let model = ButlerVolmerModel(grid, parameters)
    let amplitude = 0.01 / k, height = grid.length(.growth) - gap
    model.start { x, _, z in
      let slope = amplitude * k * sin(k * x)
      return (z - height - amplitude * cos(k * x)) / (1 + slope * slope).squareRoot()
    }
    let speed = parameters.volumePerCharge * current, time = way / (k * speed)
    let steps = Int((way / k / (0.1 * h)).rounded(.up))
    func ripple() -> SIMD2<Double> {
      var a = 0.0, film = 0.0
      for i in 0..<n {
        var metal = 0.0
        for r in 0..<growth { metal += model.state.orderParameter[i, 0, r] * h }
        let cosine = 2 / Double(n) * cos(k * grid.center(i, .width))
        a += cosine * metal
        film += cosine * model.films[0].thickness[i, 0, Int(metal / h)] / law.thickness
      }
      return SIMD2(k * a, film)
    }
    let start = ripple()
    for _ in 0..<steps { _ = try model.advance(time / Double(steps), .galvanostatic(currentDensity: current)) }
    let exact = Self.exact(item, parameters.volumePerCharge, parameters.electrolyte.thermalVoltage, time: time)
    return (ripple() / start.x, exact)
  }

  /// Films that resist as much as the electrolyte and far more, with no slip, some, and much.
  static let cases = [
    Case(wagner: 1, slip: 0), Case(wagner: 1, slip: 1), Case(wagner: 30, slip: 0), Case(wagner: 30, slip: 0.5),
    Case(wagner: 30, slip: 3, sharpness: 0.2),
  ]

  @Test(arguments: cases) func growsAsTheThinFilmDoes(_ item: Case) throws {
    let (found, exact) = try Self.measure(item, way: 1)
    let growth = log(found.x) / log(exact.x) - 1, film = found.y / exact.y - 1
    #expect(abs(growth) < 0.02, "growth \(growth): \(found.x), exact \(exact.x)")
    #expect(abs(film) < 0.03, "film \(film): \(found.y), exact \(exact.y)")
  }
}

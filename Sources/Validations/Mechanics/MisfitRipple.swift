import Fields
import Foundation
import Physics
import Solvers

/// What the misfit of deposited lithium does to a ripple of its front: a layer of lithium that is too large for its place by e, with a flat
/// back and a rippled front against a solid electrolyte, between plates and held sides.
///
/// Where both have the same shear modulus, displacements are the gradient of a potential (J. N. Goodier, Phil. Mag. 23 (1937) 1017): the trace of the
/// strain follows the eigenstrain place by place, the pressure is the same all along the front, and nothing happens to the ripple,
/// whatever Poisson's ratios are.
enum MisfitRipple {
  static let strain = 1e-3, spacing = 1e-7, lithiumRatio = 0.38
  static let young = 7.82e9, molarVolume = 1.30e-5

  /// Change of E_stress with the height of the front along a ripple, over (V_m/F) k E_m e: positive at the crest amplifies, negative
  /// hinders.
  ///
  /// - Parameters:
  ///   - shearRatio: of the electrolyte over lithium.
  ///   - cells: of a wavelength.
  static func response(shearRatio: Double, poisson: Double, yields: Bool, cells: Int = 64) -> Double {
    let h = spacing, wavelength = Double(cells) * h, k = 2 * Double.pi / wavelength, delta = 2 * h
    let grid = Grid(width: cells, growth: 4 * cells, widthSpacing: h)
    let metal = Stiffness(youngsModulus: young, poissonsRatio: lithiumRatio)
    let electrolyte = Stiffness(
      youngsModulus: 2 * (1 + poisson) * shearRatio * metal.shearModulus, poissonsRatio: poisson)
    var parameters = MechanicalEquilibrium.Parameters(metal: metal, electrolyte: electrolyte, interfaceHalfWidth: delta)
    parameters.depositionStrain = strain
    parameters.tolerance = 1e-7
    parameters.yieldTolerance = 0.003
    if yields { parameters.plasticity = PerfectPlasticity(yieldStrength: 0.8e6) }
    let mechanics = MechanicalEquilibrium(grid, parameters)
    let amplitude = wavelength / 32
    func front(_ height: Double, _ amplitude: Double) -> ScalarField {
      let xi = ScalarField(grid)
      xi.fill { x, _, z in OrderParameter.profile(z - height - amplitude * cos(k * x), halfWidth: delta) }
      xi.sealAll()
      return xi
    }
    mechanics.start(front(1.25 * wavelength, 0))
    let xi = front(1.75 * wavelength, amplitude)
    mechanics.update(xi)
    let density = ScalarField(grid), pressure = ScalarField(grid), shift = ScalarField(grid)
    InterfaceDensity(halfWidth: delta).assign(xi, into: density)
    mechanics.assignStress(.pressure, into: pressure)
    StressShift(molarVolume: molarVolume, cationMolarVolume: 0, halfWidth: delta).assign(
      xi, density: density, pressure: pressure, into: shift)
    var sum = 0.0
    for layer in 0..<grid.growth {
      for i in 0..<cells { sum += density[i, 0, layer] * shift[i, 0, layer] * cos(k * grid.center(i, .width)) }
    }
    let slope = 2 * sum / density.sum() / amplitude
    return slope / (molarVolume / PhysicalConstants.faraday * k * young * strain)
  }

  static let ratios = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]
  static let poissons = [0.25, 0.33, 0.45]

  static let problem = Problem(
    name: "misfit-ripple", title: "A rippled front under the misfit of its deposit",
    statement: """
      What the misfit of deposited lithium (0.1 %) adds to E_eq along a ripple of its front, per height of the ripple and over (V_m/F) k E e, against the shear modulus of the electrolyte: positive
      at the crest makes it grow faster, negative slower. Where both have the same shear modulus it is exactly zero: softer electrolytes amplify,
      stiffer ones suppress. In lithium that yields a tenth of that is left, at any stiffness.
      """,
    source: "Equal shear moduli: J. N. Goodier, Phil. Mag. 23 (1937) 1017."
  ) { tell in
    var solution = Solution()
    tell("elastic")
    let elastic = poissons.map { poisson in ratios.map { response(shearRatio: $0, poisson: poisson, yields: false) } }
    tell("with yield")
    let yielding = poissons.map { poisson in ratios.map { response(shearRatio: $0, poisson: poisson, yields: true) } }
    let (soft, same, stiff) = (0, ratios.firstIndex(of: 1)!, ratios.count - 1)
    for (poisson, (bare, capped)) in zip(poissons, zip(elastic, yielding)) {
      solution.findings += [
        Finding("elastic, ν \(poisson), G ratio 1, over that at 10", target: 1e-6, measured: bare[same] / bare[stiff], .below),
        Finding("elastic, ν \(poisson), G ratio 0.01", target: 0, measured: bare[soft], .above),
        Finding("elastic, ν \(poisson), G ratio 10, sign reversed", target: 0, measured: -bare[stiff], .above),
        Finding("with yield over elastic, ν \(poisson), G ratio 10", target: 0.15, measured: capped[stiff] / bare[stiff], .below),
      ]
    }
    solution.convergence.append(
      Convergence(
        "response at G ratio 3, ν 0.33, against 256 cells", against: "h/λ",
        {
          let finest = response(shearRatio: 3, poisson: 0.33, yields: false, cells: 256)
          return [32, 64, 128].map {
            SIMD2(1 / Double($0), abs(response(shearRatio: 3, poisson: 0.33, yields: false, cells: $0) / finest - 1))
          }
        }()))
    func curves(_ values: [[Double]], _ name: String) -> [(label: String, points: [SIMD2<Double>])] {
      zip(poissons, values).map { poisson, row in ("\(name), ν \(poisson)", zip(ratios, row).map { SIMD2(log10($0), $1) }) }
    }
    solution.courses = [
      Course(
        ("dE_stress/dz along the front", "V_m k E e/F"), over: ("log₁₀ of shear modulus over lithium's", ""),
        curves(elastic, "elastic") + curves(yielding, "yields"))
    ]
    return solution
  }
}

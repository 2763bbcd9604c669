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
  /// Amplitude of the ripple over its wavelength.
  static let slope = 1 / 64.0
  static let young = 7.82e9, molarVolume = 1.30e-5
  static var metal: Stiffness { Stiffness(youngsModulus: young, poissonsRatio: lithiumRatio) }

  static func electrolyte(shearRatio: Double, poisson: Double) -> Stiffness {
    Stiffness(youngsModulus: 2 * (1 + poisson) * shearRatio * metal.shearModulus, poissonsRatio: poisson)
  }

  /// The response of elastic materials to a ripple that is small against its wavelength, in layers that are thick against it.
  ///
  /// Flat layers have uniform stresses. A ripple a cos kx of the front takes, to first order, the stress σ_xx and the strain ε_zz of one side for
  /// those of the other: the shear traction of the half spaces (`PressedFront`) jumps by −[σ_xx] a′, their displacement by −[ε_zz] a, and
  /// nothing else does.
  ///
  /// - Parameter heights: of the lithium of the start, the deposit and the electrolyte, in whatever unit.
  static func exact(shearRatio: Double, poisson: Double, heights: SIMD3<Double> = [1.25, 0.5, 2.25]) -> Double {
    func lame(_ material: Stiffness) -> Double { material.bulkModulus - 2 * material.shearModulus / 3 }
    let m = metal, n = electrolyte(shearRatio: shearRatio, poisson: poisson)
    let (lower, upper) = (lame(m), lame(n))
    let (uniaxial, other) = (lower + 2 * m.shearModulus, upper + 2 * n.shearModulus)
    // Per misfit: all layers bear the same σ_zz, and the plates keep their distance.
    let free = 2 * (lower + m.shearModulus)
    let growthStress = -heights[1] * free / uniaxial / ((heights[0] + heights[1]) / uniaxial + heights[2] / other)
    let below = (growthStress + free) / uniaxial, above = growthStress / other
    let stressJump = upper * above - (lower * (below - 2) - 2 * m.shearModulus), strainJump = above - below
    // u = a, b, c above and a, B, C below: continuous u_z + ε_zz a, σ_zz, τ_xz + σ_xx a′.
    let p = 3 - 4 * poisson, q = 3 - 4 * lithiumRatio
    let stiff = upper * -2 * (1 - 2 * poisson) + 2 * n.shearModulus * (1 - p)
    let soft = lower * -2 * (1 - 2 * lithiumRatio) + 2 * m.shearModulus * (1 - q)
    let (g, f) = (n.shearModulus, m.shearModulus)
    // Rows (a, b, B | right), by Cramer's rule.
    let rows: [SIMD4<Double>] = [
      [2, p, q, -strainJump], [2 * (f - g), stiff, -soft, 0], [-2 * (f + g), g * (1 - p), f * (1 - q), -stressJump],
    ]
    func determinant(_ column: Int) -> Double {
      let r = rows.map { row in (0..<3).map { row[$0 == 2 ? column : $0] } }
      return r[0][0] * (r[1][1] * r[2][2] - r[1][2] * r[2][1]) - r[0][1] * (r[1][0] * r[2][2] - r[1][2] * r[2][0])
        + r[0][2] * (r[1][0] * r[2][1] - r[1][1] * r[2][0])
    }
    let amplitude = determinant(3) / determinant(2)
    return -4 / 3.0 * f * (1 + lithiumRatio) * amplitude / young
  }

  /// Change of E_stress with the height of the front along a ripple, over (V_m/F) k E_m e: positive at the crest amplifies, negative
  /// hinders.
  ///
  /// - Parameters:
  ///   - shearRatio: of the electrolyte over lithium.
  ///   - cells: of a wavelength.
  ///   - surround: writes the moduli of what is not lithium, given the wavelength; nil: they are the electrolyte's.
  static func response(
    shearRatio: Double, poisson: Double, cells: Int = 64,
    surround: ((_ mechanics: MechanicalEquilibrium, _ wavelength: Double) -> Void)? = nil
  ) -> Double {
    let h = spacing, wavelength = Double(cells) * h, k = 2 * Double.pi / wavelength, delta = 2 * h
    let grid = Grid(width: cells, growth: 4 * cells, widthSpacing: h)
    var parameters = MechanicalEquilibrium.Parameters(
      metal: metal, electrolyte: electrolyte(shearRatio: shearRatio, poisson: poisson), interfaceHalfWidth: delta)
    parameters.depositionStrain = strain
    parameters.tolerance = 1e-7
    parameters.hasLayers = surround != nil
    let mechanics = MechanicalEquilibrium(grid, parameters)
    surround?(mechanics, wavelength)
    let amplitude = slope * wavelength
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
    let shiftPerHeight = 2 * sum / density.sum() / amplitude
    return shiftPerHeight / (molarVolume / PhysicalConstants.faraday * k * young * strain)
  }

  static let ratios = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]
  static let poissons = [0.25, 0.33, 0.45]

  static let problem = Problem(
    name: "misfit-ripple", title: "A rippled front under the misfit of its deposit",
    statement: """
      What the misfit of deposited lithium (0.1 %) adds to E_eq along a ripple of its front, per height of the ripple and over (V_m/F) k E e, against the shear modulus of the electrolyte: positive
      at the crest makes it grow faster, negative slower. Where both have the same shear modulus it is exactly zero: softer electrolytes amplify,
      stiffer ones suppress. Lithium is elastic. The closed form is that of half spaces whose
      shear traction jumps by that of the flat layers' stress along the ripple, and whose displacement by that of their strain.
      """,
    source: "first order in the ripple; equal shear moduli: J. N. Goodier, Phil. Mag. 23 (1937) 1017."
  ) { _ in
    var solution = Solution()
    let responses = poissons.map { poisson in ratios.map { response(shearRatio: $0, poisson: poisson) } }
    let (soft, same, stiff) = (0, ratios.firstIndex(of: 1)!, ratios.count - 1)
    for (poisson, measured) in zip(poissons, responses) {
      solution.findings += [soft, 2, 5, stiff].map { index in
        Finding(
          "ν \(poisson), G ratio \(ratios[index])", target: exact(shearRatio: ratios[index], poisson: poisson),
          measured: measured[index], .relative(0.05))
      }
      solution.findings += [
        Finding("ν \(poisson), G ratio 1, over that at 10", target: 1e-6, measured: measured[same] / measured[stiff], .below)
      ]
    }
    solution.convergence.append(
      Convergence(
        "response at G ratio 3, ν 0.33", against: "h/λ",
        [32, 64, 128].map {
          let measured = response(shearRatio: 3, poisson: 0.33, cells: $0)
          return SIMD2(1 / Double($0), measured / exact(shearRatio: 3, poisson: 0.33) - 1)
        }))
    solution.courses = [
      Course(
        ("dE_stress/dz along the front", "V_m k E e/F"), over: ("log₁₀ of shear modulus over lithium's", ""),
        zip(poissons, responses).map { poisson, row in ("ν \(poisson)", zip(ratios, row).map { SIMD2(log10($0), $1) }) })
    ]
    return solution
  }
}

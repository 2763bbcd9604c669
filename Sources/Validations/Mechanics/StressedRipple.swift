import Fields
import Foundation
import Physics

/// How fast a ripple grows while misfitting lithium is deposited on it: a whole run, in which stress and current act on each other.
///
/// Without salt, at constant current, a ripple far below the counter electrode grows by
///   ω = (V_m/F) k [i + κ (g − γ (V_m/F) k²)]/(1 + κ R_ct k),
/// with g = dE_stress/dz along the front (`MisfitRipple`), which takes its place beside that of capillarity in `Ripple`.
enum StressedRipple {
  static let conductivity = 0.1
  /// Stress does about as much as the ohmic drop, and charge transfer takes two thirds off both.
  static let currentDensity = 100.0, exchangeCurrentDensity = 1260.0
  /// Misfit on a soft electrolyte makes short waves grow the fastest (R. J. Asaro & W. A. Tiller, Metall. Trans. 3 (1972) 1789): as much as
  /// keeps those of less than 16 cells down, four times that of lithium.
  static let interfacialEnergy = 2.0
  private static let wavelengths = (start: 1.25, height: 4.0)

  /// What is deposited below the ripple while it is measured, wavelengths.
  private static let measured = (from: 0.7, to: 0.8)

  /// ω over (V_m/F) k i for a response g of `MisfitRipple`, which is in units of (V_m/F) k E e.
  static func exact(response: Double, cells: Int) -> Double {
    let k = 2 * Double.pi / (Double(cells) * MisfitRipple.spacing), f = 1 / supportingElectrolyte(conductivity).thermalVoltage
    let overpotential = 2 / f * asinh(0.5 * currentDensity / exchangeCurrentDensity)
    let transfer = 1 / (f * exchangeCurrentDensity * cosh(0.5 * f * overpotential))
    let unit = MisfitRipple.molarVolume / PhysicalConstants.faraday * k * MisfitRipple.young * MisfitRipple.strain
    let capillarity = interfacialEnergy * MisfitRipple.molarVolume / PhysicalConstants.faraday * k * k
    return (1 + conductivity * (unit * response - capillarity) / currentDensity) / (1 + conductivity * transfer * k)
  }

  /// ω over (V_m/F) k i while the deposit grows from 0.7 to 0.8 wavelengths.
  ///
  /// - Parameters:
  ///   - depositionStrain: zero: without stress.
  ///   - startingSlope: k a at the start.
  static func rate(
    shearRatio: Double, poisson: Double, yields: Bool, depositionStrain: Double, cells: Int, startingSlope: Double = 0.01
  ) throws -> Double {
    let h = MisfitRipple.spacing, wavelength = Double(cells) * h, k = 2 * Double.pi / wavelength, delta = 2 * h
    let grid = Grid(width: cells, growth: Int(wavelengths.height) * cells, widthSpacing: h)
    var equilibrium = MechanicalEquilibrium.Parameters(
      metal: MisfitRipple.metal, electrolyte: MisfitRipple.electrolyte(shearRatio: shearRatio, poisson: poisson),
      interfaceHalfWidth: delta)
    equilibrium.depositionStrain = depositionStrain
    equilibrium.tolerance = 1e-5
    if yields { equilibrium.plasticity = PerfectPlasticity(yieldStrength: 0.8e6) }
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(conductivity), exchangeCurrentDensity: exchangeCurrentDensity, interfaceHalfWidth: delta)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = interfacialEnergy
    if depositionStrain > 0 { parameters.mechanics = StressCoupling.Parameters(equilibrium) }
    let model = ButlerVolmerModel(grid, parameters)
    let amplitude = startingSlope / k
    model.start { x, _, z in z - wavelengths.start * wavelength - amplitude * cos(k * x) }
    let speed = parameters.volumePerCharge * currentDensity
    let cell = ElectrochemistryCell(model, timeStep: 0.2 * h / speed)
    var times: [Double] = [], logarithms: [Double] = []
    while model.time < measured.to * wavelength / speed {
      _ = try cell.advance(.galvanostatic(currentDensity: currentDensity))
      guard model.time >= measured.from * wavelength / speed else { continue }
      times.append(model.time)
      logarithms.append(log(wave(model.state.orderParameter, k)))
    }
    return slope(times, logarithms) / (speed * k)
  }

  /// Amplitude of the column heights, m.
  private static func wave(_ xi: ScalarField, _ k: Double) -> Double {
    let grid = xi.grid
    var wave = 0.0
    for i in 0..<grid.width {
      let height = (0..<grid.growth).reduce(0.0) { $0 + xi[i, 0, $1] } * grid.growthSpacing
      wave += 2 / Double(grid.width) * height * cos(k * grid.center(i, .width))
    }
    return wave
  }

  /// Of the straight line through the points with the least squares.
  private static func slope(_ x: [Double], _ y: [Double]) -> Double {
    let n = Double(x.count), mean = x.reduce(0, +) / n
    return zip(x, y).reduce(0) { $0 + ($1.0 - mean) * $1.1 } / x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}

extension StressedRipple {
  static let problem = Problem(
    name: "stressed-ripple", title: "Growth of a ripple under the misfit of its deposit",
    statement: """
      Runs in which 0.8 wavelengths of lithium with a misfit of 0.1 % are deposited on a ripple, k a = 0.01 at the start, without salt, at a current at which the ohmic drop
      is about what stress can do to E_eq; the rate at which the ripple then grows, over (V_m/F) k i. Elastic lithium follows the linear stability of a flat front with the closed form of
      `misfit-ripple`: nothing changes at equal shear moduli, soft electrolytes speed the ripple up, stiff ones slow it down. Lithium that yields at 0.8 MPa
      keeps next to nothing of the stress along the front, which would make the ripple grow, but its volume still presses on whatever is not far softer: small ripples grow more slowly,
      and the sign turns at a tenth of lithium's stiffness. Once the pressure at the crest would exceed the yield strength, k a = 0.2 at the start, less than a tenth of that is left.
      """,
    source: "linear stability of a flat front with Butler–Volmer kinetics; the response to the misfit as in `misfit-ripple`."
  ) { tell in
    var solution = Solution()
    let cells = 64, ratios = MisfitRipple.ratios, poissons = MisfitRipple.poissons
    func rates(yields: Bool) throws -> [[Double]] {
      try poissons.map { poisson in
        tell("\(yields ? "yields" : "elastic"), ν \(poisson)")
        return try ratios.map {
          try rate(shearRatio: $0, poisson: poisson, yields: yields, depositionStrain: MisfitRipple.strain, cells: cells)
        }
      }
    }
    func bare(startingSlope: Double) throws -> Double {
      try rate(shearRatio: 1, poisson: 0.33, yields: false, depositionStrain: 0, cells: cells, startingSlope: startingSlope)
    }
    let small = try bare(startingSlope: 0.01), large = try bare(startingSlope: 0.2)
    solution.findings.append(
      Finding("ω/((V_m/F) k i) without stress", target: exact(response: 0, cells: cells), measured: small, .relative(0.02)))
    let elastic = try rates(yields: false), yielding = try rates(yields: true)
    for (poisson, (free, capped)) in zip(poissons, zip(elastic, yielding)) {
      for (ratio, rate) in zip(ratios, free) {
        let response = MisfitRipple.exact(shearRatio: ratio, poisson: poisson, heights: [1.25, 0.75, 2])
        solution.findings.append(
          Finding(
            "elastic, ν \(poisson), G ratio \(ratio)", target: exact(response: response, cells: cells), measured: rate,
            // Short waves disturb the softest.
            .relative(ratio < 0.1 ? 0.12 : 0.05)))
      }
      for (ratio, rate) in zip(ratios, capped) where ratio >= 1 {
        solution.findings.append(
          Finding("yields, ν \(poisson), G ratio \(ratio), over that without stress", target: 0.8, measured: rate / small, .below))
      }
      solution.findings.append(
        Finding("yields, ν \(poisson), G ratio 0.01, over that without stress", target: 1, measured: capped[0] / small, .absolute(0.1)))
    }
    for ratio in [1.0, 10] {
      let rate = try rate(
        shearRatio: ratio, poisson: 0.33, yields: true, depositionStrain: MisfitRipple.strain, cells: cells, startingSlope: 0.2)
      solution.findings.append(
        Finding(
          "yields, ν 0.33, G ratio \(ratio), k a 0.2 at the start, over that without stress", target: 1, measured: rate / large,
          .absolute(0.1)))
    }
    func curves(_ values: [[Double]], _ name: String) -> [(label: String, points: [SIMD2<Double>])] {
      zip(poissons, values).map { poisson, row in ("\(name), ν \(poisson)", zip(ratios, row).map { SIMD2(log10($0), $1) }) }
    }
    solution.courses = [
      Course(
        ("growth rate over (V_m/F) k i", ""), over: ("log₁₀ of shear modulus over lithium's", ""),
        curves(elastic, "elastic") + curves(yielding, "yields"))
    ]
    return solution
  }
}

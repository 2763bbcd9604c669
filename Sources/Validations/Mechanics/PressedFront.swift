import Fields
import Foundation
import Physics
import Solvers

/// A flat front between lithium and a solid electrolyte that is pressed into a ripple u_z = U cos kx, as C. Monroe & J. Newman,
/// J. Electrochem. Soc. 152 (2005) A396, prescribe it: displacements and shear traction are continuous, the normal traction jumps by what
/// presses.
///
/// Each side is a half space in plane strain. With ζ the distance from the front, u_x = (a + b kζ) e^{−kζ} sin kx and u_ζ = (c + b kζ)
/// e^{−kζ} cos kx obey Navier's equations for c = a + (3 − 4ν) b; the pressure at the front is 4/3 G (1 + ν) b k cos kx, the normal
/// stress [λ D + 2Gk (b − c)] cos kx with the dilation D = −2 (1 − 2ν) b k.
enum PressedFront {
  /// Amplitudes at the front over U k G of lithium.
  struct Amplitudes {
    var metalPressure = 0.0, electrolytePressure = 0.0
    var metalStress = 0.0, electrolyteStress = 0.0

    /// Δμ of lithium at the crest per mole, in units of V_m U k G, with Monroe and Newman's weights: the jump of the pressures written as
    /// that of the deviatoric tractions, as if nothing pressed.
    func potential(volumeRatio v: Double) -> Double {
      let jump = (metalStress + metalPressure) - (electrolyteStress + electrolytePressure)
      return 0.5 * (1 + v) * jump + 0.5 * (1 - v) * (metalPressure + electrolytePressure)
    }
  }

  static let lithiumRatio = 0.38

  static func exact(shearRatio r: Double, poisson: Double) -> Amplitudes {
    let (n, m) = (poisson, lithiumRatio)
    let mine = 3 - 4 * m, theirs = 3 - 4 * n
    // Continuous u_x, and the balance of the shear tractions, for U = k = G = 1.
    let sum = r * (1 - (1 - 2 * n) / theirs) + (1 - (1 - 2 * m) / mine)
    let rest = r * (1 - 2 * n) / theirs - (1 - 2 * m) / mine
    let a = -rest / sum
    let b = (1 - a) / theirs, c = 1.0, d = (-1 - a) / mine, e = -1.0
    func lame(_ shear: Double, _ ratio: Double) -> Double { 2 * shear * ratio / (1 - 2 * ratio) }
    return Amplitudes(
      metalPressure: 4 / 3.0 * (1 + m) * d, electrolytePressure: 4 / 3.0 * r * (1 + n) * b,
      metalStress: lame(1, m) * -2 * (1 - 2 * m) * d + 2 * (d - e), electrolyteStress: lame(r, n) * -2 * (1 - 2 * n) * b + 2 * r * (b - c))
  }

  /// - Parameter cells: of a wavelength.
  static func solve(shearRatio: Double, poisson: Double, cells: Int) -> Amplitudes {
    let h = 1e-7, shear = 2.83e9
    let grid = Grid(width: cells, growth: 4 * cells, widthSpacing: h)
    let front = 2 * cells, k = 2 * Double.pi / (Double(cells) * h)
    let medium = ElasticMedium(grid)
    func bulk(_ shear: Double, _ ratio: Double) -> Double { 2 * shear * (1 + ratio) / (3 * (1 - 2 * ratio)) }
    medium.bulkModulus.fill { _, _, z in
      z < Double(front) * h ? bulk(shear, lithiumRatio) : bulk(shearRatio * shear, poisson)
    }
    medium.shearCompliance.fill { _, _, z in 1 / (z < Double(front) * h ? shear : shearRatio * shear) }
    let force = FaceVector(grid), displacement = FaceVector(grid)
    for i in 0..<cells { force[.growth][i, 0, front] = 1e12 * cos(k * grid.center(i, .width)) }
    var strain = SIMD3<Double>.zero
    _ = EquilibriumSolver(grid).solve(
      medium, displacement, meanStrain: &strain, loads: [.strain(0), .strain(0), .strain(0)], bodyForce: force, tolerance: 1e-9)
    /// Of cos kx in a layer.
    func amplitude(_ field: ScalarField, _ layer: Int) -> Double {
      (0..<cells).reduce(0) { $0 + field[$1, 0, layer] * cos(k * grid.center($1, .width)) } * 2 / Double(cells)
    }
    /// From the layers before a front to the front itself.
    func atFront(_ field: ScalarField, _ layer: Int, _ next: Int) -> Double {
      (15 * amplitude(field, layer) - 10 * amplitude(field, next) + 3 * amplitude(field, 2 * next - layer)) / 8
    }
    let pressure = ScalarField(grid), stress = ScalarField(grid), n = grid.width
    ElasticOperator(medium).forEachRow(displacement, meanStrain: strain) { r, row in
      let x = unsafe row.width.span, y = unsafe row.depth.span, z = unsafe row.growth.span
      var p = unsafe pressure.row(r, n).mutableSpan, s = unsafe stress.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        p[i] = -(x[i] + y[i] + z[i]) / 3
        s[i] = z[i]
      }
    }
    let unit = amplitude(displacement[.growth], front) * k * shear
    return Amplitudes(
      metalPressure: atFront(pressure, front - 1, front - 2) / unit, electrolytePressure: atFront(pressure, front, front + 1) / unit,
      metalStress: atFront(stress, front - 1, front - 2) / unit, electrolyteStress: atFront(stress, front, front + 1) / unit)
  }

  /// Shear-modulus ratio between two values at which a function of it changes its sign; nil where it does not.
  static func signChange(_ value: (Double) -> Double) -> Double? {
    var low = 0.01, high = 100.0
    guard value(low) * value(high) < 0 else { return nil }
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if value(low) * value(middle) <= 0 { high = middle } else { low = middle }
    }
    return (low * high).squareRoot()
  }

  static let ratios = [0.01, 0.1, 0.3, 1, 3, 10]
  static let poissons = [0.25, 0.33, 0.45]
  /// V₊/V_m: V₊ = t₋ V_salt of Monroe and Newman's order, 0.7 × 167 cm³/mol.
  static let volumeRatio = 9.0

  static let problem = Problem(
    name: "pressed-front", title: "A front pressed into a ripple",
    statement: """
      The interface of lithium (ν = 0.38) and a solid electrolyte is pressed into a ripple, on 64 cells a wavelength: pressures and normal stresses at the front from both sides over a
      thousandfold range of the shear-modulus ratio and three Poisson's ratios, against the closed form. From them Δμ by Monroe and Newman's formula, whose change of sign is set beside
      theirs at about two; they write the jump of pressure as that of the deviatoric tractions.
      """,
    source: "C. Monroe & J. Newman, J. Electrochem. Soc. 152 (2005) A396; half spaces by Navier's equations (`PressedFront`)."
  ) { tell in
    var solution = Solution()
    for poisson in poissons {
      tell("Poisson's ratio \(poisson)")
      for ratio in ratios {
        let found = solve(shearRatio: ratio, poisson: poisson, cells: 64), expected = exact(shearRatio: ratio, poisson: poisson)
        let size = max(abs(expected.metalPressure), abs(expected.electrolytePressure))
        solution.findings.append(
          Finding(
            "pressure in the metal at the crest, G ratio \(String(format: "%g", ratio)), ν \(poisson)", unit: "kUG",
            target: expected.metalPressure, measured: found.metalPressure, .absolute(0.01 * size)))
        solution.findings.append(
          Finding(
            "pressure in the electrolyte, G ratio \(String(format: "%g", ratio)), ν \(poisson)", unit: "kUG",
            target: expected.electrolytePressure, measured: found.electrolytePressure, .absolute(0.01 * size)))
      }
      let change = signChange { exact(shearRatio: $0, poisson: poisson).potential(volumeRatio: volumeRatio) } ?? .nan
      let low = solve(shearRatio: 0.9 * change, poisson: poisson, cells: 64).potential(volumeRatio: volumeRatio)
      let high = solve(shearRatio: 1.1 * change, poisson: poisson, cells: 64).potential(volumeRatio: volumeRatio)
      solution.findings.append(
        Finding(
          "G ratio at which Monroe and Newman's Δμ changes its sign, ν \(poisson)", target: change,
          measured: change * (0.9 + 0.2 * low / (low - high)), .relative(0.02)))
    }
    let convergence = [16, 32, 64, 128].map { cells in
      let found = solve(shearRatio: 3, poisson: 0.33, cells: cells), expected = exact(shearRatio: 3, poisson: 0.33)
      return SIMD2(1 / Double(cells), abs(found.metalPressure / expected.metalPressure - 1))
    }
    solution.convergence.append(Convergence("pressure in the metal, G ratio 3, ν 0.33", against: "h/λ", convergence))
    let course = poissons.map { poisson in
      (
        "ν \(poisson)",
        stride(from: -2.0, through: 1.001, by: 0.05).map {
          SIMD2(pow(10, $0), exact(shearRatio: pow(10, $0), poisson: poisson).potential(volumeRatio: volumeRatio))
        }
      )
    }
    solution.courses.append(
      Course(("Δμ at the crest", "V_m k U G"), over: ("shear modulus over lithium's", ""), course.map { (label: $0.0, points: $0.1) }))
    return solution
  }
}

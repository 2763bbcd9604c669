import Foundation
import Physics

/// A lithium bead in a concentric cell: a front that is curved in two directions, against the closed form.
enum Bead {
  static let radius = 5e-6, outerRadius = 12e-6

  /// Current density of the bead: i = BV(η), η = −V + (i R/κ)(1 − R/R_o).
  static func exactCurrent(_ kinetics: InterfacialReaction, conductivity: Double, voltage: Double) -> Double {
    let resistance = radius * (1 - radius / outerRadius) / conductivity
    return fallingRoot(0, voltage / resistance) { kinetics.currentDensity(-voltage + resistance * $0) - $0 }
  }

  /// Relative error of the bead's current for a half-width of `ratio` radii on cubic cells; an eighth of it stands between three mirrors.
  static func error(_ ratio: Double, voltage: Double, exchange: Double, cellsPerHalfWidth: Double = 2) throws -> Double {
    let cell = ConcentricCell(radius: radius, outerRadius: outerRadius, isDeep: true)
    let exact = exactCurrent(cell.reaction(exchange: exchange), conductivity: cell.conductivity, voltage: voltage)
    let found = try cell.current(ratio, voltage: voltage, exchange: exchange, cellsPerHalfWidth: cellsPerHalfWidth) { r in
      exact * radius * radius / cell.conductivity * (1 / outerRadius - 1 / r)
    }
    return found / (exact * 0.5 * Double.pi * radius * radius) - 1
  }

  static let problem = Problem(
    name: "bead", title: "Current of a bead",
    statement: """
      A bead of radius R = 5 µm in a concentric counter electrode of 12 µm, κ = 1 S/m, no salt, no interfacial energy: the current that it draws in three dimensions. The
      sharp front has i = BV(η), η = −V + (iR/κ)(1 − R/R_o). An eighth of the bead stands between three mirrors; cells beyond R_o hold the closed form's potential.
      """,
    source: "closed form: Laplace's equation between spheres with Butler–Volmer kinetics on the bead."
  ) { tell in
    var solution = Solution()
    for (voltage, exchange, bound) in [(0.1, 30.0, 3e-3), (0.3, 100.0, 5e-3)] {
      let label = "\(voltage) V, i₀ = \(exchange) A/m²"
      tell(label)
      let ratios = [0.2, 0.1, 0.05]
      let errors = try ratios.map { try error($0, voltage: voltage, exchange: exchange) }
      solution.findings.append(Finding("error of the current at δ/R = 0.1, \(label)", target: bound, measured: errors[1], .below))
      solution.findings.append(
        Finding("order in δ over δ/R = 0.1 to 0.05, \(label)", target: 1.8, measured: log2(abs(errors[1] / errors[2])), .above))
      solution.convergence.append(Convergence(label, against: "δ/R", zip(ratios, errors).map { SIMD2($0, $1) }))
      let cells = [2.0, 3]
      let grids = try cells.map { try error(0.1, voltage: voltage, exchange: exchange, cellsPerHalfWidth: $0) }
      solution.convergence.append(Convergence("\(label), δ/R = 0.1", against: "h/δ", zip(cells, grids).map { SIMD2(1 / $0, $1) }))
    }
    return solution
  }
}

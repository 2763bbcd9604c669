import Foundation
import Physics

/// A lithium wire in a concentric cell: kinetics and conduction on a curved front, against the closed form.
enum Wire {
  static let radius = 5e-6, outerRadius = 20e-6

  /// Current density of the wire: i = BV(η), η = −V + i R ln(R_o/R)/κ.
  static func exactCurrent(_ kinetics: InterfacialReaction, conductivity: Double, voltage: Double) -> Double {
    let resistance = radius * log(outerRadius / radius) / conductivity
    return fallingRoot(0, voltage / resistance) { kinetics.currentDensity(-voltage + resistance * $0) - $0 }
  }

  /// Relative error of the wire's current for a half-width of `ratio` radii on square cells; a quarter of it stands between two mirrors.
  static func error(_ ratio: Double, voltage: Double, exchange: Double, cellsPerHalfWidth: Double = 2) throws -> Double {
    let cell = ConcentricCell(radius: radius, outerRadius: outerRadius, isDeep: false)
    let exact = exactCurrent(cell.reaction(exchange: exchange), conductivity: cell.conductivity, voltage: voltage)
    let found = try cell.current(ratio, voltage: voltage, exchange: exchange, cellsPerHalfWidth: cellsPerHalfWidth) { r in
      exact * radius / cell.conductivity * log(r / outerRadius)
    }
    let thickness = ratio * radius / cellsPerHalfWidth
    return found / (exact * 0.5 * Double.pi * radius * thickness) - 1
  }
}

extension Wire {
  static let problem = Problem(
    name: "wire", title: "Current of a wire",
    statement: """
      A wire of radius R = 5 µm in a concentric counter electrode of 20 µm, κ = 1 S/m, no salt, no interfacial energy: the current that it draws. The
      sharp front has i = BV(η), η = −V + iR ln(R_o/R)/κ. A quarter of the wire stands between two mirrors; cells beyond R_o hold the closed form's potential.
      """,
    source: "closed form: Laplace's equation in an annulus with Butler–Volmer kinetics on the wire."
  ) { tell in
    var solution = Solution()
    for (voltage, exchange, bound) in [(0.1, 30.0, 5e-4), (0.3, 100.0, 5e-3)] {
      let label = "\(voltage) V, i₀ = \(exchange) A/m²"
      tell(label)
      let ratios = [0.2, 0.1, 0.05, 0.025]
      let errors = try ratios.map { try error($0, voltage: voltage, exchange: exchange) }
      solution.findings.append(Finding("error of the current at δ/R = 0.1, \(label)", target: bound, measured: errors[1], .below))
      solution.findings.append(
        Finding("order in δ over δ/R = 0.1 to 0.025, \(label)", target: 1.8, measured: log2(abs(errors[1] / errors[3])) / 2, .above))
      solution.convergence.append(Convergence(label, against: "δ/R", zip(ratios, errors).map { SIMD2($0, $1) }))
      let cells = [2.0, 3, 4]
      let grids = try cells.map { try error(0.1, voltage: voltage, exchange: exchange, cellsPerHalfWidth: $0) }
      solution.convergence.append(Convergence("\(label), δ/R = 0.1", against: "h/δ", zip(cells, grids).map { SIMD2(1 / $0, $1) }))
    }
    return solution
  }
}

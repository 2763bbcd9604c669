import Fields
import Foundation
import Physics

/// A flat front without salt: Faraday's law, kinetics, and an ohmic drop, on the way of the front.
enum FlatFront {
  /// Height of the ξ = ½ contour of the first column, m; ln[ξ/(1 − ξ)] is linear across a front.
  private static func contour(_ xi: ScalarField) -> Double {
    let grid = xi.grid
    for k in 0..<grid.growth - 1 where xi[0, 0, k] >= 0.5 && xi[0, 0, k + 1] < 0.5 {
      let a = log(xi[0, 0, k] / (1 - xi[0, 0, k])), b = log(xi[0, 0, k + 1] / (1 - xi[0, 0, k + 1]))
      return grid.center(k, .growth) + a / (a - b) * grid.growthSpacing
    }
    return .nan
  }

  private static func model(_ delta: Double, cellsPerHalfWidth: Double, conductivity: Double) -> ButlerVolmerModel {
    let h = delta / cellsPerHalfWidth
    let grid = Grid(width: 2, growth: Int((25.3 * cellsPerHalfWidth + 40).rounded(.up)), widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(conductivity), exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.hasSaltTransport = false
    let model = ButlerVolmerModel(grid, parameters)
    model.start { _, _, z in z - 10.3 * delta }
    return model
  }

  /// Under 1 mA/cm²: speed, m/s, and how far the contour leaves the volume on a way of forty cells, in half-widths.
  static func faraday(halfWidth delta: Double) throws -> (speed: Double, contour: Double) {
    let model = model(delta, cellsPerHalfWidth: 2, conductivity: 1), state = model.state
    let current = 10.0
    let step = 0.2 * model.grid.growthSpacing / (model.parameters.volumePerCharge * current)
    let start = state.metalThickness, origin = contour(state.orderParameter) - start
    var worst = 0.0
    for _ in 0..<200 {
      _ = try model.advance(step, .galvanostatic(currentDensity: current))
      worst = max(worst, abs(contour(state.orderParameter) - origin - state.metalThickness))
    }
    return ((state.metalThickness - start) / state.time, worst / delta)
  }

  /// Relative error of the way at an imposed voltage, charge transfer alone (κ = 1e8 S/m) or with an ohmic drop (1 S/m).
  static func error(voltage: Double, conductivity: Double, cellsPerHalfWidth: Double, travel: Double = 0.2) throws -> Double {
    let delta = 1e-6
    let model = model(delta, cellsPerHalfWidth: cellsPerHalfWidth, conductivity: conductivity)
    let kinetics = model.parameters.kinetics, top = model.grid.length(.growth)
    func speed(_ thickness: Double) -> Double {
      fallingRoot(0, kinetics.currentDensity(-voltage)) { kinetics.currentDensity(-voltage + $0 * (top - thickness) / conductivity) - $0 }
        * model.parameters.volumePerCharge
    }
    let start = model.state.metalThickness
    let step = travel * model.grid.growthSpacing / speed(start)
    var expected = start
    try model.balance(.potentiostatic(voltage: voltage))
    for _ in 0..<Int((40 / travel).rounded()) {
      _ = try model.advance(step, .potentiostatic(voltage: voltage))
      let a = speed(expected), b = speed(expected + 0.5 * step * a), c = speed(expected + 0.5 * step * b), d = speed(expected + step * c)
      expected += step / 6 * (a + 2 * b + 2 * c + d)
    }
    return (model.state.metalThickness - start) / (expected - start) - 1
  }

  static let problem = Problem(
    name: "flat-front", title: "Way of a flat front",
    statement: """
      Faraday's law under 1 mA/cm², v = V_m i/F; the ξ = ½ contour against the volume; and the way over forty cells at an imposed voltage, from charge transfer alone
      and with an ohmic drop, i = BV(−V + iL/κ), against the classical Runge–Kutta method for the sharp front.
      """,
    source: "Faraday's law; ordinary differential equation of the sharp front."
  ) { tell in
    var solution = Solution()
    tell("Faraday's law")
    let found = try faraday(halfWidth: 1e-6)
    let exact = 1.30e-5 / 96485.33212331 * 10
    solution.findings += [
      Finding("speed under 1 mA/cm²", unit: "µm/h", target: 3.6e9 * exact, measured: 3.6e9 * found.speed, .relative(1e-12)),
      Finding("contour against volume, in δ", target: 1e-3, measured: found.contour, .below),
    ]
    for (voltage, conductivity, words) in [
      (0.1, 1e8, "charge transfer alone"), (0.3, 1e8, "charge transfer alone"), (0.1, 1, "with an ohmic drop"),
      (0.3, 1, "with an ohmic drop"),
    ] {
      let label = "\(voltage) V, \(words)"
      tell(label)
      let cells = [2.0, 3, 4]
      let errors = try cells.map { try error(voltage: voltage, conductivity: conductivity, cellsPerHalfWidth: $0) }
      solution.findings.append(Finding("error of the way at h = δ/2, \(label)", target: 2e-3, measured: errors[0], .below))
      solution.findings.append(Finding("error of the way at h = δ/3, \(label)", target: 1e-5, measured: errors[1], .below))
      solution.convergence.append(Convergence(label, against: "h/δ", zip(cells, errors).map { SIMD2(1 / $0, $1) }))
    }
    tell("time steps")
    let parts = [0.4, 0.2, 0.1]
    solution.convergence.append(
      Convergence(
        "0.3 V, with an ohmic drop, h = δ/4", against: "travel per step, cells",
        try parts.map { SIMD2($0, try error(voltage: 0.3, conductivity: 1, cellsPerHalfWidth: 4, travel: $0)) }))
    return solution
  }
}

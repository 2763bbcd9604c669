import Fields
import Foundation
import Physics

/// When an imposed current uses up the salt on a flat front.
enum SandsTime {
  static let current = 100.0, thickness = 4e-3

  /// Time at which the front runs dry, s. The salt on it falls as c₀(1 − √(t/τ)): a line in √t, fitted between a half and a tenth of c₀, is
  /// extrapolated to zero.
  ///
  /// The run's own end, where no step however short carries the current, comes several half-widths of diffusion later: a front run dry
  /// takes its salt from the outer tail of its density, at a voltage that grows with the way.
  static func dry(halfWidth: Double, step: Double = 0.02, isHeld: Bool = true, isDisplaced: Bool = false) throws -> Double {
    let cell = FlatCell.make(width: 1, thickness: thickness, halfWidth: halfWidth, isHeld: isHeld, isDisplaced: isDisplaced, timeStep: 0.1)
    var roots: [Double] = [], concentrations: [Double] = []
    var relative = 1.0
    while relative > 0.1 {
      cell.longestStep = max(0.1, step * cell.model.state.time)
      _ = try cell.advance(.galvanostatic(currentDensity: current))
      relative = cell.frontMean(cell.model.state.ionConcentration) / FlatCell.concentration
      if relative > 0.1 && relative < 0.5 {
        roots.append(cell.model.state.time.squareRoot())
        concentrations.append(relative)
      }
    }
    return root(roots, concentrations)
  }

  /// The same of the sharp front that moves, solved in a moving frame.
  static func dryWhileMoving(isDisplaced: Bool = false, cells: Int = 250) -> Double {
    var sharp = SharpFront(
      electrolyte: FlatCell.electrolyte(), current: current, molarVolume: 1.30e-5, gap: thickness, cells: cells)
    sharp.isDisplaced = isDisplaced
    var roots: [Double] = [], concentrations: [Double] = []
    while sharp.surface > 0.1 * FlatCell.concentration {
      sharp.step(0.2)
      let relative = sharp.surface / FlatCell.concentration
      if relative > 0.1 && relative < 0.5 {
        roots.append(sharp.time.squareRoot())
        concentrations.append(relative)
      }
    }
    return root(roots, concentrations)
  }

  /// Square of where the line through points meets zero.
  private static func root(_ roots: [Double], _ concentrations: [Double]) -> Double {
    let n = Double(roots.count)
    let meanRoot = roots.reduce(0, +) / n, mean = concentrations.reduce(0, +) / n
    var covariance = 0.0, variance = 0.0
    for (x, y) in zip(roots, concentrations) {
      covariance += (x - meanRoot) * (y - mean)
      variance += (x - meanRoot) * (x - meanRoot)
    }
    let end = meanRoot - mean * variance / covariance
    return end * end
  }

  static let problem = Problem(
    name: "sands-time", title: "Sand's time",
    statement: """
      10 mA/cm² through 4 mm of a dilute binary electrolyte (1 mol/L, D = 3e-10 m²/s, t₊ = 0.38): when the salt on the front is used up. Held, the front has Sand's
      τ = πD[Fc₀/(2i(1 − t₊))]². Moving, it sweeps salt ahead of it; the sharp front is then solved by finite volumes in a frame that shrinks with the gap.
      With displacement flow the electrolyte moves on with the front, and the swept salt with it.
      """,
    source: "Sand, Phil. Mag. 1 (1901) 45; moving front: independent solution, `SharpFront`."
  ) { tell in
    var solution = Solution()
    let sand = FlatCell.electrolyte().sandTime(currentDensity: current)
    let widths = [32e-6, 16e-6, 8e-6]
    tell("held")
    let held = try widths.map { try dry(halfWidth: $0) }
    solution.findings.append(Finding("front held, δ = 8 µm", unit: "s", target: sand, measured: held[2], .relative(0.01)))
    solution.convergence.append(
      Convergence(
        "front held", against: "δ in diffusion lengths √(Dτ)",
        zip(widths, held).map { SIMD2($0 / (3e-10 * sand).squareRoot(), $1 / sand - 1) }))
    let parts = [0.08, 0.04, 0.02, 0.01]
    let steps = try parts.map { try dry(halfWidth: 8e-6, step: $0) / sand - 1 }
    solution.convergence.append(Convergence("front held, δ = 8 µm", against: "Δt/t", zip(parts, steps).map { SIMD2($0, $1) }))
    tell("moving")
    let sharp = dryWhileMoving()
    let moving = try dry(halfWidth: 8e-6, isHeld: false)
    solution.findings.append(Finding("front moving, δ = 8 µm", unit: "s", target: sharp, measured: moving, .relative(0.01)))
    tell("with displacement")
    let displaced = dryWhileMoving(isDisplaced: true)
    let pushing = try dry(halfWidth: 8e-6, isHeld: false, isDisplaced: true)
    solution.findings.append(
      Finding("front displacing the electrolyte, δ = 8 µm", unit: "s", target: displaced, measured: pushing, .relative(0.01)))
    return solution
  }
}

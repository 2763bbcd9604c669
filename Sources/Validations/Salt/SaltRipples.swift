import Fields
import Foundation
import Physics
import Simulations

/// Growth of ripples on a front that uses up most of its salt, at several widths of the interface.
enum SaltRipples {
  /// Amplitudes of the metal's thickness over the width, m: those of `ParallelFront.ripples`, on the same width.
  struct Growth {
    /// What each ripple gained in 40 s, m.
    let ripples: [Double]
    /// Mean height, m.
    let height: Double
    let steps: Int
  }

  /// - Parameters:
  ///   - cells: along the width; the half-width is two of them.
  ///   - hasDiffusionPotential: whether the ∇ln c term of the current is on.
  static func growth(cells: Int, hasDiffusionPotential: Bool = false, travel: Double = 0.2, cellsPerHalfWidth: Double = 2) throws -> Growth
  {
    let size = 50 / Double(cells)
    let simulation = try ValidationConfig.simulation(
      PackageResources.salt_ripples_toml, surface: ("salt-ripples.csv", PackageResources.salt_ripples_csv),
      [
        "numerics.cellSize=\(size) um", "numerics.interfaceHalfWidth=\(cellsPerHalfWidth * size) um", "numerics.timeStepFactor=\(travel)",
        "electrolyte.thermodynamicFactor=\(hasDiffusionPotential ? 1 : 1 / 1.2)",
      ])
    let start = ParallelFront.amplitudes(simulation.model)
    let reason = try simulation.run()
    guard case .duration = reason else { throw ProblemError("the run ended before its time: \(reason)") }
    let end = ParallelFront.amplitudes(simulation.model)
    return Growth(
      ripples: zip(start, end).map { $1 - $0 }, height: simulation.model.metalThickness, steps: simulation.model.step)
  }

  /// Of a quantity of second order in the width, from two widths in the ratio 2.
  static func extrapolated(_ coarse: Double, _ fine: Double) -> Double { fine + (fine - coarse) / 3 }

  static let problem = Problem(
    name: "salt-ripples", title: "Width independence with salt",
    statement: """
      `Configs/validation/salt-ripples.toml`: a front with ripples of 50, 16.7 and 10 µm plates for 40 s at 0.25 V, until the salt on it has fallen to a third. What
      each ripple gains is measured by projection, at half-widths δ of 1.56, 0.78, 0.39 and 0.195 µm on cells of δ/2, and compared with Richardson's
      extrapolation from the last two. The shortest ripple has kδ = 0.98, 0.49, 0.25 and 0.12. Once more with the ∇ln c term of the current.
      """,
    source: "self-convergence; no closed form."
  ) { tell in
    var solution = Solution()
    let cells = [64, 128, 256, 512]
    let k = 2 * Double.pi * 5 / ParallelFront.width
    for hasTerm in [false, true] {
      let with = hasTerm ? "with ∇ln c" : "without ∇ln c"
      var results: [Growth] = []
      for count in hasTerm ? Array(cells.dropLast()) : cells {
        tell("\(count) cells, \(with)")
        results.append(try growth(cells: count, hasDiffusionPotential: hasTerm))
      }
      let last = results.count - 1
      let widths = cells.prefix(results.count).map { k * 2 * ParallelFront.width / Double($0) }
      for (index, ripple) in ParallelFront.ripples.enumerated() {
        let length = String(format: "%.1f", ParallelFront.width * 1e6 / Double(ripple.0))
        let reference = extrapolated(results[last - 1].ripples[index], results[last].ripples[index])
        let errors = results.map { $0.ripples[index] / reference - 1 }
        solution.convergence.append(
          Convergence(
            "growth of the ripple of \(length) µm, \(with)", against: "kδ of the shortest ripple", zip(widths, errors).map { SIMD2($0, $1) }
          ))
        solution.findings.append(
          Finding(
            "error of the growth of the ripple of \(length) µm at kδ = 0.49 of the shortest, \(with)", target: 0.03, measured: errors[1],
            .below))
      }
      let height = extrapolated(results[last - 1].height, results[last].height)
      solution.findings.append(
        Finding("mean height at kδ = 0.49, \(with)", unit: "µm", target: 1e6 * height, measured: 1e6 * results[1].height, .relative(2e-3)))
    }
    tell("time steps")
    let parts = [0.4, 0.2, 0.1, 0.05]
    let steps = try parts.map { try growth(cells: 128, travel: $0).ripples[2] }
    let still = steps[3] + (steps[3] - steps[2])
    solution.convergence.append(
      Convergence(
        "growth of the shortest ripple at kδ = 0.49", against: "travel per step, cells", zip(parts, steps).map { SIMD2($0, $1 / still - 1) }
      ))
    tell("cells")
    let fine = try growth(cells: 256, cellsPerHalfWidth: 4).ripples[2], coarse = try growth(cells: 128).ripples[2]
    solution.findings.append(
      Finding(
        "change of the growth of the shortest ripple at kδ = 0.49 from cells of δ/4 to δ/2", target: 0.03, measured: coarse / fine - 1,
        .below))
    return solution
  }
}

import Fields
import Foundation
import Physics
import Simulations

/// A nucleus by a one-potential model and by the default model, with the same exchange current density, interfacial energy, electrolyte
/// and voltage, on interfaces of several widths.
enum BothModels {
  /// δ′, m.
  static let widths = [500e-9, 250e-9]

  /// Looks at a run every half second.
  private final class Record: Observer {
    private(set) var heights: [SIMD2<Double>] = []
    private var schedule = Schedule(interval: 0.5)

    var nextTime: Double { schedule.nextTime }

    func observe(_ simulation: Simulation) {
      let metrics = simulation.metrics
      if schedule.isDue(at: metrics.time) { heights.append(SIMD2(metrics.time, 1e6 * metrics.morphology.tipHeight)) }
    }

    func finish(_ simulation: Simulation, _ reason: EndReason) {}
  }

  struct Growth {
    /// Of the tip, s and µm.
    let heights: [SIMD2<Double>]
    /// Of the tip in the whole time, µm.
    var travel: Double { (heights.last?.y ?? .nan) - (heights.first?.y ?? .nan) }
  }

  /// - Parameters:
  ///   - length: δ′, m; the interfacial energy is kept.
  ///   - duration: s.
  static func growth(onePotential: Bool, length: Double, duration: Double = 10) throws -> Growth {
    let published = SinglePotentialModel.Parameters.hong2018
    let ratio = length / published.interfaceLength
    let settings =
      onePotential
      ? [
        "literature.barrier=\(published.barrier / ratio) J/m^3",
        "literature.gradientCoefficient=\(published.gradientCoefficient * ratio) J/m", "numerics.cellSize=\(length) m",
      ] : ["numerics.interfaceHalfWidth=\(2 * length) m"]
    let text = onePotential ? PackageResources.both_models_one_potential_toml : PackageResources.both_models_two_potentials_toml
    let simulation = try ValidationConfig.simulation(text, settings + ["charging.duration=\(duration) s"])
    let record = Record()
    simulation.observers = [record]
    let reason = try simulation.run()
    guard case .duration = reason else { throw ProblemError("the run ended before its time: \(reason)") }
    return Growth(heights: record.heights)
  }

  static let problem = Problem(
    name: "both-models", title: "One physical case by both models",
    statement: """
      `Configs/validation/both-models-one-potential.toml` and `Configs/validation/both-models-two-potentials.toml`: a nucleus of 6 µm in a cell of 32 × 64 µm at 0.3 V
      for 10 s, with the exchange current density that `hong-2018` has at its published width. The interface is twice as wide and as
      published, at one interfacial energy. The default model's tip must not depend on that; the one-potential model's travel is told for comparison.
      """,
    source: "self-convergence; no closed form."
  ) { tell in
    var solution = Solution()
    var curves: [(label: String, points: [SIMD2<Double>])] = []
    for onePotential in [false, true] {
      let name = onePotential ? "hong-2018" : "butler-volmer"
      var travels: [Double] = []
      for length in widths {
        tell("\(name), δ′ = \(Int((1e9 * length).rounded())) nm")
        let growth = try growth(onePotential: onePotential, length: length)
        curves.append(("\(name), δ′ = \(Int((1e9 * length).rounded())) nm", growth.heights))
        travels.append(growth.travel)
      }
      let change = travels[0] / travels[1] - 1
      solution.findings.append(
        onePotential
          ? Finding(
            "travel of the tip on the wider interface over that on the narrower, less one, \(name)", target: 0.05, measured: change, .above)
          : Finding(
            "travel of the tip on the wider interface over that on the narrower, less one, \(name)", target: 0.02, measured: change, .below)
      )
    }
    solution.courses = [Course(("tip height", "um"), over: ("time", "s"), curves)]
    return solution
  }
}

import Configuration
import Fields
import Foundation
import Physics
import Pictures
import Simulations

/// Fingers in an electrolyte that has run dry, with several widths of the interface and sizes of the cells.
enum Branching {
  /// A run, looked at every two seconds.
  final class Record: Observer {
    private(set) var heights: [SIMD2<Double>] = [], means: [SIMD2<Double>] = [], currents: [SIMD2<Double>] = []
    /// Of the metal, when `outlineTime` has come, m.
    private(set) var outline: [[SIMD2<Double>]] = []
    private var schedule = Schedule(interval: 2)

    var nextTime: Double { schedule.nextTime }

    func observe(_ simulation: Simulation) {
      let metrics = simulation.metrics
      guard schedule.isDue(at: metrics.time) else { return }
      heights.append(SIMD2(metrics.time, 1e6 * metrics.morphology.tipHeight))
      means.append(SIMD2(metrics.time, 1e6 * metrics.morphology.meanHeight))
      currents.append(SIMD2(metrics.time, 0.1 * metrics.currentDensity))
      if metrics.time <= Branching.outlineTime * (1 + 1e-9) { outline = MetalOutline(simulation.model.orderParameter).polygons }
    }

    func finish(_ simulation: Simulation, _ reason: EndReason) {}
  }

  static let outlineTime = 70.0

  /// - Parameters:
  ///   - halfWidth: nm.
  ///   - cells: their size, nm.
  static func run(halfWidth: Double, cells: Double) throws -> Record {
    guard let template = ConfigurationTemplate.all.first(where: { $0.name == "quickstart" }) else {
      throw ProblemError("the program carries no quickstart")
    }
    let simulation = try ValidationConfig.simulation(
      Array(template.text.utf8),
      ["numerics.interfaceHalfWidth=\(halfWidth) nm", "numerics.cellSize=\(cells) nm", "charging.duration=\(outlineTime) s"])
    let record = Record()
    simulation.observers = [record]
    let reason = try simulation.run()
    guard case .duration = reason else { throw ProblemError("the run ended before its time: \(reason)") }
    return record
  }

  /// Largest difference of two heights over what has grown by the end, at the same times.
  static func difference(_ a: [SIMD2<Double>], _ b: [SIMD2<Double>]) -> Double {
    let grown = (b.last?.y ?? .nan) - (b.first?.y ?? .nan)
    return zip(a, b).map { $0.x == $1.x ? abs($0.y - $1.y) / grown : .nan }.reduce(0) { $1.isNaN ? .nan : max($0, $1) }
  }

  static let problem = Problem(
    name: "branching", title: "Fingers do not depend on the numerics",
    statement: """
      The physics of `Configs/quickstart.toml` until 70 s: fingers that race for the salt, on an interface of δ = 160, 80 and 40 nm with cells of δ/2, and of 80 nm with cells of δ/4. Heights and current over time, and the outlines at the end laid over
      each other. Differences are relative to the growth in 70 s, the largest at any time.
      """,
    source: "self-convergence; no closed form."
  ) { tell in
    var solution = Solution()
    let cases: [(Double, Double)] = [(160, 80), (80, 40), (80, 20), (40, 20)]
    let records = try cases.map { halfWidth, cells in
      tell("δ = \(halfWidth) nm, h = \(cells) nm")
      return try run(halfWidth: halfWidth, cells: cells)
    }
    let labels = cases.map { "δ = \(Int($0.0)) nm, h = \(Int($0.1)) nm" }
    func compare(_ a: Int, _ b: Int, _ bound: Double) {
      let pair = "\(labels[a]) against \(labels[b])"
      solution.findings += [
        Finding("tip height, \(pair)", target: bound, measured: difference(records[a].heights, records[b].heights), .below),
        Finding("mean height, \(pair)", target: bound, measured: difference(records[a].means, records[b].means), .below),
      ]
    }
    compare(1, 3, 0.02)
    compare(1, 2, 0.02)
    compare(0, 1, 0.05)
    func course(_ name: String, _ unit: String, _ values: (Record) -> [SIMD2<Double>]) -> Course {
      Course((name, unit), over: ("time", "s"), zip(labels, records).map { ($0, values($1)) })
    }
    solution.courses = [
      course("tip height", "um") { $0.heights }, course("mean height", "um") { $0.means },
      course("current density", "mA/cm^2") { $0.currents },
      Course(
        ("height", "um"), over: ("width", "um"),
        zip(labels, records).map { label, record in
          // The outline that is joined to the electrode is the longest.
          let longest = record.outline.max { $0.count < $1.count } ?? []
          return (label, longest.filter { $0.y > 1e-9 }.map { 1e6 * $0 })
        }),
    ]
    return solution
  }
}

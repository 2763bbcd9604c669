import Fields
import Foundation
public import Physics

/// A planar front of the one-potential models, against converged solutions of the same equations by another program.
public enum LiteraturePlanarFront {
  /// What a fully implicit finite-volume program finds, refined until the digits stand; SI.
  public struct Reference: Sendable {
    public let voltage: Double, time: Double
    /// Where ξ = ½, and ∫ξ over the height where it is known.
    public let front: Double, thickness: Double?
    /// d/dt ∫ξ, where it is known.
    public let speed: Double?
    /// c̃ where ξ = ½.
    public let concentration: Double
    public let topCurrent: Double, bottomCurrent: Double

    public static let strong = Reference(
      voltage: 0.3, time: 4, front: 9.45171e-6, thickness: 9.42606e-6, speed: 1.2298e-6, concentration: 2.488, topCurrent: 9210,
      bottomCurrent: 145)
    public static let weak = Reference(
      voltage: 0.2, time: 10, front: 10.80906e-6, thickness: nil, speed: nil, concentration: 10.404, topCurrent: 6369,
      bottomCurrent: 879)
  }

  /// Of the cell and of the front at the start, m.
  static let height = 50e-6, start = 5e-6

  public struct Result: Sendable {
    public let front: Double, thickness: Double, speed: Double, concentration: Double
    public let currents: SinglePotentialModel.Currents
    public let chargeError: Double, lithiumError: Double
    public let steps: Int
    /// Time and place of the front, s and m.
    public let course: [SIMD2<Double>]
  }

  /// - Parameters:
  ///   - spacing: cell edge, m.
  ///   - longestStep: s.
  public static func measure(_ reference: Reference, spacing: Double, longestStep: Double) throws -> Result {
    let parameters = SinglePotentialModel.Parameters.resolvedPlanar
    let model = SinglePotentialModel(
      Grid(width: 1, growth: Int((height / spacing).rounded()), widthSpacing: spacing), parameters)
    try model.start(voltage: reference.voltage) { _, _, z in z - start }
    var run = LiteratureRun(model, voltage: reference.voltage, longestStep: longestStep)
    var course = [SIMD2(0, start)]
    while model.state.time < reference.time * (1 - 1e-12) {
      try run.step(until: reference.time)
      course.append(SIMD2(model.state.time, model.front()?.height ?? .nan))
    }
    let front = model.front()
    return Result(
      front: front?.height ?? .nan, thickness: model.metalThickness, speed: model.state.currents.deposition / parameters.siteCharge,
      concentration: front?.concentration ?? .nan, currents: model.state.currents, chargeError: run.chargeError,
      lithiumError: run.lithiumError, steps: model.state.step, course: course)
  }

  /// The front and ∫ξ within 0.1 % of the way travelled, which is what cells of a fifth of the interface's length allow.
  public static func findings(_ reference: Reference, _ result: Result) -> [Finding] {
    let name = "\(reference.voltage) V, \(Int(reference.time)) s"
    let way = 1e-3 * (reference.front - start)
    var list = [
      Finding("front, \(name)", unit: "m", target: reference.front, measured: result.front, .absolute(way)),
      Finding("c̃ at the front, \(name)", target: reference.concentration, measured: result.concentration, .relative(3e-3)),
      Finding(
        "current through the top, \(name)", unit: "A/m²", target: reference.topCurrent, measured: result.currents.top, .relative(5e-4)),
      Finding(
        "current through the bottom, \(name)", unit: "A/m²", target: reference.bottomCurrent, measured: result.currents.bottom,
        .absolute(5e-4 * reference.topCurrent)),
      Finding("charge that is not accounted for, \(name)", target: 1e-6, measured: result.chargeError, .below),
      Finding("lithium that is not accounted for, \(name)", target: 1e-10, measured: result.lithiumError, .below),
    ]
    if let thickness = reference.thickness {
      list.append(Finding("∫ξ, \(name)", unit: "m", target: thickness, measured: result.thickness, .absolute(way)))
    }
    if let speed = reference.speed {
      list.append(Finding("speed, \(name)", unit: "m/s", target: speed, measured: result.speed, .relative(1e-3)))
    }
    return list
  }

  /// Distance of the front from the reference over the way travelled, for cells of several sizes (m), coarsest first.
  public static func convergence(_ reference: Reference, spacings: [Double], longestStep: Double) throws -> Convergence {
    var points: [SIMD2<Double>] = []
    for spacing in spacings {
      let result = try measure(reference, spacing: spacing, longestStep: longestStep)
      points.append(SIMD2(spacing, abs(result.front - reference.front) / (reference.front - start)))
    }
    return Convergence("error of the front over its way", against: "cell edge, m, at \(reference.voltage) V", points)
  }

  public static let problem = Problem(
    name: "literature-planar-front", title: "Planar front of the one-potential models",
    statement: """
      A planar front moves from 5 µm into a cell of 50 µm, with the resolved parameters (δ′ = 0.5 µm), at 0.3 V for 4 s and at 0.2 V for
      10 s. Its place, ∫ξ, its speed, the concentration at it and the currents through both ends are compared.
      """,
    source: "Converged one-dimensional fully implicit finite-volume solutions of the same equations"
  ) { tell in
    var solution = Solution()
    var curves: [(label: String, points: [SIMD2<Double>])] = []
    for reference in [Reference.strong, .weak] {
      tell("\(reference.voltage) V at 0.1 µm")
      let result = try measure(reference, spacing: 1e-7, longestStep: 0.05)
      solution.findings += findings(reference, result)
      curves.append(("\(reference.voltage) V", result.course))
      tell("\(reference.voltage) V, other cells")
      solution.convergence.append(try convergence(reference, spacings: [2e-7, 1e-7, 5e-8], longestStep: 0.025))
    }
    for study in solution.convergence {
      for order in study.orders { solution.findings.append(Finding("order, \(study.refinement)", target: 1.8, measured: order, .above)) }
    }
    solution.courses = [Course(("height of the front", "m"), over: ("time", "s"), curves)]
    return solution
  }
}

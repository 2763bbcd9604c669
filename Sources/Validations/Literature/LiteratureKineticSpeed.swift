import Fields
import Foundation
public import Physics

/// Speed of a planar front in a uniform potential and concentration, against 6 L_η δ′ [c̃ e^{−αfφ} − e^{(1−α)fφ}], which follows from the
/// equation for ξ by multiplication with ∂ξ/∂n and integration across a front that keeps its profile.
public enum LiteratureKineticSpeed {
  /// Speed after the start has faded, m/s.
  ///
  /// - Parameters:
  ///   - cells: per δ′.
  public static func measure(
    _ parameters: SinglePotentialModel.Parameters, potential: Double, concentration: Double, cells: Double
  ) throws -> Double {
    var held = parameters
    held.isElectrolyteHeld = true
    let length = parameters.interfaceLength
    let h = length / cells
    let expected = abs(parameters.kineticSpeed(concentration: concentration, potential: potential))
    // The profile relaxes at L_σ W; ten such times, then as long again and at least half a δ′.
    let relaxation = 10 / (parameters.mobility * parameters.barrier)
    let time = max(relaxation, min(4, 0.5 * length / expected))
    let margin = 16 * length + expected * (relaxation + time)
    let model = SinglePotentialModel(
      Grid(width: 1, growth: Int((2 * margin / h).rounded(.up)), widthSpacing: h), held)
    try model.start(voltage: -potential) { _, _, z in z - margin }
    model.state.relativeConcentration.fill(concentration)
    model.state.potential.fill(potential)
    var run = LiteratureRun(model, voltage: -potential, longestStep: min(0.1, 0.2 * length / expected))
    try run.advance(to: relaxation)
    let before = model.metalThickness
    try run.advance(to: relaxation + time)
    return (model.metalThickness - before) / (model.state.time - relaxation)
  }

  /// Within 0.5 %: the formula is that of reactions slow against L_σ W.
  public static func finding(
    _ parameters: SinglePotentialModel.Parameters, _ name: String, potential: Double, concentration: Double, cells: Double = 5
  ) throws -> Finding {
    Finding(
      "speed, \(name), φ = \(potential) V, c̃ = \(concentration)", unit: "m/s",
      target: parameters.kineticSpeed(concentration: concentration, potential: potential),
      measured: try measure(parameters, potential: potential, concentration: concentration, cells: cells), .relative(5e-3))
  }

  public static let problem = Problem(
    name: "literature-kinetic-speed", title: "Kinetic speed of the one-potential models",
    statement: """
      The potential and the concentration are uniform and held; the front moves by its own kinetics, plating and dissolving.
      """,
    source: "Closed form for a front that keeps its profile at rest"
  ) { tell in
    var solution = Solution()
    var half = SinglePotentialModel.Parameters.hong2018
    half.reactionLeavesOutMetal = true
    for (name, set) in [("hong-2018", SinglePotentialModel.Parameters.hong2018), ("chen-2015", isotropic), ("c̃(1 − h)", half)] {
      for (potential, c) in [(-0.1, 1.0), (-0.2, 1), (-0.3, 1), (-0.2, 2), (0.1, 1)] {
        // A reaction on one side of the front distorts it the more the faster it is: 1.6 % at 0.3 V.
        if set.reactionLeavesOutMetal && potential < -0.25 { continue }
        tell("\(name), \(potential) V")
        solution.findings.append(try finding(set, name, potential: potential, concentration: c))
      }
    }
    solution.courses = [
      Course(
        ("speed over that of a profile at rest", ""), over: ("cohesion number", ""),
        try [("all ions react", false), ("those outside the metal react", true)].map { label, leavesOutMetal in
          var set = SinglePotentialModel.Parameters.hong2018
          set.reactionLeavesOutMetal = leavesOutMetal
          return (label, try cohesion(set, tell))
        })
    ]
    return solution
  }

  /// Cohesion numbers L_η e^{αf|φ|}/(L_σ W), and the speeds there over what a profile at rest would have.
  private static func cohesion(_ parameters: SinglePotentialModel.Parameters, _ tell: (String) -> Void) throws -> [SIMD2<Double>] {
    try [0.01, 0.03, 0.1, 0.2, 0.4, 0.8].map { number in
      tell("cohesion number \(number)")
      let deposition = number * parameters.mobility * parameters.barrier
      let potential = -parameters.thermalVoltage / parameters.chargeTransferCoefficient * log(deposition / parameters.reactionRate)
      let speed = try measure(parameters, potential: potential, concentration: 1, cells: 5)
      return SIMD2(number, speed / parameters.kineticSpeed(concentration: 1, potential: potential))
    }
  }

  /// The planar set: along an axis the anisotropy of `chen-2015` widens the interface.
  static var isotropic: SinglePotentialModel.Parameters { .resolvedPlanar }
}

public import Fields
import Foundation
public import Physics

/// Charge and lithium of the one-potential models on a wavy front with anisotropy: I_top − I_bottom = F c_s d/dt ∫ξ, and metal and ions
/// together change by what comes in through the top.
public enum LiteratureBalances {
  public struct Result: Sendable {
    public let chargeError: Double, lithiumError: Double
    /// Metal gained per cross-section, m: what the balances are about.
    public let growth: Double
  }

  /// A front with three waves.
  public static func cell(
    _ parameters: SinglePotentialModel.Parameters, width: Int, growth: Int, spacing h: Double, voltage: Double,
    sides: Closure = .periodic
  ) throws -> SinglePotentialModel {
    let grid = Grid(width: width, growth: growth, widthSpacing: h, widthClosure: sides)
    let model = SinglePotentialModel(grid, parameters)
    let k = 2 * Double.pi / grid.length(.width), height = 0.3 * grid.length(.growth)
    try model.start(voltage: voltage) { x, _, z in
      z - height * (1 + 0.2 * cos(k * x) + 0.1 * cos(3 * k * x + 1) + 0.05 * cos(5 * k * x + 2))
    }
    return model
  }

  public static func measure(
    _ parameters: SinglePotentialModel.Parameters, width: Int, growth: Int, spacing: Double, voltage: Double, time: Double
  ) throws -> Result {
    let model = try cell(parameters, width: width, growth: growth, spacing: spacing, voltage: voltage)
    let before = model.metalThickness
    var run = LiteratureRun(model, voltage: voltage, longestStep: 0.1)
    try run.advance(to: time)
    return Result(chargeError: run.chargeError, lithiumError: run.lithiumError, growth: model.metalThickness - before)
  }

  public static func findings(_ name: String, _ result: Result) -> [Finding] {
    [
      Finding("charge that is not accounted for, \(name)", target: 1e-6, measured: result.chargeError, .below),
      Finding("lithium that is not accounted for, \(name)", target: 1e-10, measured: result.lithiumError, .below),
    ]
  }

  public static let problem = Problem(
    name: "literature-balances", title: "Balances of the one-potential models",
    statement: "A wavy front plates; the currents through both ends, the deposit, and all lithium are summed independently.",
    source: "Integrals of the equations over the cell"
  ) { tell in
    var solution = Solution()
    for (name, set, spacing) in [
      ("chen-2015", SinglePotentialModel.Parameters.chen2015, 2.5e-7), ("hong-2018", .hong2018, 1.25e-7),
      ("ahmad-2020", .ahmad2020, 1.25e-7),
    ] {
      tell(name)
      solution.findings += findings(name, try measure(set, width: 96, growth: 128, spacing: spacing, voltage: 0.2, time: 2))
    }
    return solution
  }
}

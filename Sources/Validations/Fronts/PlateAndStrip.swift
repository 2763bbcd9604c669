import Fields
import Foundation
import Physics

/// Plating, then stripping the same charge: symmetric kinetics without interfacial energy and salt retrace the way of every place.
enum PlateAndStrip {
  static let halfWidth = 1e-6

  /// A front of three waves, 0.9 µm high in the mean square, without a bend so sharp that plating would close it to a cusp: what flows into
  /// a cusp is lost to the sharp front, too.
  static func wavyFront(
    cellsPerHalfWidth: Int = 2, _ edit: (inout ButlerVolmerModel.Parameters) -> Void = { _ in }
  ) -> ButlerVolmerModel {
    let h = halfWidth / Double(cellsPerHalfWidth)
    let grid = Grid(width: 32 * cellsPerHalfWidth, growth: 40 * cellsPerHalfWidth, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: halfWidth)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    edit(&parameters)
    let model = ButlerVolmerModel(grid, parameters)
    let k = 2 * Double.pi / grid.length(.width), height = halfWidth
    model.start { x, _, z in
      let wave = cos(k * x) + 0.6 * cos(2 * k * x + 1) + 0.3 * cos(3 * k * x + 2)
      let slope = -k * height * (sin(k * x) + 1.2 * sin(2 * k * x + 1) + 0.9 * sin(3 * k * x + 2))
      return (z - 15 * halfWidth - height * wave) / (1 + slope * slope).squareRoot()
    }
    return model
  }

  struct Outcome {
    /// ∫|ξ − ξ₀| over the cross-section, half-widths.
    var shape = 0.0
    /// What is missing of the metal, relative.
    var metal = 0.0
    /// Largest error of the metal on the way against the charge, relative.
    var balance = 0.0
    /// What ξ exceeded [0, 1] by.
    var excess = 0.0
  }

  /// Plates 3 µm at 10 mA/cm² and strips as much.
  ///
  /// - Parameter travel: of a flat front in a step, half-widths.
  static func run(_ model: ButlerVolmerModel, way: Double = 3e-6, travel: Double) throws -> Outcome {
    let state = model.state, grid = model.grid
    let start = ScalarField(grid)
    start.assign(state.orderParameter)
    let metal = state.metalThickness, current = 100.0
    let step = travel * halfWidth / (model.parameters.volumePerCharge * current)
    let steps = Int((way / (travel * halfWidth)).rounded())
    var outcome = Outcome()
    for sign in [1.0, -1] {
      for _ in 0..<steps { _ = try model.advance(step, .galvanostatic(currentDensity: sign * current)) }
      let due = sign > 0 ? way : 0
      outcome.balance = max(outcome.balance, abs(state.metalThickness - metal - due) / metal)
      outcome.excess = max(outcome.excess, -state.orderParameter.minimum(), state.orderParameter.maximum() - 1)
    }
    outcome.metal = abs(state.metalThickness / metal - 1)
    var sum = 0.0
    for k in 0..<grid.growth { for i in 0..<grid.width { sum += abs(state.orderParameter[i, 0, k] - start[i, 0, k]) } }
    outcome.shape = sum * grid.growthSpacing / Double(grid.width) / halfWidth
    return outcome
  }

  static let problem = Problem(
    name: "plate-and-strip", title: "Plating and stripping the same charge",
    statement: """
      A front of three ripples plates 3 µm and strips as much, at ±10 mA/cm² with symmetric kinetics, without salt and interfacial energy: the sharp front retraces its way. ∫|ξ − ξ₀| over the
      cross-section tells what is missing of the shape, in half-widths; the metal comes back whatever else is switched on.
      """,
    source: "symmetry of the equations under a reversal of the current."
  ) { tell in
    var solution = Solution()
    let cells = [2, 3, 4], parts = [0.2, 0.1, 0.05]
    let shapes = try cells.map { count in
      tell("cells of δ/\(count)")
      return try run(wavyFront(cellsPerHalfWidth: count), travel: 0.05)
    }
    solution.findings += [
      Finding("shape that is missing at h = δ/2, in δ", target: 5e-3, measured: shapes[0].shape, .below),
      Finding("metal that is missing", target: 1e-12, measured: shapes.map(\.metal).max()!, .below),
      Finding("metal against charge on the way", target: 1e-12, measured: shapes.map(\.balance).max()!, .below),
      Finding("ξ beyond [0, 1]", target: 1e-14, measured: shapes.map(\.excess).max()!, .below),
    ]
    solution.convergence.append(
      Convergence("shape", against: "h/δ", zip(cells, shapes).map { SIMD2(1 / Double($0), $1.shape) }))
    tell("time steps")
    let steps = try parts.map { try run(wavyFront(), travel: 0.5 * $0).shape }
    solution.convergence.append(Convergence("shape, h = δ/2", against: "travel per step, cells", zip(parts, steps).map { SIMD2($0, $1) }))
    solution.findings.append(
      Finding("change of the shape from steps of 0.2 to steps of 0.05 cells, in δ", target: 5e-4, measured: steps[0] - steps[2], .below))
    return solution
  }
}

import Fields
public import Physics

/// Runs a one-potential model of the literature with steps as long as their error allows, and keeps its balances.
public struct LiteratureRun {
  public let model: SinglePotentialModel
  /// V.
  public let voltage: Double
  /// s.
  public let longestStep: Double
  /// Of the next step, s.
  public private(set) var timeStep: Double
  public private(set) var refusedSteps = 0
  public private(set) var passes = 0
  /// Largest |I_top − I_bottom − F c_s d/dt ∫ξ| at the end of a step, relative to the largest of the three.
  public private(set) var chargeError = 0.0
  private let lithium: Double

  /// - Parameters:
  ///   - longestStep: s; the first is a thousandth.
  public init(_ model: SinglePotentialModel, voltage: Double, longestStep: Double) {
    self.model = model
    self.voltage = voltage
    self.longestStep = longestStep
    timeStep = 1e-3 * longestStep
    lithium = model.lithiumPerArea - model.state.ionInflow
  }

  /// Lithium in the cell less what it began with and what came in through the top, relative.
  public var lithiumError: Double { abs((model.lithiumPerArea - model.state.ionInflow) / lithium - 1) }

  /// One step, shortened until it is taken, and not beyond `end`.
  public mutating func step(until end: Double) throws(StepFailure) {
    while true {
      let left = end - model.state.time
      // No step is left a stump.
      let length = left <= timeStep ? left : left < 2 * timeStep ? 0.5 * left : timeStep
      do throws(StepFailure) {
        let report = try model.advance(length, voltage: voltage)
        passes += report.passes
        let now = model.state.currents
        let scale = max(abs(now.top), abs(now.bottom), abs(now.deposition))
        if scale > 0 { chargeError = max(chargeError, abs(now.top - now.bottom - now.deposition) / scale) }
        let room = 0.3 * model.parameters.stepTolerance / max(report.stepError, 1e-12)
        timeStep = min(longestStep, max(timeStep, length) * min(1.3, max(0.5, 0.8 * room.squareRoot())))
        return
      } catch {
        refusedSteps += 1
        timeStep = 0.5 * length
        if timeStep < 1e-9 * longestStep { throw error }
      }
    }
  }

  public mutating func advance(to end: Double) throws(StepFailure) {
    while model.state.time < end * (1 - 1e-12) { try step(until: end) }
  }
}

extension SinglePotentialModel {
  /// Where a column's order parameter last falls through one half towards the top, m, and c̃ there; nil without such a place.
  public func front(column i: Int = 0, depth j: Int = 0) -> (height: Double, concentration: Double)? {
    let xi = state.orderParameter, c = state.relativeConcentration
    for k in (1..<grid.growth).reversed() where xi[i, j, k - 1] >= 0.5 && xi[i, j, k] < 0.5 {
      let part = (xi[i, j, k - 1] - 0.5) / (xi[i, j, k - 1] - xi[i, j, k])
      return (
        grid.center(k - 1, .growth) + part * grid.growthSpacing, c[i, j, k - 1] + part * (c[i, j, k] - c[i, j, k - 1])
      )
    }
    return nil
  }

  /// Height of the most advanced place with ξ = ½, m.
  public var tipHeight: Double {
    var height = 0.0
    for j in 0..<grid.depth { for i in 0..<grid.width { height = max(height, front(column: i, depth: j)?.height ?? 0) } }
    return height
  }
}

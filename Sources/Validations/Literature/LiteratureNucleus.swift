import Fields
import Foundation
public import Physics

/// The deterministic case of Ahmad, Hong & Viswanathan, PNAS 117 (2020) 26672: a flat film of 20 µm with a nucleus of 20 µm radius in
/// its middle, 200 × 200 µm, −0.2 V, no noise.
///
/// The paper's cells of 1 µm are four δ′ wide, and fronts jump from one to the next; what does not depend on that is what two grids
/// agree on.
public enum LiteratureNucleus {
  public struct Result: Sendable {
    /// When the most advanced place reached each height, s; fewer where it did not.
    public let arrivals: [Double]
    /// Time and height of the most advanced place, s and m.
    public let course: [SIMD2<Double>]
    /// Distance of that place from the middle at the end, m: not zero where the tip has split.
    public let tipOffset: Double
    public let chargeError: Double, lithiumError: Double
    public let steps: Int, refusedSteps: Int
  }

  /// Half of the cell, mirrored in the middle of the nucleus.
  ///
  /// - Parameters:
  ///   - spacing: cell edge, m.
  ///   - heights: ascending, m.
  ///   - tell: takes a line for each of them.
  public static func measure(
    _ parameters: SinglePotentialModel.Parameters = .ahmad2020, voltage: Double = 0.2, spacing: Double, heights: [Double],
    longestTime: Double = 1000, tell: (String) -> Void = { _ in }
  ) throws -> Result {
    let side = 200e-6, film = 20e-6, radius = 20e-6
    let cells = Int((side / spacing).rounded())
    let grid = Grid(width: (cells + 1) / 2, growth: cells, widthSpacing: spacing, widthClosure: .mirrored)
    let model = SinglePotentialModel(grid, parameters)
    try model.start(voltage: voltage) { x, _, z in min(z - film, (x * x + (z - film) * (z - film)).squareRoot() - radius) }
    var run = LiteratureRun(model, voltage: voltage, longestStep: 1)
    var course = [SIMD2(0, model.tipHeight)]
    var arrivals: [Double] = []
    while arrivals.count < heights.count && model.state.time < longestTime {
      try run.step(until: longestTime)
      let last = course[course.count - 1], now = SIMD2(model.state.time, model.tipHeight)
      course.append(now)
      while arrivals.count < heights.count && now.y >= heights[arrivals.count] {
        arrivals.append(last.x + (heights[arrivals.count] - last.y) / (now.y - last.y) * (now.x - last.x))
        tell("\(heights[arrivals.count - 1] * 1e6) µm after \(arrivals[arrivals.count - 1]) s, \(model.state.step) steps")
      }
    }
    let tip = (0..<grid.width).max { (model.front(column: $0)?.height ?? 0) < (model.front(column: $1)?.height ?? 0) } ?? 0
    return Result(
      arrivals: arrivals, course: course, tipOffset: grid.center(tip, .width), chargeError: run.chargeError,
      lithiumError: run.lithiumError, steps: model.state.step, refusedSteps: run.refusedSteps)
  }
}
